// How wide each column is, judged by where its cells were wrapped.
#pragma once

#include <vector>

#include "import/flow_tokens.hpp"

namespace gouji::intake {

// The column's width lies in [low, high].
struct WidthRange {
  Units low = 0;
  Units high = kUnbounded;
  static constexpr Units kUnbounded = 4000;
};

// A table that goes on elsewhere may have been laid out anew: from token `turn` on the second width holds.
struct ColumnWidth {
  WidthRange early;
  WidthRange late;
  std::size_t turn = static_cast<std::size_t>(-1);

  const WidthRange& at(std::size_t token) const { return token < turn ? early : late; }
};

// One line of one cell: its width and, if the cell goes on below, the width that did not fit any more.
struct LineSample {
  std::size_t token = 0;  // where it begins
  Units width = 0;
  Units next_head = 0;   // 0: the cell's last line
  bool latin = false;    // its width is less certain
  bool by_hand = false;  // ends a sentence, so that the break may have been typed
  bool hanging = false;  // ends in punctuation that may hang over the border
};

// What a line costs in a column of this width: too wide, or broken although more would have fitted.
double overfull_cost(const LineSample& line, WidthRange width);
double underfull_cost(const LineSample& line, WidthRange width);

// The widths that explain the samples best, and what remains unexplained; a few lines of other columns do no harm.
struct WidthFit {
  WidthRange range;
  double cost = 0.0;
};
WidthFit likeliest_width(const std::vector<LineSample>& samples);

// Fits all columns of a table; `turns` are tokens at which its layout may have changed, once for all columns.
// Samples of the head (token 0 by convention) count for the early widths.
void fit_widths(const std::vector<std::vector<LineSample>>& samples, const std::vector<std::size_t>& turns,
                std::vector<ColumnWidth>& widths);

}  // namespace gouji::intake
