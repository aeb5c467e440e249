#include "import/spec_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "import/plain_fields.hpp"

namespace gouji::intake {
namespace {

using script::Plain;

bool is_set(const Plain& table, std::string_view key) {
  const Plain* value = table.find(key);
  return value != nullptr && value->flag() != nullptr && *value->flag();
}

FlowColumn column_from(const Plain& plain) {
  allow_keys(plain,
             {"key", "kind", "heads", "words", "endings", "openers", "bracket_unit", "alike", "at_most", "often_blank",
              "names", "figures", "open", "percent"},
             "columns");
  FlowColumn column;
  column.key = text_in(plain, "key");
  const std::string kind = text_in(plain, "kind");
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
  column.heads = texts_in(plain, "heads");
  column.words = texts_in(plain, "words");
  column.endings = texts_in(plain, "endings");
  column.openers = texts_in(plain, "openers");
  column.bracket_unit = text_in(plain, "bracket_unit");
  column.alike = text_in(plain, "alike");
  column.at_most = text_in(plain, "at_most");
  column.often_blank = is_set(plain, "often_blank");
  column.names = is_set(plain, "names");
  column.figures = is_set(plain, "figures");
  column.open = is_set(plain, "open");
  column.percent = is_set(plain, "percent");
  return column;
}

std::vector<FlowColumn> read_columns(const Plain& plain) {
  std::vector<FlowColumn> columns;
  const Plain* list = plain.find("columns");
  if (list == nullptr || list->list() == nullptr)
    throw Fault("layout.bad_spec", "缺少 columns = { … }", "columns are missing");
  for (const Plain& column : *list->list()) columns.push_back(column_from(column));
  return columns;
}

}  // namespace

FlowColumn read_flow_column(const Plain& plain) { return column_from(plain); }

FlowSpec read_flow_spec(const Plain& plain) {
  allow_keys(plain, {"columns", "side_labels", "total_labels", "stop_labels", "parents", "sequels", "part_lines"},
             "flow");
  FlowSpec spec;
  spec.columns = read_columns(plain);
  spec.side_labels = texts_in(plain, "side_labels");
  spec.total_labels = texts_in(plain, "total_labels");
  spec.stop_labels = texts_in(plain, "stop_labels");
  spec.part_lines = is_set(plain, "part_lines");
  spec.parents = text_map_in(plain, "parents");
  spec.sequels = text_pairs_in(plain, "sequels");
  return spec;
}

FigureSpec read_figure_spec(const Plain& plain) {
  allow_keys(plain,
             {"columns", "blanks", "label_endings", "stop_labels", "quotient", "part", "whole", "labels", "units",
              "weight", "score"},
             "figures");
  FigureSpec spec;
  spec.columns = read_columns(plain);
  spec.blanks = texts_in(plain, "blanks");
  spec.label_endings = texts_in(plain, "label_endings");
  spec.stop_labels = texts_in(plain, "stop_labels");
  spec.quotient = text_in(plain, "quotient");
  spec.part = text_in(plain, "part");
  spec.whole = text_in(plain, "whole");
  spec.labels = texts_in(plain, "labels");
  spec.units = texts_in(plain, "units");
  spec.weight = text_in(plain, "weight");
  spec.score = text_in(plain, "score");
  return spec;
}

HeadSpec read_head_spec(const Plain& plain) {
  allow_keys(plain, {"columns", "needed", "least"}, "heads");
  HeadSpec spec;
  const Plain* columns = plain.find("columns");
  if (columns == nullptr || columns->list() == nullptr)
    throw Fault("layout.bad_spec", "heads 缺少 columns = { { key = \"…\", heads = { … } }, … }",
                "heads wants columns = { { key = \"…\", heads = { … } }, … }");
  for (const Plain& one : *columns->list()) {
    allow_keys(one, {"key", "heads", "weak", "repeats"}, "heads");
    spec.columns.push_back(
        {text_in(one, "key"), texts_in(one, "heads"), texts_in(one, "weak"), is_set(one, "repeats")});
  }
  spec.needed = texts_in(plain, "needed");
  if (const Plain* least = plain.find("least"); least != nullptr && least->integer() != nullptr)
    spec.least = static_cast<std::size_t>(std::max<std::int64_t>(1, *least->integer()));
  return spec;
}

}  // namespace gouji::intake
