#include <catch2/catch.hpp>

#include "formats/number_format.hpp"

namespace gouji::test {

TEST_CASE("numbers as sheets print them") {
  struct Case {
    const char *format, *value, *shown;
  };
  const std::vector<Case> cases{
      {"General", "0.30000000000000004", "0.3"},
      {"General", "1234567.89", "1234567.89"},
      {"General", "1.2345E-5", "0.000012345"},
      {"General", "1E+30", "1E+30"},
      {"General", "-0", "0"},
      {"G/通用格式", "12.50", "12.5"},
      {"General\"元\"", "5", "5元"},
      {"0", "2.5", "3"},
      {"0", "-2.5", "-3"},
      {"0.00", "2.6749999999999998", "2.68"},  // 2.675, as the sheet counts it
      {"0.00", "1.0049999999999999", "1.01"},
      {"0.00", "0", "0.00"},
      {"0.00", "-0.001", "0.00"},
      {"0.00", "99999.995", "100000.00"},
      {"#,##0.00", "1234567.891", "1,234,567.89"},
      {"#,##0.00", "-1234.5", "-1,234.50"},
      {"#,##0", "999.5", "1,000"},
      {"#.##", "0.5", ".5"},
      {"#", "0", ""},
      {"000000", "123", "000123"},
      {"0%", "0.9675", "97%"},
      {"0.00%", "0.96749999999999992", "96.75%"},
      {"0.00\"万元\"", "12.345", "12.35万元"},
      {"0.00,", "12345", "12.35"},
      {"0!.0,\"万\"", "123456", "12.3万"},
      {"¥#,##0.00", "12", "¥12.00"},
      {"[$￥-804]#,##0.00;[Red]-[$￥-804]#,##0.00", "-5", "-￥5.00"},
      {"#,##0.00_);(#,##0.00)", "-5", "(5.00)"},
      {"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ ", "0", " -   "},
      {"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ ", "1234.5", " 1,234.50 "},
      {"0;-0;;@", "0", ""},
      {"[>=10000]0.00,\"千\";0", "12345", "12.35千"},
      {"[>=10000]0.00,\"千\";0", "-7", "-7"},
      {"[=1]\"是\";[=0]\"否\";0", "1", "是"},
      {"[=1]\"是\";[=0]\"否\";0", "0", "否"},
      {"000-0000", "1234567", "123-4567"},
      {"@", "0.1", "0.1"},
      {"0.00E+00", "12345", "1.23E+04"},
      {"##0.0E+0", "12345", "12.3E+3"},
      {"# ?/?", "0.5", "0.5"},
      {"yyyy-m-d", "44197", "2021-1-1"},
      {"yyyy\"年\"m\"月\"d\"日\"", "45291", "2023年12月31日"},
      {"yyyy/mm/dd hh:mm:ss", "45291.999988425925", "2023/12/31 23:59:59"},
      {"h:mm AM/PM", "0.75", "6:00 PM"},
      {"[h]:mm", "1.5", "36:00"},
      {"mm:ss.0", "0.0007", "01:00.5"},
      {"[$-804]yyyy年m月;@", "44986", "2023年3月"},
      {"aaaa", "45291", "星期日"},
      {"yyyy-m-d", "60", "1900-2-29"},
      {"yyyy-m-d", "-1", "-1"},
      {"0.00", "not a number", "not a number"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.format, one.value);
    CHECK(NumberFormat(one.format).show(one.value, false) == one.shown);
  }
  CHECK(NumberFormat("yyyy-m-d").show("42735", true) == "2021-1-1");
  CHECK(NumberFormat("@\"元\"").show_text("甲") == "甲元");
  CHECK(NumberFormat("0.00").show_text("甲") == "甲");
}

TEST_CASE("built-in formats are those of a Chinese Excel") {
  CHECK(NumberFormat(builtin_number_format(4)).show("1234.5", false) == "1,234.50");
  CHECK(NumberFormat(builtin_number_format(14)).show("44197", false) == "2021/1/1");
  CHECK(NumberFormat(builtin_number_format(31)).show("44197", false) == "2021年1月1日");
  CHECK(NumberFormat(builtin_number_format(57)).show("44197", false) == "2021年1月");
  CHECK(NumberFormat(builtin_number_format(43)).show("-1", false) == " -1.00 ");
  CHECK(builtin_number_format(26).empty());
  CHECK(builtin_number_format(-1).empty());
}

TEST_CASE("decimals as texts round half away from zero") {
  const auto rounded = [](const char* text, int places) {
    DecimalText number = *decimal_of(text);
    number.round_places(places);
    return number.plain();
  };
  CHECK(rounded("0.125", 2) == "0.13");
  CHECK(rounded("-0.125", 2) == "-0.13");
  CHECK(rounded("9.995", 2) == "10");
  CHECK(rounded("0.004", 2) == "0");
  CHECK(rounded("0.05", 0) == "0");
  CHECK(rounded("0.5", 0) == "1");
  CHECK(rounded("149", -2) == "100");
  CHECK(decimal_of("1e5")->plain() == "100000");
  for (const char* none : {"", "-", ".", "1.2.3", "1e", "1e999", "0x1", "1,2", "nan"}) {
    CAPTURE(none);
    CHECK_FALSE(decimal_of(none));
  }
}

}  // namespace gouji::test
