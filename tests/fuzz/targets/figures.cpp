// Printed numbers: what is read can be calculated with, rounded and printed, and a plain number is read as itself.
#include "fuzz/support.hpp"
#include "model/figure.hpp"

namespace gouji::fuzz {

void figures(std::string_view bytes) {
  if (const auto plain = Exact::parse(bytes)) {
    const auto again = Exact::parse(plain->text(38));
    need(again && *again == *plain, "a plain number is not printed as it was read");
  }
  const Unit column = Unit::money(4, "万元");
  const auto figure = parse_figure(bytes);
  parse_figure(bytes, column);
  if (!figure) return;
  const Exact& value = figure->value;
  need(half_unit(*figure, figure->decimals).sign() > 0, "half a unit is not above zero");
  need(value - value == Exact(0), "a figure less itself is not zero");
  for (int decimals = 0; decimals < 7; ++decimals) {
    value.rounded(decimals, Rounding::half_even);
    need(!value.fixed(decimals).empty(), "a figure without a text");
  }
  value.text();
  static_cast<void>(value * value + value / Exact(3));
}

}  // namespace gouji::fuzz
