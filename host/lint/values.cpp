// Values that are far from what the layer below or other years say, by the slips of people who write them: a minus
// sign, 0.85 for 85%.
#include <fmt/format.h>

#include <algorithm>

#include "lint/pack_view.hpp"

namespace gouji::lint {
namespace {

bool below_zero(const ParameterEntry& entry) { return entry.value.number && *entry.value.number < Exact(0); }

// Who prints the sign means it.
bool prints_sign(const ParameterEntry& entry) {
  return entry.text.find('%') != std::string::npos || entry.text.find("％") != std::string::npos;
}

// The number under %, as one writes it: 0.85 of 0.85%.
Exact in_percent(const ParameterEntry& entry) { return *entry.value.number * Exact(100); }

bool is_percent(const ParameterEntry& entry) {
  return entry.value.number && entry.value.unit.kind == UnitKind::ratio && entry.value.unit.exponent == -2;
}

void negative(const std::string& name, const ParameterEntry& entry, const ParameterEntry& other, Findings& findings) {
  findings.add("lint.negative_value", {entry.at.file, nullptr, entry.at.line, 0},
               {fmt::format("参数“{}”写成了负数 {}，{} 里是 {}", name, entry.text, to_text(other.at), other.text),
                fmt::format("{} is negative, {}; in {} it is {}", name, entry.text, to_text(other.at), other.text)},
               {"核对正负号", "check the sign"});
}

void fraction(const std::string& name, const ParameterEntry& entry, const ParameterEntry& other, Findings& findings) {
  const std::string read = in_percent(entry).text(), hundred = (in_percent(entry) * Exact(100)).text();
  findings.add("lint.percent_as_fraction", {entry.at.file, nullptr, entry.at.line, 0},
               {fmt::format("参数“{}”的单位是 %，{} 就是 {}%，{} 里是 {}%", name, entry.text, read, to_text(other.at),
                            in_percent(other).text()),
                fmt::format("{} is in %, so {} is {}%; in {} it is {}%", name, entry.text, read, to_text(other.at),
                            in_percent(other).text())},
               {fmt::format("要写 {}% 的，写 \"{}\"；真是 {}% 的，写 \"{}%\"", hundred, hundred, read, read),
                fmt::format("for {}% write \"{}\"; if {}% is meant, write \"{}%\"", hundred, hundred, read, read)});
}

}  // namespace

void lint_values(const PackView& view, Findings& findings) {
  for (const auto& [name, parameter] : view.chain.parameters.all()) {
    for (const ParameterEntry& entry : parameter.entries) {
      if (entry.pack != view.pack.id || !entry.value.number) continue;
      const auto& all = parameter.entries;
      const auto other = std::find_if(all.begin(), all.end(), [&](const ParameterEntry& one) {
        return &one != &entry && one.value.number && *one.value.number > Exact(0);
      });
      const bool others_negative = std::any_of(
          all.begin(), all.end(), [&](const ParameterEntry& one) { return &one != &entry && below_zero(one); });
      if (below_zero(entry) && other != all.end() && !others_negative) negative(name, entry, *other, findings);
      if (!is_percent(entry) || prints_sign(entry) || in_percent(entry) <= Exact(0) || in_percent(entry) >= Exact(1))
        continue;
      const auto whole = std::find_if(all.begin(), all.end(), [&](const ParameterEntry& one) {
        return &one != &entry && is_percent(one) && in_percent(one) > Exact(1);
      });
      if (whole != all.end()) fraction(name, entry, *whole, findings);
    }
  }
}

}  // namespace gouji::lint
