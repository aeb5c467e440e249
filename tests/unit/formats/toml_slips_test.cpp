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
      {"[\"a.b\"\nb = 1\n", 1, 7, "节名没有收尾：缺少 ]", "单独一行"},
      {"[[case]\nb = 1\n", 1, 8, "节名没有收尾：缺少 ]]", "[[名称]]"},
      {"[a b]\n", 1, 4, "不是一个词", "[\"名称\"]"},
      {"[\"a.b\"]]\n", 1, 8, "多了一个 ]", "用 ] 收尾"},
      {"[]\n", 1, 2, "方括号里没有名称", "写上名称"},
      {"[a] x\n", 1, 5, "节名的后面还有“x”", "单独一行"},
      {"[a]\nx = 1\n[[a]]\n", 3, 0, "[[a]] 的名称前面已经用过", "只用一种写法"},
      {"a = [\"1\", \"2\"\nb = 1\n", 2, 1, "列表没有收尾：缺少 ]", "加 ]"},
      {"a = [\"1\", \"2\"\n", 1, 0, "列表没有收尾：缺少 ]", "加 ]"},
      {"a = [\n\"1\"\n\"2\"\n]\n", 3, 1, "两项之间缺少英文逗号", "英文逗号 ,"},
      {"a = [\"1\"\n[b]\nc = 1\n", 2, 1, "列表没有收尾：缺少 ]", "加 ]"},
      {"a = [\"1\",,\"2\"]\n", 1, 10, "逗号多了一个", "删去多的逗号"},
      {"a = { b = 1\n", 1, 12, "缺少 }", "一行里"},
      {"a = { b = 1 c = 2 }\n", 1, 13, "两项之间缺少英文逗号", "英文逗号 ,"},
      {"a = { b = 1, }\n", 1, 14, "} 前面多了一个逗号", "删去"},
      {"a == 1\n", 1, 4, "有两个 =", "只写一个 ="},
      {"= 1\n", 1, 1, "= 前面没有键", "键 = 值"},
      {"a = \"1\",\n", 1, 8, "多了“,”", "行末不加标点"},
      {"a = \"1\"; b = 2\n", 1, 8, "多了“;”", "一行只写一个"},
      {"a = \"甲\"乙\"\n", 1, 8, "值的后面还有“乙\"”", "中文引号"},
      {"a = \"\\q\"\n", 1, 0, "反斜线", "写两个"},
      {"a = \"\\u12\"\n", 1, 0, "反斜线", "写两个"},
      {"a = 01\n", 1, 0, "多余的 0", "\"01\""},
      {"a = 2020-13-01\n", 1, 0, "日期写得不对", "2026-05-01"},
      {"a = 12x\n", 1, 0, "连着别的字", "双引号"},
      {"a = 1.\n", 1, 0, "没有写完", "只写数"},
      {"// 注\na = 1\n", 1, 1, "不是 键 = 值（“// 注”）", "# 后面"},
      {"| a | b |\n", 1, 1, "不是 键 = 值", "[节名]"},
      {"=======\n", 1, 1, "= 前面没有键", "键 = 值"},
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

TEST_CASE("a conflict of a merge in TOML is told wherever it stands", "[formats]") {
  const std::vector<std::pair<std::string, int>> texts{
      {"x = 1\n<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> 甲\n", 2},
      {"a = [\n\"1\",\n<<<<<<< HEAD\n\"2\",\n=======\n\"3\",\n>>>>>>> 甲\n]\n", 3},
      {"a = \"\"\"\n<<<<<<< HEAD\n甲,1\n=======\n甲,2\n>>>>>>> 甲\n\"\"\"\n", 2},
      {"a = 2\n>>>>>>> 甲\n", 2},
  };
  for (const auto& [text, line] : texts) {
    CAPTURE(text);
    try {
      parse_toml(text, "p.toml");
      FAIL("nothing was told");
    } catch (const Fault& fault) {
      CHECK(fault.code() == "toml.conflict");
      CHECK(fault.location().line == line);
      CHECK(fault.text(Language::chinese).find("删去另一种") != std::string::npos);
      CHECK(fault.text(Language::english).find("keep the right one") != std::string::npos);
    }
  }
  CHECK_NOTHROW(parse_toml("a = \"\"\"\n=======\n  <<<<<<< x\n\"\"\"\n", "p.toml"));
}

TEST_CASE("what is sound TOML is not taken for a slip", "[formats]") {
  CHECK_NOTHROW(
      parse_toml("\xEF\xBB\xBF"
                 "a\t=\t\"全角，“引号”＝\"\n['b c']\n\"d.e\" = ['‘’']\r\n",
                 "p.toml"));
}

}  // namespace gouji::test
