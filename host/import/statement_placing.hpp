// Which columns the figures of a row belong to, where blanks left no trace. Figures keep their order; arithmetic that
// must hold (columns that add up, rows that add up their parts) leaves one placement, several, or, where the document
// itself does not add up, none. Nothing printed is ever changed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/exact.hpp"

namespace gouji::intake {

struct PlacingRow {
  std::vector<Exact> figures;          // in printed order
  int parent = -1;                     // the row that adds up this one and its siblings
  std::size_t first = 0, columns = 0;  // the columns that it may have: [first, first + columns)
};

struct PlacingSum {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
  std::vector<std::size_t> minus;  // taken off
};

struct PlacingProblem {
  std::size_t columns = 0;
  int decimals = 2;  // of the figures; an envelope is counted in units of the last one
  std::vector<PlacingRow> rows;
  std::vector<PlacingSum> sums;  // of columns, in every row
  std::vector<int> ranks;        // by column: the higher, the seldomer it has a figure; empty: as they are printed
  // How far a figure is printed from a column, where blanks tell, and what is too far for it; 0: unknown.
  std::function<double(std::size_t row, std::size_t figure, std::size_t column)> apart;
  std::function<double(std::size_t row)> reach;
  // Whether something printed elsewhere in the document puts this figure under this column.
  std::function<bool(std::size_t row, std::size_t figure, std::size_t column)> named;
  // Whether something printed elsewhere says that this column is blank in this row.
  std::function<bool(std::size_t row, std::size_t column)> denied;
};

inline constexpr const char* kNoneAddsUp = "各种放法都不合计，数属于哪一栏不能确定";

struct PlacedRow {
  std::vector<std::size_t> columns;  // of each figure
  std::vector<bool> open;            // of each figure: it may stand in another column as well
  const char* reason = "";           // why one of them is not certain, for people
};

// Bounded: past a number of tries the rest is placed by likelihood and marked.
std::vector<PlacedRow> place_figures(const PlacingProblem& problem);

}  // namespace gouji::intake
