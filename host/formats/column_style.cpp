#include "formats/column_style.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "formats/escape.hpp"

namespace gouji {
namespace {

struct PlainNumber {
  std::string sign;
  std::string whole;  // digits without separators
  std::string fraction;
  bool separated = false;
};

bool all_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

std::string with_separators(std::string_view whole) {
  std::string result;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) result += ',';
    result += whole[i];
  }
  return result;
}

// "-1,234.50": nothing but what a spreadsheet itself would write.
std::optional<PlainNumber> plain_number(std::string_view text) {
  PlainNumber number;
  if (text.starts_with('-')) {
    number.sign = "-";
    text.remove_prefix(1);
  }
  const auto dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  if (dot != std::string_view::npos) {
    number.fraction = std::string(text.substr(dot + 1));
    if (number.fraction.empty() || !all_digits(number.fraction)) return std::nullopt;
  }
  std::copy_if(whole.begin(), whole.end(), std::back_inserter(number.whole), [](char c) { return c != ','; });
  if (number.whole.empty() || !all_digits(number.whole)) return std::nullopt;
  number.separated = number.whole.size() != whole.size();
  if (number.separated && with_separators(number.whole) != whole) return std::nullopt;
  return number;
}

std::string spelled(const PlainNumber& number, bool separated) {
  std::string result = number.sign + (separated ? with_separators(number.whole) : number.whole);
  if (!number.fraction.empty()) result += "." + number.fraction;
  return result;
}

// What a spreadsheet makes of it: zeros before and behind are gone, perhaps the separators too.
std::string as_saved(PlainNumber number, bool keep_separators) {
  while (number.fraction.ends_with('0')) number.fraction.pop_back();
  number.whole.erase(0, std::min(number.whole.find_first_not_of('0'), number.whole.size() - 1));
  return spelled(number, keep_separators && number.separated);
}

// True where the figure comes back as it is, whatever a spreadsheet dropped.
bool stands_bare(std::string_view printed, const ColumnStyle& style) {
  const auto number = plain_number(printed);
  return number && restored(printed, style) == printed && restored(as_saved(*number, true), style) == printed &&
         (!style.thousands || restored(as_saved(*number, false), style) == printed);
}

}  // namespace

ColumnStyle style_of(const std::vector<std::string_view>& printed) {
  std::set<std::size_t> decimals{0};
  std::vector<std::string_view> figures;
  int separated = 0;
  int unseparated = 0;
  for (const std::string_view text : printed) {
    const auto number = plain_number(text);
    if (!number) continue;
    figures.push_back(text);
    decimals.insert(number->fraction.size());
    if (number->whole.size() > 3) ++(number->separated ? separated : unseparated);
  }
  // The decimals under which the most figures can stand bare; of equals the more.
  ColumnStyle best;
  std::ptrdiff_t most = -1;
  for (const std::size_t some : decimals) {
    const ColumnStyle style{static_cast<int>(some), separated > 0 && unseparated == 0};
    const auto bare = std::count_if(figures.begin(), figures.end(),
                                    [&](std::string_view figure) { return stands_bare(figure, style); });
    if (bare < most) continue;
    most = bare;
    best = style;
  }
  return best;
}

std::string restored(std::string_view cell, const ColumnStyle& style) {
  auto number = plain_number(cell);
  if (!number || style.plain()) return std::string(cell);
  const auto decimals = static_cast<std::size_t>(style.decimals);
  if (number->fraction.size() < decimals) number->fraction.resize(decimals, '0');
  return spelled(*number, number->separated || (style.thousands && number->whole.size() > 3));
}

std::string sheet_cell(std::string_view printed, const ColumnStyle& style) {
  return plain_number(printed) && !stands_bare(printed, style) ? "'" + std::string(printed) : guarded(printed);
}

}  // namespace gouji
