// output:tables(book): the statements of the source, written to the document with their places and doubts.
#include "import/bind_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "formats/table_units.hpp"
#include "import/session.hpp"
#include "import/statement_grid.hpp"
#include "import/statement_spec.hpp"
#include "import/statement_text.hpp"
#include "model/unit.hpp"
#include "script/context.hpp"

namespace gouji::intake {
namespace {

using script::Call;

void place_in_table(Session& session, const Table& table, const Piece& piece, std::string what) {
  if (!piece.spans.empty())
    session.placed.push_back({piece.spans, std::move(what), piece.doubtful, Target::table, table.name});
}

constexpr const char* kSameName = "表头里有同名的栏，哪一栏不能确定";

Place place_of(const SourceText& source, const ReadRow& row) {
  // A row of a sheet is named by the cell that it opens with.
  for (const auto* piece : {&row.label, &row.code, &row.line}) {
    if (!*piece || (*piece)->spans.empty()) continue;
    const Place place = source.place_of((*piece)->spans);
    if (!place.sheet.empty()) return place;
  }
  return source.place_of_lines(row.first_line, row.last_line);
}

TableRow make_row(Session& session, const Table& table, const TableUnits& units, const ReadRow& read) {
  TableRow row;
  const auto take = [&](const std::optional<Piece>& piece, std::optional<std::string>& field, std::string_view what) {
    if (!piece) return;
    field = piece->text;
    place_in_table(session, table, *piece, placed_as(table.name, read.label ? read.label->text : "", what));
  };
  take(read.label, row.label, "行名");
  take(read.code, row.code, "编码");
  take(read.line, row.line, "行次");
  row.side = read.side;
  row.at = place_of(*session.source, read);
  row.doubtful = read.doubtful;
  row.cells.resize(table.columns.size());
  for (std::size_t i = 0; i < read.cells.size() && i < row.cells.size(); ++i) {
    const auto& piece = read.cells[i];
    if (!piece) continue;
    row.cells[i] = units.cell(row.label, i, piece->text);
    Piece placed = *piece;
    if (const auto doubt = read.doubtful.find(table.columns[i]); doubt != read.doubtful.end())
      placed.doubtful = doubt->second;
    place_in_table(session, table, placed, placed_as(table.name, row.label.value_or(""), table.columns[i]));
    if (!placed.doubtful.empty()) row.doubtful[table.columns[i]] = placed.doubtful;
  }
  return row;
}

// Two columns of one name would be one: each is told apart by its ordinal, and said to be uncertain.
void tell_apart(Table& table, std::vector<ReadRow>& rows) {
  std::map<std::string, int> seen;
  std::set<std::string> doubtful;
  for (const std::string& name : table.columns) ++seen[name];
  std::map<std::string, int> given;
  for (std::string& name : table.columns) {
    if (seen[name] < 2) continue;
    const std::string printed = name;
    do name = fmt::format("{}（{}）", printed, ++given[printed]);
    while (seen.contains(name));
    doubtful.insert(name);
  }
  if (doubtful.empty()) return;
  for (ReadRow& row : rows) {
    for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) {
      if (row.cells[i] && doubtful.contains(table.columns[i])) row.doubtful.emplace(table.columns[i], kSameName);
    }
    for (const auto& [printed, count] : given) row.doubtful.erase(printed);
  }
}

}  // namespace

void keep_table(Session& session, ReadTable read) {
  Table table;
  table.name = read.name;
  table.columns = read.columns;
  tell_apart(table, read.rows);
  if (read.title) {
    table.title = read.title->text;
    place_in_table(session, table, *read.title, placed_as(read.name, "", "表名"));
  }
  if (read.number) {
    table.number = text::strip_spaces(read.number->text);
    place_in_table(session, table, *read.number, placed_as(read.name, "", "表号"));
  }
  if (read.money_unit) {
    if (const auto unit = money_unit(text::strip_spaces(read.money_unit->text)))
      table.money_unit = std::string(unit->word);
    place_in_table(session, table, *read.money_unit, placed_as(read.name, "", "金额单位"));
  }
  if (read.year) {
    table.year = std::stoi(read.year->text);
    place_in_table(session, table, *read.year, placed_as(read.name, "", "年度"));
  }
  for (const Piece& note : read.notes) {
    table.notes.push_back(note.text);
    place_in_table(session, table, note, placed_as(read.name, "", "附注"));
  }
  for (const Piece& seen : read.seen) place_in_table(session, table, seen, "");
  const TableUnits units(session.document, table);
  for (const ReadRow& row : read.rows) table.rows.push_back(make_row(session, table, units, row));
  session.document.tables.push_back(std::move(table));
}

using SheetLine = std::pair<std::string, int>;

// Lines of funds, and of what stands between the first and the last record of a form.
std::set<SheetLine> lines_of_forms(const Document& document) {
  std::set<SheetLine> lines;
  for (const Evaluation& form : document.evaluations) {
    for (const Record& fund : form.funds) {
      for (int line = fund.at.line; line > 0 && line <= std::max(fund.at.line, fund.at.to); ++line)
        lines.insert({fund.at.sheet, line});
    }
    if (form.funds.empty() || form.indicators.empty()) continue;
    const Place& first = form.funds.front().at;
    const Place& last = form.indicators.back().at;
    if (first.sheet != last.sheet) continue;
    for (int line = first.line; line > 0 && line < last.line; ++line) lines.insert({first.sheet, line});
  }
  return lines;
}

// A grid without a known name whose rows with figures stand in a form.
bool is_of_form(const SourceText& source, const ReadTable& table, const std::set<SheetLine>& forms) {
  if (table.known || table.rows.empty()) return false;
  std::size_t own = 0;
  for (const ReadRow& row : table.rows) {
    const bool printed = std::any_of(row.cells.begin(), row.cells.end(),
                                     [](const auto& cell) { return cell.has_value() && !cell->text.empty(); });
    if (!printed) continue;
    const Place place = place_of(source, row);
    if (!forms.contains({place.sheet, place.line})) return false;
    ++own;
  }
  return own > 0;
}

int read_tables(Call& call) {
  Session& session = session_of(call);
  const auto lexicon = session.shelves->statements.get(call, 2, "表样", [](const script::Plain& plain) {
    return std::make_shared<const StatementLexicon>(read_statement_book(plain));
  });
  const SourceText& source = *session.source;
  const int from = call.absent(3) ? 1 : static_cast<int>(call.integer(3, "起始行"));
  const int to = call.absent(4) ? source.line_count() : static_cast<int>(call.integer(4, "末行"));
  std::vector<ReadTable> tables = read_grid_statements(*lexicon, source, from, to);
  // Then the text that no grid covers.
  std::vector<LineRange> taken;
  for (const ReadTable& table : tables) taken.emplace_back(table.first_line, table.last_line);
  const std::set<SheetLine> forms = lines_of_forms(session.document);
  std::erase_if(tables, [&](const ReadTable& table) { return is_of_form(source, table, forms); });
  for (const SourceGrid& grid : source.grids()) {
    if (grid.drawn) taken.emplace_back(grid.first_line, grid.last_line);
  }
  std::sort(taken.begin(), taken.end());
  for (ReadTable& table : read_text_statements(*lexicon, source, from, to, taken)) tables.push_back(std::move(table));
  std::stable_sort(tables.begin(), tables.end(),
                   [](const ReadTable& a, const ReadTable& b) { return a.first_line < b.first_line; });
  call.context().steps_used += static_cast<std::size_t>(source.line_count());
  script::PlainList list;
  for (const ReadTable& table : tables) {
    keep_table(session, table);
    list.push_back({script::PlainMap{{"first_line", {static_cast<std::int64_t>(table.first_line)}},
                                     {"known", {table.known}},
                                     {"last_line", {static_cast<std::int64_t>(table.last_line)}},
                                     {"name", {table.name}}}});
  }
  return call.give_plain({std::move(list)});
}

}  // namespace gouji::intake
