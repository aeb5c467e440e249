// unit, figure, cell: what a printed text is.
#include "model/figure.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "model/cell.hpp"
#include "model/unit.hpp"

namespace gouji::test {

TEST_CASE("units by their words") {
  CHECK(money_unit("万元")->exponent == 4);
  CHECK(money_unit("元")->exponent == 0);
  CHECK(money_unit("亿元")->exponent == 8);
  CHECK(money_unit("千元")->exponent == 3);
  CHECK_FALSE(money_unit("美元"));
  CHECK(unit_from_word("")->kind == UnitKind::plain);
  CHECK(unit_from_word("%")->exponent == -2);
  CHECK(unit_from_word("％")->kind == UnitKind::ratio);
  CHECK(unit_from_word("‰")->exponent == -3);
  CHECK(unit_from_word("分")->kind == UnitKind::points);
  CHECK(unit_from_word("个")->kind == UnitKind::quantity);
  CHECK(unit_from_word("万份")->exponent == 4);
  CHECK(unit_from_word("万份")->word == "份");
  CHECK(unit_from_word("元/人")->kind == UnitKind::quantity);
  CHECK_FALSE(unit_from_word("，共三项"));
  CHECK_FALSE(unit_from_word("九个字以上的一个很长的词"));
  // However many a process has seen: the word of the last is as good as that of the first.
  for (char32_t c = U'一'; c < U'一' + 20'500; ++c) {
    const std::string word = text::encode(std::u32string{c, U'辆'});
    if (const auto unit = unit_from_word(word); unit && unit->kind == UnitKind::quantity && unit->exponent == 0)
      REQUIRE(unit->word == UnitWord(word));
  }
  CHECK(UnitWord("一二三四五六七八九十一二三四五").text() == "一二三四五六七八九十一二");
}

TEST_CASE("a figure is what its folded and trimmed text is") {
  const auto all = [](const std::optional<Figure>& figure) {
    return figure ? fmt::format("{} {} {} {} {} {}", figure->value.text(38), figure->decimals, figure->padded,
                                name_of(figure->unit.kind), figure->unit.exponent, figure->unit.word.text())
                  : std::string("none");
  };
  const Unit wan = Unit::money(4, "万元");
  const auto check = [&](const std::string& printed) {
    CAPTURE(printed);
    const std::string folded = text::fold(text::trim(printed));
    const std::string wanted = all(parse_figure(folded, wan));
    CHECK(all(parse_figure(printed, wan)) == wanted);
    CHECK(all(parse_figure(" " + printed + "　", wan)) == wanted);
    CHECK(make_cell(printed, wan).has_figure() == (wanted != "none"));
  };
  // Whatever character stands before or behind a number.
  for (char32_t c = 0x20; c < 0xFFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string sign = text::encode(std::u32string{c});
    const bool number = parse_figure(text::fold(text::trim(sign + "5")), wan).has_value();
    if (parse_figure(sign + "5", wan).has_value() != number) check(sign + "5");
    if (all(parse_figure("5" + sign, wan)) != all(parse_figure(text::fold(text::trim("5" + sign)), wan)))
      check("5" + sign);
  }
  for (const char* printed : {"12,345.67",
                              "１２．５",
                              "97%",
                              "９７％",
                              "5个%",
                              "5%个",
                              "5万",
                              "5万元",
                              "5亿份",
                              "1 ,204.00",
                              "2238. 95",
                              "5 个",
                              "5个 ",
                              "4S人",
                              "1O",
                              "-3.10万元",
                              "+5%",
                              "5-10人",
                              "①",
                              "½",
                              "5\xE4\xB8",
                              "\xE5"
                              "5",
                              "5\xE5"
                              "AB",
                              "1,23",
                              "1,234,",
                              ".5",
                              "5.",
                              "一5",
                              "无",
                              "≥5",
                              "＋5",
                              "一二三"})
    check(printed);
}

TEST_CASE("numbers of any length, with any point") {
  std::string digits;
  for (int count = 1; count <= 38; ++count) {
    digits += static_cast<char>('0' + count * 7 % 10);
    CAPTURE(digits);
    const auto whole = Exact::parse(digits);
    REQUIRE(whole.has_value() == (count <= 37));
    if (!whole) continue;
    CHECK(whole->text() == digits);
    CHECK(Exact::parse("000" + digits) == whole);
    CHECK(Exact::parse("-" + digits) == -*whole);
    for (int decimals = 1; decimals < count; ++decimals) {
      const std::string printed = digits.substr(0, digits.size() - static_cast<std::size_t>(decimals)) + "." +
                                  digits.substr(digits.size() - static_cast<std::size_t>(decimals));
      const auto parsed = Exact::parse(printed);
      REQUIRE(parsed.has_value());
      CHECK(parsed->numerator() == whole->numerator());
      CHECK(parsed->denominator() == power_of_ten(decimals));
    }
  }
}

TEST_CASE("figures keep value, decimals and unit") {
  struct Case {
    const char* printed;
    const char* value;
    int decimals, padded;
    UnitKind kind;
    int exponent;
  };
  const Unit wan = Unit::money(4, "万元");
  const std::vector<Case> cases{{"28,500.96", "28500.96", 2, 0, UnitKind::money, 4},
                                {"9.70", "9.7", 2, 1, UnitKind::money, 4},
                                {"-3.10", "-3.1", 2, 1, UnitKind::money, 4},
                                {"0", "0", 0, 0, UnitKind::money, 4},
                                {"0.00", "0", 2, 2, UnitKind::money, 4},
                                {"97%", "0.97", 0, 0, UnitKind::ratio, -2},
                                {"98.50%", "0.985", 2, 1, UnitKind::ratio, -2},
                                {"１２．５０", "12.5", 2, 1, UnitKind::money, 4},
                                {"47.295 万元", "47.295", 3, 0, UnitKind::money, 4},
                                {"500 元", "500", 0, 0, UnitKind::money, 0},
                                {"50个", "50", 0, 0, UnitKind::quantity, 0},
                                {" 12 ", "12", 0, 0, UnitKind::money, 4},
                                // Blanks that an extractor left beside the point or comma.
                                {"2238. 95", "2238.95", 2, 0, UnitKind::money, 4},
                                {"1869 . 50 万元", "1869.5", 2, 1, UnitKind::money, 4},
                                {"12, 345.00", "12345", 2, 2, UnitKind::money, 4},
                                {"99. 5%", "0.995", 1, 0, UnitKind::ratio, -2}};
  for (const Case& wanted : cases) {
    CAPTURE(wanted.printed);
    const auto figure = parse_figure(wanted.printed, wan);
    REQUIRE(figure.has_value());
    CHECK(figure->value == *Exact::parse(wanted.value));
    CHECK(int{figure->decimals} == wanted.decimals);
    CHECK(int{figure->padded} == wanted.padded);
    CHECK(figure->unit.kind == wanted.kind);
    CHECK(int{figure->unit.exponent} == wanted.exponent);
  }
  for (const char* words : {"", "-", "—", "无", "合计", "约12", "12、13", "12.5.1", "12 13", "1. 2. 3", "12. ", "1,23",
                            "2020年12月", "第1名", "1e5", "(12)", "12/13"}) {
    CAPTURE(words);
    CHECK_FALSE(parse_figure(words, wan).has_value());
  }
}

TEST_CASE("a ratio is held as the ratio itself") {
  CHECK(parse_figure("0.74", Unit::ratio())->value == *Exact::parse("0.74"));
  CHECK(parse_figure("74%", Unit::ratio())->value == *Exact::parse("0.74"));
  CHECK(parse_figure("74", Unit::percent())->value == *Exact::parse("0.74"));  // 占比（%）
  CHECK(parse_figure("74%", Unit::percent())->value == *Exact::parse("0.74"));
  CHECK(half_unit(*parse_figure("74.5%"), 1) == *Exact::parse("0.0005"));
  CHECK(half_unit(*parse_figure("74.5", Unit::percent()), 1) == *Exact::parse("0.0005"));
  CHECK(half_unit(*parse_figure("0.74", Unit::ratio()), 2) == *Exact::parse("0.005"));
  CHECK(half_unit(*parse_figure("28,500.96", Unit::money(4, "万元")), 2) == *Exact::parse("0.005"));
}

TEST_CASE("six states of a cell") {
  struct Case {
    const char* printed;
    CellState state;
  };
  for (const Case& wanted : std::vector<Case>{{"", CellState::blank},
                                              {"  ", CellState::blank},
                                              {"　", CellState::blank},
                                              {"-", CellState::dash},
                                              {"—", CellState::dash},
                                              {"－", CellState::dash},
                                              {"——", CellState::dash},
                                              {"/", CellState::dash},
                                              {"无", CellState::none},
                                              {"0", CellState::figure},
                                              {"-1", CellState::figure},
                                              {"12.50", CellState::figure},
                                              {"优秀", CellState::words},
                                              {"12-13", CellState::words}}) {
    CAPTURE(wanted.printed);
    const Cell cell = make_cell(wanted.printed, {});
    CHECK(cell.state == wanted.state);
    CHECK(cell.printed == wanted.printed);
    CHECK(cell.is_missing() == (wanted.state != CellState::figure && wanted.state != CellState::words));
  }
  CHECK(Cell{}.state == CellState::absent);
  CHECK(make_words("12.50").state == CellState::words);
  CHECK(make_words(" ").state == CellState::blank);
  CHECK(name_of(CellState::none) == "none");
  CHECK(name_of(CellState::absent) == "absent");
}

}  // namespace gouji::test
