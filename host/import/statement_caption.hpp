// What stands over a table: its title, number and money unit, in the lines above a grid or in its first rows.
#pragma once

#include <optional>
#include <vector>

#include "import/statement_grid_rows.hpp"
#include "import/statement_lexicon.hpp"

namespace gouji::intake {

struct Caption {
  std::optional<Piece> title, number, unit, year;
  TitleMatch match;  // of the title
  std::vector<Piece> seen;
  int first_line = 0;  // 0: nothing found
};

// Rows [first, head) of the grid, then the lines above it down to `after` (a line that belongs to something else).
Caption read_caption(const StatementLexicon& lexicon, const GridRows& grid, int first, int head, int after);

// Whether a line is a title, a number, a unit or a fact that stands over a table.
bool is_caption_line(const StatementLexicon& lexicon, std::string_view line);

// Whether a grid prints nothing but titles, numbers, units and facts: pages set them in a table of their own.
bool is_caption_grid(const StatementLexicon& lexicon, const GridRows& grid);

// Whether a row prints nothing but a title, a number or a unit.
bool is_caption_row(const StatementLexicon& lexicon, const GridRows& grid, int row);

}  // namespace gouji::intake
