// Statements as printed: a title, number and unit above, a head of as many levels as the columns' names have.
#include <fmt/format.h>

#include <algorithm>

#include "import/print_page.hpp"
#include "import/statement_columns.hpp"

namespace gouji::intake {
namespace {

using PrintedRow = std::vector<PrintedCell>;

// Columns that open a row: code, label, 行次 — those that some row has.
struct Opening {
  bool code = false, label = false, line = false;
  int count() const { return static_cast<int>(code) + static_cast<int>(label) + static_cast<int>(line); }
};

Opening opening_of(const std::vector<const TableRow*>& rows) {
  Opening opening;
  for (const TableRow* row : rows) {
    opening.code = opening.code || row->code.has_value();
    opening.label = opening.label || row->label.has_value();
    opening.line = opening.line || row->line.has_value();
  }
  return opening;
}

struct Side {
  std::string name;
  std::vector<const TableRow*> rows;
  Opening opening;
  std::vector<std::size_t> columns;  // those that its rows have cells in
  int width() const { return opening.count() + static_cast<int>(columns.size()); }
};

std::vector<Side> sides_of(const Table& table) {
  std::vector<Side> sides;
  for (const TableRow& row : table.rows) {
    auto side = std::find_if(sides.begin(), sides.end(), [&](const Side& one) { return one.name == row.side; });
    if (side == sides.end()) side = sides.insert(sides.end(), {row.side, {}, {}, {}});
    side->rows.push_back(&row);
  }
  if (sides.empty()) sides.push_back({});
  for (Side& side : sides) {
    side.opening = opening_of(side.rows);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool used = side.rows.empty() || std::any_of(side.rows.begin(), side.rows.end(), [&](const TableRow* row) {
                          return i < row->cells.size() && row->cells[i].state != CellState::absent;
                        });
      if (used) side.columns.push_back(i);
    }
  }
  return sides;
}

void print_head(const Table& table, const Side& side, const PrintSpec& spec, int from, std::size_t depth, bool named,
                std::vector<PrintedRow>& rows) {
  int column = from;
  const std::size_t top = named ? 1 : 0;
  if (named) rows[0].push_back({side.name, column, 1, side.width(), true, false});
  const int tall = static_cast<int>(depth - top);
  const auto opening = [&](bool there, const std::string& head) {
    if (there) rows[top].push_back({head, column++, tall, 1, true, false});
  };
  opening(side.opening.code, spec.code_head);
  opening(side.opening.label, spec.label_head);
  opening(side.opening.line, spec.line_head);
  for (std::size_t i = 0; i < side.columns.size(); ++i) {
    const auto levels = levels_of(table.columns[side.columns[i]]);
    for (std::size_t level = 0; level < levels.size(); ++level) {
      // A head above several columns is merged over those that share it and all above it.
      const auto shares = [&](std::size_t other) {
        const auto theirs = levels_of(table.columns[side.columns[other]]);
        return theirs.size() > level + 1 && levels.size() > level + 1 &&
               std::equal(levels.begin(), levels.begin() + static_cast<std::ptrdiff_t>(level) + 1, theirs.begin());
      };
      if (i > 0 && shares(i - 1)) continue;
      int wide = 1;
      while (i + static_cast<std::size_t>(wide) < side.columns.size() && shares(i + static_cast<std::size_t>(wide)))
        ++wide;
      const bool last = level + 1 == levels.size();
      rows[top + level].push_back({levels[level], column + static_cast<int>(i),
                                   last ? tall - static_cast<int>(level) : 1, last ? 1 : wide, true, false});
    }
  }
}

void print_row(const TableRow& row, const Side& side, int from, PrintedRow& out) {
  int column = from;
  const auto text = [&](bool there, const std::optional<std::string>& value) {
    if (there) out.push_back({value.value_or(""), column++, 1, 1, false, false});
  };
  text(side.opening.code, row.code);
  text(side.opening.label, row.label);
  text(side.opening.line, row.line);
  for (const std::size_t i : side.columns) {
    const bool there = i < row.cells.size();
    out.push_back(
        {there ? row.cells[i].printed : std::string(), column++, 1, 1, false, there && row.cells[i].has_figure()});
  }
}

}  // namespace

void print_statement(const Table& table, const Document& document, const PrintSpec& spec,
                     std::vector<PrintedBlock>& blocks) {
  // A title that a scan damaged has a name that was mended.
  const std::string title = table.name.empty() ? table.title.value_or("") : table.name;
  blocks.push_back({title, true, {}, 0, title});
  if (table.number) blocks.push_back({*table.number, false, {}, 0, {}});
  const std::string unit = table.money_unit.value_or(document.money_unit);
  if (!unit.empty())
    blocks.push_back(
        {fmt::format("{}：{}", spec.heads.count("money_unit") > 0 ? spec.heads.at("money_unit") : "", unit),
         false,
         {},
         0,
         {}});
  const auto sides = sides_of(table);
  const bool named = sides.size() > 1;
  std::size_t depth = 1;
  for (const std::string& column : table.columns) depth = std::max(depth, levels_of(column).size());
  if (named) ++depth;
  PrintedBlock block;
  block.rows.resize(depth);
  std::size_t tallest = 0;
  int from = 0;
  for (const Side& side : sides) {
    print_head(table, side, spec, from, depth, named, block.rows);
    from += side.width();
    tallest = std::max(tallest, side.rows.size());
  }
  block.columns = from;
  for (std::size_t i = 0; i < tallest; ++i) {
    PrintedRow row;
    int at = 0;
    for (const Side& side : sides) {
      if (i < side.rows.size()) {
        print_row(*side.rows[i], side, at, row);
      } else {
        for (int k = 0; k < side.width(); ++k) row.push_back({"", at + k, 1, 1, false, false});
      }
      at += side.width();
    }
    block.rows.push_back(std::move(row));
  }
  blocks.push_back(std::move(block));
  for (const std::string& note : table.notes)
    blocks.push_back({note.starts_with(spec.note_prefix) ? note : spec.note_prefix + note, false, {}, 0, {}});
}

}  // namespace gouji::intake
