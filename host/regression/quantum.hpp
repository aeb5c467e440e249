// The numbers that a parameter compares figures with, each with one unit of its last printed digit.
#pragma once

#include <string>
#include <vector>

#include "packs/parameters.hpp"

namespace gouji {

struct PrintedNumber {
  std::string text;  // as written
  Exact value;    // of a number: in the parameter's own unit (a percentage as a ratio); of a bracket's end: in the base
                  // unit
  Exact quantum;  // in the same
};

// The number itself, or the ends of brackets; none of a list.
std::vector<PrintedNumber> printed_numbers(const ParameterEntry& entry);

// "89.5" → 1; -1 where it is no plain decimal.
int printed_decimals(const std::string& text);

}  // namespace gouji
