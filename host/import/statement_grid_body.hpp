// The rows of figures below the head of a table in a grid.
#pragma once

#include "import/statement_grid_head.hpp"

namespace gouji::intake {

// Which column of the table a value column of the grid is.
struct ColumnPlan {
  std::vector<std::string> names;  // of the table
  std::vector<int> of;             // by column of the grid; -1: none
};
ColumnPlan plan_columns(const GridHead& head);

// Reads rows [begin, end) into table.rows, table.notes and table.seen. `plan` may go on with a table begun in another
// grid.
void read_body(const StatementLexicon& lexicon, const GridRows& grid, const GridHead& head, const ColumnPlan& plan,
               const StatementSpec* spec, int begin, int end, ReadTable& table);

}  // namespace gouji::intake
