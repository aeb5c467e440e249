// Units of account and of count: part of every figure. Money scales convert, kinds never mix.
#pragma once

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

struct Unit {
  UnitKind kind = UnitKind::plain;
  std::int8_t exponent = 0;  // printed number x 10^exponent = number in the base unit (万元: 4, %: -2)
  std::string_view word;     // as printed, interned: valid for the whole process

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

// A copy of `word` that lives as long as the process.
std::string_view intern(std::string_view word);

// "万元", "%", "分", … for messages.
std::string name_of(UnitKind kind);

}  // namespace gouji
