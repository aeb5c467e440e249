// -r PATTERN: which rules a call is about. A pattern that fits none is a slip, not a clean result.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "script/patterns.hpp"

namespace gouji::app {

class RulePattern {
 public:
  // nullopt: every rule. Faults of script::Pattern.
  explicit RulePattern(const std::optional<std::string>& text);

  bool given() const { return pattern_.has_value(); }
  bool fits(const std::string& rule);
  // Fault "run.no_rule" with the nearest id, when ids were asked for and none has fitted.
  void need_one() const;

 private:
  std::string text_;
  std::optional<script::Pattern> pattern_;
  std::set<std::string> others_;
  bool fitted_ = false;
};

}  // namespace gouji::app
