// The source as forms are printed in it: rows of grids and the lines between them, in one order.
#pragma once

#include <string_view>
#include <vector>

#include "import/source_text.hpp"

namespace gouji::intake {

struct FormCell {
  int column = 0, columns = 1;  // of its grid
  int row = 0, rows = 1;
  SourceCell place;                   // where its text stands
  std::string_view text;              // without blanks around; empty for a printed blank
  std::vector<SourceCell> rest = {};  // further lines of a wrapped text, where the grid's rows do not join them
  const char* doubt = "";             // why what it is merged over is not certain
  bool blank() const { return text.empty(); }
  int end() const { return column + columns; }
};

struct FormLine {
  const SourceGrid* grid = nullptr;  // nullptr: a line outside grids, one cell
  int row = 0;
  int line = 0;                 // number of the source's line
  std::vector<FormCell> cells;  // that begin here, by column
  std::vector<FormCell> above;  // that began above and are merged down to here, by column
  // The first cell with text; nullptr for none.
  const FormCell* first() const;
  const FormCell* at(int column) const;  // the cell that begins there; nullptr for none
  std::size_t texts() const;             // how many cells hold text
};

// From line `from` to line `to`; lines without any text are left out.
std::vector<FormLine> form_lines(const SourceText& source, int from, int to);

Piece piece_of(const SourceText& source, const FormCell& cell);

}  // namespace gouji::intake
