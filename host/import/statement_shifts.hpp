// Rows of a table that only blanks keep whose figures may stand one column off: programs that lay pages out by letters
// shift some rows against the others.
#pragma once

#include "import/statement.hpp"
#include "import/statement_lexicon.hpp"

namespace gouji::intake {

// Marks the figures of a row in doubt where the sums of the known table's columns do not hold in it, and would if all
// of its figures, or all from one on, stood one column further left or right. A row that adds up, or that no such move
// mends, is left as it is: its sums are the rules' to judge. Linear in cells and columns.
void doubt_shifted_rows(const StatementSpec& spec, ReadTable& table);

// Marks cells that hold several figures, or an amount and a name, in doubt.
void doubt_joined_figures(ReadTable& table);

// Marks all figures in doubt where the head was not cut between its columns: a column is called 合计一般公共预算,
// 项目支出上缴上级支出 or 决算数按功能分类, or has the parts of codes (类), or stands below a level that the known
// table has over others alone: 事业收入/本年收入合计. `spec`: nullptr for other tables.
void doubt_joined_heads(const StatementLexicon& lexicon, const StatementSpec* spec, ReadTable& table);

}  // namespace gouji::intake
