// Whole files in, whole files out: reads are bounded, writes are atomic (aside, synced, renamed).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {
class Fault;
}

namespace gouji::files {

inline constexpr std::size_t kMostBytes = std::size_t{256} << 20U;

// Fault "file.missing", "file.not_regular", "file.too_large", "file.changed" (while it was read) or "file.unreadable",
// each naming the path.
std::string read(const std::filesystem::path& path, std::size_t most_bytes = kMostBytes);

// Replaces `path` by `bytes`, or leaves it as it was: Fault "file.unwritable". The permissions of the old file stay; a
// link stays a link, what it leads to is replaced.
void write(const std::filesystem::path& path, std::string_view bytes);

// /dev/null, a pipe: nothing to be replaced, what is written goes into it at once. Fault "file.unwritable".
bool is_stream(const std::filesystem::path& path);
void write_stream(const std::filesystem::path& path, std::string_view bytes);

// "file.missing" or "file.unreadable", "file.unwritable" for an error number of the system.
Fault unreadable(const std::filesystem::path& path, int error);
Fault unwritable(const std::filesystem::path& path, int error);

// Regular files below `folder` with one of the endings, sorted by bytes; hidden names are left out.
std::vector<std::filesystem::path> list(const std::filesystem::path& folder, const std::vector<std::string>& endings);

// `path` as seen from `base` when it lies below it, else as given; always with '/'.
std::string shown(const std::filesystem::path& path, const std::filesystem::path& base = {});

}  // namespace gouji::files
