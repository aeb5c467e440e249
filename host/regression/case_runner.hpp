// Runs cases through the same evaluation as everything else, one rule at a time, and compares.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/evaluate.hpp"
#include "regression/case_file.hpp"

namespace gouji {

enum class CaseStatus : std::uint8_t { pass, fail, error, skipped };
std::string_view code_of(CaseStatus status);  // "pass"

struct CaseResult {
  std::string pack, rule, name;
  Location at;
  CaseStatus status = CaseStatus::pass;
  std::string expected, got;     // of a failure, in words
  std::shared_ptr<Fault> fault;  // of an error
};

struct PackCases {
  std::vector<CaseResult> results;
  std::vector<std::string> without_cases;  // rule files that have none
};

// All case files of the chain's topmost pack. `wanted` looks at "rule id name".
PackCases run_cases(RuleBook& book, const Verbs& verbs, const std::function<bool(const std::string&)>& wanted);

}  // namespace gouji
