#include "import/statement_grid_rows.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "import/statement_lexicon.hpp"

namespace gouji::intake {

GridRows::GridRows(const SourceText& source, const SourceGrid& grid) : source_(source), grid_(grid) {
  rows_.resize(static_cast<std::size_t>(std::max(0, grid.rows)));
  for (const SourceCell& cell : grid.cells) {
    if (cell.row < 0 || cell.column < 0 || cell.row >= grid.rows) continue;
    if (cell.end > cell.begin) columns_ = std::max(columns_, cell.column + 1);
  }
  for (const SourceCell& cell : grid.cells) {
    if (cell.row < 0 || cell.column < 0 || cell.row >= grid.rows || cell.column >= columns_) continue;
    if (cell.rows > 1 || cell.columns > 1) merges_ = true;
    const int last_row = std::min(grid.rows, cell.row + std::max(1, cell.rows));
    const int last_column = std::min(columns_, cell.column + std::max(1, cell.columns));
    for (int row = cell.row; row < last_row; ++row) {
      auto& cells = rows_[static_cast<std::size_t>(row)].cells;
      if (cells.size() < static_cast<std::size_t>(last_column)) cells.resize(static_cast<std::size_t>(last_column));
      for (int column = cell.column; column < last_column; ++column) cells[static_cast<std::size_t>(column)] = &cell;
    }
    Row& first = rows_[static_cast<std::size_t>(cell.row)];
    if (first.line == 0) first.line = cell.line;
  }
  // A row that prints nothing stands where the one before it ends.
  int line = grid.first_line;
  for (Row& row : rows_) {
    if (row.line == 0) row.line = line;
    line = row.line;
  }
}

const SourceCell* GridRows::at(int row, int column) const {
  if (row < 0 || row >= count() || column < 0) return nullptr;
  const auto& cells = rows_[static_cast<std::size_t>(row)].cells;
  return static_cast<std::size_t>(column) < cells.size() ? cells[static_cast<std::size_t>(column)] : nullptr;
}

const SourceCell* GridRows::printed(int row, int column) const {
  const SourceCell* cell = at(row, column);
  if (cell == nullptr || cell->row != row || cell->column != column || cell->end <= cell->begin) return nullptr;
  // A tag around nothing prints nothing.
  const std::string_view content = text(*cell);
  if (content.find('<') != std::string_view::npos && StatementLexicon::without_tags(content).empty()) return nullptr;
  return cell;
}

std::vector<const SourceCell*> GridRows::printed(int row) const {
  std::vector<const SourceCell*> cells;
  for (int column = 0; column < columns_; ++column) {
    if (const SourceCell* cell = printed(row, column)) cells.push_back(cell);
  }
  return cells;
}

std::string_view GridRows::text(const SourceCell& cell) const {
  return text::trim(source_.line(cell.line).substr(cell.begin, cell.end - cell.begin));
}

std::string_view GridRows::text(int row, int column) const {
  const SourceCell* cell = at(row, column);
  return cell == nullptr ? std::string_view() : text(*cell);
}

Piece GridRows::joined(int row) const {
  Piece whole;
  for (const SourceCell* cell : printed(row)) {
    const Piece part = piece(*cell);
    whole.text += StatementLexicon::without_tags(part.text);
    whole.spans.insert(whole.spans.end(), part.spans.begin(), part.spans.end());
  }
  return whole;
}

}  // namespace gouji::intake
