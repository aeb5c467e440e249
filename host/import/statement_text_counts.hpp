// Numbers that count the rows and columns of a table whose borders are lost: 序号 before each row, and the row of
// numbers below the head, which may number the columns of codes and names too.
#pragma once

#include "import/statement_text_regions.hpp"
#include "import/statement_text_rows.hpp"

namespace gouji::intake {

// Marks the first number of the lines (StatementTokenKind::serial) where the head has a column for it and the numbers
// go up by one without a gap; no line is changed otherwise.
void mark_serials(const StatementLexicon& lexicon, const SourceText& source, const TextRegion& region,
                  TokenLines& lines);

// Takes the numbers above codes and names off `region.counts` of a table with one side whose columns blanks keep: those
// that stand left of where the longest name ends.
void count_figures_only(const SourceText& source, const TokenLines& lines, TextRegion& region);

}  // namespace gouji::intake
