// clean_text, escape, column_style: small functions, by table.
#include <catch2/catch.hpp>

#include "formats/clean_text.hpp"
#include "formats/column_style.hpp"
#include "formats/escape.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {

TEST_CASE("texts are cleaned at entry, once") {
  struct Case {
    std::string given, clean;
  };
  const std::vector<Case> cases{{"合计 12.50\n\t", "合计 12.50\n\t"},
                                {"a\r\nb\rc", "a\nb\nc"},
                                {std::string("a\0b", 3), "a\\u{0}b"},
                                {"\x1b[31m", "\\u{1B}[31m"},
                                {"\x7f", "\\u{7F}"},
                                {"\xC2\x85", "\\u{85}"},
                                {"\xEF\xBB\xBFx", "\\u{FEFF}x"},
                                {"\xE2\x80\x8Bx", "\\u{200B}x"},
                                {"\xE2\x80\xAEx", "\\u{202E}x"},
                                {"\xF3\xA0\x81\x81", "\\u{E0041}"},
                                {"\xEF\xBF\xBF", "\\u{FFFF}"},
                                {"\xffx", "\xEF\xBF\xBDx"},
                                {"１２．５０ 𠮷😀", "１２．５０ 𠮷😀"}};
  for (const Case& wanted : cases) {
    CHECK(clean_text(wanted.given) == wanted.clean);
    CHECK(clean_text(wanted.clean) == wanted.clean);
  }
}

TEST_CASE("GB18030 is understood, nonsense is not") {
  CHECK(to_utf8("\xEF\xBB\xBF合计", "x") == "合计");
  CHECK(to_utf8("\xBA\xCF\xBC\xC6,1", "x") == "合计,1");
  CHECK(is_utf8("\xEF\xBF\xBD"));
  CHECK_FALSE(is_utf8("\xBA\xCF"));
  const std::string said = fault_of([] { to_utf8("\xff\xff\xff", "坏.csv"); });
  CHECK(said.find("data.encoding") != std::string::npos);
  CHECK(said.find("坏.csv") != std::string::npos);
  CHECK(said.find("CSV UTF-8") != std::string::npos);
}

TEST_CASE("what a spreadsheet would compute or change stands behind '") {
  for (const char* bare : {"", "合计", "12.50", "-123.45", "-1,234.50", "-5%", "100%", "0", "0.5", "—", "≥50个", "2020",
                           "2/人次", "12月底前", "1年", "a-1"}) {
    CHECK(guarded(bare) == bare);
  }
  for (const char* risky : {"=1",  "+1",  "-",    "--",  "-a",       "-1.2.3", "@x",        "'",
                            "'a",  " =1", "　=1", "\t1", "\n1",      "＝1",    "＋1",       "－1",
                            "＠x", "007", "3-5",  "1/2", "2020-1-1", "6月1日", "2020年1月", "1234567890123456"}) {
    CHECK(guarded(risky) == "'" + std::string(risky));
  }
  for (const std::string& text : hostile_texts()) CHECK(unguarded(guarded(text)) == text);
  CHECK(unguarded("'=1") == "=1");
  CHECK(unguarded("12") == "12");
}

TEST_CASE("each sink has its escape") {
  CHECK(html_text("<a href='x'>\"&\"</a>") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("a\"b") == "\"a\"\"b\"");
  CHECK(csv_field("a\nb") == "\"a\nb\"");
  CHECK(csv_field(" a") == "\" a\"");
  CHECK(csv_field("合计") == "合计");
  CHECK(toml_string("a\"b\\c\nd\te\x01") == "\"a\\\"b\\\\c\\nd\\te\\u0001\"");
  CHECK(safe_file_name("a/b\\c:d*e?f\"g<h>i|j k　l") == "a_b_c_d_e_f_g_h_i_j_k_l");
  CHECK(safe_file_name("../..") == "");
  CHECK(safe_file_name("收入支出决算总表", 10) == "收入支");
  CHECK(sheet_name("a[b]c:d*e?f/g\\h'") == "a_b_c_d_e_f_g_h_");
  CHECK(sheet_name(std::string(40, 'x')).size() == 31);
  CHECK(sheet_name("") == "_");
}

TEST_CASE("decimals that a spreadsheet drops come back") {
  struct Case {
    std::string cell;
    ColumnStyle style;
    std::string text;
  };
  const std::vector<Case> cases{{"12.5", {2, false}, "12.50"},
                                {"12", {2, false}, "12.00"},
                                {"-3.1", {2, false}, "-3.10"},
                                {"12.505", {2, false}, "12.505"},
                                {"12.5", {0, false}, "12.5"},
                                {"1,234.5", {2, false}, "1,234.50"},
                                {"1234.5", {2, true}, "1,234.50"},
                                {"234.5", {2, true}, "234.50"},
                                {"12.5%", {2, false}, "12.5%"},
                                {"约12.5", {2, false}, "约12.5"},
                                {"1,23.5", {2, false}, "1,23.5"},
                                {"-", {2, false}, "-"},
                                {"", {2, false}, ""},
                                {"1e5", {2, false}, "1e5"},
                                {"-1234567", {1, true}, "-1,234,567.0"}};
  for (const Case& wanted : cases) {
    CAPTURE(wanted.cell);
    CHECK(restored(wanted.cell, wanted.style) == wanted.text);
  }
}

TEST_CASE("the style of a column lets the most figures stand bare") {
  struct Case {
    std::vector<std::string_view> printed;
    int decimals;
    bool thousands;
  };
  const std::vector<Case> cases{{{"28,500.96", "65.29", "", "-"}, 2, true},
                                {{"28500.96", "65.20"}, 2, false},
                                {{"1,000.00", "1000.00"}, 2, false},
                                {{"1", "2", "30"}, 0, false},
                                {{"9.70", "10", "9"}, 0, false},
                                {{"9.70", "8.60", "10"}, 2, false},
                                {{"合计", ""}, 0, false},
                                {{}, 0, false},
                                {{"98.50%", "97%"}, 0, false},
                                {{"47.2950", "47.1000"}, 4, false}};
  for (const Case& wanted : cases) {
    const ColumnStyle style = style_of(wanted.printed);
    CHECK(style.decimals == wanted.decimals);
    CHECK(style.thousands == wanted.thousands);
  }
  CHECK(sheet_cell("12.50", {2, false}) == "12.50");
  CHECK(sheet_cell("12.5", {2, false}) == "'12.5");
  CHECK(sheet_cell("12", {2, false}) == "'12");
  CHECK(sheet_cell("12.50", {0, false}) == "'12.50");
  CHECK(sheet_cell("12.5", {0, false}) == "12.5");
  CHECK(sheet_cell("0012", {0, false}) == "'0012");
  CHECK(sheet_cell("1,234.50", {2, true}) == "1,234.50");
}

}  // namespace gouji::test
