// The shapes that nodes of a case file have: a list of tables, a text of lines between """.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "packs/toml_file.hpp"
#include "regression/case_tables.hpp"

namespace gouji {

// [{ … }, { … }] or [[case.key]]; Fault "toml.wrong_type".
std::vector<const toml::table*> case_nodes(const TomlFile& file, const toml::node& node, std::string_view key);

// A text and the line of the case file on which it begins (below the quotes); Fault "toml.wrong_type".
CaseText case_text(const TomlFile& file, const toml::node& node, std::string_view key);

// A text, whole number or truth value as a text; Fault "toml.wrong_type".
std::string case_word(const TomlFile& file, const toml::node& node, std::string_view key);

}  // namespace gouji
