#include "formats/lean_cells.hpp"

#include <algorithm>
#include <cstring>

namespace gouji {
namespace {

constexpr int kMostFigureDigits = 17;
constexpr std::size_t kLongestAround = 100;      // bytes of words beside a number; with more it is a sentence
constexpr std::size_t kMostRemembered = 10'000;  // spellings around a target's number

bool is_digit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

// A number without a sign: 1234.5, 1,234.50. Leaves `text` behind it; false where it is none, or a long one.
bool take_number(const char*& text, LeanCell& cell) {
  std::int64_t number = 0;
  int digits = 0, in_group = 0;
  bool grouped = false;
  for (;; ++text) {
    if (is_digit(*text)) {
      number = number * 10 + (*text - '0');
      ++digits;
      ++in_group;
    } else if (*text == ',') {
      if (in_group == 0 || in_group > 3 || (grouped && in_group != 3)) return false;
      grouped = true;
      in_group = 0;
    } else {
      break;
    }
    if (digits > kMostFigureDigits) return false;
  }
  if (digits == 0 || (grouped && in_group != 3)) return false;
  cell.decimals = cell.padded = 0;
  if (*text == '.') {
    const char* point = text++;
    for (; is_digit(*text); ++text) {
      number = number * 10 + (*text - '0');
      if (++digits > kMostFigureDigits) return false;
    }
    if (text == point + 1) return false;
    cell.decimals = static_cast<std::uint8_t>(text - point - 1);
    for (const char* last = text - 1; *last == '0'; --last) ++cell.padded;
  }
  cell.number = number;
  return true;
}

bool says_nothing(const char* text) {
  if (*text == '"') return true;
  for (const std::string_view mark : {"-\"", "—\"", "无\""}) {
    if (std::strncmp(text, mark.data(), mark.size()) == 0) return true;
  }
  return false;
}

}  // namespace

void words_cell(const char* text, LeanCell& cell) {
  cell.text = text;
  cell.length = static_cast<std::uint32_t>(std::strchr(text, '"') - text);
  cell.state = cell.length == 0 ? LeanState::nothing : LeanState::words;
}

LeanCells::Around LeanCells::around(std::string_view before, std::string_view behind) {
  const std::size_t length = before.size() + behind.size();
  if (length > kLongestAround) return {};
  if (length > recent_.front().text.size()) return look_up(before, behind);
  constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15U;
  std::uint64_t hash = length;
  for (const std::string_view part : {before, behind}) {
    std::uint64_t word = 0;
    std::memcpy(&word, part.data(), std::min(part.size(), sizeof word));
    hash = (hash ^ word) * kSpread;
  }
  Recent& recent = recent_[hash >> 56U];
  if (recent.before == before.size() && recent.behind == behind.size() &&
      std::memcmp(recent.text.data(), before.data(), before.size()) == 0 &&
      std::memcmp(recent.text.data() + before.size(), behind.data(), behind.size()) == 0 && length > 0)
    return recent.around;
  recent.around = look_up(before, behind);
  recent.before = static_cast<std::uint8_t>(before.size());
  recent.behind = static_cast<std::uint8_t>(behind.size());
  std::memcpy(recent.text.data(), before.data(), before.size());
  std::memcpy(recent.text.data() + before.size(), behind.data(), behind.size());
  return recent.around;
}

const LeanCells::Around& LeanCells::look_up(std::string_view before, std::string_view behind) {
  key_.assign(before).append("\n").append(behind);
  if (const auto known = around_.find(key_); known != around_.end()) return known->second;
  if (around_.size() >= kMostRemembered) around_.clear();
  Around& made = around_[key_];
  const auto read = [&](std::string_view number) {
    return parse_target(std::string(before).append(number).append(behind));
  };
  // Whatever the number is: none of them may be taken for a year, a date or the first of two.
  for (const std::string_view number : {"1", "5", "12", "2020", "97.5"}) {
    const Target target = read(number);
    if (!target.low || target.high || target.worded) return made;
    const auto value = Exact::parse(number);
    const Unit& unit = target.low->unit;
    const bool percent = unit.kind == UnitKind::ratio && unit.exponent == -2;
    const bool counted = (unit.kind == UnitKind::quantity || unit.kind == UnitKind::plain) && unit.exponent == 0;
    if (!(percent || counted) || !(target.low->value == (percent ? *value / Exact(100) : *value))) return made;
    made.comparison = target.comparison;
    made.mark = percent ? LeanMark::percent : (unit.kind == UnitKind::plain ? LeanMark::bare : LeanMark::counted);
  }
  made.ordinary = true;
  return made;
}

void LeanCells::read(const char* text, Role role, LeanCell& cell) {
  cell.mark = LeanMark::bare;
  if (role == Role::target) {
    const char* begin = text;
    while (!is_digit(*text) && *text != '"') ++text;
    const char* number = text;
    cell.state = LeanState::odd;
    if (*text == '"' || !take_number(text, cell)) {
      if (says_nothing(begin)) cell.state = LeanState::nothing;
      return;
    }
    const char* end = std::strchr(text, '"');
    for (const char* rest = text; rest != end; ++rest) {
      if (is_digit(*rest)) return;
    }
    const Around& words =
        around({begin, static_cast<std::size_t>(number - begin)}, {text, static_cast<std::size_t>(end - text)});
    if (!words.ordinary) return;
    cell.state = LeanState::figure;
    cell.comparison = words.comparison;
    cell.mark = words.mark;
    return;
  }
  const bool negative = *text == '-' && is_digit(text[1]);
  if (says_nothing(text)) {
    cell.state = LeanState::nothing;
    return;
  }
  if (negative) ++text;
  cell.state = LeanState::odd;
  if (!take_number(text, cell)) return;
  if (negative) cell.number = -cell.number;
  if (*text == '%' && role == Role::ratio) {
    cell.mark = LeanMark::percent;
    ++text;
  }
  if (*text == '"') cell.state = LeanState::figure;
}

}  // namespace gouji
