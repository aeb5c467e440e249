#include "import/form_lines.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

FormCell form_cell(const SourceText& source, const SourceCell& from) {
  const std::string_view line = source.line(from.line);
  const std::size_t begin = std::min(from.begin, line.size());
  const std::size_t end = std::clamp(from.end, begin, line.size());
  return {from.column, std::max(1, from.columns),
          from.row,    std::max(1, from.rows),
          from,        text::trim(line.substr(begin, end - begin))};
}

void add_grid(const SourceText& source, const SourceGrid& grid, int from, int to, std::vector<FormLine>& lines) {
  std::vector<FormCell> open;  // merged down, by column
  std::size_t next = 0;
  for (int row = 0; row < grid.rows; ++row) {
    FormLine line;
    line.grid = &grid;
    line.row = row;
    std::erase_if(open, [&](const FormCell& cell) { return cell.row + cell.rows <= row; });
    line.above = open;
    for (; next < grid.cells.size() && grid.cells[next].row == row; ++next) {
      line.cells.push_back(form_cell(source, grid.cells[next]));
      line.line = grid.cells[next].line;
      if (line.cells.back().rows > 1) open.push_back(line.cells.back());
    }
    std::stable_sort(open.begin(), open.end(), [](const auto& a, const auto& b) { return a.column < b.column; });
    if (line.line >= from && line.line <= to && line.texts() > 0) lines.push_back(std::move(line));
  }
}

}  // namespace

const FormCell* FormLine::first() const {
  for (const FormCell& cell : cells) {
    if (!cell.blank()) return &cell;
  }
  return nullptr;
}

const FormCell* FormLine::at(int column) const {
  const auto cell = std::find_if(cells.begin(), cells.end(), [&](const FormCell& one) { return one.column == column; });
  return cell == cells.end() ? nullptr : &*cell;
}

std::size_t FormLine::texts() const {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(), [](const FormCell& cell) { return !cell.blank(); }));
}

std::vector<FormLine> form_lines(const SourceText& source, int from, int to) {
  std::vector<FormLine> lines;
  auto grid = source.grids().begin();
  for (const FlowLine& text : source.lines()) {
    while (grid != source.grids().end() && grid->last_line < text.number) ++grid;
    if (grid != source.grids().end() && grid->first_line <= text.number) {
      add_grid(source, *grid, from, to, lines);
      ++grid;
      continue;
    }
    // A grid's further lines were added with it.
    if (grid != source.grids().begin() && std::prev(grid)->last_line >= text.number) continue;
    if (text.number < from || text.number > to) continue;
    FormLine line;
    line.line = text.number;
    SourceCell whole;
    whole.line = text.number;
    whole.end = text.text.size();
    line.cells.push_back(form_cell(source, whole));
    FormCell& cell = line.cells.back();
    cell.place.begin = static_cast<std::size_t>(cell.text.data() - source.line(text.number).data());
    cell.place.end = cell.place.begin + cell.text.size();
    if (line.texts() > 0) lines.push_back(std::move(line));
  }
  return lines;
}

Piece piece_of(const SourceText& source, const FormCell& cell) {
  Piece piece = source.piece(cell.place);
  for (const SourceCell& next : cell.rest) {
    const Piece more = source.piece(next);
    piece.spans.insert(piece.spans.end(), more.spans.begin(), more.spans.end());
  }
  if (!cell.rest.empty()) piece.text = std::string(cell.text);
  piece.doubtful = cell.doubt;
  return piece;
}

}  // namespace gouji::intake
