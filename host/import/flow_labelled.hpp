// Rows of a known label and figures, whose empty cells leave no trace: which column each value belongs to follows from
// what the columns hold, from arithmetic, and from how the other rows of the table are printed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/flow_figures.hpp"
#include "import/flow_tokens.hpp"

namespace gouji::intake {

enum class ValueForm : std::uint8_t { word, figure, blank };

// A value as it is compared: percent signs count, thousands separators do not.
struct FigureValue {
  ValueForm form = ValueForm::word;
  double number = 0.0;
  bool percent = false;
  int decimals = 0;
};

// `blanks` and `units` folded; a figure may carry one of the units.
FigureValue value_of(std::u32string_view chars, const std::vector<std::u32string>& blanks,
                     const std::vector<std::u32string>& units);

// quotient = part ÷ whole, as a share or in percent, within its printed decimals.
bool is_quotient(const FigureValue& quotient, const FigureValue& part, const FigureValue& whole);

// The rows of tokens [begin, …) go to the table; what fits nowhere to its left_over.
void read_labelled_rows(const FigureSpec& spec, const std::vector<FlowLine>& lines, const std::vector<Token>& tokens,
                        std::size_t begin, FigureTable& table);

}  // namespace gouji::intake
