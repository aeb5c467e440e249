// Tables with drawn borders as rows of cells, over page breaks.
#pragma once

#include <string>
#include <vector>

#include "formats/grid_writer.hpp"
#include "formats/pdf_words.hpp"
#include "formats/ruled_grid.hpp"

namespace gouji {

// A table, or the part of one that stands on one page.
struct DrawnPart {
  int page = 1;
  RuledFrame frame;
  std::vector<PdfWord> words;  // that stand in it
  bool to_the_foot = false;    // little of its page is left below
};

// A row; or, `between`, a head that the next page prints again.
struct DrawnRow {
  std::size_t part = 0;
  int lines = 1;  // as printed
  bool between = false;
  std::vector<GridText> cells;  // without places
};

// Takes the words inside frames away from the page's and gives them to their table; a frame without words is none.
std::vector<DrawnPart> take_drawn_parts(PdfPage& page, int number, const std::vector<PdfRule>& rules);

// Whether the part of the next page goes on with the table, as far as its lines tell.
bool goes_on(const std::vector<DrawnPart>& table, const DrawnPart& next);

// The rows of the parts of one table. A head printed again is no row, what a page break cut in two is put together.
std::vector<DrawnRow> rows_of(const std::vector<DrawnPart>& table);

}  // namespace gouji
