// Lines and grids put together in their order: a grid's row becomes one line, its cells joined by a tab.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/published.hpp"

namespace gouji {

// A cell as a format gives it. Breaks and tabs inside become spaces.
struct GridText {
  int column = 0;
  int rows = 1, columns = 1;
  std::string text;
  Place at;
};

class GridWriter {
 public:
  explicit GridWriter(PublishedSource& source) : source_(source) {}

  // Tabs stay, breaks become spaces.
  void line(std::string_view text, Place at, bool page_start = false);
  void blank_line(Place at) { line({}, std::move(at)); }
  void begin_grid(bool drawn);
  // Cells by column; a row without cells is a blank line of the grid.
  void row(const std::vector<GridText>& cells, Place at, bool page_start = false);
  // A line that stands in the grid but is no row of it: a head printed again, a page's number.
  void line_between(std::string_view text, Place at, bool page_start = false);
  // Drops a grid without rows.
  void end_grid();

 private:
  PublishedSource& source_;
  SourceGrid grid_;
  bool inside_ = false;
};

// The text as a line or cell holds it: control characters and breaks as spaces, at most one for a break.
std::string one_line(std::string_view text, bool keep_tabs);

}  // namespace gouji
