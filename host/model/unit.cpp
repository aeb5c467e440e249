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
bool begins_with_misread_digit(std::string_view word) {
  std::size_t second = 1;  // the letters are one byte long
  const bool alone = word.size() == 1;
  const bool before_word = !alone && text::is_han(text::decode_next(word, second));
  const std::string_view looks = alone ? "OSIBZ" : "OSIBZosl";
  return (alone || before_word) && looks.find(word.front()) != looks.npos;
}

bool may_stand_in_word(char32_t c) {
  return text::is_han(c) || text::is_ascii_letter(c) || c == U'²' || c == U'㎡' || c == U'℃' || c == U'/' ||
         c == U'（' || c == U'）' || c == U'(' || c == U')';
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
    if (!word.empty() && money.word.back() == word.back() && money.word == word)
      return Unit::money(money.exponent, money.word);
  }
  return std::nullopt;
}

std::optional<Unit> unit_from_word(std::string_view word) {
  if (word.empty()) return Unit{};
  if (auto money = money_unit(word)) return money;
  if (word == "%" || word == "％") return Unit::percent();
  if (word == "‰") return Unit{UnitKind::ratio, -3, "‰"};
  if (word == "分") return Unit::points();
  std::size_t characters = 0;
  for (std::size_t at = 0; at < word.size(); ++characters) {
    if (characters == kLongestWord || !may_stand_in_word(text::decode_next(word, at))) return std::nullopt;
  }
  if (begins_with_misread_digit(word)) return std::nullopt;
  // 44万: a bare number with a scale; what it counts is not printed.
  if (word == "万") return Unit{UnitKind::plain, 4, "万"};
  if (word == "亿") return Unit{UnitKind::plain, 8, "亿"};
  if (word.starts_with("万")) return Unit::quantity(word.substr(3), 4);
  if (word.starts_with("亿")) return Unit::quantity(word.substr(3), 8);
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
