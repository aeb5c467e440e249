// What decided a case, for the one who reads that it failed: the line of the script with the value under each term.
//
//   check:at_most(other.annual, total.annual, {
//         |       |             |
//         false   12            10
#pragma once

#include <string>

#include "engine/evaluate.hpp"
#include "regression/case_file.hpp"
#include "script/syntax.hpp"

namespace gouji {

// Runs the rules that `options` wants once more. File and line first, then the source and its values, columns as wide
// as a terminal shows them; empty where no figure was looked at.
std::string shown_terms(const Document& document, RuleBook& book, const Verbs& verbs, script::Syntax& syntax,
                        EvaluateOptions options);

}  // namespace gouji
