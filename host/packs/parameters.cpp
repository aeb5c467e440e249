#include "packs/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/escape.hpp"
#include "model/years.hpp"
#include "packs/bracket_table.hpp"
#include "packs/parameter_choices.hpp"
#include "packs/parameter_shape.hpp"
#include "packs/parameter_unit.hpp"
#include "packs/toml_file.hpp"
#include "packs/toml_words.hpp"
#include "packs/trial.hpp"

namespace gouji {
namespace {

script::Plain plain_of(const TomlFile& file, const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return {*text};
  if (const auto number = node.value_exact<std::int64_t>()) return {*number};
  if (const auto flag = node.value_exact<bool>()) return {*flag};
  if (const toml::array* array = node.as_array()) {
    script::PlainList list;
    for (const toml::node& item : *array) list.push_back(plain_of(file, item));
    return {std::move(list)};
  }
  if (const toml::table* table = node.as_table()) {
    script::PlainMap map;
    for (const auto& [key, value] : *table) map.emplace_back(std::string(key.str()), plain_of(file, value));
    return {std::move(map)};
  }
  file.fail(node, "param.binary_float", "小数请写成带引号的文字，例如 \"0.5\"",
            "write decimals as quoted text, such as \"0.5\"");
}

Unit unit_of(const TomlFile& file, const toml::table& table, const std::string& word) {
  if (word.empty()) return {};
  const auto unit = unit_from_word(word);
  if (!unit)
    file.fail(*table.get("unit"), "unit.unknown", fmt::format("不认识的单位“{}”", word),
              fmt::format("unknown unit {}", word));
  return *unit;
}

script::ParameterValue value_of(const TomlFile& file, const toml::node& node, const Unit& unit) {
  script::ParameterValue value;
  value.unit = unit;
  value.plain = plain_of(file, node);
  if (const toml::table* table = node.as_table(); table != nullptr && table->contains("brackets")) {
    value.brackets = read_brackets(file, *table, unit);
    return value;
  }
  std::optional<std::string> digits;
  if (const auto* text = value.plain.text()) digits = *text;
  if (const auto* number = value.plain.integer()) digits = std::to_string(*number);
  if (digits) {
    if (const auto figure = parameter_figure(*digits, unit)) {
      value.unit = figure->unit;
      value.number = figure->value;
    }
  }
  return value;
}

// A word for a script, such as none.
bool is_code_word(const std::string& text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
}

// One value under a unit is a number of that kind: 85, "85", "85%" under %, "3万元" under 元; or a code word.
void need_own_unit(const TomlFile& file, const std::string& name, const std::string& word, const Unit& unit,
                   const toml::node& node, const script::ParameterValue& value) {
  if (word.empty() || value.brackets || value.plain.list() != nullptr || value.plain.map() != nullptr) return;
  const std::string* text = value.plain.text();
  if (!value.number && text != nullptr && is_code_word(*text)) return;
  if (!value.number)
    file.fail(
        node, "param.no_number", fmt::format("参数“{}”的单位是 {}，取值“{}”不是数", name, word, text ? *text : ""),
        fmt::format("parameter {} has the unit {}, but “{}” is no number", name, word, text ? *text : ""),
        "写阿拉伯数字，例如 \"85\"；本来就是文字的，不写 unit", "write digits, such as \"85\"; a text has no unit");
  if (value.unit.kind == unit.kind || text == nullptr) return;
  file.fail(node, "param.other_unit",
            fmt::format("参数“{}”的单位是 {}，取值“{}”却是{}", name, word, *text, name_of(value.unit.kind)),
            fmt::format("parameter {} has the unit {}, but “{}” is of another kind", name, word, *text),
            fmt::format("只写数，或者写成单位 {} 的", word), fmt::format("write the number alone, or in {}", word));
}

void need_clear_percent(const TomlFile& file, const std::string& name, const ParameterEntry& below,
                        const toml::node& value) {
  std::string digits = value.value_exact<std::string>().value_or("");
  if (const auto whole = value.value_exact<std::int64_t>()) digits = std::to_string(*whole);
  if (const auto fault = unclear_percent(name, below, digits))
    file.fail(value, fault->code(), fault->message(Language::chinese), fault->message(Language::english),
              fault->hint(Language::chinese), fault->hint(Language::english));
}

std::string basis_of(const TomlFile& file, const toml::table& table, const std::string& name) {
  std::string basis = words_of(file, table, "basis").value_or("");
  if (text::trim(basis).empty()) {
    const toml::node* node = table.get("basis");
    file.fail(node != nullptr ? *node : static_cast<const toml::node&>(table), "param.no_basis",
              node != nullptr ? fmt::format("参数“{}”的 basis 是空的", name) : fmt::format("参数“{}”缺少“basis”", name),
              fmt::format("parameter {} has no basis", name), "写明条文或表注，没有核实的写“待核”",
              "name the clause it rests on; write “to be confirmed” where it is not known");
  }
  return basis;
}

// What this layer says replaces what a lower one said.
void read_demand(const TomlFile& file, const toml::table& table, ParameterDemand& demand) {
  if (const toml::node* node = table.get("adds_up"); node != nullptr) {
    const toml::table* sums = node->as_table();
    if (sums == nullptr)
      file.fail(*node, "param.bad_demand", "adds_up 应写成 { to = \"参数\", beside = [\"参数\"] }",
                "write adds_up = { to = \"parameter\", beside = [\"parameter\"] }");
    file.allow(*sums, {"to", "beside"});
    demand.total = file.required_text(*sums, "to");
    demand.beside = file.texts(*sums, "beside");
  }
  if (const auto order = file.text(table, "order")) {
    if (*order != "falling" && *order != "rising")
      file.fail(*table.get("order"), "param.bad_demand", fmt::format("order 没有“{}”这一种", *order),
                fmt::format("unknown order {}", *order), "可用：falling 从大到小，rising 从小到大",
                "use falling or rising");
    demand.order = *order;
  }
  if (const toml::node* choices = table.get("choices"); choices != nullptr)
    demand.choices = read_choices(file, *choices);
}

// On one line, with TOML's own quotes: what a person would copy into another layer.
std::string written(const toml::node& node, bool outermost = true) {
  if (const auto text = node.value_exact<std::string>()) return outermost ? *text : toml_string(*text);
  if (const toml::array* array = node.as_array()) {
    std::string list;
    for (const toml::node& item : *array) list += (list.empty() ? "" : ", ") + written(item, false);
    return "[" + list + "]";
  }
  if (const toml::table* table = node.as_table()) {
    std::string entries;
    for (const auto& [key, value] : *table)
      entries += fmt::format("{}{} = {}", entries.empty() ? "" : ", ", toml_string(key.str()), written(value, false));
    return "{ " + entries + " }";
  }
  std::ostringstream stream;
  node.visit([&](const auto& value) { stream << value; });
  return stream.str();
}

}  // namespace

void Parameters::add_layer(const std::string& pack, const std::filesystem::path& path, const std::string& shown) {
  if (!std::filesystem::exists(path)) return;
  add_file(pack, TomlFile(path, shown));
}

void Parameters::add_text(const std::string& pack, std::string content, const std::string& shown) {
  add_file(pack, TomlFile::from_text(std::move(content), shown));
}

void Parameters::add_trial(const std::string& name, const std::string& value) {
  const Parameter* known = find(name);
  const ParameterEntry& below = known->entries.back();
  const std::string trimmed(text::trim(value));
  // A list, a table or a quoted text is written as in the file; anything else is a number or a word.
  const bool written_out =
      !trimmed.empty() && std::string_view("[{\"'").find(trimmed.front()) != std::string_view::npos;
  const std::string why = toml_string("试算 --set");
  add_file(
      std::string(kTrialPack),
      TomlFile::from_text(fmt::format("[{}]\nunit = {}\nbasis = {}\nreason = {}\nvalue = {}\n", toml_string(name),
                                      toml_string(below.unit), why, why, written_out ? trimmed : toml_string(trimmed)),
                          "--set " + name));
}

void Parameters::add_file(const std::string& pack, const TomlFile& file) {
  for (const auto& [key, node] : file.root()) {
    const std::string name(key.str());
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      file.fail(node, "param.not_a_table", fmt::format("参数“{}”应写成一节", name),
                fmt::format("parameter {} must be a section", name),
                fmt::format("写成 [\"{}\"] 一行，下面是 unit、basis、value", name),
                fmt::format("write [\"{}\"] and unit, basis, value below it", name));
    }
    file.need_quoted(*table, name, {"value", "values", "adds_up", "choices"});
    file.allow(*table, {"title", "unit", "basis", "reason", "value", "values", "adds_up", "order", "choices"});
    ParameterEntry entry;
    entry.pack = pack;
    entry.named_at = file.where(*table);
    entry.title = words_of(file, *table, "title").value_or("");
    entry.reason = words_of(file, *table, "reason").value_or("");
    entry.basis = basis_of(file, *table, name);
    const bool overrides = parameters_.contains(name);
    if (overrides && entry.reason.empty()) {
      file.fail(*table, "param.no_reason", fmt::format("“{}”覆盖了下层的取值，须写明 reason", name),
                fmt::format("{} overrides a lower layer and needs a reason", name), "加上 reason = \"…\"",
                "add reason = \"…\"");
    }
    // What this layer writes over: the nearest below.
    const auto below = overrides ? std::optional(parameters_.at(name).entries.back()) : std::nullopt;
    entry.unit = unit_word(file, *table, name, below ? &*below : nullptr);
    const Unit unit = unit_of(file, *table, entry.unit);
    const bool inherits = below && !table->contains("unit");
    Parameter& parameter = parameters_[name];
    parameter.name = name;
    read_demand(file, *table, parameter.demand);
    const auto add = [&](const toml::node& value, int year) {
      ParameterEntry one = entry;
      one.from_year = year;
      one.at = file.where(value);
      if (inherits) need_clear_percent(file, name, *below, value);
      one.value = value_of(file, value, unit);
      need_own_unit(file, name, entry.unit, unit, value, one.value);
      if (overrides) {
        const ParameterEntry& lowest = parameter.entries.front();
        if (const ShapeGap gap = shape_gap(lowest.value, one.value); !gap.empty())
          file.fail(value, "param.other_shape",
                    fmt::format("参数“{}”{}，和 {} 里的一样", name, gap.chinese, lowest.pack),
                    fmt::format("parameter {} {}, as in {}", name, gap.english, lowest.pack),
                    fmt::format("下层写的是 {}", text::shorten(lowest.text, 200)),
                    fmt::format("below it is {}", text::shorten(lowest.text, 200)));
      }
      const bool measured = !entry.unit.empty() || (overrides && !parameter.entries.front().unit.empty());
      need_choice(file, name, parameter.demand.choices, measured, value);
      for (ParameterReference& reference : references_in(file, name, parameter.demand.choices, value))
        references_.push_back(std::move(reference));
      one.text = one.value.brackets ? brackets_text(*one.value.brackets, unit) : written(value);
      const bool other = below && !below->unit.empty();
      if (const auto own = unit_from_word(other ? below->unit : entry.unit))
        bring_to(one, other ? below->unit : entry.unit, *own);
      parameter.entries.push_back(std::move(one));
    };
    const toml::node* value = table->get("value");
    const toml::node* values = table->get("values");
    if ((value == nullptr) == (values == nullptr)) {
      file.fail(*table, "param.no_value", fmt::format("参数“{}”要有 value 或 values 之一", name),
                fmt::format("parameter {} needs either value or values", name));
    }
    if (value != nullptr) {
      add(*value, 0);
      continue;
    }
    const toml::table* years = values->as_table();
    if (years == nullptr)
      file.fail(*values, "param.bad_values", "values 应写成 { 2020 = \"…\" }", "write values = { 2020 = \"…\" }");
    for (const auto& [year_key, one] : *years) {
      const std::string year(year_key.str());
      const bool number = year.size() == 4 && year.find_first_not_of("0123456789") == std::string::npos;
      if (!number || std::stoi(year) < kEarliestYear || std::stoi(year) > kLatestYear) {
        file.fail(one, "param.bad_year", fmt::format("“{}”不是年度", year), fmt::format("{} is no fiscal year", year),
                  fmt::format("写从哪一年起用的四位年度，{} 到 {}，例如 2024", kEarliestYear, kLatestYear),
                  fmt::format("write the year it begins with in four digits, {} to {}", kEarliestYear, kLatestYear));
      }
      add(one, std::stoi(year));
    }
    std::stable_sort(parameter.entries.begin(), parameter.entries.end(),
                     [&](const auto& a, const auto& b) { return a.pack == b.pack && a.from_year < b.from_year; });
  }
}

void Parameters::need_references() const {
  for (const ParameterReference& one : references_) {
    if (parameters_.contains(one.word)) continue;
    const std::string guess = nearest(one.word, names());
    Fault fault("param.unknown", fmt::format("参数“{}”里写的参数“{}”没有", one.parameter, one.word),
                fmt::format("parameter {} names {}, which is no parameter", one.parameter, one.word));
    throw std::move(fault.at(one.at).hint(
        guess.empty() ? "写进 parameters.toml，连同 basis、value" : fmt::format("是否想写“{}”？", guess),
        guess.empty() ? "add it to parameters.toml with basis and value" : fmt::format("did you mean {}?", guess)));
  }
}

void Parameters::take_from(const Parameters& other, const std::string& name) {
  const Parameter* theirs = other.find(name);
  if (theirs == nullptr)
    parameters_.erase(name);
  else
    parameters_[name] = *theirs;
}

const ParameterEntry* Parameters::in_force(const std::string& name, int year) const {
  const Parameter* parameter = find(name);
  if (parameter == nullptr) return nullptr;
  const ParameterEntry* best = nullptr;
  for (const ParameterEntry& entry : parameter->entries) {
    if (entry.from_year > year) continue;
    // Layers come lowest first: a later pack wins, and within a pack the latest year.
    if (best == nullptr || best->pack != entry.pack || entry.from_year >= best->from_year) best = &entry;
  }
  return best;
}

bool Parameters::by_year(const std::string& name) const {
  const Parameter* parameter = find(name);
  return parameter != nullptr && parameter->entries.back().from_year != 0;  // the topmost layer's latest
}

const Parameter* Parameters::find(const std::string& name) const {
  const auto found = parameters_.find(name);
  return found == parameters_.end() ? nullptr : &found->second;
}

std::vector<std::string> Parameters::names() const {
  std::vector<std::string> list;
  for (const auto& [name, parameter] : parameters_) list.push_back(name);
  return list;
}

}  // namespace gouji
