// The verbs of `check`: what a rule says about figures. Each comparison is made here, with envelopes, and its evidence
// (operands, formula, place) is kept when it does not hold.
#pragma once

#include <string>
#include <vector>

#include "engine/identity.hpp"
#include "model/result.hpp"
#include "packs/rule.hpp"
#include "script/catalogue.hpp"
#include "script/values.hpp"

namespace gouji {

// What one verb found on one subject.
struct CheckResult {
  Outcome outcome = Outcome::finding;
  std::optional<Severity> severity;  // overrides the rule's
  std::string case_name;             // which of the rule's messages
  std::string row, column;           // empty: the subject's own
  Place at;
  std::string printed, expected, difference;
  std::vector<Operand> operands;
  std::vector<std::pair<std::string, std::string>> slots;  // for messages: left, right, gap, …
  std::string message;                                     // template; empty: the rule's title
  std::string formula, formula_figures;
  bool doubtful = false;
  int identity = IdentityLog::kNone;  // its number in CheckSession::log
};

struct CheckSession {
  const Rule* rule = nullptr;
  std::vector<CheckResult> results;
  bool keep_held = false;         // also what holds, with its evidence: slower
  std::vector<CheckResult> held;  // comparisons that hold, a few
  int performed = 0;              // comparisons that were made
  std::size_t dropped = 0;        // results over the caps: 1000, or 2 MB of texts
  std::size_t bytes = 0;          // of the results
  IdentityLog* log = nullptr;
};

// The `check` object's type; `muted_check` is what check:when gives when its condition does not hold.
struct CheckTypes {
  script::ObjectType check = 0;
  script::ObjectType muted = 0;
};
CheckTypes add_check_types(script::Catalogue& catalogue);

// "合计 {left}，相差 {gap}" with the slots filled in; unknown slots stay as they are.
std::string filled(const std::string& pattern, const std::vector<std::pair<std::string, std::string>>& slots);

}  // namespace gouji
