// Runs of lines that may be tables.
#pragma once

#include <cstddef>
#include <vector>

#include "formats/column_grid.hpp"

namespace gouji {

// In sizes of a letter, from centre to centre: nearer lines stand beside each other, as cells of one row do.
inline constexpr double kBesideLines = 0.95;
inline constexpr double kLooseLines = 1.6;     // lines so near a table may be of its first or last row
inline constexpr double kFarthestLines = 5.0;  // no table has lines further apart, unless all of it has
inline constexpr std::size_t kTitleLines = 6;  // above a table, which may be printed again

inline double distance(const PlacedLine& above, const PlacedLine& below) { return below.centre - above.centre; }

// Lines [first, last] of one page that may be a table.
struct ColumnRun {
  std::size_t first = 0, last = 0;
  std::size_t core_first = 0, core_last = 0;  // without lines of one text that may belong to the first and last row
  double size = 1;
};

// In their order. Where the columns change behind a table's rows, as in forms that put several tables into one frame,
// another run begins.
std::vector<ColumnRun> find_column_runs(const std::vector<PlacedLine>& lines, double wide_gap, WrappedLines wrapped);

}  // namespace gouji
