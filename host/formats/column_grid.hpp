// Tables worked out from where text stands: one engine for words of a page (PDF) and for text that keeps its columns
// by spaces. What it finds has no drawn borders; a text that reaches over a gutter is a cell of several columns.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formats/published.hpp"

namespace gouji {

struct PlacedWord {
  double left = 0, right = 0;
  std::string text;
};
// Words without a wide gap between them. Units are the caller's: points, or columns of characters.
struct PlacedText {
  std::vector<PlacedWord> words;  // from left to right, never empty
  std::string text;               // put together
  double left() const { return words.front().left; }
  double right() const { return words.back().right; }
};

struct PlacedLine {
  double centre = 0;  // on its page, downwards
  double size = 1;    // of its letters: the side of a Han character, or 1 where lines are counted
  int page = 1;
  std::vector<PlacedText> texts;  // from left to right, never empty
};

struct ColumnCell {
  int column = 0, columns = 1;
  std::string text;
  std::size_t starts = 1;  // columns that its texts begin in: several, where texts across others hold them together
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

// What becomes of the lines of wrapped cells: put together where distances on the page tell it, or each a row of its
// own where they do not, for a reader that knows the words of the table.
enum class WrappedLines { joined, kept };

// In the order of the lines, which are those with text, from the top of the first page to the end of the last.
// `wide_gap` parts two texts for certain; narrower gaps part columns where many lines share them.
std::vector<ColumnGrid> find_column_grids(const std::vector<PlacedLine>& lines, double wide_gap, WrappedLines wrapped);

// Finds such tables in text that keeps columns by two or more spaces, and turns their lines into rows of grids.
void find_layout_grids(PublishedSource& source);

// Two pieces of one text put together: without a space where one of them touches with a Han character.
void append_wrapped(std::string& text, std::string_view next);
// Digits with their signs, points, commas and percent signs, nothing else.
bool is_printed_figure(std::string_view text);
// "- 12 -", "第 12 页 共 30 页": a page's number with signs that say so; a table may hold a lone number.
bool is_signed_page_mark(std::string_view text);
// “部门：…” “单位：万元”, the year between them or not: what stands beside each other above a table.
bool say_facts(const std::vector<std::string_view>& texts);
// “单位：万元”
bool says_money_unit(std::string_view text);

}  // namespace gouji
