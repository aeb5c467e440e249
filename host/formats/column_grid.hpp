// Tables worked out from where text stands: one engine for words of a page (PDF) and for text that keeps its columns
// by spaces. What it finds has no drawn borders; a text that reaches over a gutter is a cell of several columns.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formats/published.hpp"

namespace gouji {

// Text without a wide gap inside. Units are the caller's: points, or display columns.
struct PlacedText {
  double left = 0, right = 0;
  std::string text;
  // Where its words end and begin, if it may be parted there: two figures side by side in narrow columns.
  std::vector<PlacedText> words;
};

struct PlacedLine {
  double top = 0, bottom = 0;  // of its page, downwards
  int page = 1;
  std::vector<PlacedText> texts;  // from left to right
  double centre() const { return (top + bottom) / 2; }
  double height() const { return bottom - top; }
};

struct ColumnCell {
  int column = 0, columns = 1;
  std::string text;
};
struct ColumnRow {
  std::size_t first = 0, last = 0;  // numbers of PlacedLines
  bool between = false;             // no row: a head printed again, or what stands between two pages of the table
  std::vector<ColumnCell> cells;
};
struct ColumnGrid {
  int columns = 0;
  std::vector<ColumnRow> rows;  // their lines follow each other without a gap
};

// In the order of the lines, which are those with text, from the top of the first page to the end of the last.
std::vector<ColumnGrid> find_column_grids(const std::vector<PlacedLine>& lines);

// Finds such tables in text that keeps columns by two or more spaces, and turns their lines into rows of grids.
void find_layout_grids(PublishedSource& source);

// Two pieces of one text put together: without a space where one of them touches with a Han character.
void append_wrapped(std::string& text, std::string_view next);
// Digits with their signs, points, commas and percent signs, nothing else.
bool is_printed_figure(std::string_view text);

}  // namespace gouji
