// Cases of whole documents: a disclosure, in the case or in a file beside it, and what all rules of a pack together
// must find in it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "packs/toml_file.hpp"
#include "regression/case_file.hpp"

namespace gouji {

// Keys of a [[case]] that only these cases have.
const std::vector<std::string>& whole_keys();

// What is expected, and the documents of `file` (beside the case file, below `within`), if it is given. `expect`,
// `absent` and `scores` are lists of tables or small CSV texts with heads in Chinese or as keys.
// Faults: "case.unknown_outcome", "case.unknown_column", "case.outside", "case.no_document" and those of TomlFile,
// read_csv and reading datasets.
WholeCase read_whole_case(const TomlFile& file, const toml::table& table, const std::filesystem::path& folder,
                          const std::filesystem::path& within);

}  // namespace gouji
