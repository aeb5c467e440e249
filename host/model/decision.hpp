// What people decided about findings: 待核实 → 已说明 → 采纳 or 确认问题 → 已整改, or 规则有误; with who, when, on
// which paper, and until which fiscal year an accepted explanation holds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace gouji {

struct Finding;

enum class DecisionState : std::uint8_t { open, explained, accepted, confirmed, corrected, rule_wrong };
inline constexpr std::size_t kDecisionStates = 6;

std::string_view code_of(DecisionState state);     // "rule_wrong"
std::string_view chinese_of(DecisionState state);  // "规则有误"
// Blanks, full-width forms and _ do not matter.
std::optional<DecisionState> decision_state_from(std::string_view code_or_chinese);
std::vector<std::string> decision_words();  // in Chinese, in the order of the states

// Whether one state may follow another; a state may be written again to amend it.
bool may_follow(DecisionState from, DecisionState to);
std::vector<DecisionState> followers(DecisionState from);

// One step on the way, never changed afterwards.
struct DecisionStep {
  DecisionState state = DecisionState::open;
  std::string by, date;         // date: 2024-05-01
  std::string document_number;  // 文号; empty: none
  std::string note;
  friend bool operator==(const DecisionStep&, const DecisionStep&) = default;
};

// What the finding stood on when it was decided; empty figures (printed blanks) are left out.
struct DecidedValue {
  std::string name, value;
  friend bool operator==(const DecidedValue&, const DecidedValue&) = default;
};

// Of one finding of one document, by its fingerprint; found again in other years by its key.
struct Decision {
  std::string fingerprint, key, rule, title, document, place;
  int year = 0;  // fiscal year of the document; 0: not known
  DecisionState state = DecisionState::open;
  std::string explanation;    // 核实说明
  std::string rectification;  // 整改情况
  int until = 0;              // the last fiscal year that an accepted explanation holds for; 0: this document only
  std::string printed, expected, difference;
  std::vector<DecidedValue> values;
  std::vector<DecisionStep> steps;  // the last one made the state
  friend bool operator==(const Decision&, const Decision&) = default;
};

// All decisions of one unit, as one file keeps them.
struct UnitDecisions {
  std::string unit;
  std::vector<Decision> decisions;  // by document, then by fingerprint
  Decision* find(std::string_view fingerprint);
  const Decision* find(std::string_view fingerprint) const;
  void put(Decision decision);
};

// An answer to a finding. Empty and 0: not said.
struct Answer {
  std::optional<DecisionState> state;
  std::string explanation, rectification, by, date, document_number, note;
  int until = 0;
  bool silent() const;  // nothing of it is said but who and when
  friend bool operator==(const Answer&, const Answer&) = default;
};

// "1,234.50" and "1234.5" are one value; texts are compared as labels are.
bool same_value(std::string_view a, std::string_view b);

// A decision not taken yet, with what the finding says now.
Decision undecided(const Finding& finding);
// The figures of the decision become those of the finding.
void restate(Decision& decision, const Finding& finding);
bool same_values(const Decision& decision, const Finding& finding);

// What becomes of `before`; nothing when the answer says nothing new. An explanation alone makes 待核实 已说明; 已整改
// in the rectification makes 确认问题 已整改. Faults decide.transition, decide.needs_explanation, decide.needs_reason,
// decide.needs_person, decide.bad_until.
std::optional<Decision> decided(const Decision& before, const Answer& answer);

// How a finding of a run stands with what was decided.
enum class Standing : std::uint8_t {
  own,             // decided on this very finding
  carried,         // accepted on an earlier document, with the same values, and still in force
  values_changed,  // accepted, but the figures are others now
  expired,         // accepted on an earlier document, for years before this one
  earlier,         // decided otherwise on an earlier document: to be known, no more
};
struct Handling {
  Decision decision;
  Standing standing = Standing::own;
  // An accepted explanation holds: the outcome is 已说明.
  bool waives() const {
    return decision.state == DecisionState::accepted && (standing == Standing::own || standing == Standing::carried);
  }
  // The state of this finding: what was decided on another document is not decided on this one.
  DecisionState state() const;
};

// By fingerprint first, then by key among the years up to `year`, the latest first. Nothing: nobody decided.
std::optional<Handling> handling_of(const Finding& finding, int year, const UnitDecisions& decisions);

}  // namespace gouji
