#include "model/unit.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace gouji {
namespace {

struct MoneyWord {
  std::string_view word;
  std::int8_t exponent;
};
constexpr std::array<MoneyWord, 12> kMoney{{{"元", 0},
                                            {"人民币元", 0},
                                            {"百元", 2},
                                            {"千元", 3},
                                            {"万元", 4},
                                            {"人民币万元", 4},
                                            {"万元人民币", 4},
                                            {"十万元", 5},
                                            {"百万元", 6},
                                            {"千万元", 7},
                                            {"亿元", 8},
                                            {"角", -1}}};

constexpr std::size_t kLongestWord = 8;  // characters of a counted word

// "4S人", "1O": a letter that stands for a digit the reader missed; taken as a unit, 48 would become 4.
bool begins_with_misread_digit(std::u32string_view word) {
  const bool alone = word.size() == 1;
  const bool before_word = word.size() > 1 && text::is_han(word[1]);
  const std::u32string_view looks = alone ? U"OSIBZ" : U"OSIBZosl";
  return (alone || before_word) && looks.find(word.front()) != looks.npos;
}

}  // namespace

UnitWord::UnitWord(std::string_view word) {
  std::size_t size = std::min(word.size(), kMostBytes);
  while (size < word.size() && size > 0 && (static_cast<unsigned char>(word[size]) & 0xC0U) == 0x80U) --size;
  std::copy_n(word.begin(), size, bytes_.begin());
  size_ = static_cast<std::uint8_t>(size);
}

Unit Unit::money(int exponent, std::string_view word) {
  return {UnitKind::money, static_cast<std::int8_t>(exponent), word};
}
Unit Unit::percent() { return {UnitKind::ratio, -2, "%"}; }
Unit Unit::ratio() { return {UnitKind::ratio, 0, ""}; }
Unit Unit::points() { return {UnitKind::points, 0, "分"}; }
Unit Unit::quantity(std::string_view word, int exponent) {
  return {UnitKind::quantity, static_cast<std::int8_t>(exponent), word};
}

std::optional<Unit> money_unit(std::string_view word) {
  for (const MoneyWord& money : kMoney) {
    if (money.word == word) return Unit::money(money.exponent, money.word);
  }
  return std::nullopt;
}

std::optional<Unit> unit_from_word(std::string_view word) {
  if (word.empty()) return Unit{};
  if (auto money = money_unit(word)) return money;
  if (word == "%" || word == "％") return Unit::percent();
  if (word == "‰") return Unit{UnitKind::ratio, -3, "‰"};
  if (word == "分") return Unit::points();
  const std::u32string characters = text::decode(word);
  if (characters.size() > kLongestWord || begins_with_misread_digit(characters)) return std::nullopt;
  for (const char32_t c : characters) {
    if (!text::is_han(c) && !(c >= U'a' && c <= U'z') && !(c >= U'A' && c <= U'Z') && c != U'²' && c != U'㎡' &&
        c != U'℃' && c != U'/' && c != U'（' && c != U'）' && c != U'(' && c != U')') {
      return std::nullopt;
    }
  }
  if (characters.size() > 1 && characters.front() == U'万') return Unit::quantity(word.substr(3), 4);
  if (characters.size() > 1 && characters.front() == U'亿') return Unit::quantity(word.substr(3), 8);
  // 44万: a bare number with a scale; what it counts is not printed.
  if (word == "万") return Unit{UnitKind::plain, 4, "万"};
  if (word == "亿") return Unit{UnitKind::plain, 8, "亿"};
  return Unit::quantity(word);
}

std::string name_of(UnitKind kind) {
  switch (kind) {
    case UnitKind::plain: return "无单位";
    case UnitKind::money: return "金额";
    case UnitKind::ratio: return "比率";
    case UnitKind::points: return "分值";
    case UnitKind::quantity: return "数量";
  }
  return {};
}

}  // namespace gouji
