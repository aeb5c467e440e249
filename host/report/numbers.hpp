// A result as people walk through it: findings with their short numbers, by document and by rule; scores beside them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "model/result.hpp"

namespace gouji::report {

// 编号: the place of a finding in the result, from 1; the same in every report of one result.
struct Numbered {
  int number = 0;
  const Finding* finding = nullptr;
};

struct Counts {
  std::array<int, kOutcomes> outcomes{};
  std::array<int, kSeverities> severities{};  // of outcome finding only
  void add(const Finding& finding);
  int of(Outcome outcome) const { return outcomes.at(static_cast<std::size_t>(outcome)); }
  int of(Severity severity) const { return severities.at(static_cast<std::size_t>(severity)); }
};

struct DocumentGroup {
  std::string document;
  std::vector<Numbered> findings;
  std::vector<const Score*> scores;
  Counts counts;
};

// What one unit published, all its documents together.
struct UnitGroup {
  std::string unit;
  int documents = 0;
  std::vector<Numbered> findings;
  Counts counts;
  std::array<int, kDecisionStates> states{};  // of findings, waived ones among them
};

struct RuleGroup {
  std::string rule;
  std::vector<Numbered> findings;
  Counts counts;
  std::array<int, kDecisionStates> states{};
};

// Documents that have a finding or a score, in the order of the result.
std::vector<DocumentGroup> by_document(const RunResult& result);
// Units in the order of the documents where the result keeps them, then of the findings; one without a finding too.
std::vector<UnitGroup> by_unit(const RunResult& result);
// Rules in the order of their first finding.
std::vector<RuleGroup> by_rule(const std::vector<Numbered>& findings);
std::vector<Numbered> numbered(const RunResult& result);

// "3、5–9、12": numbers in rising order, runs of three and more drawn together.
std::string number_list(const std::vector<Numbered>& findings, std::string_view separator);

// 测算得分 differs from 自评得分, or rounding could change the grade: what a reader must see.
bool score_differs(const Score& score);
bool score_is_notable(const Score& score);
// 差值 as the result has it, else worked out from both scores; empty when one is missing.
std::string score_difference(const Score& score);

// 自评表 that were scored.
int evaluations_scored(const RunResult& result);

}  // namespace gouji::report
