// Markdown, HTML and CSV as lines and grids.
#include <catch2/catch.hpp>

#include "formats/markdown_inline.hpp"
#include "unit/formats/published_shape.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

struct Case {
  std::string text, shown;
};

void check_all(const std::vector<Case>& cases, const std::string& file, const std::string& format) {
  for (const Case& one : cases) {
    INFO(one.text);
    const PublishedSource source = read_published(one.text, file);
    CHECK(source.format == format);
    CHECK(shown(source) == one.shown);
    check_shape(source);
  }
}

}  // namespace

TEST_CASE("marks of Markdown are taken off, what was printed stays") {
  struct Marked {
    std::string raw, text;
  };
  const std::vector<Marked> lines{{"# 第一部分 概况", "第一部分 概况"},
                                  {"#### 目录 ##", "目录"},
                                  {"#1 楼维修", "#1 楼维修"},
                                  {"**12.卫生（类）：**支出 5.24 万元", "12.卫生（类）：支出 5.24 万元"},
                                  {"得分=20分*执行率，5*3*2", "得分=20分*执行率，5*3*2"},
                                  {"电话 138****1234", "电话 138****1234"},
                                  {"余下的 ** 一个", "余下的 ** 一个"},
                                  {"- (一) 部门职能", "(一) 部门职能"},
                                  {"- 9. 项目支出", "9. 项目支出"},
                                  {"- 12 -", "- 12 -"},
                                  {"> 说明", "说明"},
                                  {"> 95%", "> 95%"},
                                  {"---", ""},
                                  {"* * *", ""},
                                  {"```text", ""},
                                  {"见[附表](http://a/b.xls)和![](_page_3.jpeg)图", "见附表和图"},
                                  {"黔财预[2021](10号)", "黔财预[2021](10号)"},
                                  {"1\\. 收入\\*", "1. 收入*"},
                                  {"指标&nbsp;&ge;&#57;5&amp;", "指标\xC2\xA0≥95&"},
                                  {"R&D;经费 A&B", "R&D;经费 A&B"},
                                  {"20355.94 m <sup>2</sup> <u> Х</u>", "20355.94 m ²  Х"},
                                  {"<5%，<项目>，a < b", "<5%，<项目>，a < b"},
                                  {"甲<br>乙<!-- 注 12 -->", "甲 乙"},
                                  {"_page_ __下划__", "_page_ __下划__"}};
  for (const Marked& one : lines) CHECK(markdown_line(one.raw) == one.text);
}

TEST_CASE("tables of Markdown are grids") {
  check_all(
      {{"# 表\n\n|项目|金额|\n|---|:-:|\n|合计|**12**|\n| a \\| b | |\n\n文",
        "1: 表\n2: \n3: ▦[0,0 项目][0,1 金额]\n4: \n5: [1,0 合计][1,1 12]\n6: [2,0 a | b][2,1 ]\n7: \n8: 文\n"},
       {"项目 | 金额\n---|---\n合计 | 5\n后", "1: ▦[0,0 项目][0,1 金额]\n2: \n3: [1,0 合计][1,1 5]\n4: 后\n"},
       {"## 一\n## 二\n合计\t<b>5</b>\n<u> </u>\t0.17", "1: 一\n2: 二\n3: ▤[0,0 合计][0,1 5]\n4: [1,0 ][1,1 0.17]\n"},
       {"## 一\n<table><tr><td rowspan=2>甲</td><td>1</td></tr>\n<tr><td>2<br>3</td></tr></table>\n末",
        "1: 一\n2: ▦[0,0 2x1 甲][0,1 1]\n3: [1,1 2 3]\n4: 末\n"}},
      "x.md", "markdown");
  check_all({{"# 一\n# 二", "1: 一\n2: 二\n"}}, "x.txt", "markdown");
  check_all({{"前言\n<TABLE><tr><td>a<td>b</TABLE>\n后", "1: 前言\n2: ▦[0,0 a][0,1 b]\n3: 后\n"}}, "x.txt", "markdown");
}

TEST_CASE("blocks of HTML are lines and its tables grids") {
  check_all(
      {{"<html><head><title>决算</title></head><body><h3>标题</h3>\n<p>单位:万元</p>文<b>字</b>一<br>文字二</body></"
        "html>",
        "1: 标题\n2: 单位:万元\n2: 文字一\n2: 文字二\n"},
       // merged cells
       {"<!doctype html><table>\n<tr><td rowspan=\"2\" "
        "colspan='2'>甲</td><td>1</td></tr>\n<tr><td>2</td></tr>\n<tr><td>a<td>b<td>c\n</table>",
        "2: ▦[0,0 2x2 甲][0,2 1]\n3: [1,2 2]\n4: [2,0 a][2,1 b][2,2 c]\n"},
       // a merge that runs into another, or out of the table
       {"<html><table><tr><td>a<td rowspan=9>b<td>c<tr><td colspan=3>d<td>e</table>",
        "1: ▦[0,0 a][0,1 2x1 b][0,2 c]\n1: [1,0 d][1,2 e]\n"},
       {"<html><table><tr><td rowspan=0>a<td>b<tr><td>c</table>", "1: ▦[0,0 2x1 a][0,1 b]\n1: [1,1 c]\n"},
       // wrapped lines, breaks, entities, what is hidden
       {"<html><table><tr><td>年度资\n  金总额<td>项 目<td>甲<br/>乙<td>a\nb<td>&ge;&nbsp;95&#37;<td hidden>9<td "
        "style='display : none'>8<td><script>7</script>m<sup>2</sup></table>",
        "1: ▦[0,0 年度资金总额][0,1 项 目][0,2 甲 乙][0,3 a b][0,4 ≥\xC2\xA0"
        "95%][0,5 m²]\n"},
       {"<html><p>一\u200B</p><!-- 5 --><style>p{width:5}</style><select><option>2020</select><p hidden>9</p><pre>甲  "
        "乙\n丙</pre>",
        "1: 一\n1: 甲 乙\n2: 丙\n"},
       // layout of the page: one column, one cell, a cell that holds a table
       {"<html><table><tr><td><p>一</p><p>二</p><table><tr><td>a<td>b</table></td></tr></table>",
        "1: 一\n1: 二\n1: ▦[0,0 a][0,1 b]\n"},
       {"<html><table><tr><td>首页<td>导航<tr><td>栏<td><table><tr><td>a<td>b</table>后<tr><td>页脚<td>电话</table>",
        "1: ▦[0,0 首页][0,1 导航]\n1: 栏\n1: ▦[0,0 a][0,1 b]\n1: 后\n1: ▦[0,0 页脚][0,1 电话]\n"},
       {"<html><table><caption>表题</caption><thead><tr><th>a<th>b<tbody><tr><tr><td>c<td>d</table>",
        "1: 表题\n1: ▦[0,0 a][0,1 b]\n1: \n1: [2,0 c][2,1 d]\n"},
       // broken markup
       {"<html><table><tr><td>a</b></td></div><td>b<td width=\"5>c</table>", "1: ▦[0,0 a][0,1 b]\n"},
       {"<html><font><b><p>甲<font><p>乙</table></b>丙<o:p>丁</o:p><td>戊", "1: 甲\n1: 乙丙丁戊\n"}},
      "x.html", "html");
  CHECK(read_published("<html><head><title> 某局\n决算 </title><body>x", "x.txt").title == "某局决算");
}

TEST_CASE("HTML in GBK is read by whatever name") {
  const PublishedSource source = read_published(
      "<html><head><meta charset=gb2312></head><table><tr><td>\xBA\xCF\xBC\xC6</td><td>5</td></tr></table>", "表.xls");
  CHECK(source.format == "html");
  CHECK(shown(source) == "1: ▦[0,0 合计][0,1 5]\n");
}

TEST_CASE("records of CSV are grids between titles") {
  check_all(
      {{"\xEF\xBB\xBF"
        "2022年度自评表\n部门：某局 公开14表\n项目,甲,\n,1,2\n总分,,,100\n",
        "1: 2022年度自评表\n2: 部门：某局 公开14表\n3: ▦[0,0 项目][0,1 甲][0,2 ]\n4: [1,0 ][1,1 1][1,2 2]\n5: [2,0 "
        "总分][2,1 ][2,2 ][2,3 100]\n"},
       // a spreadsheet's padding, an empty record between two tables, semicolons, tabs
       {"标题,,\r\n单位：万元,,\r\na,b,c\r\n合计,,\r\n,,\r\n标题二,,\r\nd,e,f\r\n",
        "1: 标题\n2: 单位：万元\n3: ▦[0,0 a][0,1 b][0,2 c]\n4: [1,0 合计][1,1 ][1,2 ]\n5: \n6: 标题二\n7: ▦[0,0 d][0,1 "
        "e][0,2 f]\n"},
       {"项目;金额\n甲,乙;1,5\n丙;2\n", "1: ▦[0,0 项目][0,1 金额]\n2: [1,0 甲,乙][1,1 1,5]\n3: [2,0 丙][2,1 2]\n"},
       {"项目\t1,000.00\n甲\t2,000,000.00\n", "1: ▦[0,0 项目][0,1 1,000.00]\n2: [1,0 甲][1,1 2,000,000.00]\n"},
       {"sep=;\na;b,c\n", "1: \n2: ▦[0,0 a][0,1 b,c]\n"},
       // quotes: line breaks, commas and quotes inside; one that is no quote
       {"\"年度\n指标值\",\"1,234\",\"a\nb\"\n\"他说\"\"好\"\"\",5\" 屏,\n尾,1\n",
        "1: ▦[0,0 年度指标值][0,1 1,234][0,2 a b]\n4: [1,0 他说\"好\"][1,1 5\" 屏][1,2 ]\n5: [2,0 尾][2,1 1]\n"},
       {"a,b\n\nc,d", "1: ▦[0,0 a][0,1 b]\n2: \n3: ▦[0,0 c][0,1 d]\n"}},
      "x.csv", "csv");
  const std::string said = fault_of([] { read_published("a,b\nc,\"d\ne,f\n", "x.csv"); });
  CHECK(said.find("csv.syntax") != std::string::npos);
  CHECK(said.find("x.csv:2") != std::string::npos);
}

TEST_CASE("the bytes say what a file is, then its name") {
  struct Named {
    std::string name, text, format;
  };
  const std::vector<Named> cases{
      {"a.csv", "<html><p>a", "html"},   {"a.txt", "a,b\nc,d", "text"},
      {"a.CSV", "a,b\nc,d", "csv"},      {"a.htm", "文字", "html"},
      {"a.txt", "<div>a</div>", "html"}, {"a", "文字", "text"},
      {"a.md", "文字", "markdown"},      {"a.txt", "<?xml version='1.0'?>\n<!-- a -->\n<HTML>a", "html"},
      {"a.tsv", "a\tb", "csv"},          {"a.txt", "|a|b|\n|--|--|\n|1|2|", "markdown"}};
  for (const Named& one : cases) {
    INFO(one.name + one.text);
    CHECK(read_published(one.text, one.name).format == one.format);
  }
  CHECK(is_published_name("a.HTML"));
  CHECK(is_published_name("a.xlsx"));
  CHECK_FALSE(is_published_name("a.jpg"));
  CHECK_FALSE(is_published_name("txt"));
}

TEST_CASE("whatever the bytes are, a source keeps its shape") {
  static const std::vector<std::string> parts{"<table>",
                                              "</table>",
                                              "<tr>",
                                              "<td>",
                                              "<td rowspan=3>",
                                              "<td colspan=\"2\">",
                                              "</td>",
                                              "<p>",
                                              "<br>",
                                              "</p>",
                                              "<div>",
                                              "</div>",
                                              "<b>",
                                              "</b>",
                                              "<!--",
                                              "-->",
                                              "<script>",
                                              "\n",
                                              "\t",
                                              "|",
                                              "|--|",
                                              "\n|",
                                              "**",
                                              "# ",
                                              "&ge;",
                                              "&#0;",
                                              "<sup>",
                                              "</sup>",
                                              "\"",
                                              ",",
                                              ";",
                                              "合计",
                                              "12.50",
                                              " ",
                                              "\\",
                                              "[",
                                              "](",
                                              ")",
                                              "<a href='",
                                              "\r",
                                              "\xE2\x80\x8B",
                                              "\xFF",
                                              "<html>",
                                              "<pre>",
                                              "<caption>",
                                              "<select>",
                                              "<td hidden>"};
  std::uint32_t seed = 20240731;
  const auto next = [&](std::size_t below) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8U) % below;
  };
  for (int round = 0; round < 3000; ++round) {
    std::string text = "合计与明细合计与明细";
    for (std::size_t i = next(60); i > 0; --i) text += parts[next(parts.size())];
    static const std::vector<std::string> names{"x.txt", "x.md", "x.html", "x.csv"};
    try {
      check_shape(read_published(text, names[next(names.size())]));
    } catch (const Fault& fault) {
      CHECK((fault.code() == "csv.syntax" || fault.code() == "import.not_text"));
    }
  }
}

}  // namespace gouji::test
