#include "import/spec_reader.hpp"

#include <fmt/format.h>

#include "base/fault.hpp"
#include "import/plain_fields.hpp"

namespace gouji::intake {
namespace {

using script::Plain;

std::vector<FlowColumn> read_columns(const Plain& plain) {
  std::vector<FlowColumn> columns;
  for (const Plain& column : column_tables(plain)) {
    allow_keys(column, flow_column_keys(), "columns");
    columns.push_back(read_flow_column(column));
  }
  return columns;
}

}  // namespace

const std::vector<std::string>& flow_column_keys() {
  static const std::vector<std::string> keys{"key",     "kind",         "heads", "words",  "endings",
                                             "openers", "bracket_unit", "alike", "at_most"};
  return keys;
}

const script::PlainList& column_tables(const Plain& plain) {
  const Plain* list = plain.find("columns");
  if (list == nullptr || list->list() == nullptr)
    throw Fault("layout.bad_spec", "缺少 columns = { … }", "columns are missing");
  return *list->list();
}

FlowColumn read_flow_column(const Plain& plain) {
  FlowColumn column;
  column.key = text_in(plain, "key");
  const std::string kind = text_in(plain, "kind");
  if (kind == "group")
    column.kind = ColumnKind::group;
  else if (kind == "number")
    column.kind = ColumnKind::number;
  else if (kind == "note")
    column.kind = ColumnKind::note;
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
  return column;
}

FlowSpec read_flow_spec(const Plain& plain) {
  allow_keys(plain, {"columns", "side_labels", "total_labels", "stop_labels", "parents", "sequels"}, "flow");
  FlowSpec spec;
  spec.columns = read_columns(plain);
  spec.side_labels = texts_in(plain, "side_labels");
  spec.total_labels = texts_in(plain, "total_labels");
  spec.stop_labels = texts_in(plain, "stop_labels");
  spec.parents = text_map_in(plain, "parents");
  spec.sequels = text_pairs_in(plain, "sequels");
  return spec;
}

FigureSpec read_figure_spec(const Plain& plain) {
  allow_keys(plain, {"columns", "blanks", "label_endings", "stop_labels", "quotient", "part", "whole"}, "figures");
  FigureSpec spec;
  spec.columns = read_columns(plain);
  spec.blanks = texts_in(plain, "blanks");
  spec.label_endings = texts_in(plain, "label_endings");
  spec.stop_labels = texts_in(plain, "stop_labels");
  spec.quotient = text_in(plain, "quotient");
  spec.part = text_in(plain, "part");
  spec.whole = text_in(plain, "whole");
  return spec;
}

}  // namespace gouji::intake
