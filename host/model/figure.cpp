#include "model/figure.hpp"

#include <string>

#include "base/text.hpp"

namespace gouji {
namespace {

bool is_number_byte(char c) { return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == '+'; }

}  // namespace

std::optional<Figure> parse_figure(std::string_view printed, const Unit& column) {
  const std::string folded = text::fold(text::trim(printed));
  std::size_t end = 0;
  while (end < folded.size() && is_number_byte(folded[end])) ++end;
  if (end == 0) return std::nullopt;
  const std::string_view number = std::string_view(folded).substr(0, end);
  auto value = Exact::parse(number);
  if (!value) return std::nullopt;
  const auto unit = unit_from_word(text::strip_spaces(std::string_view(folded).substr(end)));
  if (!unit) return std::nullopt;

  Figure figure;
  // 100万 in a column of money is an amount; elsewhere it stays a bare number with its scale.
  const bool scaled = unit->kind == UnitKind::plain && unit->exponent != 0;
  const bool own_unit = unit->kind != UnitKind::plain || scaled;
  // A ratio column without % prints the ratio itself (0.74); one with % in its head (Unit::percent) prints percents.
  figure.unit = own_unit ? *unit : column;
  if (scaled && column.kind == UnitKind::money)
    figure.unit = Unit::money(unit->exponent, std::string(unit->word) + "元");
  if (const auto dot = number.find('.'); dot != std::string_view::npos) {
    figure.decimals = static_cast<std::uint8_t>(number.size() - dot - 1);
    for (auto i = number.rbegin(); i != number.rend() && *i == '0'; ++i) ++figure.padded;
  }
  figure.value = figure.unit.kind == UnitKind::ratio && figure.unit.exponent < 0
                     ? *value / Exact::fraction(power_of_ten(-figure.unit.exponent), 1)
                     : *value;
  return figure;
}

Exact half_unit(const Figure& figure, int decimals) {
  const int scale = decimals + (figure.unit.kind == UnitKind::ratio ? -figure.unit.exponent : 0);
  return Exact::decimal(5, scale + 1);
}

}  // namespace gouji
