// Columns of figures whose head does not stand over them: names that begin where their column begins, or in its middle,
// and narrow figures at its right end.
#pragma once

#include <cstddef>
#include <vector>

#include "formats/column_layout.hpp"

namespace gouji {

// Whether a line numbers the columns: 栏次  1  2  3.
bool numbers_columns(const PlacedLine& line);

// The columns of lines [first, last], each from where its head begins to where the next one does; from left to right.
// Empty where the heads stand over their figures, or where the lines keep to no such columns.
std::vector<ColumnSpan> columns_below_heads(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last,
                                            double touch);

}  // namespace gouji
