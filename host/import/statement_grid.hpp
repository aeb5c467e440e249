// Statements in grids of cells: budgets, final accounts and any other table of names and figures, known or not.
#pragma once

#include <vector>

#include "import/statement.hpp"
#include "import/statement_lexicon.hpp"

namespace gouji::intake {

// In the order of the source, from line `from` to line `to`. Names bind tables and columns, never numbers. Grids of
// other forms (words.others) and grids without a head are left alone. Linear in cells.
std::vector<ReadTable> read_grid_statements(const StatementLexicon& lexicon, const SourceText& source, int from,
                                            int to);
std::vector<ReadTable> read_grid_statements(const StatementBook& book, const SourceText& source, int from, int to);

}  // namespace gouji::intake
