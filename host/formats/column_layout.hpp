// Columns shared by a run of lines, and which of them each text takes.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "formats/column_grid.hpp"

namespace gouji {

struct ColumnSpan {
  double left = 0, right = 0;
};

struct SpannedText {
  int column = 0, last = 0;  // columns from … to
  std::size_t line = 0;      // number of its PlacedLine
  std::string text;
};

struct ColumnLayout {
  std::vector<ColumnSpan> columns;              // from left to right
  std::vector<std::vector<SpannedText>> lines;  // by line of the run
  std::size_t own_heads = 0;                    // columns that only a word above the last line of the head names
};

// `lines` [first, last]; `size` is the usual one of their letters.
ColumnLayout lay_out_columns(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last, double size,
                             double wide_gap);

// Columns in which the texts of a line are figures.
std::set<int> figure_columns(const std::vector<SpannedText>& line);

// Texts that keep to no column of their own: they lie across a gutter, or two of a line share a column. Heads do so.
struct ColumnMisfits {
  std::size_t texts = 0, misfits = 0;
};
std::size_t count_misfits(const std::vector<SpannedText>& line);
ColumnMisfits count_misfits(const ColumnLayout& layout);

}  // namespace gouji
