// What people type into TOML files by mistake: one message that names the sign, its line and what to type.
#include <catch2/catch.hpp>

#include "formats/toml_spot.hpp"

namespace gouji::test {
namespace {

struct Slip {
  std::string text;
  int line, column;  // 0: wherever
  std::string says, hints;
};

}  // namespace

TEST_CASE("each slip in TOML is told in one message with what to type", "[formats]") {
  const std::vector<Slip> slips{
      {"a = “甲”\n", 1, 5, "中文引号 “", "英文双引号"},
      {"a = ‘甲’\n", 1, 5, "中文引号 ‘", "英文双引号"},
      {"a = \"甲”\nb = 1\n", 1, 7, "用中文的 ” 收尾", "两头都改成英文双引号"},
      {"a = \"甲\nb = 1\n", 1, 0, "缺少后一个引号", "一行里"},
      {"x = 1\na ＝ 1\n", 2, 3, "全角的“＝”", "改成英文的 ="},
      {"a = [\"甲\"，\"乙\"]\n", 1, 9, "全角的“，”", "改成英文的 ,"},
      {"a = { b = \"1\"， c = \"2\" }\n", 1, 14, "全角的“，”", "改成英文的 ,"},
      {"a = \"甲\"；\n", 1, 8, "全角的“；”", "删去"},
      {"a = \"甲\"。\n", 1, 8, "中文标点“。”", "删去"},
      {"a = [\"甲\"、\"乙\"]\n", 1, 9, "中文标点“、”", "英文逗号"},
      {"a： 1\n", 1, 2, "全角的“：”", "改成 ="},
      {"a: 1\n", 1, 2, "键的后面是“:”", "改成 ="},
      {"a 1\n", 1, 0, "缺少 =", "键 = 值"},
      {"［a］\n", 1, 1, "全角的“［”", "改成英文的 ["},
      {"[“a.b”]\n", 1, 2, "中文引号 “", "英文双引号"},
      {"\xE3\x80\x80"
       "a = 1\n",
       1, 1, "全角空格", "英文"},
      {"a =\xC2\xA0"
       "1\n",
       1, 4, "看不见的字符 U+00A0", "重新输入"},
      {"x = 1\n\xEF\xBB\xBF"
       "a = 1\n",
       2, 1, "看不见的字符 U+FEFF", "重新输入"},
      {"a = 1，000\n", 1, 6, "数里有全角的“，”", "\"1000\""},
      {"a = 1,000\n", 1, 6, "数里有逗号", "\"1000\""},
      {"a = 90%\n", 1, 7, "百分数没有写在引号里", "\"…%\""},
      {"a = 优\n", 1, 5, "文字“优”没有加英文双引号", "写成 \"优\""},
      {"a = high # 注\n", 1, 5, "文字“high”没有加英文双引号", "写成 \"high\""},
      {"a =\n", 1, 0, "后面没有值", "写上值"},
      {"依据 = \"甲\"\n", 1, 1, "“依据”不能这样作键", "basis"},
      {"a = [\"甲\" \"乙\"]\n", 1, 10, "缺少英文逗号", "英文逗号 ,"},
      {"[\"a\"]\nb = 1\n[c]\n[\"a\"]\nb = 2\n", 4, 0, "[\"a\"] 一节前面已经有了，在第 1 行", "合成一节"},
      {"a = 1\na = 2\n", 2, 0, "“a”在这一节里写了两次", "只留一个"},
      {"a = \"\xD2\xC0\"\n", 1, 0, "GBK", "另存为 UTF-8"},
      {std::string("\xFF\xFE"
                   "a\0=\0",
                   6),
       1, 0, "UTF-16", "另存为 UTF-8"},
  };
  for (const Slip& slip : slips) {
    CAPTURE(slip.text);
    try {
      parse_toml(slip.text, "p.toml");
      FAIL("nothing was told");
    } catch (const Fault& fault) {
      CHECK(fault.code() == "toml.syntax");
      CHECK(fault.location().line == slip.line);
      if (slip.column != 0) CHECK(fault.location().column == slip.column);
      const std::string text = fault.text(Language::chinese);
      CAPTURE(text);
      CHECK(text.find(slip.says) != std::string::npos);
      CHECK(text.find(slip.hints) != std::string::npos);
      CHECK(text.find("Error while") == std::string::npos);
    }
  }
}

TEST_CASE("what is sound TOML is not taken for a slip", "[formats]") {
  CHECK_NOTHROW(
      parse_toml("\xEF\xBB\xBF"
                 "a\t=\t\"全角，“引号”＝\"\n['b c']\n\"d.e\" = ['‘’']\r\n",
                 "p.toml"));
}

}  // namespace gouji::test
