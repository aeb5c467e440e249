#include "packs/bracket_table.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace gouji {
namespace {

constexpr std::string_view kBad = "param.bad_brackets";

struct End {
  std::string_view key;
  bool lower, included;
};
constexpr std::array<End, 4> kEnds{
    {{"from", true, true}, {"above", true, false}, {"to", false, true}, {"below", false, false}}};

class Reader {
 public:
  Reader(const TomlFile& file, const Unit& unit) : file_(file), unit_(unit) {}

  [[noreturn]] void fail(const toml::node& node, const std::string& chinese, const std::string& english,
                         const std::string& hint = {}, const std::string& hint_english = {}) const {
    file_.fail(node, std::string(kBad), chinese, english, hint, hint_english);
  }

  std::optional<Exact> number(const toml::table& table, std::string_view key, const Unit& unit) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    std::string digits;
    if (const auto text = node->value_exact<std::string>()) digits = *text;
    if (const auto whole = node->value_exact<std::int64_t>()) digits = std::to_string(*whole);
    const auto figure = parameter_figure(digits, unit);
    if (!figure)
      fail(*node, fmt::format("“{}”应为带引号的数", key), fmt::format("{} must be a quoted number", key),
           fmt::format("写成 {} = \"0.5\"", key), fmt::format("write {} = \"0.5\"", key));
    return figure->value;
  }

  template <class Word>
  Word word(const toml::table& table, std::string_view key, const std::map<std::string, Word>& words,
            Word otherwise) const {
    const auto text = file_.text(table, key);
    if (!text) return otherwise;
    if (const auto found = words.find(*text); found != words.end()) return found->second;
    std::string known;
    for (const auto& [name, meaning] : words) known += (known.empty() ? "" : "、") + name;
    fail(*table.get(key), fmt::format("{} 没有“{}”这一种", key, *text), fmt::format("unknown {} {}", key, *text),
         "可用：" + known, "use one of " + known);
  }

  // One row; `lower` becomes known with the first row that has an end.
  Bracket row(const toml::node& node, const Brackets& brackets, std::optional<bool>& lower) const {
    const toml::table* table = node.as_table();
    if (table == nullptr)
      fail(node, "每一档写成 { to = \"10\", points = \"2\" }", "write a row as { to = \"10\", points = \"2\" }");
    file_.allow(*table, {"from", "above", "to", "below", "each", "points"});
    Bracket row;
    for (const End& end : kEnds) {
      const auto value = number(*table, end.key, unit_);
      if (!value) continue;
      if (row.end) fail(node, "一档只写一个端点", "a row has one end");
      if (lower && *lower != end.lower)
        fail(node, "各档的端点要写在同一边：都写 from、above，或者都写 to、below",
             "all rows state the same side: from, above, or to, below");
      lower = end.lower;
      row.end = value;
      row.included = end.included;
    }
    const auto points = number(*table, "points", {});
    if (!points)
      fail(node, "这一档没有写 points", "the row has no points", "加上 points = \"…\"", "add points = \"…\"");
    row.points = *points;
    row.each = number(*table, "each", unit_);
    if (row.each && row.each->sign() <= 0) fail(node, "each 应大于 0", "each must be above 0");
    const bool marginal = brackets.mode == BracketMode::marginal;
    if (row.each && !marginal) fail(node, "each 只用于 mode = \"marginal\"", "each is for mode = \"marginal\"");
    if (!row.each && marginal && !row.points.is_zero())
      fail(node, "mode = \"marginal\" 的档要写 each：每多少得（扣）points 分", "a marginal row needs each",
           "加上 each = \"1\"", "add each = \"1\"");
    return row;
  }

  void rows(const toml::node& node, Brackets& brackets) const {
    const toml::array* array = node.as_array();
    if (array == nullptr || array->empty())
      fail(node, "brackets 应为各档的列表", "brackets must be a list of rows",
           "写成 brackets = [ { to = \"10\", points = \"2\" }, { points = \"0\" } ]",
           "write brackets = [ { to = \"10\", points = \"2\" }, { points = \"0\" } ]");
    std::optional<bool> lower;
    for (const toml::node& one : *array) {
      if (!brackets.rows.empty() && !brackets.rows.back().end)
        fail(one, "没有端点的档只能是最后一档", "the row without an end must be the last");
      Bracket row = this->row(one, brackets, lower);
      if (row.end && !brackets.rows.empty() && !ordered(brackets.rows.back(), row, lower.value_or(false)))
        fail(one, lower.value_or(false) ? "写 from、above 的，端点要从大到小" : "写 to、below 的，端点要从小到大",
             lower.value_or(false) ? "rows by from, above go from high to low"
                                   : "rows by to, below go from low to high");
      brackets.rows.push_back(std::move(row));
    }
    brackets.by_lower_ends = lower.value_or(false);
    const bool outermost = brackets.mode == BracketMode::marginal && brackets.by_lower_ends;
    if (outermost && !brackets.rows.front().points.is_zero())
      fail(*array, "写 from、above 的累计分档，第一档以上没有止境，points 应为 0",
           "the first row of a marginal table by lower ends has no end above: its points must be 0");
  }

 private:
  // 80 above, then 80 and more: the end itself is another row.
  static bool ordered(const Bracket& before, const Bracket& row, bool lower) {
    if (*row.end == *before.end) return !before.included && row.included;
    return lower ? *row.end < *before.end : *row.end > *before.end;
  }

  const TomlFile& file_;
  const Unit& unit_;
};

}  // namespace

std::optional<Figure> parameter_figure(const std::string& text, const Unit& unit) {
  auto figure = parse_figure(text, unit);
  const bool bare = figure && (figure->unit.kind == UnitKind::plain || figure->unit.kind == UnitKind::ratio);
  if (bare && unit.kind == UnitKind::ratio && unit.exponent < 0 && figure->unit.exponent == 0) {
    figure->unit = unit;
    figure->value = figure->value / Exact::fraction(power_of_ten(-unit.exponent), 1);
  }
  return figure;
}

std::string brackets_text(const Brackets& brackets, const Unit& unit) {
  const auto end_text = [&](const Exact& end) {
    const bool percent = unit.kind == UnitKind::ratio && unit.exponent < 0;
    const Exact shown = percent ? end * Exact::fraction(power_of_ten(-unit.exponent), 1) : end;
    return shown.text() +
           (unit.kind == UnitKind::plain ? "" : std::string(unit.word.empty() && percent ? "%" : unit.word));
  };
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "，") + part; };
  if (brackets.mode == BracketMode::marginal) add(fmt::format("从 {} 起", brackets.base.text()));
  for (const Bracket& row : brackets.rows) {
    std::string name = "其余";
    if (row.end) {
      const std::string_view sign = brackets.by_lower_ends ? (row.included ? "≥" : "＞") : (row.included ? "≤" : "＜");
      name = std::string(sign) + end_text(*row.end);
    }
    if (row.each) name += "每 " + end_text(*row.each);
    add(name + "：" + row.points.text());
  }
  if (brackets.steps == BracketSteps::full) add("每满才算");
  if (brackets.steps == BracketSteps::started) add("不足按一个算");
  if (brackets.floor) add("不低于 " + brackets.floor->text());
  if (brackets.cap) add("不超过 " + brackets.cap->text());
  return text;
}

Brackets read_brackets(const TomlFile& file, const toml::table& table, const Unit& unit) {
  const Reader reader(file, unit);
  file.allow(table, {"mode", "brackets", "base", "steps", "floor", "cap"});
  Brackets brackets;
  brackets.mode = reader.word<BracketMode>(
      table, "mode", {{"whole", BracketMode::whole}, {"marginal", BracketMode::marginal}}, BracketMode::whole);
  brackets.steps = reader.word<BracketSteps>(
      table, "steps",
      {{"exact", BracketSteps::exact}, {"full", BracketSteps::full}, {"started", BracketSteps::started}},
      BracketSteps::exact);
  const bool marginal = brackets.mode == BracketMode::marginal;
  for (const char* key : {"base", "steps"}) {
    if (table.contains(key) && !marginal)
      reader.fail(*table.get(key), fmt::format("{} 只用于 mode = \"marginal\"", key),
                  fmt::format("{} is for mode = \"marginal\"", key));
  }
  brackets.base = reader.number(table, "base", {}).value_or(Exact(0));
  brackets.floor = reader.number(table, "floor", {});
  brackets.cap = reader.number(table, "cap", {});
  if (brackets.floor && brackets.cap && *brackets.floor > *brackets.cap)
    reader.fail(*table.get("floor"), "floor 大于 cap", "floor is above cap");
  reader.rows(*table.get("brackets"), brackets);
  return brackets;
}

}  // namespace gouji
