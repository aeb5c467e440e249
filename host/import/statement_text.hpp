// Statements in text whose column borders are lost (text from PDFs): rows from words, codes and line numbers, columns
// by arithmetic that must hold.
#pragma once

#include <vector>

#include "import/statement_lexicon.hpp"
#include "import/statement_text_regions.hpp"

namespace gouji::intake {

// Tables of known names between lines `from` and `to`, none of whose lines lies in `taken` (read from grids before), in
// the order of the source. What arithmetic leaves open is placed by likelihood and marked. Linear in lines; the work on
// one table is bounded.
std::vector<ReadTable> read_text_statements(const StatementLexicon& lexicon, const SourceText& source, int from, int to,
                                            const std::vector<LineRange>& taken);
std::vector<ReadTable> read_text_statements(const StatementBook& book, const SourceText& source, int from, int to,
                                            const std::vector<LineRange>& taken);

}  // namespace gouji::intake
