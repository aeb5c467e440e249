#include <catch2/catch.hpp>

#include <algorithm>

#include "formats/column_cuts.hpp"
#include "formats/column_grid.hpp"
#include "formats/published_text.hpp"
#include "unit/formats/office_fixtures.hpp"

namespace gouji::test {
namespace {

using Lines = std::vector<std::string>;

Lines laid_out(const std::string& text) {
  PublishedSource source = read_published_text(text, "x.txt");
  CHECK(broken_rule(source).empty());
  for (const SourceGrid& grid : source.grids) CHECK_FALSE(grid.drawn);
  return flat(source);
}

}  // namespace

TEST_CASE("a grid of blanks gives its lines back, the others move with them") {
  const std::string table =
      "项目            预算数    决算数\n"
      "一、基本支出    100.00     98.50\n"
      "二、项目支出  1,200.00\n"
      "合计          1,300.00     98.50\n";
  const std::string text = "收入表\n" + table + "注：上表为收入。\n\n下表为支出，说明如下。\n\n支出表\n" + table + "完";
  const PublishedSource source = read_published_text(text, "x.txt");
  REQUIRE(source.grids.size() == 2);
  const std::vector<std::string_view> lines = lines_of(text);
  const PublishedSource first = with_lines_of(source, {0});
  REQUIRE(first.grids.size() == 1);
  CHECK(broken_rule(first).empty());
  REQUIRE(first.lines.size() == lines.size());
  for (std::size_t i = 1; i < 5; ++i) CHECK(first.lines[i].text == lines[i]);
  CHECK(first.grids[0].first_line == 11);
  CHECK(flat(first).back() == "完");
  const PublishedSource both = with_lines_of(source, {0, 1});
  CHECK(both.grids.empty());
  for (std::size_t i = 0; i < lines.size(); ++i) CHECK(both.lines[i].text == lines[i]);
  CHECK(flat(with_lines_of(source, {})) == flat(source));
}

TEST_CASE("text with columns by spaces becomes a grid, whatever a full-width character counts") {
  // Padded by the width on the page: a full-width character counts two.
  CHECK(laid_out("收支总表\n"
                 "项目            预算数    决算数\n"
                 "一、基本支出    100.00     98.50\n"
                 "二、项目支出  1,200.00\n"
                 "合计          1,300.00     98.50") ==
        Lines{"收支总表", "#1 [0]项目 [1]预算数 [2]决算数", "#1 [0]一、基本支出 [1]100.00 [2]98.50",
              "#1 [0]二、项目支出 [1]1,200.00", "#1 [0]合计 [1]1,300.00 [2]98.50"});
  // Padded by characters, as pdftotext does.
  CHECK(laid_out("项目       预算数      决算数\n"
                 "一、基本支出   100.00    98.50\n"
                 "二、项目支出 1,200.00\n"
                 "合计     1,300.00    98.50\n"
                 "注：无。") == Lines{"#1 [0]项目 [1]预算数 [2]决算数", "#1 [0]一、基本支出 [1]100.00 [2]98.50",
                                      "#1 [0]二、项目支出 [1]1,200.00", "#1 [0]合计 [1]1,300.00 [2]98.50", "注：无。"});
}

TEST_CASE("a table of amounts whose columns cannot be told apart stays lines, as they are") {
  const std::vector<std::string> bodies{
      // several amounts in one cell
      "科目名称        合计  基本支出 项目支出\n行政运行      120.00 120.00\n一般事务      1,080.50        1,080.50\n"
      "事业运行      90.00 90.00\n其他支出      60.00 60.00\n合计        1,350.50 270.00 1,080.50",
      // an amount and the name of the second side
      "项目            预算数  项目            预算数\n一、拨款              100.00 一、教育支出    60.00\n"
      "二、结转               20.00 二、住房保障支出 60.00\n收入总计              120.00 支出总计      120.00",
  };
  for (const std::string& body : bodies) {
    const Lines lines = laid_out(body);
    CAPTURE(body);
    CHECK(std::none_of(lines.begin(), lines.end(), [](const std::string& line) { return line.starts_with("#"); }));
    std::string joined;
    for (const std::string& line : lines) joined += (joined.empty() ? "" : "\n") + line;
    CHECK(joined == body);
  }
}

TEST_CASE("an amount and the name of the second side with one blank between them keep their columns") {
  CHECK(
      laid_out(
          "项目            预算数  项目            预算数\n一、拨款          100.00 一、教育支出        60.00\n"
          "二、结转           20.00 二、住房保障支出    60.00\n收入总计          120.00 支出总计          120.00\n") ==
      Lines{"#1 [0]项目 [1]预算数 [2]项目 [3]预算数", "#1 [0]一、拨款 [1]100.00 [2]一、教育支出 [3]60.00",
            "#1 [0]二、结转 [1]20.00 [2]二、住房保障支出 [3]60.00", "#1 [0]收入总计 [1]120.00 [2]支出总计 [3]120.00",
            ""});
}

TEST_CASE("a row whose code and name are one cell stands beside its columns: the table stays lines") {
  const auto grids_left = [](const std::string& cell) {
    ColumnGrid grid{4, {}};
    for (std::size_t row = 0; row < 5; ++row)
      grid.rows.push_back({row, row, false, {{0, 1, "301"}, {1, 1, "工资"}, {2, 1, "302"}, {3, 1, "2.00"}}});
    grid.rows.push_back({5, 5, false, {{0, 2, cell}, {3, 1, "9.64"}}});
    std::vector<ColumnGrid> grids{grid};
    drop_badly_cut(grids);
    return grids.size();
  };
  CHECK(grids_left("310 资本性支出") == 0);
  CHECK(grids_left("其他 资本性支出") == 1);
  CHECK(grids_left("310 元") == 1);
}

TEST_CASE("names with one blank between them stand over their columns where the figures stand beside them") {
  CHECK(laid_out("编码   名称        收入合计 财政拨款 上级补助      其他收入\n"
                 "201    行政运行        120.00   110.00    5.00          5.00\n"
                 "202    事业运行        220.00   200.00   10.00         10.00\n"
                 "203    其他支出        320.00   300.00   10.00         10.00\n")
            .front() == "#1 [0]编码 [1]名称 [2]收入合计 [3]财政拨款 [4]上级补助 [5]其他收入");
}

TEST_CASE("prose is no table") {
  const std::string prose =
      "一、总体情况  说明\n2023年度收入总计 100.5 万元，支出总计  100.5 万元。\n\n收支较上年增加  4.2 万元。\n（二）  "
      "其他\n";
  CHECK(laid_out(prose) == Lines{"一、总体情况  说明", "2023年度收入总计 100.5 万元，支出总计  100.5 万元。", "",
                                 "收支较上年增加  4.2 万元。", "（二）  其他", ""});
  // Two spaces that only part the cells do not keep columns.
  const std::string parted =
      "项目资金  年初预算数  执行数  得分\n年度资金总额  880.00  860.00  10\n其他  0.00  0.00  —\n总分  100  88  9\n";
  CHECK(laid_out(parted).front() == "项目资金  年初预算数  执行数  得分");
  CHECK(laid_out("甲  乙\n丙  丁\n") == Lines{"甲  乙", "丙  丁", ""});
  // Lines that part columns by tabs or strokes say so themselves.
  CHECK(laid_out("a\tb  c\n1\t2  3\n4\t5  6\n").front() == "#1 [0]a [1]b  c");
}

TEST_CASE("numbers of pages and running heads part the rows of a table and are none") {
  CHECK(laid_out("某局部门决算\n部门支出总表\n编码     名称            金额     执行\n"
                 "201      行政运行        10.00     9.00\n202      事业运行        20.00    19.00\n"
                 "\n            - 7 -\n某局部门决算\n部门支出总表（续）\n"
                 "203      住房公积金       3.00     2.00\n204      其他支出         4.00     4.00\n") ==
        Lines{"某局部门决算", "部门支出总表", "#1 [0]编码 [1]名称 [2]金额 [3]执行",
              "#1 [0]201 [1]行政运行 [2]10.00 [3]9.00", "#1 [0]202 [1]事业运行 [2]20.00 [3]19.00", "            - 7 -",
              "某局部门决算", "部门支出总表（续）", "#1 [0]203 [1]住房公积金 [2]3.00 [3]2.00",
              "#1 [0]204 [1]其他支出 [2]4.00 [3]4.00", ""});
}

TEST_CASE("a table without figures ends where the caption of the next one stands") {
  CHECK(laid_out(
            "部门：某局                                  单位：万元\n编码      名称        合计      基本      项目\n"
            "          合计\n\n表9\n     某某表\n部门：某局                                  单位：万元\n"
            "编码      名称        合计      基本      项目\n          合计\n注：无此项支出，故本表为空。\n") ==
        Lines{"#1 [0]部门：某局 [4]单位：万元", "#1 [0]编码 [1]名称 [2]合计 [3]基本 [4]项目", "#1 [1]合计", "", "表9",
              "     某某表", "#2 [0]部门：某局 [4]单位：万元", "#2 [0]编码 [1]名称 [2]合计 [3]基本 [4]项目",
              "#2 [1]合计", "注：无此项支出，故本表为空。", ""});
}

TEST_CASE("the same table of another unit on the next page is a grid of its own") {
  const auto table = [](const std::string& unit) {
    return "部门收支总表\n部门：" + unit +
           "                          单位：万元\n编码     名称            金额     执行\n"
           "201      行政运行        10.00     9.00\n202      事业运行        20.00    19.00\n";
  };
  const auto grids = [&](const std::string& second) {
    return read_published_text(table("某局") + "\n          - 7 -\n\n" + table(second), "x.txt").grids.size();
  };
  CHECK(grids("某站") == 2);
  CHECK(grids("某局") == 1);
}

TEST_CASE("below a page's number a title of the unit on the cover and its unit of money begin another grid") {
  const auto page = [](const std::string& number, const std::string& title) {
    return number + "\n           " + title +
           "\n                                      单位：万元\n编码     名称            金额     执行\n"
           "201      行政运行        10.00     9.00\n202      事业运行        20.00    19.00\n\n";
  };
  const auto grids = [&](const std::string& second) {
    return read_published_text("某水文站管理局\n" + page("表1", "某水文站管理局2024年收入表") + "          1\n\n" +
                                   page("表2", second) + "          2\n\n",
                               "x.txt")
        .grids.size();
  };
  CHECK(grids("某水文站管理局2024年支出表") == 2);
  CHECK(grids("某水文站管理局2024年收入表") == 1);  // the same table goes on
  CHECK(grids("某水文站管理局2024年收入表（续）") == 1);
}

TEST_CASE("a title behind an empty line begins another grid where the lines below it have no colons") {
  const std::string table =
      "            某某表\n部门：某局                    单位：万元\n项目                 预算数     执行数\n"
      "一、拨款             100.00      98.50\n二、结转               2.00       1.50\n";
  const auto read = [&](const std::string& next) {
    Lines lines = laid_out(table + "\n" + next + "甲         乙                     丙\n丁         3.00       2.00\n");
    std::erase_if(lines, [](const std::string& line) { return !line.starts_with("#2"); });
    return lines;
  };
  // 项目名称 below the title of a form; a number of the table, without a colon, beside the unit's name
  for (const std::string facts : {"项目名称        甲项目\n", "部门：某局                    公开02表\n"}) {
    CAPTURE(facts);
    CHECK(read("               另一表\n" + facts).size() == 3);
    CHECK(read("               另一表\n            （2024年度）\n" + facts).size() == 3);
    CHECK(read("            某某表\n" + facts).empty());  // printed again
    CHECK(read("一、拨款的\n" + facts).empty());          // begins where names do: a name that goes on
  }
}

TEST_CASE("a heading of two texts above the title and its unit is no row") {
  CHECK(laid_out("       第二部分  预算报表\n表1\n        某局收入表\n                              单位：万元\n"
                 "项目                 预算数     执行数\n一、拨款             100.00      98.50\n"
                 "二、结转               2.00       1.50\n") ==
        Lines{"       第二部分  预算报表", "表1", "        某局收入表", "                              单位：万元",
              "#1 [0]项目 [1]预算数 [2]执行数", "#1 [0]一、拨款 [1]100.00 [2]98.50", "#1 [0]二、结转 [1]2.00 [2]1.50",
              ""});
}

TEST_CASE("names of the second side that stand alone on many lines are rows") {
  std::string text =
      "项目            预算数    项目                预算数\n"
      "一、拨款        120.00    一、教育支出         60.00\n二、结转         20.00    二、科技支出         40.00\n";
  for (const char* number : {"三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"})
    text += std::string(26, ' ') + number + "、某支出\n";
  text += "收入总计        140.00    支出总计            140.00\n";
  const Lines lines = laid_out(text);
  REQUIRE(lines.size() == 15);
  CHECK(lines[3] == "#1 [2]三、某支出");
  CHECK(lines[12] == "#1 [2]十二、某支出");
  CHECK(lines[13] == "#1 [0]收入总计 [1]140.00 [2]支出总计 [3]140.00");
  // Prose below a table, at the edge of the page, is none.
  CHECK(laid_out("项目        预算数\n拨款        120.00\n结转         20.00\n总计        140.00\n某句话。\n")
            .back()
            .empty());
}

TEST_CASE("letters set wide are one word, but for heads of parts of a code") {
  CHECK(laid_out("          收          入                        支          出\n"
                 "项目            预算数    执行数    项目            预算数    执行数\n"
                 "一、拨款        120.00    119.00    一、教育支出     60.00     59.00\n"
                 "二、结转         20.00     20.00    二、科技支出     80.00     80.00\n")
            .front() == "#1 [0+2]收 入 [3+2]支 出");
  CHECK(laid_out("编码      名称          合计         本  年  收  入\n"
                 "                                   拨款    事业      其他\n"
                 "201       行政运行      30.00      10.00    15.00      5.00\n"
                 "202       事业运行      20.00      10.00     5.00      5.00\n")
            .front() == "#1 [0]编码 [1]名称 [2]合计 [3+2]本 年 收 入");
  CHECK(laid_out("类    款    项    名称          合计      执行\n"
                 "201   03    01    行政运行      30.00     10.00\n"
                 "201   03    02    一般事务      20.00     10.00\n")
            .front() == "#1 [0]类 [1]款 [2]项 [3]名称 [4]合计 [5]执行");
}

TEST_CASE("a wrapped name of the head stands around a line of it, a year is one word with what follows") {
  CHECK(laid_out("部门：某局          单位：万元\n                                   补助下级\n编码     名称 "
                 "      2023 年合计  经营\n"
                 "                                   单位支出\n201      行政运行        10.00\n"
                 "202      事业运行        20.00\n203      其他支出        20.00\n") ==
        Lines{"#1 [0+2]部门：某局 [2]单位：万元", "#1 [4]补助下级", "#1 [0]编码 [1]名称 [2]2023年合计 [3]经营",
              "#1 [4]单位支出", "#1 [0]201 [1]行政运行 [2]10.00", "#1 [0]202 [1]事业运行 [2]20.00",
              "#1 [0]203 [1]其他支出 [2]20.00", ""});
}

TEST_CASE("a name printed above and below its figures is one cell") {
  CHECK(laid_out("编码     名称            金额   执行\n"
                 "201      行政运行        10.00   9.00\n"
                 "         政府办公厅及相\n"
                 "2010301                  20.00  19.00\n"
                 "         关机构事务\n"
                 "202      其他            30.00  29.00\n") ==
        Lines{"#1 [0]编码 [1]名称 [2]金额 [3]执行", "#1 [0]201 [1]行政运行 [2]10.00 [3]9.00",
              "#1 [0]2010301 [1]政府办公厅及相关机构事务 [2]20.00 [3]19.00", "#1 [0]202 [1]其他 [2]30.00 [3]29.00",
              ""});
}

TEST_CASE("wrapped lines stay rows where nothing says whose they are") {
  CHECK(laid_out("指标      目标    完成\n"
                 "会议保    50次    52次\n"
                 "障场次\n"
                 "及时率    90      88\n"
                 "合格率    95      96\n") == Lines{"#1 [0]指标 [1]目标 [2]完成", "#1 [0]会议保 [1]50次 [2]52次",
                                                    "#1 [0]障场次", "#1 [0]及时率 [1]90 [2]88",
                                                    "#1 [0]合格率 [1]95 [2]96", ""});
}

TEST_CASE("heads over several columns keep their width, wide names find their column") {
  CHECK(laid_out("                     其中之一和其中之二\n"
                 "项   目      合计    基本     项目\n"
                 "行政运行    10.00    6.00     4.00\n"
                 "合   计     10.00    6.00     4.00\n") ==
        Lines{"                     其中之一和其中之二", "#1 [0]项 目 [1]合计 [2]基本 [3]项目",
              "#1 [0]行政运行 [1]10.00 [2]6.00 [3]4.00", "#1 [0]合 计 [1]10.00 [2]6.00 [3]4.00", ""});
  CHECK(laid_out("项目      合计    财政拨款和专户资金\n"
                 "名称      小计    拨款      专户\n"
                 "甲       10.00    6.00      4.00\n"
                 "乙       10.00    6.00      4.00\n")[0] == "#1 [0]项目 [1]合计 [2+2]财政拨款和专户资金");
}

TEST_CASE("a word of the head beside the words of another line of it names a column, with a figure below it or not") {
  struct Case {
    std::string what, upper, lower, row;
    Lines read;
  };
  const std::string lower = "编码  名称                  拨款    基金    单位资金";
  const std::vector<Case> cases{
      {"at the right edge",
       "                  合计            本年收入              上年结转",
       lower,
       "201   行政运行    9.00      8.00                1.00",
       {"#1 [2]合计 [4]本年收入 [6]上年结转", "#1 [0]编码 [1]名称 [3]拨款 [4]基金 [5]单位资金",
        "#1 [0]201 [1]行政运行 [2]9.00 [3]8.00 [5]1.00"}},
      {"below the unit of money",
       "                                                  单位：万元\n"
       "                  合计            本年收入              上年结转",
       lower,
       "201   行政运行    9.00      8.00                1.00",
       {"#1 [2]合计 [4]本年收入 [6]上年结转", "#1 [0]编码 [1]名称 [3]拨款 [4]基金 [5]单位资金",
        "#1 [0]201 [1]行政运行 [2]9.00 [3]8.00 [5]1.00"}},
      {"without a title over the others",
       "                  合计                                  上年结转",
       lower,
       "201   行政运行    9.00      8.00                1.00",
       {"#1 [2]合计 [6]上年结转", "#1 [0]编码 [1]名称 [3]拨款 [4]基金 [5]单位资金",
        "#1 [0]201 [1]行政运行 [2]9.00 [3]8.00 [5]1.00"}},
      {"two of them",
       "                  合计            本年收入              上年结转    事业基金",
       lower,
       "201   行政运行    9.00      8.00                1.00",
       {"#1 [2]合计 [4]本年收入 [6]上年结转 [7]事业基金", "#1 [0]编码 [1]名称 [3]拨款 [4]基金 [5]单位资金",
        "#1 [0]201 [1]行政运行 [2]9.00 [3]8.00 [5]1.00"}},
      {"before the columns of a title",
       "                  合计    上年结转          本年收入",
       "编码  名称                            拨款    基金    单位资金",
       "201   行政运行    9.00                8.00                1.00",
       {"#1 [2]合计 [3]上年结转 [5]本年收入", "#1 [0]编码 [1]名称 [4]拨款 [5]基金 [6]单位资金",
        "#1 [0]201 [1]行政运行 [2]9.00 [4]8.00 [6]1.00"}},
      {"figures behind the lower head, before the upper one",
       "                  合计            本年收入                  上年结转",
       lower,
       "201   行政运行    9.00      8.00                      1.00",
       {"#1 [2]合计 [4]本年收入 [6]上年结转", "#1 [0]编码 [1]名称 [3]拨款 [4]基金 [5]单位资金",
        "#1 [0]201 [1]行政运行 [2]9.00 [3]8.00 [5]1.00"}},
      {"figures below the upper one only",
       "                  合计            本年收入              上年结转",
       lower,
       "201   行政运行    9.00      8.00                            1.00",
       {"#1 [2]合计 [4]本年收入 [6]上年结转", "#1 [0]编码 [1]名称 [3]拨款 [4]基金 [5]单位资金",
        "#1 [0]201 [1]行政运行 [2]9.00 [3]8.00 [6]1.00"}},
      {"a title over the gap between its columns is none",
       "                  合计              本年收入              上年结转",
       "编码  名称                  拨款            基金",
       "201   行政运行    9.00      8.00            1.00",
       {"#1 [2]合计 [3]本年收入 [5]上年结转", "#1 [0]编码 [1]名称 [3]拨款 [4]基金",
        "#1 [0]201 [1]行政运行 [2]9.00 [3]8.00 [4]1.00"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    Lines lines = laid_out(one.upper + "\n" + one.lower + "\n" + one.row + "\n" + one.row + "\n");
    std::erase_if(lines, [](const std::string& line) { return !line.starts_with("#"); });
    lines.resize(3);
    CHECK(lines == one.read);
  }
}

TEST_CASE("a long name behind one blank is a column of its own where all figures stand below the one before it") {
  struct Case {
    std::string what, head;
    Lines read;
  };
  const std::string rows =
      "甲        10      10\n"
      "乙        20      15\n"
      "丙        30    25.5\n";
  const Lines below{"#1 [0]甲 [1]10 [2]10", "#1 [0]乙 [1]20 [2]15", "#1 [0]丙 [1]30 [2]25.5", ""};
  const std::vector<Case> cases{
      {"wrapped",
       "指标    分值    得分 没有得满的原因\n                     说明\n",
       {"#1 [0]指标 [1]分值 [2]得分 [3]没有得满的原因", "#1 [3]说明"}},
      {"wrapped before its last letter",
       "指标    分值    得分 没有得满的原因说\n                     明\n",
       {"#1 [0]指标 [1]分值 [2]得分 [3]没有得满的原因说", "#1 [3]明"}},
      {"on one line", "指标    分值    得分 没有得满的原因\n", {"#1 [0]指标 [1]分值 [2]得分 [3]没有得满的原因"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    Lines want = one.read;
    want.insert(want.end(), below.begin(), below.end());
    CHECK(laid_out(one.head + rows) == want);
  }
  // A short name is no column: which of the two the figures are of cannot be told, and the lines stay as they are.
  CHECK(laid_out("指标    分值    本年 得分\n" + rows).front() == "指标    分值    本年 得分");
}

TEST_CASE("a table over a page break is one grid, the head printed again is no row") {
  const std::string head = "项目        预算     决算\n";
  const Lines made =
      laid_out("支出表\n" + head + "甲         10.00     9.00\n乙         20.00    19.00\n\n- 3 -\n\f支出表\n" + head +
               "丙         30.00    29.00\n");
  CHECK(made == Lines{"支出表", "#1 [0]项目 [1]预算 [2]决算", "#1 [0]甲 [1]10.00 [2]9.00", "#1 [0]乙 [1]20.00 [2]19.00",
                      "- 3 -", "^ 支出表", "项目        预算     决算", "#1 [0]丙 [1]30.00 [2]29.00", ""});
  // Another title between: another table.
  const Lines two =
      laid_out("支出表\n" + head + "甲         10.00     9.00\n\f收入表\n" + head + "丙         30.00    29.00\n");
  CHECK(two.back().empty());
  CHECK(two[4] == "#2 [0]项目 [1]预算 [2]决算");
}

TEST_CASE("the next form, which opens as the one before it did, is no page of the table that closes that one") {
  const Lines lines = laid_out(
      "                                         项目支出绩效自评表\n"
      "                                           （2022 年度）\n"
      "\n"
      " 项目名称          环湖湿地管护养护项目\n"
      " 主管部门          某某市生态建设局              实施单位    某某市生态修复服务中心\n"
      "                                            年初预算数   全年预算数   全年执行数    分值     执行率     得分\n"
      "                年度资金总额                    680.00       652.00       640.26      10     98.20%     9.82\n"
      "   项目资金       其中：本年财政拨款            680.00       652.00       640.26      —     98.20%       —\n"
      "   （万元）       上年结转资金                    0.00         0.00         0.00      —      0.00%       —\n"
      "                  其他资金                        0.00         0.00         0.00      —      0.00%       —\n"
      " 年度总                            预期目标                                实际完成情况\n"
      " 体目标        完成环湖湿地日常管护，补植水生植物，改善湿    完成环湖湿地日常管护和水生植物补植，湿地水\n"
      "               地生态环境。                                  质稳定达标。\n"
      " 一级指标    二级指标     三级指标          年度指标值        实际完成值        分值  得分   "
      "偏差原因分析及改进措施\n"
      "             数量指标     湿地管护面积      ≥5200亩          4680亩            10    9\n"
      "                          补植水生植物      ≥12万株          12.6万株          10    10\n"
      " 产出指标（  质量指标     水生植物成活率    ≥90%             93%               10    10\n"
      " 50分）      时效指标     年度管护任务完成  2022年12月底前    2022年12月25日    10    10\n"
      "                          时间\n"
      "             成本指标     项目总成本        ≤652万元         640.26万元        10    10\n"
      "             社会效益指   接待科普研学人次  ≥3万人次         3.4万人次         10    10\n"
      "             标\n"
      " 效益指标（  生态效益指   湿地出水水质      Ⅳ类及以上        Ⅳ类              10    10\n"
      " 30分）      标\n"
      "             可持续影响   长效管护机制健全  健全              基本健全          10    8      "
      "管护考核办法尚在修订，\n"
      "             指标         性                                                                 2023年上半年印发\n"
      " 满意度指标  服务对象满   周边居民满意度    ≥90%             95%               10    10\n"
      " （10分）    意度指标\n"
      "                                      总分                                      100   96.82\n"
      "\n"
      "                                            — 7 —\n"
      "\f"
      "                                         项目支出绩效自评表\n"
      "                                           （2022 年度）\n"
      "\n"
      " 项目名称          某湖北岸蓝藻应急打捞处置项目\n"
      " 主管部门          某某市生态建设局              实施单位    某某市生态修复服务中心\n"
      "                                            年初预算数   全年预算数   全年执行数    分值     执行率     得分\n"
      "                年度资金总额                    320.00       320.00       296.00      10     92.50%     9.25\n"
      "   项目资金       其中：本年财政拨款            320.00       320.00       296.00      —     92.50%       —\n"
      "   （万元）       上年结转资金                    0.00         0.00         0.00      —      0.00%       —\n"
      "                  其他资金                        0.00         0.00         0.00      —      0.00%       —\n"
      " 年度总                            预期目标                                实际完成情况\n"
      " 体目标        及时打捞处置岸线蓝藻，防止水华聚集影响居民    全年打捞处置藻浆8.4万吨，未发生因蓝藻引起\n"
      "               生活。                                        的重大舆情。\n");
  const auto has = [&](std::string_view words) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return line.find(words) != std::string::npos; });
  };
  CHECK(has("[0]一级指标 [1]二级指标 [2]三级指标"));
  CHECK(has("[1]质量指标 [2]水生植物成活率"));
}

TEST_CASE("long text is read in time that grows with its length") {
  std::string text;
  for (int i = 0; i < 6'000; ++i) text += fmt::format("名称{:<10}  {:>12}  {:>12}\n", i % 97, i * 3, i * 7);
  const PublishedSource source = read_published_text(text, "x.txt");
  REQUIRE(source.grids.size() == 1);
  CHECK(source.grids[0].rows == 6'000);
  CHECK(source.grids[0].columns == 3);
}

}  // namespace gouji::test
