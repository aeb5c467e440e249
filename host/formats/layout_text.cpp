// Text that keeps its columns by spaces, as `pdftotext -layout` and old printing programs write it.
#include <algorithm>

#include "base/text.hpp"
#include "formats/column_grid.hpp"
#include "formats/grid_writer.hpp"

namespace gouji {
namespace {

constexpr int kGap = 2;  // so many blank columns part two texts

// Tabs reach to the next eighth column; wide characters take two.
PlacedLine placed(std::string_view line, double top, int page) {
  PlacedLine out;
  out.top = top;
  out.bottom = top + 1;
  out.page = page;
  int column = 0;
  int blank_from = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    const char32_t c = text::decode_next(line, at);
    if (c == U'\t') {
      column += 8 - column % 8;
    } else if (text::is_space(c)) {
      column += std::max(1, text::display_width(c));
    } else {
      const int width = text::display_width(c);
      if (out.texts.empty() || column - blank_from >= kGap) {
        out.texts.push_back({static_cast<double>(column), 0, {}, {}});
      } else if (column > blank_from) {
        out.texts.back().text += ' ';
      }
      out.texts.back().text += line.substr(begin, at - begin);
      column += width;
      out.texts.back().right = column;
      blank_from = column;
    }
  }
  return out;
}

}  // namespace

void find_layout_grids(PublishedSource& source) {
  std::vector<PlacedLine> lines;
  std::vector<std::size_t> numbers;  // by placed line: its SourceLine
  std::size_t several = 0;
  int page = 1;
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const SourceLine& line = source.lines[i];
    if (line.page_start && i > 0) ++page;
    if (text::trim(line.text).empty()) continue;
    lines.push_back(placed(line.text, static_cast<double>(i), page));
    numbers.push_back(i);
    several += lines.back().texts.size() > 1 ? 1U : 0U;
  }
  if (several < 2) return;
  const std::vector<ColumnGrid> grids = find_column_grids(lines);
  if (grids.empty()) return;
  PublishedSource made = source;
  made.lines.clear();
  GridWriter writer(made);
  std::size_t next = 0;  // the SourceLine that comes next
  const auto copy_to = [&](std::size_t end) {
    for (; next < end; ++next) made.lines.push_back(source.lines[next]);
  };
  for (const ColumnGrid& grid : grids) {
    copy_to(numbers[grid.rows.front().first]);
    writer.begin_grid(false);
    for (const ColumnRow& row : grid.rows) {
      const SourceLine& first = source.lines[numbers[row.first]];
      const SourceLine& last = source.lines[numbers[row.last]];
      Place at = first.at;
      if (row.last > row.first) at.to = last.at.line;
      if (row.between) {
        for (std::size_t i = row.first; i <= row.last; ++i) made.lines.push_back(source.lines[numbers[i]]);
      } else {
        std::vector<GridText> cells;
        for (const ColumnCell& cell : row.cells) cells.push_back({cell.column, 1, cell.columns, cell.text, at});
        writer.row(cells, at, first.page_start);
      }
    }
    writer.end_grid();
    next = numbers[grid.rows.back().last] + 1;
  }
  copy_to(source.lines.size());
  source = std::move(made);
}

}  // namespace gouji
