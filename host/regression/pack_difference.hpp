// What tells two packs apart over the same documents: rules that only one has, rules with another severity or text,
// and parameters; and how far results differ once parameters of one are tried in the other.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "packs/rule_book.hpp"
#include "regression/result_record.hpp"

namespace gouji {

struct PackDifference {
  std::vector<std::string> rules_first, rules_second;  // that only one of them has
  std::vector<std::string> severities, texts;          // rules of both: another severity, another text
  std::vector<std::string> scorings;                   // of one only, or with another text
  std::vector<std::string> parameters;                 // of both, with other values
};

PackDifference pack_difference(const RuleBook& first, const RuleBook& second);

// How far two records of the same documents lie apart.
struct RecordDistance {
  std::size_t findings_first = 0, findings_second = 0;  // that only one has, or each otherwise
  std::size_t scores = 0, grades = 0;
  std::size_t total() const { return findings_first + findings_second + scores; }  // a grade goes with its score
};

// Results that differ, of each rule that has any.
std::map<std::string, std::size_t> differing_results(const ResultRecord& first, const ResultRecord& second);

// `leave_out`: rules whose findings are not looked at. A score is the same with equal points and grade.
RecordDistance record_distance(const ResultRecord& first, const ResultRecord& second,
                               const std::set<std::string>& leave_out);

// The chain with the parameters as `other` has them, all years and layers.
std::shared_ptr<const PackChain> with_parameters_of(const PackChain& chain, const PackChain& other,
                                                    const std::vector<std::string>& names);

// A parameter's values in words: "90 %", "2020 年起 90 %，2022 年起 85 %".
std::string values_text(const PackChain& chain, const std::string& name);

}  // namespace gouji
