#include "report/sides.hpp"

#include <algorithm>
#include <array>

#include "base/exact.hpp"
#include "base/text.hpp"
#include "model/decision.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::array<std::string_view, 8> kSigns{" ＝ ", " ≈ ", " ≤ ", " ≥ ", " ＜ ", " ＞ ", " ≠ ", " = "};

struct Compared {
  std::string_view left, sign, right;
};

// The formula around its sign; no sign: none was compared.
Compared compared(std::string_view formula) {
  for (const std::string_view sign : kSigns) {
    const std::size_t at = formula.find(sign);
    if (at != std::string_view::npos)
      return {formula.substr(0, at), text::trim(sign), formula.substr(at + sign.size())};
  }
  return {};
}

bool is_worked_out(std::string_view side) {
  constexpr std::array<std::string_view, 6> kOperators{" + ", " − ", " - ", " × ", " ÷ ", "("};
  return std::any_of(kOperators.begin(), kOperators.end(),
                     [&](std::string_view one) { return side.find(one) != std::string_view::npos; });
}

// "100", "100 万元", "90%"; not "2021年初预算数", which begins with a figure too.
bool is_fixed(std::string_view side) {
  const std::size_t end = std::min(side.find_first_of(" %"), side.size());
  const std::string_view unit = side.substr(end);
  return Exact::parse(side.substr(0, end)).has_value() && unit.find_first_of("0123456789·") == std::string_view::npos;
}

}  // namespace

Sides sides_of(const Finding& finding, Language language) {
  const bool only_left = finding.expected.empty();
  const auto give = [&](std::string_view left, std::string_view left_english, std::string_view right,
                        std::string_view right_english) {
    return Sides{say(language, left, left_english),
                 only_left ? std::string_view() : say(language, right, right_english)};
  };
  const Compared parts = compared(finding.formula);
  const bool words = !only_left && finding.expected.find_first_not_of("0123456789.,-+%") == 0;  // "＞50个"
  if (parts.sign.empty() || words) return give("所填内容", "stated", "对照内容", "compared with");
  // Two cells and nothing worked out: neither is known to be the right one.
  const bool both_printed = finding.operands.size() >= 2 && !is_worked_out(parts.left) && !is_worked_out(parts.right) &&
                            std::any_of(finding.operands.begin() + 1, finding.operands.end(), [&](const Operand& one) {
                              return !one.printed.empty() && same_value(one.printed, finding.expected);
                            });
  const bool left_worked_out = is_worked_out(parts.left);
  const std::string_view left = left_worked_out ? "计算值" : "填报数";
  const std::string_view left_english = left_worked_out ? "worked out" : "stated";
  if (parts.sign == "≤" || parts.sign == "＜") return give(left, left_english, "不应超过", "at most");
  if (parts.sign == "≥" || parts.sign == "＞") return give(left, left_english, "不应少于", "at least");
  if (both_printed) return give("此处所载", "stated here", "另一处所载", "stated elsewhere");
  const auto& parameters = finding.parameters;
  const bool of_parameter = std::find(parameters.begin(), parameters.end(), parts.right) != parameters.end();
  if (of_parameter || is_fixed(parts.right)) return give(left, left_english, "规定值", "fixed");
  return give(left, left_english, "计算值", "worked out");
}

}  // namespace gouji::report
