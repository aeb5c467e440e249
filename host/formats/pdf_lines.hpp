// Words of a page put together into lines.
#pragma once

#include <string>
#include <vector>

#include "formats/column_grid.hpp"
#include "formats/pdf_words.hpp"

namespace gouji {

inline constexpr double kWideGap = 0.8;  // parts two texts; in sizes of a letter

double centre_of(const PdfWord& word);
// The side of a Han character, which takes two columns where a digit takes one; fonts say more or less of height.
double letter_size(const PdfWord& word);
double middle_of(std::vector<double> values);

// Adds the words' lines from the top; `wide_gap` in points parts the texts of a line.
void add_lines(const std::vector<PdfWord>& words, int page, double wide_gap, std::vector<PlacedLine>& lines);

// All of a drawn cell as one text: its lines joined, a number that was broken at the border put together again.
struct CellText {
  std::string text;
  int lines = 0;
  double room = 0;  // in its last line, beside as much blank as on the left; in sizes of a letter
};
CellText cell_text(const std::vector<PdfWord>& words, double left_border, double right_border);

}  // namespace gouji
