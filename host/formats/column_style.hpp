// How a column of figures is printed, so that what a spreadsheet drops (the 0 of 12.50) can be put back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji {

struct ColumnStyle {
  int decimals = 0;        // of most figures in the column; 0: nothing is put back
  bool thousands = false;  // every figure of four digits or more has its separators
  bool plain() const { return decimals == 0 && !thousands; }
};

ColumnStyle style_of(const std::vector<std::string_view>& printed);

// A plain number with fewer decimals than the column takes the column's, and its separators; anything else is itself.
std::string restored(std::string_view cell, const ColumnStyle& style);

// The text for a spreadsheet cell: bare where `restored` gives it back even after a spreadsheet dropped its zeros,
// behind ' where it would not.
std::string sheet_cell(std::string_view printed, const ColumnStyle& style);

}  // namespace gouji
