// What Lua could not read, said plainly: the line to mend, what opened where, what is missing.
#include <catch2/catch.hpp>

#include "unit/base/parts.hpp"
#include "unit/script/sandbox.hpp"

namespace gouji::test {
namespace {

struct Slip {
  std::string source, place, chinese, mend, english;
};

const std::string kRule =
    "rule {\n"
    "  id = 'p.a',\n"
    "  on = { table = '三公' },\n"
    "  run = function(t, check)\n"
    "    if t then\n"
    "      check:holds(t)\n"
    "    end\n"
    "  end,\n"
    "}\n";

std::string without(const std::string& part, const std::string& instead = {}) {
  std::string text = kRule;
  return text.replace(text.find(part), part.size(), instead);
}

}  // namespace

TEST_CASE("syntax errors name what opened where, what is missing and where to put it") {
  const Slip slip = GENERATE(
      Slip{without("(t)\n", "(t\n"), "a.lua:6:18", "第 6 行的 ( 没有收尾，缺 )", "在第 6 行的“t”后面补上 )",
           "( of line 6 is never closed: ) is missing"},
      Slip{without("\n}\n"), "a.lua:1:6", "第 1 行的 { 没有收尾，缺 }", "在末尾补上 }",
           "{ of line 1 is never closed: } is missing"},
      Slip{without("\n  end,"), "a.lua:4:9", "第 4 行的 function 没有收尾，缺 end", "在第 8 行的 } 前面补上 end",
           "function of line 4 is never closed: end is missing"},
      Slip{without("\n    end"), "a.lua:5:5", "第 5 行的 if 没有收尾，缺 end", "在它的最后一行后面补上 end",
           "if of line 5 is never closed: end is missing"},
      Slip{without("'p.a',", "'p.a"), "a.lua:2:8", "第 2 行的引号没有收尾，缺 '", "在这句文字末尾补上 '",
           "the quote of line 2 is never closed: ' is missing"},
      Slip{without("'p.a',", "'p.a'"), "a.lua:2:13", "第 2 行末尾缺逗号", "在第 2 行末尾加上 ,",
           "a comma is missing at the end of line 2"},
      Slip{without("'三公' }", "'三公'"), "a.lua:3:8", "第 3 行的 { 没有收尾，缺 }", "在它的内容后面补上 }",
           "{ of line 3 is never closed: } is missing"},
      Slip{"f(a b)", "a.lua:1:4", "“a”和“b”之间缺逗号", "在“b”前面加上 ,", "a comma is missing between a and b"},
      Slip{"x = { 'a' 'b', 'a' }", "a.lua:1:10", "之间缺逗号", "前面加上 ,", "a comma is missing between"},
      Slip{"local t = { 'a',\n  'b'\nlocal x = 1", "a.lua:1:11", "第 1 行的 { 没有收尾，缺 }",
           "在第 2 行的“'b'”后面补上 }", "{ of line 1 is never closed"},
      Slip{"f(a\ng(b)", "a.lua:1:2", "第 1 行的 ( 没有收尾，缺 )", "在第 1 行的“a”后面补上 )", "( of line 1"},
      Slip{"x = 1 -", "a.lua:1:8", "“-”后面缺一个值", "补上要算、要比的那个值", "a value is missing behind -"},
      Slip{"f.annual -", "a.lua:1:11", "“-”后面缺一个值", "补上要算、要比的那个值", "a value is missing behind -"},
      Slip{"x = )", "a.lua:1:4", "“=”后面缺一个值", "补上", "a value is missing behind ="},
      Slip{"if a b() end", "a.lua:1:5", "“a”后面缺 then", "在“a”后面补上 then", "then is missing behind a"},
      Slip{"for i = 1, 3 b() end", "a.lua:1:13", "“3”后面缺 do", "补上 do", "do is missing behind 3"},
      Slip{"local = 1", "a.lua:1:6", "“local”后面缺名称", "补上名称", "a name is missing behind local"},
      Slip{"x = f:y", "a.lua:1:8", "“y”后面缺括号", "调用写成 :名称(…)", "a bracket is missing behind y"},
      Slip{"lcoal x = 1", "a.lua:1:1", "不认识的词“lcoal”", "是否想写“local”？", "lcoal is no word of Lua"},
      Slip{"f.annual", "a.lua:1:3", "“annual”只是一个值", "local 名称 = …", "annual is only a value"},
      Slip{"x = 1\nend", "a.lua:2:1", "多了一个 end", "删去这个 end", "end has nothing to close"},
      Slip{"x = f(1))", "a.lua:1:9", "多了一个 )", "删去这个 )", ") has nothing to close"},
      Slip{"x = 3x", "a.lua:1:5", "“3x”不是数", "名称不能以数字开头", "3x is no number"},
      Slip{"x = [[a\nb", "a.lua:1:5", "第 1 行的 [[ 没有收尾，缺 ]]", "在这段文字末尾补上 ]]",
           "[[ of line 1 is never closed"},
      Slip{"--[[ a\nb", "a.lua:1:1", "第 1 行的 --[[ 没有收尾，缺 ]]", "在注释末尾补上 ]]", "--[[ of line 1"},
      Slip{"do return 1 x = 2 end", "a.lua:1:13", "return 后面还有内容", "return 放在一段的最后",
           "there is more behind return"},
      Slip{"return 1\nx = 2", "a.lua:2:1", "return 后面还有内容", "return 放在一段的最后",
           "there is more behind return"},
      Slip{"x = a , * b", "a.lua:1:9", "“*”不能写在“,”后面", "检查这一行", "* cannot stand behind ,"});
  INFO(slip.source);
  Sandbox sandbox;
  std::string chinese, english;
  try {
    sandbox.state().run_file("a.lua", slip.source, {});
  } catch (const Fault& fault) {
    chinese = fault.text(Language::chinese);
    english = fault.text(Language::english);
  }
  CHECK(has(chinese, slip.place + ": 脚本语法有误："));
  CHECK(has(chinese, slip.chinese));
  CHECK(has(chinese, slip.mend));
  CHECK(has(english, slip.english));
}

}  // namespace gouji::test
