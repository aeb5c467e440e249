#include "packs/parameter_unit.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "packs/bracket_table.hpp"

namespace gouji {
namespace {

constexpr int kMostDecimals = 12;

// 元 and 万元, % and ‰, 个 and 万个: one number can be written in either.
bool one_measure(const Unit& a, const Unit& b) {
  if (a.kind != b.kind) return false;
  return a.kind != UnitKind::quantity || a.word == b.word;
}

bool is_list(const toml::node* node) {
  if (node == nullptr) return false;
  if (node->is_array()) return true;
  const toml::table* years = node->as_table();
  return years != nullptr && !years->contains("brackets") && !years->empty() && years->begin()->second.is_array();
}

[[noreturn]] void refuse(const TomlFile& file, const toml::table& section, const std::string& name,
                         const std::string& own, const ParameterEntry& below, bool list) {
  const std::string chinese = below.unit.empty()
                                  ? fmt::format("参数“{}”的单位写的是 {}，{} 里没有单位", name, own, below.pack)
                                  : fmt::format("参数“{}”的单位写的是 {}，{} 里是 {}，{}", name, own, below.pack,
                                                below.unit, list ? "列表里的数不换算" : "不能换算");
  const std::string english =
      below.unit.empty() ? fmt::format("parameter {} has the unit {}, in {} it has none", name, own, below.pack)
                         : fmt::format("parameter {} has the unit {}, in {} it is {}{}", name, own, below.pack,
                                       below.unit, list ? "; numbers in lists are not converted" : "");
  file.fail(
      *section.get("unit"), "param.other_unit", chinese, english,
      below.unit.empty() ? "去掉 unit 一行，取值照下层的写法" : fmt::format("去掉 unit 一行，取值按 {} 写", below.unit),
      below.unit.empty() ? "leave the unit out and write the value as below"
                         : fmt::format("leave the unit out and write the value in {}", below.unit));
}

}  // namespace

std::string unit_word(const TomlFile& file, const toml::table& section, const std::string& name,
                      const ParameterEntry* below) {
  const std::string own = file.text(section, "unit").value_or("");
  if (below == nullptr || own == below->unit) return own;
  if (own.empty()) return below->unit;
  const auto unit = unit_from_word(own);
  if (!unit) return own;  // told where it is read
  const bool list = is_list(section.get("value")) || is_list(section.get("values"));
  if (below->unit.empty()) {
    if (below->value.number) refuse(file, section, name, own, *below, list);
    return own;
  }
  const auto wanted = unit_from_word(below->unit);
  if (list || (wanted && !one_measure(*unit, *wanted))) refuse(file, section, name, own, *below, list);
  return own;
}

void bring_to(ParameterEntry& entry, const std::string& word, const Unit& unit) {
  script::ParameterValue& value = entry.value;
  if (!value.number || !one_measure(value.unit, unit)) return;
  entry.unit = word;
  if (value.unit.exponent == unit.exponent) return;
  const int more = value.unit.exponent - unit.exponent;
  const Exact factor = Exact::fraction(power_of_ten(more < 0 ? -more : more), 1);
  const bool ratio = unit.kind == UnitKind::ratio;  // held as the ratio itself, whatever sign it is printed with
  if (!ratio) value.number = more < 0 ? *value.number / factor : *value.number * factor;
  const Exact printed =
      ratio && unit.exponent < 0 ? *value.number * Exact::fraction(power_of_ten(-unit.exponent), 1) : *value.number;
  value.unit = unit;
  entry.text = printed.text(kMostDecimals);
  value.plain = {entry.text};
}

std::optional<Fault> unclear_percent(const std::string& name, const ParameterEntry& below, const std::string& text) {
  const auto unit = unit_from_word(below.unit);
  if (!unit || unit->kind != UnitKind::ratio || unit->exponent != -2) return std::nullopt;
  const auto bare = Exact::parse(text::fold(text::trim(text)));
  if (!bare || bare->is_zero() || bare->abs() >= Exact(2)) return std::nullopt;
  const bool word = !below.value.number && below.value.plain.text() != nullptr;
  const bool far = below.value.number && below.value.number->abs() * Exact(10) >= bare->abs();
  if (!word && !far) return std::nullopt;
  const std::string read = bare->text(), hundred = (*bare * Exact(100)).text();
  Fault fault("param.unclear_percent",
              fmt::format("参数“{}”没有写单位，按 {} 的单位 %，{} 就是 {}%", name, below.pack, read, read),
              fmt::format("parameter {} has no unit here; by the % of {}, {} is {}%", name, below.pack, read, read));
  fault.hint(fmt::format("要写 {}% 的，写 \"{}%\"；真是 {}% 的，写 \"{}%\"", hundred, hundred, read, read),
             fmt::format("write \"{}%\" for {}%, \"{}%\" for {}%", hundred, hundred, read, read));
  return fault;
}

std::string unit_behind(const ParameterEntry& entry) {
  if (entry.unit.empty() || entry.value.brackets) return {};
  if (entry.value.number && !parameter_figure(entry.text, {}).value_or(Figure{}).unit.word.empty()) return {};
  return " " + entry.unit;
}

}  // namespace gouji
