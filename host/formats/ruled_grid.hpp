// Tables whose borders are drawn: straight lines of a page → cells, merged where a border is missing.
#pragma once

#include <cstddef>
#include <vector>

#include "formats/pdf_rules.hpp"

namespace gouji {

// One table on one page: where its lines stand and which pieces of them are drawn. Points.
struct RuledFrame {
  std::vector<double> across, down;       // places of upright lines, of level lines; two or more of each
  std::vector<PdfRule> uprights, levels;  // pieces, put together where they touch
  double left() const { return across.front(); }
  double right() const { return across.back(); }
  double top() const { return down.front(); }
  double bottom() const { return down.back(); }
};

struct RuledCell {
  int row = 0, column = 0;
  int rows = 1, columns = 1;
};
struct RuledCells {
  int rows = 0, columns = 0;
  std::vector<RuledCell> cells;  // by row, then column
  std::vector<int> at;           // row × columns + column → number of the cell
  int cell_at(int row, int column) const { return at[static_cast<std::size_t>(row * columns + column)]; }
};

// The tables of two columns or more, by their tops.
std::vector<RuledFrame> find_frames(const std::vector<PdfRule>& rules);

// Cells between the lines at `across`, which are those of the frame and perhaps more: of the table's other pages.
RuledCells cells_of(const RuledFrame& frame, const std::vector<double>& across);

// Two tables of one extent that may be one over a page break: the upright lines of both. Empty where they are not.
std::vector<double> common_lines(const std::vector<double>& across, const RuledFrame& next);

}  // namespace gouji
