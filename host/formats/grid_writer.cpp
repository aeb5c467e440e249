#include "formats/grid_writer.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji {

std::string one_line(std::string_view text, bool keep_tabs) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    const bool control = static_cast<unsigned char>(c) < 0x20U && !(c == '\t' && keep_tabs);
    out += control ? ' ' : c;
  }
  return out;
}

void GridWriter::line(std::string_view text, Place at, bool page_start) {
  source_.lines.push_back({one_line(text, true), std::move(at), page_start});
}

void GridWriter::begin_grid(bool drawn) {
  grid_ = {};
  grid_.drawn = drawn;
  inside_ = true;
}

void GridWriter::row(const std::vector<GridText>& cells, Place at, bool page_start) {
  SourceLine line;
  line.at = std::move(at);
  line.page_start = page_start;
  const int number = static_cast<int>(source_.lines.size()) + 1;
  for (const GridText& cell : cells) {
    if (&cell != cells.data()) line.text += '\t';
    const std::size_t start = line.text.size();
    line.text += one_line(cell.text, false);
    const std::string_view printed = text::trim(std::string_view(line.text).substr(start));
    SourceCell placed;
    placed.row = grid_.rows;
    placed.column = cell.column;
    placed.rows = cell.rows;
    placed.columns = cell.columns;
    placed.line = number;
    placed.begin = printed.empty() ? start : static_cast<std::size_t>(printed.data() - line.text.data());
    placed.end = placed.begin + printed.size();
    placed.at = cell.at;
    grid_.columns = std::max(grid_.columns, cell.column + cell.columns);
    grid_.cells.push_back(std::move(placed));
  }
  if (grid_.rows++ == 0) grid_.first_line = number;
  grid_.last_line = number;
  source_.lines.push_back(std::move(line));
}

void GridWriter::line_between(std::string_view text, Place at, bool page_start) {
  line(text, std::move(at), page_start);
}

void GridWriter::end_grid() {
  if (inside_ && grid_.rows > 0) {
    for (SourceCell& cell : grid_.cells) cell.rows = std::min(cell.rows, grid_.rows - cell.row);
    source_.grids.push_back(std::move(grid_));
  }
  inside_ = false;
}

}  // namespace gouji
