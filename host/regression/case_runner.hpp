// Runs cases through the same evaluation as everything else, one rule at a time, and compares.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "engine/evaluate.hpp"
#include "regression/case_file.hpp"
#include "script/syntax.hpp"

namespace gouji {

enum class CaseStatus : std::uint8_t { pass, fail, error, skipped };
std::string_view code_of(CaseStatus status);  // "pass"

struct CaseResult {
  std::string pack, rule, name;
  Location at;
  CaseStatus status = CaseStatus::pass;
  std::vector<std::string> tags, clauses;
  std::string expected, got;     // of a failure, in words
  std::string terms;             // of a failure: what decided it, with the value under each term; may be empty
  std::shared_ptr<Fault> fault;  // of an error
};

struct PackCases {
  std::vector<CaseResult> results;
  std::vector<std::string> without_cases;  // rule files that have none
};

// Which cases are run, and who is told of each as it ends.
struct CaseChoice {
  std::function<bool(const std::string&)> wanted;  // looks at "rule id name"; empty: every one
  std::vector<std::string> tags, not_tags;         // one of these, if there are any; none of those
  // What a changed file touches: the subject and the file of its cases; empty: every one.
  std::function<bool(const std::string& subject, const std::filesystem::path& file)> touched;
  std::function<void(const CaseResult&)> told;
  std::set<std::string>* known_tags = nullptr;  // takes the tags of all cases that were asked about

  bool takes(const std::string& subject, const std::string& name, const std::vector<std::string>& with) const;
  bool takes_file(const std::string& subject, const std::filesystem::path& file) const {
    return !touched || touched(subject, file);
  }
  void keep(CaseResult one, PackCases& all) const;
};

struct CaseTools {
  const Verbs& verbs;
  script::Syntax& syntax;
};

// One case under the book; `subject` is a rule's or scoring's id.
CaseResult run_case(RuleBook& book, const CaseTools& tools, const CaseFile& file, const Case& one);

// All case files of the chain's topmost pack, but not those of its layouts.
PackCases run_cases(RuleBook& book, const CaseTools& tools, const CaseChoice& choice);

}  // namespace gouji
