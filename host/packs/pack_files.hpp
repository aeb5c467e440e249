// What a pack is known by: its files, each by digest.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace gouji {

// SHA-256 of every file that can change a result or a case, by its name below the folder ("rules/a.lua").
std::map<std::string, std::string> pack_files(const std::filesystem::path& folder);

// Of all of them together: the same wherever the pack lies.
std::string digest_of_files(const std::map<std::string, std::string>& files);

}  // namespace gouji
