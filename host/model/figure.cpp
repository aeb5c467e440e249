#include "model/figure.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"

namespace gouji {
namespace {

bool is_mark(char c) { return c == '.' || c == ','; }
constexpr auto kNumberBytes = [] {
  std::array<bool, 256> is{};
  for (const char c : std::string_view("0123456789.,-+")) is.at(static_cast<unsigned char>(c)) = true;
  return is;
}();
bool is_number_byte(char c) { return kNumberBytes[static_cast<unsigned char>(c)]; }

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

// U+4E00 to U+9FFF.
bool begins_with_usual_han(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  return text.size() >= 3 && byte(0) >= 0xE4 && byte(0) <= 0xE9 && (byte(1) & 0xC0U) == 0x80U &&
         (byte(2) & 0xC0U) == 0x80U && (byte(0) > 0xE4 || byte(1) >= 0xB8);
}

// How many bytes of number the text begins with where neither blanks nor folding can play a part: digits, then
// nothing but % and Han. 0: anything else.
std::size_t usual_number(std::string_view printed) {
  std::size_t end = 0;
  while (end < printed.size() && is_number_byte(printed[end])) ++end;
  for (std::size_t at = end; at < printed.size();) {
    if (printed[at] == '%')
      ++at;
    else if (begins_with_usual_han(printed.substr(at)))
      at += 3;
    else
      return 0;
  }
  return end;
}

// Most texts that are no figures tell so by their first character, which folding does not change.
bool begins_without_number(std::string_view trimmed) {
  if (trimmed.empty() || begins_with_usual_han(trimmed)) return true;
  const auto first = static_cast<unsigned char>(trimmed.front());
  return (first < 0x80 && !is_number_byte(trimmed.front())) || trimmed.starts_with("≥") || trimmed.starts_with("≤");
}

// `figure` is left alone until nothing can go wrong any more.
bool set_figure(Figure& figure, std::string_view number, std::string_view unit_word, const Unit& column) {
  Exact value;
  int decimals = 0;
  if (number.empty() || !Exact::parse(number, value, decimals)) return false;
  std::optional<Unit> own;
  if (!unit_word.empty()) {
    own = unit_from_word(unit_word);
    if (!own) return false;
    // 100万 in a column of money is an amount; elsewhere it stays a bare number with its scale.
    const bool scaled = own->kind == UnitKind::plain && own->exponent != 0;
    if (scaled && column.kind == UnitKind::money)
      own = Unit::money(own->exponent, std::string(own->word) + "元");
    else if (own->kind == UnitKind::plain && !scaled)
      own.reset();
  }
  const Unit& unit = own ? *own : column;
  // A ratio column without % prints the ratio itself (0.74); one with % in its head (Unit::percent) prints percents.
  if (unit.kind == UnitKind::ratio && unit.exponent < 0)
    value = value / Exact::fraction(power_of_ten(-unit.exponent), 1);
  figure.value = value;
  figure.unit = unit;
  figure.decimals = static_cast<std::uint8_t>(decimals);
  figure.padded = 0;
  for (auto i = number.rbegin(); figure.padded < figure.decimals && *i == '0'; ++i) ++figure.padded;
  return true;
}

}  // namespace

bool parse_figure(std::string_view printed, const Unit& column, Figure& figure) {
  if (const std::size_t usual = usual_number(printed); usual > 0)
    return set_figure(figure, printed.substr(0, usual), printed.substr(usual), column);
  const std::string_view trimmed = text::trim(printed);
  if (begins_without_number(trimmed)) return false;
  const std::string folded = text::fold(trimmed);
  std::size_t end = 0;
  const std::string number = leading_number(folded, end);
  return set_figure(figure, number, text::strip_spaces(std::string_view(folded).substr(end)), column);
}

std::optional<Figure> parse_figure(std::string_view printed, const Unit& column) {
  Figure figure;
  return parse_figure(printed, column, figure) ? std::optional(figure) : std::nullopt;
}

Exact half_unit(const Figure& figure, int decimals) {
  const int scale = decimals + (figure.unit.kind == UnitKind::ratio ? -figure.unit.exponent : 0);
  constexpr int kMostScale = 38;  // of Exact; a percentage may print nearly as many
  return Exact::decimal(5, std::min(scale + 1, kMostScale));
}

}  // namespace gouji
