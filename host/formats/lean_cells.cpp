#include "formats/lean_cells.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/int128.hpp"

namespace gouji {
namespace {

constexpr int kMostFigureDigits = 17;
constexpr std::size_t kLongestAround = 100;      // bytes of words beside a number; with more it is a sentence
constexpr std::size_t kMostRemembered = 10'000;  // spellings around a target's number

static_assert(std::endian::native == std::endian::little);

inline bool is_digit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

// ── eight bytes at once ───────────────────────────────────────────────────────────

constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::uint64_t kZeros = 0x3030303030303030U;
__extension__ typedef unsigned __int128 UInt128;  // NOLINT(modernize-use-using): `using` cannot carry __extension__
constexpr std::uint64_t kPoint = '.' ^ '0', kComma = ',' ^ '0';

inline std::uint64_t word_at(const char* text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

// The first `count` bytes, at most eight; the others are zero.
inline std::uint64_t head_of(const char* text, std::size_t count) {
  return count == 0 ? 0 : word_at(text) & (~std::uint64_t{0} >> 8 * (kWord - count));
}

// Of digits without their zero: the high bit of each byte that is none. Exact up to the first one that is not ASCII.
inline std::uint64_t strangers(std::uint64_t digits) {
  constexpr std::uint64_t kAboveNine = 0x7676767676767676U, kHigh = 0x8080808080808080U;
  return ((digits + kAboveNine) | digits) & kHigh;
}

std::size_t first_byte(std::uint64_t marks) { return static_cast<std::size_t>(std::countr_zero(marks)) / 8; }

// Eight digits without their zero, the first one in the lowest byte.
inline std::int64_t number_of(std::uint64_t digits) {
  digits = digits * ((10U << 8U) + 1) >> 8U;
  digits = (digits & 0x00FF00FF00FF00FFU) * ((std::uint64_t{100} << 16U) + 1) >> 16U;
  return static_cast<std::int64_t>((digits & 0x0000FFFF0000FFFFU) * ((std::uint64_t{10'000} << 32U) + 1) >> 32U);
}

// Without the byte at `at`: those before it move up.
template <class Word>
inline Word without(Word digits, std::size_t at) {
  const Word below = (Word{1} << 8 * at) - 1;
  return (digits & ~(below | Word{0xFF} << 8 * at)) | (digits & below) << 8;
}

inline void set_decimals(std::uint64_t last_digits, std::size_t decimals, LeanCell& cell) {
  const std::size_t zeros = static_cast<std::size_t>(std::countl_zero(last_digits)) / 8;
  cell.decimals = static_cast<std::uint8_t>(decimals);
  cell.padded = static_cast<std::uint8_t>(std::min(zeros, decimals));
}

// Digits with at most one point among them, of up to eight bytes. Without a point there are no decimals.
inline bool short_number(std::string_view text, LeanCell& cell) {
  const std::size_t blank = kWord - text.size();
  std::uint64_t digits = (word_at(text.data() + text.size() - kWord) ^ kZeros) >> 8 * blank << 8 * blank;
  const std::uint64_t others = strangers(digits);
  std::size_t decimals = 0;
  if (others != 0) {
    const std::size_t point = first_byte(others);
    if ((others & (others - 1)) != 0 || (digits >> 8 * point & 0xFF) != kPoint) return false;
    if (point == blank || point == kWord - 1) return false;
    digits = without(digits, point);
    decimals = kWord - 1 - point;
  }
  set_decimals(digits, decimals, cell);
  cell.number = number_of(digits);
  return true;
}

// The same of 9 to 16 bytes, with thousands separators.
bool long_number(std::string_view text, LeanCell& cell) {
  constexpr std::size_t kBytes = 2 * kWord;
  constexpr std::size_t kGroup = 4;  // three digits and their comma
  const std::size_t blank = kBytes - text.size();
  const std::uint64_t low = (word_at(text.data() + text.size() - kBytes) ^ kZeros) >> 8 * blank << 8 * blank;
  const std::uint64_t high = word_at(text.data() + text.size() - kWord) ^ kZeros;
  UInt128 digits = static_cast<UInt128>(high) << 64U | low;
  const auto at = [&](std::size_t byte) { return static_cast<std::uint64_t>(digits >> 8 * byte) & 0xFF; };
  // The point, where there is one, is the last of them.
  std::size_t point = kBytes;
  std::array<std::uint64_t, 2> marks{strangers(low), strangers(high)};
  for (std::size_t half = 2; half-- > 0;) {
    if (marks[half] == 0) continue;
    const std::size_t last = half * kWord + kWord - 1 - static_cast<std::size_t>(std::countl_zero(marks[half])) / 8;
    if (at(last) == kPoint) {
      point = last;
      marks[half] &= ~(std::uint64_t{0x80} << 8 * (last - half * kWord));
    }
    break;
  }
  if (point == blank || point == kBytes - 1) return false;
  // Before it every fourth byte is a comma, or none is.
  const bool grouped = (marks[0] | marks[1]) != 0;
  std::size_t commas = 0;
  if (grouped) {
    for (std::size_t comma = point; comma > blank + kGroup;) {
      comma -= kGroup;
      if (at(comma) != kComma) break;
      std::uint64_t& half = marks[comma / kWord];
      half &= ~(std::uint64_t{0x80} << 8 * (comma % kWord));
      ++commas;
    }
    if ((marks[0] | marks[1]) != 0 || commas == 0) return false;
    if (point - kGroup * commas - blank >= kGroup) return false;
  }
  std::size_t decimals = 0;
  if (point < kBytes) decimals = kBytes - 1 - point;
  for (std::size_t i = commas; i > 0; --i) digits = without(digits, point - kGroup * i);
  if (point < kBytes) digits = without(digits, point);
  if (decimals > kWord) return false;
  set_decimals(static_cast<std::uint64_t>(digits >> 64U), decimals, cell);
  cell.number = number_of(static_cast<std::uint64_t>(digits)) * 100'000'000 +
                number_of(static_cast<std::uint64_t>(digits >> 64U));
  return true;
}

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

// All of the text is a number without a sign.
bool whole_number(std::string_view text, LeanCell& cell) {
  if (text.empty()) return false;
  if (text.size() <= kWord && short_number(text, cell)) return true;
  if (text.size() > kWord && text.size() <= 2 * kWord && long_number(text, cell)) return true;
  const char* at = text.data();
  return take_number(at, cell) && at == text.data() + text.size();
}

// Digits, and perhaps decimals behind a point, of less than eight bytes in all, with something else behind them.
inline bool take_short_number(const char*& text, LeanCell& cell) {
  std::uint64_t digits = word_at(text) ^ kZeros;
  std::uint64_t others = strangers(digits);
  if (others == 0) return false;
  std::size_t end = first_byte(others);
  std::size_t decimals = 0;
  if ((digits >> 8 * end & 0xFF) == kPoint) {
    const std::size_t point = end;
    others &= others - 1;
    if (point == 0 || others == 0) return false;
    end = first_byte(others);
    if (end == point + 1) return false;
    decimals = end - point - 1;
    digits = without(digits << 8 * (kWord - end), point + kWord - end);
  } else {
    if (end == 0) return false;
    digits <<= 8 * (kWord - end);
  }
  // A separator, another point: not so plain.
  if (text[end] == ',' || (text[end] == '.' && decimals > 0)) return false;
  set_decimals(digits, decimals, cell);
  cell.number = number_of(digits);
  text += end;
  return true;
}

inline bool says_nothing(std::string_view text) { return text.empty() || text == "-" || text == "—" || text == "无"; }

}  // namespace

LeanCells::Around LeanCells::around(std::string_view before, std::string_view behind) {
  const auto looked_up = [&]() -> Around {
    if (before.size() + behind.size() > kLongestAround || std::any_of(behind.begin(), behind.end(), is_digit))
      return {};
    return look_up(before, behind);
  };
  if (before.size() > kWord || behind.size() > 2 * kWord) return looked_up();
  const std::size_t rest = behind.size() > kWord ? behind.size() - kWord : 0;
  const std::array<std::uint64_t, 3> words{head_of(before.data(), before.size()),
                                           head_of(behind.data(), std::min(behind.size(), kWord)),
                                           head_of(behind.data() + kWord, rest)};
  constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15U;
  Recent& recent = recent_[((words[0] * 3 + words[1]) ^ words[2]) * kSpread >> 56U];
  if (recent.words == words && recent.before == before.size() && recent.behind == behind.size()) return recent.around;
  recent = {words, before.size(), behind.size(), looked_up()};
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

void LeanCells::read_target(std::string_view text, LeanCell& cell) {
  const char* const end = text.data() + text.size();
  const char* number = text.data();
  while (number != end && !is_digit(*number)) ++number;
  const std::string_view before(text.data(), static_cast<std::size_t>(number - text.data()));
  if (number == end || !(take_short_number(number, cell) || take_number(number, cell))) {
    if (says_nothing(text)) cell.state = LeanState::nothing;
    return;
  }
  const Around words = around(before, {number, static_cast<std::size_t>(end - number)});
  if (!words.ordinary) return;
  cell.state = LeanState::figure;
  cell.comparison = words.comparison;
  cell.mark = words.mark;
}

void LeanCells::read(std::string_view text, Role role, LeanCell& cell) {
  cell.mark = LeanMark::bare;
  cell.state = LeanState::odd;
  if (role == Role::target) return read_target(text, cell);
  if (text.empty() || !is_digit(text.front())) [[unlikely]] {
    if (says_nothing(text)) {
      cell.state = LeanState::nothing;
      return;
    }
    if (text.front() != '-') return;
    text.remove_prefix(1);
    read(text, role, cell);
    if (cell.state == LeanState::figure && is_digit(text.front()))
      cell.number = -cell.number;
    else
      cell.state = LeanState::odd;
    return;
  }
  if (role == Role::ratio && text.back() == '%') {
    cell.mark = LeanMark::percent;
    text.remove_suffix(1);
  }
  if (whole_number(text, cell)) cell.state = LeanState::figure;
}

}  // namespace gouji
