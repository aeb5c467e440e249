#include "model/figure.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace gouji {
namespace {

bool is_mark(char c) { return c == '.' || c == ','; }
bool is_number_byte(char c) { return text::is_ascii_digit(c) || is_mark(c) || c == '-' || c == '+'; }

// The number that the text begins with. A blank beside a point or comma within it (2238. 95, 1 ,204.00) is a slip of
// the extractor and left out; one between two digits parts two numbers. `end` is where the number ends.
std::string leading_number(std::string_view folded, std::size_t& end) {
  std::string number;
  end = 0;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (is_number_byte(folded[at])) {
      number += folded[at];
      end = at + 1;
      continue;
    }
    if (folded[at] != ' ' || number.empty()) break;
    std::size_t next = at;
    while (next < folded.size() && folded[next] == ' ') ++next;
    if (next == folded.size()) break;
    const bool behind_mark = is_mark(number.back()) && number.size() > 1 && text::is_ascii_digit(folded[next]);
    const bool before_mark = text::is_ascii_digit(number.back()) && is_mark(folded[next]) && next + 1 < folded.size() &&
                             (text::is_ascii_digit(folded[next + 1]) || folded[next + 1] == ' ');
    if (!behind_mark && !before_mark) break;
    at = next - 1;
  }
  return number;
}

}  // namespace

std::optional<Figure> parse_figure(std::string_view printed, const Unit& column) {
  const std::string folded = text::fold(text::trim(printed));
  std::size_t end = 0;
  const std::string number = leading_number(folded, end);
  if (number.empty()) return std::nullopt;
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
  constexpr int kMostScale = 38;  // of Exact; a percentage may print nearly as many
  return Exact::decimal(5, std::min(scale + 1, kMostScale));
}

}  // namespace gouji
