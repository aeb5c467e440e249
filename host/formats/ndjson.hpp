// NDJSON: one disclosure a line, in plain, gzip or Zstandard files of any size. Input streams: memory holds one line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "formats/byte_source.hpp"
#include "model/document.hpp"

namespace gouji {

struct NdjsonLine {
  std::string_view text;     // without its end; valid during the call
  int number = 0;            // from 1
  std::uint64_t offset = 0;  // of its first byte in the unpacked text
  bool ended = true;         // false: the file stopped before a line end
};

// Every line that is not blank. Problems are reported and the rest goes on: "ndjson.line_too_long" and those of
// open_bytes. `on_line` may return false to stop.
void for_each_line(const std::filesystem::path& path, const std::string& shown,
                   const std::function<bool(const NdjsonLine&)>& on_line, const OnProblem& on_problem);

// A file's first line without the mark that some programs put before it.
std::string_view without_mark(std::string_view first_line);

// "ndjson.line_too_long": the line was left out.
Fault line_too_long(const std::string& shown, int number);

// Blocks of whole lines, for those who go through many at once; the last line of the last block may lack its end. A
// line that is longer than a block goes to `on_line`, as for_each_line does it.
struct NdjsonBlock {
  std::string text;
  std::uint64_t offset = 0;  // of its first byte
};
void for_each_block(const std::filesystem::path& path, const std::string& shown,
                    const std::function<bool(NdjsonBlock&&)>& on_block,
                    const std::function<bool(const NdjsonLine&)>& on_line, const OnProblem& on_problem);

// The disclosure of one line; empty when it is broken, which is reported ("data.truncated" with its place where the
// file ends in the middle of it).
std::optional<Document> read_ndjson_line(const NdjsonLine& line, const std::string& shown, const OnProblem& on_problem);

// Every disclosure of the file; a broken line is reported with its number and the rest goes on.
void read_ndjson(const std::filesystem::path& path, const std::string& shown,
                 const std::function<void(Document&&, int line)>& on_document, const OnProblem& on_problem);

// .ndjson, .ndjson.gz or .ndjson.zst
bool is_ndjson(const std::filesystem::path& path);

}  // namespace gouji
