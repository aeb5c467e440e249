// Targets (年度指标值) and results (实际完成值) of indicators: an operator, a number or a range, a unit, words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/figure.hpp"

namespace gouji {

enum class Comparison : std::uint8_t { none, equal, at_least, more_than, at_most, less_than };

struct Target {
  Comparison comparison = Comparison::none;
  std::optional<Figure> low;   // the number, or the lower end of a range
  std::optional<Figure> high;  // the upper end of a range (2-7天)
  bool worded = false;  // words stand beside the number (“准确率达到95%”, “10小时内”, “5 天左右”)
  bool numeric() const { return low.has_value(); }
  bool range() const { return high.has_value(); }
};

// Reads operators in all their spellings (≥ ≧ >= ＞ ≤ ＜ = ＝ ═ 达到…以上 不少于 小于等于 不超过 …), `2/人次`, ranges,
// units. What is no such thing (优秀, 12月底前, sentences with numbers in them) has no figure. Money without a unit
// takes none: a bare number stays bare.
Target parse_target(std::string_view printed);

// "≥", "＝", … ; empty for none.
std::string_view symbol(Comparison comparison);

// True for ≤ and ＜ (反向指标), false for ≥, ＞ and =; empty when the print gives no direction.
std::optional<bool> is_reverse(const Target& target);

}  // namespace gouji
