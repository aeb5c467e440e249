// Where the tables of a text stand: from the title to the notes.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "import/statement_lexicon.hpp"

namespace gouji::intake {

using LineRange = std::pair<int, int>;  // first and last line, both included

struct TextRegion {
  const StatementSpec* spec = nullptr;
  std::shared_ptr<const StatementSpec> own;  // what `spec` points at where no known table has the title
  bool plain = false;                        // the head is one line that names each column
  std::string name;
  Piece title;
  std::optional<Piece> number, unit, year;
  std::vector<Piece> seen;          // furniture, heads
  std::vector<int> head, body;      // lines; the row that numbers the columns is the last of the head
  std::vector<std::size_t> counts;  // figures of that row, by side: 1, 4; empty: it was not printed
  std::vector<Piece> notes;
  int first_line = 0, last_line = 0;
};

// Tables of known names, and of others under a title and a plain head, between lines `from` and `to`, none of whose
// lines lies in `taken`. Linear in lines.
std::vector<TextRegion> find_text_regions(const StatementLexicon& lexicon, const SourceText& source, int from, int to,
                                          const std::vector<LineRange>& taken);

}  // namespace gouji::intake
