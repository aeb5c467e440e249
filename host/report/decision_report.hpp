// Decisions as lists for people and programs: all of them, precision by rule, what a correction mended.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/follow_up.hpp"
#include "report/report.hpp"

namespace gouji {

struct ListedDecision {
  std::string unit;
  Decision decision;
  bool still_found = false;  // the run that was made for the list found it again
};

std::string decisions_text(const std::vector<ListedDecision>& decisions, const ReportOptions& options);
std::string decisions_json(const std::vector<ListedDecision>& decisions);

// How right a rule is, by what people said of its findings.
struct RulePrecision {
  std::string rule, title;
  std::array<int, kDecisionStates> states{};
  int of(DecisionState state) const { return states.at(static_cast<std::size_t>(state)); }
  int real() const { return of(DecisionState::confirmed) + of(DecisionState::corrected); }  // 属实
  int judged() const { return real() + of(DecisionState::accepted) + of(DecisionState::rule_wrong); }
  // 属实 of what was judged, in percent with one decimal; empty where nothing was judged.
  std::string percent() const;
};

std::string precision_text(const std::vector<RulePrecision>& rules, const ReportOptions& options);
std::string precision_json(const std::vector<RulePrecision>& rules);

std::string follow_up_text(const FollowUps& all, const ReportOptions& options);
std::string follow_up_json(const FollowUps& all, const ReportOptions& options);

}  // namespace gouji
