// Which head cells stand over which column.
#pragma once

#include <vector>

#include "import/statement_grid_head.hpp"

namespace gouji::intake {

// The columns below the head rows [begin, end), with their cells and parts. Where a grid does not tell that cells are
// merged, a cell reaches over the empty ones beside it: to the right, or, in scans that centre it, to both sides, but
// not where it is the first half of a name that `spec` knows (nullptr: none is known).
std::vector<HeadColumn> head_columns(const StatementLexicon& lexicon, const GridRows& grid, int begin, int end,
                                     const StatementSpec* spec);

}  // namespace gouji::intake
