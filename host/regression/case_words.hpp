// The words of outcomes and severities in cases: as reports print them, or as codes.
#pragma once

#include <optional>
#include <string>

#include "packs/toml_file.hpp"
#include "regression/case_file.hpp"

namespace gouji {

// 疑点 → "finding"; a code stays. Empty where it is neither.
std::optional<std::string> outcome_code(const std::string& word);

// Makes codes of what `outcome` and `severity` say. A slip is no expectation that happens not to be met: Fault
// "case.unknown_outcome" at the node.
void spell_as_codes(const TomlFile& file, const toml::node& node, Expected& expected);

}  // namespace gouji
