#include "import/spec_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/nearest.hpp"

namespace gouji::intake {
namespace {

using script::Plain;

void allow(const Plain& table, const std::vector<std::string>& keys, std::string_view where) {
  if (table.map() == nullptr)
    throw Fault("layout.bad_spec", fmt::format("{} 应写成表 {{ … }}", where), fmt::format("{} must be a table", where));
  for (const auto& [key, value] : *table.map()) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    const std::string guess = nearest(key, keys);
    Fault fault("layout.bad_spec", fmt::format("{} 里不认识的键“{}”", where, key),
                fmt::format("unknown key {} in {}", key, where));
    fault.hint(
        guess.empty() ? fmt::format("可用：{}", fmt::join(keys, "、")) : fmt::format("是否想写“{}”？", guess),
        guess.empty() ? fmt::format("use one of {}", fmt::join(keys, ", ")) : fmt::format("did you mean {}?", guess));
    throw fault;
  }
}

std::string text(const Plain& table, std::string_view key) {
  const Plain* value = table.find(key);
  return value != nullptr && value->text() != nullptr ? *value->text() : std::string();
}

std::vector<std::string> texts(const Plain& table, std::string_view key) {
  const Plain* value = table.find(key);
  std::vector<std::string> list;
  if (value == nullptr) return list;
  if (value->text() != nullptr) return {*value->text()};
  if (value->list() != nullptr) {
    for (const Plain& item : *value->list()) {
      if (item.text() != nullptr) list.push_back(*item.text());
    }
  }
  return list;
}

bool flag(const Plain& table, std::string_view key) {
  const Plain* value = table.find(key);
  return value != nullptr && value->flag() != nullptr && *value->flag();
}

FlowColumn read_column(const Plain& plain) {
  allow(plain,
        {"key", "kind", "heads", "words", "endings", "openers", "bracket_unit", "alike", "at_most", "often_blank",
         "figures", "open", "percent"},
        "columns");
  FlowColumn column;
  column.key = text(plain, "key");
  const std::string kind = text(plain, "kind");
  if (kind == "group")
    column.kind = ColumnKind::group;
  else if (kind == "number")
    column.kind = ColumnKind::number;
  else if (kind == "note")
    column.kind = ColumnKind::note;
  else if (kind == "choice")
    column.kind = ColumnKind::choice;
  else if (kind == "text" || kind.empty())
    column.kind = ColumnKind::text;
  else
    throw Fault("layout.bad_spec", fmt::format("没有名为“{}”的栏目种类", kind),
                fmt::format("unknown column kind {}", kind));
  column.heads = texts(plain, "heads");
  column.words = texts(plain, "words");
  column.endings = texts(plain, "endings");
  column.openers = texts(plain, "openers");
  column.bracket_unit = text(plain, "bracket_unit");
  column.alike = text(plain, "alike");
  column.at_most = text(plain, "at_most");
  column.often_blank = flag(plain, "often_blank");
  column.figures = flag(plain, "figures");
  column.open = flag(plain, "open");
  column.percent = flag(plain, "percent");
  return column;
}

std::vector<FlowColumn> read_columns(const Plain& plain) {
  std::vector<FlowColumn> columns;
  const Plain* list = plain.find("columns");
  if (list == nullptr || list->list() == nullptr)
    throw Fault("layout.bad_spec", "缺少 columns = { … }", "columns are missing");
  for (const Plain& column : *list->list()) columns.push_back(read_column(column));
  return columns;
}

}  // namespace

FlowSpec read_flow_spec(const Plain& plain) {
  allow(plain, {"columns", "side_labels", "total_labels", "stop_labels", "parents", "sequels"}, "flow");
  FlowSpec spec;
  spec.columns = read_columns(plain);
  spec.side_labels = texts(plain, "side_labels");
  spec.total_labels = texts(plain, "total_labels");
  spec.stop_labels = texts(plain, "stop_labels");
  if (const Plain* parents = plain.find("parents"); parents != nullptr && parents->map() != nullptr) {
    for (const auto& [child, parent] : *parents->map()) {
      if (parent.text() != nullptr) spec.parents[child] = *parent.text();
    }
  }
  if (const Plain* sequels = plain.find("sequels"); sequels != nullptr && sequels->list() != nullptr) {
    for (const Plain& pair : *sequels->list()) {
      if (pair.list() == nullptr || pair.list()->size() != 2) continue;
      const std::string* first = (*pair.list())[0].text();
      const std::string* second = (*pair.list())[1].text();
      if (first != nullptr && second != nullptr) spec.sequels.emplace_back(*first, *second);
    }
  }
  return spec;
}

FigureSpec read_figure_spec(const Plain& plain) {
  allow(plain,
        {"columns", "blanks", "label_endings", "stop_labels", "quotient", "part", "whole", "labels", "units", "weight",
         "score"},
        "figures");
  FigureSpec spec;
  spec.columns = read_columns(plain);
  spec.blanks = texts(plain, "blanks");
  spec.label_endings = texts(plain, "label_endings");
  spec.stop_labels = texts(plain, "stop_labels");
  spec.quotient = text(plain, "quotient");
  spec.part = text(plain, "part");
  spec.whole = text(plain, "whole");
  spec.labels = texts(plain, "labels");
  spec.units = texts(plain, "units");
  spec.weight = text(plain, "weight");
  spec.score = text(plain, "score");
  return spec;
}

HeadSpec read_head_spec(const Plain& plain) {
  allow(plain, {"columns", "needed", "least"}, "heads");
  HeadSpec spec;
  const Plain* columns = plain.find("columns");
  if (columns == nullptr || columns->map() == nullptr)
    throw Fault("layout.bad_spec", "heads 缺少 columns = { 栏 = { 写法, … }, … }",
                "heads wants columns = { key = { … } }");
  for (const auto& [key, names] : *columns->map()) spec.columns.push_back({key, texts(*columns, key)});
  spec.needed = texts(plain, "needed");
  if (const Plain* least = plain.find("least"); least != nullptr && least->integer() != nullptr)
    spec.least = static_cast<std::size_t>(std::max<std::int64_t>(1, *least->integer()));
  return spec;
}

}  // namespace gouji::intake
