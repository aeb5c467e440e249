// Columns of figures whose head does not stand over them: names that begin where their column begins, or in its middle,
// and narrow figures at its right end.
#pragma once

#include <cstddef>
#include <vector>

#include "formats/column_layout.hpp"

namespace gouji {

// Whether a line numbers the columns: 栏次  1  2  3.
bool numbers_columns(const PlacedLine& line);

struct HeadedColumns {
  std::vector<ColumnSpan> columns;  // from left to right
  std::size_t rows_from = 0;        // the first line behind the head
  bool aside = false;               // figures do not stand below their heads
  bool flush = false;               // heads are printed at the left end of their columns
};

// The columns of lines [first, last], each from where its head begins to where the next one does. None where the lines
// keep to no such columns.
HeadedColumns columns_below_heads(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last,
                                  double touch);

// Titles printed at the left end of the columns they are over reach to the next name of their line: as far as columns
// are named only below it, where another column is named on that line or above it alone. `rows_from`: the line of `layout`
// behind the head.
void reach_over_columns(ColumnLayout& layout, std::size_t rows_from);

}  // namespace gouji
