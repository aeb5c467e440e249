// A figure: a number as printed, with its exact value, its printed precision and its unit.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/exact.hpp"
#include "model/unit.hpp"

namespace gouji {

struct Figure {
  Exact value;                // in the printed unit (万元 stays 万元); a percentage is its ratio: 97% is 0.97
  std::uint8_t decimals = 0;  // decimals as printed: "9.70" has 2
  std::uint8_t padded = 0;    // of these, trailing zeros: "98.50%" has 1
  Unit unit;
};

// The whole text is one number, with an optional unit word after it: "28,500.96", "97%", "47.295 万元", "１２".
// `column` gives the unit where none is printed. Empty when the text is anything else.
std::optional<Figure> parse_figure(std::string_view printed, const Unit& column = {});
// The same in place; what `figure` holds afterwards counts only where it is true.
bool parse_figure(std::string_view printed, const Unit& column, Figure& figure);

// Half a unit of the last of `decimals` printed decimals, in the figure's own terms (a percentage: of its ratio).
Exact half_unit(const Figure& figure, int decimals);

}  // namespace gouji
