// Units of account and of count: part of every figure. Money scales convert, kinds never mix.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/exact.hpp"

namespace gouji {

enum class UnitKind : std::uint8_t {
  plain,     // a bare number
  money,     // 元, 千元, 万元, 亿元
  ratio,     // % or a bare ratio (0.74); held as the ratio itself: 97% is 0.97
  points,    // 分值, 得分
  quantity,  // 50个, 3万份, 12小时: the word is kept
};

// As printed. Held in place: documents of a country-year print more words than a process could keep for all of them.
class UnitWord {
 public:
  UnitWord()
      : size_(0) {}  // NOLINT(cppcoreguidelines-pro-type-member-init): bytes that hold nothing cost time in every cell
  // What is longer than any unit's word is cut at a character.
  UnitWord(std::string_view word);  // NOLINT(google-explicit-constructor): a word is a text
  UnitWord(const char* word) : UnitWord(std::string_view(word)) {}  // NOLINT(google-explicit-constructor)

  operator std::string_view() const { return {bytes_.data(), size_}; }  // NOLINT(google-explicit-constructor)
  std::string_view text() const { return *this; }
  bool empty() const { return size_ == 0; }
  bool operator==(const UnitWord& other) const { return text() == other.text(); }

 private:
  static constexpr std::size_t kMostBytes = 36;  // eight characters, and 元 behind them
  std::array<char, kMostBytes> bytes_;
  std::uint8_t size_;
};

struct Unit {
  UnitKind kind = UnitKind::plain;
  std::int8_t exponent = 0;  // printed number x 10^exponent = number in the base unit (万元: 4, %: -2)
  UnitWord word;

  static Unit money(int exponent, std::string_view word);
  static Unit percent();
  static Unit ratio();
  static Unit points();
  static Unit quantity(std::string_view word, int exponent = 0);
};

// 元 千元 万元 亿元 … → money; anything else: empty.
std::optional<Unit> money_unit(std::string_view word);

// Any printed unit word: money, %, ％, ‰, or a counted word (at most 8 characters, with an optional 万/亿 before it).
std::optional<Unit> unit_from_word(std::string_view word);

// "万元", "%", "分", … for messages.
std::string name_of(UnitKind kind);

}  // namespace gouji
