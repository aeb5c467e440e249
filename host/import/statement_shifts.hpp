// Rows of a table that only blanks keep whose figures may stand one column off: programs that lay pages out by letters
// shift some rows against the others.
#pragma once

#include "import/statement.hpp"

namespace gouji::intake {

// Marks the figures of a row in doubt where the sums of the known table's columns do not hold in it, and would if all
// of its figures, or all from one on, stood one column further left or right. A row that adds up, or that no such move
// mends, is left as it is: its sums are the rules' to judge. Linear in cells and columns.
void doubt_shifted_rows(const StatementSpec& spec, ReadTable& table);

// Marks cells that hold several figures in doubt.
void doubt_joined_figures(ReadTable& table);

}  // namespace gouji::intake
