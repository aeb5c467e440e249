#include "regression/number_parameter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "packs/bracket_table.hpp"
#include "packs/trial.hpp"

namespace gouji {
namespace {

constexpr int kMostDecimals = 8;

// Of "12.50" two; the % behind it is no decimal.
int decimals_of(std::string_view text) {
  const auto point = text.find('.');
  if (point == std::string_view::npos) return 0;
  int count = 0;
  for (std::size_t i = point + 1; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) ++count;
  return std::min(count, kMostDecimals);
}

Fault not_numeric(const std::string& name, const std::string& text) {
  Fault fault("whatif.not_numeric", fmt::format("参数“{}”不是一个数：{}", name, text::shorten(text, 200)),
              fmt::format("parameter {} is no number: {}", name, text::shorten(text, 200)));
  fault.hint("列表、分档和固定词的参数用 --set 试一个取值",
             "try one value of a list, of brackets or of words by --set");
  return fault;
}

}  // namespace

std::string NumberParameter::shown(const Exact& number) const {
  return unit.empty() ? written(number) : written(number) + " " + unit;
}

Exact NumberParameter::read(std::string_view option, const std::string& text) const {
  const std::string trimmed(text::trim(text));
  const auto known = unit.empty() ? std::optional(Unit{}) : unit_from_word(unit);
  const auto figure = parameter_figure(trimmed, known.value_or(Unit{}));
  if (figure) return figure->value;
  throw std::move(Fault("whatif.no_number", fmt::format("--{} 里的“{}”不是数", option, text::shorten(text, 100)),
                        fmt::format("--{}: {} is no number", option, text::shorten(text, 100)))
                      .hint(fmt::format("照参数的写法，例如 {}", shown(value)),
                            fmt::format("write it as the parameter is written, such as {}", shown(value))));
}

NumberParameter number_parameter(const PackChain& chain, const std::string& name) {
  const Parameter* parameter = chain.parameters.find(name);
  if (parameter == nullptr) {
    Fault fault("param.unknown", fmt::format("没有名为“{}”的参数", name), fmt::format("no parameter named {}", name));
    if (const std::string guess = nearest(name, chain.parameters.names()); !guess.empty())
      fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
    throw fault;
  }
  const ParameterEntry& last = parameter->entries.back();
  NumberParameter one;
  one.name = name;
  for (const ParameterEntry& entry : parameter->entries) {
    if (!entry.unit.empty()) one.unit = entry.unit;
    if (!entry.title.empty()) one.title = entry.title;
  }
  const auto unit = one.unit.empty() ? std::optional(Unit{}) : unit_from_word(one.unit);
  if (const auto figure = parameter_figure("1", unit.value_or(Unit{}))) one.factor = figure->value;
  if (last.value.number) {
    one.value = *last.value.number;
    one.quantum = one.factor * Exact::fraction(1, power_of_ten(decimals_of(last.text)));
  } else {
    // A word where a number may stand too ("none"): it is tried whether a number fits.
    if (last.value.plain.text() == nullptr) throw not_numeric(name, last.text);
    try {
      const auto chain_tried = tried(chain, {{{name, "100"}}, {}});
      const ParameterEntry& entry = chain_tried->parameters.find(name)->entries.back();
      if (!entry.value.number) throw not_numeric(name, last.text);
      one.value = *entry.value.number;
    } catch (const Fault&) {
      throw not_numeric(name, last.text);
    }
    one.has_value = false;
    one.quantum = one.factor;
  }
  for (const ParameterEntry& entry : parameter->entries) {
    if (entry.pack != last.pack) continue;
    std::string text = entry.value.number ? one.shown(*entry.value.number) : entry.text;
    if (entry.from_year != 0) text = fmt::format("{} 年起 {}", entry.from_year, text);
    one.present.push_back(std::move(text));
  }
  return one;
}

}  // namespace gouji
