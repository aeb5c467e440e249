#include "app/prompt_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "formats/disclosure_words.hpp"
#include "report/terminal.hpp"
#include "report/where.hpp"
#include "report/words.hpp"
#include "script/context.hpp"
#include "script/table_part.hpp"

namespace gouji::app {
namespace {

namespace types = script::types;
using script::Answer;
using script::Object;

constexpr std::size_t kMostRows = 60;  // of a table that is shown
constexpr int kWidestCell = 36;

bool is_record(const Object& object) {
  return object.type == types::fund || object.type == types::indicator || object.type == types::claim;
}

std::string printed_or_blank(const Cell& cell) {
  return cell.printed.empty() ? "（空）" : report::one_line(cell.printed);
}

// Rows of texts as columns; the first is left, the others right.
std::string as_grid(const std::vector<std::vector<std::string>>& rows) {
  std::vector<int> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], std::min(text::display_width(row[i]), kWidestCell));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = report::fit(row[i], kWidestCell);
      line += " " + (i == 0 ? report::pad(cell, widths[i]) : " " + report::pad_left(cell, widths[i]));
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

}  // namespace

std::string PromptText::figure(script::ValueId id) const {
  const script::Values& values = context_.values;
  const script::Value& value = values.at(id);
  if (value.op == script::Op::cell) {
    const script::Leaf& leaf = values.leaf(value);
    std::string where = leaf.table != nullptr ? leaf.table->name + " · " : std::string();
    where += leaf.row_name() + " · " + leaf.column_name();
    const std::string place = report::place_text(leaf.place(), language_);
    std::string out = fmt::format("{}    {}{}{}", leaf.cell == nullptr ? "（空）" : printed_or_blank(*leaf.cell),
                                  report::one_line(where), place.empty() ? "" : "  ", place);
    if (const std::string* doubt = leaf.doubt())
      out += fmt::format("  {}{}", say("识别存疑：", "read with doubt: "), report::one_line(*doubt));
    return out;
  }
  if (value.missing) return std::string(say("（空：没有可算的数）", "(blank: nothing to compute)"));
  std::string out = values.shown(id);
  if (value.op == script::Op::parameter)
    return fmt::format("{}    {} {}", out, say("参数", "parameter"), values.leaf(value).name);
  if (value.op == script::Op::constant) return out;
  return fmt::format("{}    = {}", out, report::one_line(values.formula_with_figures(id)));
}

std::string PromptText::table(const Object& object) const {
  const script::TablePart part = script::table_part(object);
  const Table& table = *part.table;
  std::vector<std::vector<std::string>> rows(1);
  rows.front().emplace_back(say("行", "row"));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!part.column || *part.column == i) rows.front().push_back(report::one_line(table.columns[i]));
  }
  rows.front().emplace_back();
  std::size_t count = 0;
  for (const TableRow& row : table.rows) {
    if (!part.side.empty() && row.side != part.side) continue;
    if (++count > kMostRows) continue;
    std::string name = row.code ? *row.code + " " : std::string();
    if (part.side.empty() && !row.side.empty()) name = row.side + " · " + name;
    auto& cells = rows.emplace_back();
    cells.push_back(report::one_line(name + row.label.value_or("")));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (part.column && *part.column != i) continue;
      cells.push_back(i < row.cells.size() && row.cells[i].state != CellState::absent ? printed_or_blank(row.cells[i])
                                                                                      : "∅");
    }
    cells.push_back(report::place_text(row.at, language_));
  }
  std::string out = object_line(object) + "\n" + as_grid(rows);
  if (count > kMostRows) out += fmt::format("  … {} {}\n", say("另有行数", "more rows"), count - kMostRows);
  return out;
}

std::string PromptText::record(const Record& record) const {
  std::string out;
  const auto fields = fields_of(record.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Cell& cell = record.cells[i];
    if (cell.state == CellState::absent) continue;
    const std::string name(fields[i].key);
    out += fmt::format("  {}{}{}\n", report::pad(name, 18), report::pad(fields[i].chinese, 22), printed_or_blank(cell));
  }
  for (const auto& [column, words] : record.more)
    out += fmt::format("  {}{}\n", report::pad(fmt::format("more \"{}\"", column), 40), report::one_line(words));
  return out;
}

std::string PromptText::form(const Evaluation& form) const {
  std::string out = record(form.head);
  const auto add = [&](std::string_view head, const std::vector<Record>& rows) {
    if (!rows.empty()) out += fmt::format("  {} {}\n", head, rows.size());
    for (const Record& row : rows)
      out += fmt::format("    {}  {}\n", report::one_line(row_name(row)), report::place_text(row.at, language_));
  };
  add(":funds()", form.funds);
  add(":indicators()", form.indicators);
  for (const TextBlock& text : form.texts)
    out += fmt::format("  {}{}\n", report::pad(fmt::format(":text \"{}\"", text.label), 40),
                       text.present ? fmt::format("{} {}", text.chars, say("字", "characters")) : "（空）");
  return out;
}

std::string PromptText::document(const Document& document) const {
  const DocumentKind* kind = find_kind(document.kind);
  std::string out =
      fmt::format("{}  {}  {}  {}\n", report::one_line(document.unit),
                  document.year_known() ? std::to_string(document.year) : std::string(say("年度未知", "year unknown")),
                  kind == nullptr ? document.kind : std::string(kind->chinese), document.money_unit);
  for (const Table& table : document.tables)
    out += fmt::format("  document:table \"{}\"  {} {} × {} {}\n", report::one_line(table.name), table.rows.size(),
                       say("行", "rows"), table.columns.size(), say("栏", "columns"));
  for (std::size_t i = 0; i < document.evaluations.size(); ++i)
    out += fmt::format("  evaluations[{}]  {}\n", i + 1, report::one_line(document.evaluations[i].head.text("name")));
  if (!document.claims.empty())
    out += fmt::format("  claims  {} {}\n", document.claims.size(), say("处", "figures of the narrative"));
  return out;
}

// One line that says which one it is.
std::string PromptText::object_line(const Object& object) const {
  if (object.type == types::document) return static_cast<const Document*>(object.pointer)->id;
  if (object.type == types::evaluation) {
    const Record& head = static_cast<const Evaluation*>(object.pointer)->head;
    return fmt::format("{} {}", say("自评表", "self-evaluation"), report::one_line(head.text("name")));
  }
  if (is_record(object)) {
    const auto& row = *static_cast<const Record*>(object.pointer);
    return fmt::format("{} {}  {}", chinese_of(row.kind), report::one_line(row_name(row)),
                       report::place_text(row.at, language_));
  }
  if (object.type == types::table || object.type == types::column) {
    const script::TablePart part = script::table_part(object);
    std::string out = report::one_line(part.table->name);
    if (part.table->number) out += fmt::format("（{}）", report::one_line(*part.table->number));
    if (!part.side.empty()) out += " · " + part.side;
    if (part.column) out += " · " + report::one_line(part.table->columns.at(*part.column));
    return out;
  }
  if (object.type == types::row) {
    const TableRow& row = *script::table_part(object).row;
    return fmt::format("{}{}  {}", row.code ? *row.code + " " : "", report::one_line(row.label.value_or("")),
                       report::place_text(row.at, language_));
  }
  if (object.type == types::target) {
    const auto& target = *static_cast<const script::BoundTarget*>(object.pointer);
    return fmt::format("{}    {} · {}  {}", printed_or_blank(*target.leaf.cell),
                       report::one_line(target.leaf.row_name()), target.leaf.column_name(),
                       report::place_text(target.leaf.place(), language_));
  }
  if (object.type == types::brackets)
    return fmt::format("{} {}", say("分档参数", "brackets"),
                       static_cast<const script::BoundBrackets*>(object.pointer)->name);
  return std::string(context_.catalogue->type(object.type).chinese);
}

std::string PromptText::object(const Object& object) const {
  if (object.type == types::document) return document(*static_cast<const Document*>(object.pointer));
  if (object.type == types::evaluation) return form(*static_cast<const Evaluation*>(object.pointer));
  if (is_record(object)) return object_line(object) + "\n" + record(*static_cast<const Record*>(object.pointer));
  if (object.type == types::table || object.type == types::column) return table(object);
  if (object.type == types::row) {
    const script::TablePart part = script::table_part(object);
    std::string out = object_line(object) + "\n";
    for (std::size_t i = 0; i < part.table->columns.size() && i < part.row->cells.size(); ++i)
      out += fmt::format("  {}  {}\n", report::pad(report::one_line(part.table->columns[i]), 30),
                         printed_or_blank(part.row->cells[i]));
    return out;
  }
  if (object.type == types::values) {
    std::string out;
    for (const script::ValueId id : *static_cast<const std::vector<script::ValueId>*>(object.pointer))
      out += "  " + figure(id) + "\n";
    return out.empty() ? std::string("{ }\n") : out;
  }
  return object_line(object) + "\n";
}

std::string PromptText::line_of(const Answer& answer) const {
  switch (answer.kind) {
    case Answer::Kind::words: return answer.words;
    case Answer::Kind::text: return "“" + report::one_line(answer.words) + "”";
    case Answer::Kind::figure: return figure(answer.figure);
    case Answer::Kind::object: return object_line(answer.object);
    case Answer::Kind::list: {
      std::string out;
      for (std::size_t i = 0; i < answer.items.size(); ++i) {
        const std::string key = answer.keys[i].empty() ? "" : answer.keys[i] + " = ";
        out += (i == 0 ? "" : ", ") + key + line_of(answer.items[i]);
      }
      return "{ " + out + (answer.cut ? ", …" : "") + " }";
    }
  }
  return {};
}

std::string PromptText::list(const Answer& answer) const {
  if (answer.items.empty()) return answer.cut ? "{ … }\n" : "{ }\n";
  std::string out;
  for (std::size_t i = 0; i < answer.items.size(); ++i) {
    const std::string key = answer.keys[i].empty() ? fmt::format("[{}]", i + 1) : answer.keys[i];
    out += fmt::format("  {} {}\n", report::pad(key, 5), line_of(answer.items[i]));
  }
  if (answer.cut) out += "  …\n";
  return out;
}

std::string PromptText::answer(const Answer& answer) const {
  if (answer.kind == Answer::Kind::list) return list(answer);
  if (answer.kind == Answer::Kind::object) return object(answer.object);
  return line_of(answer) + "\n";
}

std::string PromptText::finding(const CheckResult& result) const {
  const bool english = language_ == Language::english;
  std::string out = english ? std::string(code_of(result.outcome)) : std::string(chinese_of(result.outcome));
  if (result.severity) out += fmt::format("（{}）", english ? code_of(*result.severity) : chinese_of(*result.severity));
  auto slots = result.slots;
  slots.emplace_back("row", result.row);
  slots.emplace_back("column", result.column);
  slots.emplace_back("printed", result.printed);
  slots.emplace_back("expected", result.expected);
  if (!result.message.empty()) out += fmt::format("  {}", report::one_line(filled(result.message, slots)));
  out += "\n";
  const std::string place = report::place_text(result.at, language_);
  if (!result.row.empty() || !result.column.empty())
    out += fmt::format("  {}{} · {}  {}\n", say("位置 ", "at "), report::one_line(result.row),
                       report::one_line(result.column), place);
  if (!result.printed.empty() || !result.expected.empty())
    out += fmt::format("  {} {}  {} {}{}{}\n", say("填报", "printed"), report::one_line(result.printed),
                       say("应为", "expected"), report::one_line(result.expected),
                       result.difference.empty() ? "" : say("  差额 ", "  difference "), result.difference);
  if (!result.formula_figures.empty())
    out += fmt::format("  {} {}\n", say("公式", "formula"),
                       report::one_line(report::comparison_text(result.formula_figures, language_)));
  return out;
}

}  // namespace gouji::app
