// "Did you mean …?" for a file or folder that is not there.
#pragma once

#include <filesystem>
#include <string>

namespace gouji {

// What lies beside `path` under the nearest name; empty when nothing is near enough.
std::string nearest_file(const std::filesystem::path& path);

}  // namespace gouji
