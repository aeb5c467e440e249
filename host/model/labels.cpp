#include "model/labels.hpp"

#include "base/text.hpp"

namespace gouji {
namespace {

constexpr std::string_view kNumerals = "一二三四五六七八九十百";

bool is_numeral(char32_t c) {
  std::size_t pos = 0;
  while (pos < kNumerals.size()) {
    if (text::decode_next(kNumerals, pos) == c) return true;
  }
  return c >= U'0' && c <= U'9';
}

// Length of a list number at the start: "一、" "1." "（一）" "(1)" "1、"; 0 when there is none.
std::size_t list_number(std::u32string_view label) {
  std::size_t end = 0;
  const bool bracket = !label.empty() && label[0] == U'(';
  if (bracket) ++end;
  const std::size_t first = end;
  while (end < label.size() && is_numeral(label[end])) ++end;
  if (end == first || end >= label.size()) return 0;
  const char32_t close = label[end];
  if (bracket) return close == U')' ? end + 1 : 0;
  if (close == U'、') return end + 1;
  // "1.5倍" is no list number: a digit after the dot.
  const bool number_follows = end + 1 < label.size() && label[end + 1] >= U'0' && label[end + 1] <= U'9';
  return close == U'.' && !number_follows ? end + 1 : 0;
}

}  // namespace

std::string label_key(std::string_view label) {
  const std::u32string folded = text::decode(text::label_form(label));
  std::u32string_view rest = folded;
  for (bool changed = true; changed && !rest.empty();) {
    changed = false;
    for (const std::u32string_view prefix : {U"其中:", U"其中", U"#", U"*"}) {
      if (rest.starts_with(prefix) && rest.size() > prefix.size()) {
        rest.remove_prefix(prefix.size());
        changed = true;
      }
    }
    if (const std::size_t number = list_number(rest); number > 0 && number < rest.size()) {
      rest.remove_prefix(number);
      changed = true;
    }
  }
  while (!rest.empty() && (rest.back() == U':' || rest.back() == U'：')) rest.remove_suffix(1);
  return text::encode(rest);
}

std::string table_key(std::string_view name) {
  std::u32string letters;
  for (const char32_t c : text::decode(label_key(name))) {
    if (std::u32string_view(U"“”‘’\"'《》").find(c) == std::u32string_view::npos) letters += c;
  }
  std::u32string_view rest = letters;
  for (std::size_t i = 0; i + 5 < rest.size(); ++i) {
    const std::u32string_view year = rest.substr(i, 5);
    if (!year.starts_with(U"20") || year[4] != U'年' || !text::is_ascii_digit(year[2]) ||
        !text::is_ascii_digit(year[3]))
      continue;
    std::u32string_view behind = rest.substr(i + 5);
    if (behind.starts_with(U'度')) behind.remove_prefix(1);
    if (!behind.empty()) rest = behind;
    break;
  }
  return text::encode(rest);
}

std::string table_key(std::string_view name, std::string_view unit) {
  std::string key = table_key(name);
  const std::string own = label_key(unit);
  if (!own.empty() && key.size() > own.size() && key.starts_with(own)) key.erase(0, own.size());
  return key;
}

}  // namespace gouji
