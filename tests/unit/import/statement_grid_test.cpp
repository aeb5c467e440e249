// Statements in grids: invented tables for each thing that provinces print, drawn and scanned.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "unit/import/drawn_statements.hpp"

using namespace gouji;
using namespace gouji::intake;

TEST_CASE("two sides of one table become rows of each side, the left ones first") {
  const auto tables =
      Page()
          .line("收支预算总表 公开01表")
          .line("部门：某市某局  单位：万元")
          .grid({"[1x2]收入|^|[1x2]支出|^", "项目|预算数|项目|预算数", "一、财政拨款收入|1.00|一、基本支出|0.60",
                 "||二、项目支出|", "收入总计|1.00|支出总计|1.00"})
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].name == "收支预算总表");
  CHECK(tables[0].known);
  REQUIRE(tables[0].number);
  CHECK(tables[0].number->text == "公开01表");
  REQUIRE(tables[0].money_unit);
  CHECK(tables[0].money_unit->text == "万元");
  CHECK(tables[0].columns == Rows{"预算数"});
  CHECK(shown_row(tables[0]) == Rows{"收入 一、财政拨款收入 1.00", "收入 收入总计 1.00", "支出 一、基本支出 0.60",
                                     "支出 二、项目支出 blank", "支出 支出总计 1.00"});
}

TEST_CASE("words right below a number that stands alone are the title, whatever they end with") {
  const Rows body = {"科目编码|科目名称|本年预算数", "[1x2]合计|^|3.00", "30201|办公费|1.00", "30206|电费|2.00"};
  Rows inside = {"[1x3]表8|^|^", "[1x3]机关运行经费|^|^", "[1x3]单位：万元|^|^"};
  inside.insert(inside.end(), body.begin(), body.end());
  const auto in_grid = Page().grid(inside).read();
  REQUIRE(in_grid.size() == 1);
  CHECK(in_grid[0].name == "机关运行经费");
  const auto above = Page().line("表8").line("机关运行经费").line("单位：万元").grid(body).read();
  REQUIRE(above.size() == 1);
  CHECK(above[0].name == "机关运行经费");
  // without the number they are some words above a table
  const auto loose = Page().line("机关运行经费").line("单位：万元").grid(body).read();
  REQUIRE(loose.size() == 1);
  CHECK(loose[0].name != "机关运行经费");
}

TEST_CASE("the known table tells the sides that its head leaves out") {
  Page page;
  page.line("收支预算总表")
      .grid({"项目|预算数|项目|预算数", "财政拨款收入|10.00|基本支出|8.00", "本年收入合计|10.00|结转下年|2.00"});
  const auto tables = page.read();
  REQUIRE(tables.size() == 1);
  std::vector<std::string> sides;
  for (const ReadRow& row : tables[0].rows) sides.push_back(row.side);
  CHECK(sides == std::vector<std::string>{"收入", "收入", "支出", "支出"});
}

TEST_CASE("columns of the sides may differ, and lines are numbered") {
  const auto tables = Page()
                          .line("财政拨款收入支出决算总表")
                          .grid({"[1x3]收 入|^|^|[1x4]支 出|^|^|^", "项目|行次|金额|项目|行次|合计|一般公共预算",
                                 "栏次||1|栏次||2|3", "一、一般公共预算|1|5.00|一、教育支出|3|5.00|5.00", "|2|||4||"})
                          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"金额", "合计", "一般公共预算"});
  CHECK(shown_row(tables[0]) == Rows{"收入 #1 一、一般公共预算 5.00 absent absent", "收入 #2 ~ blank absent absent",
                                     "支出 #3 一、教育支出 absent 5.00 5.00", "支出 #4 ~ absent blank blank"});
}

TEST_CASE("levels of a head are joined, and codes printed apart are one") {
  struct Case {
    std::string title;
    Rows rows;
    Rows columns;
    Rows read;
  };
  const std::vector<Case> cases{
      {"某局支出表",
       {"[1x4]项目|^|^|^|[1x2]本年支出|^", "[1x3]科目编码|^|^|[3x1]科目名称|[3x1]小计|[3x1]基本支出",
        "[2x1]类|[2x1]款|[2x1]项|^|^|^", "^|^|^|^|^|^", "201|03|01|行政运行|8.00|8.00", "[1x4]合计|^|^|^|8.00|8.00"},
       {"本年支出/小计", "本年支出/基本支出"},
       {"2010301 行政运行 8.00 8.00", "合计 8.00 8.00"}},
      {"某局基本支出表",
       {"类|款|科目名称|金额", "301||工资福利支出|9", "|01|基本工资|4", "|02|津贴补贴|5"},
       {"金额"},
       {"301 工资福利支出 9", "30101 基本工资 4", "30102 津贴补贴 5"}},
      {"某局项目表",
       {"项目|金额", "2010301 行政运行|3", "[20103]办公厅事务|3"},
       {"金额"},
       {"2010301 行政运行 3", "20103 办公厅事务 3"}},
      {"某局三公经费增减表",
       {"项目|上年|本年|增减额|增减%", "合计|10|8|-2|-20%", "1.接待费|10|—|无|"},
       {"上年", "本年", "增减额", "增减%"},
       {"合计 10 8 -2 -20%", "1.接待费 10 — 无 blank"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.title);
    const auto tables = Page().line(one.title).line("单位：元").grid(one.rows).read();
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].name == one.title);
    CHECK_FALSE(tables[0].known);
    CHECK(tables[0].columns == one.columns);
    CHECK(shown_row(tables[0]) == one.read);
    CHECK(tables[0].money_unit->text == "元");
  }
}

TEST_CASE("a money unit in a head is the table's, other brackets stay") {
  const auto tables = Page().line("某局资产表").grid({"项目|金额（万元）|占比（%）", "车辆|3.00|5"}).read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"金额", "占比（%）"});
  CHECK(tables[0].money_unit->text == "万元");
}

TEST_CASE("groups of columns without sides follow each other, totals close the table") {
  const auto tables =
      Page()
          .line("基本支出决算表")
          .grid({"[1x3]人员经费|^|^|[1x3]公用经费|^|^", "科目编码|科目名称|决算数|科目编码|科目名称|决算数",
                 "301|工资福利支出|6|302|商品和服务支出|2", "30101|基本工资|6|30201|办公费|2",
                 "[1x2]人员经费合计|^|6|[1x2]公用经费合计|^|2"})
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(shown_row(tables[0]) == Rows{"301 工资福利支出 6", "30101 基本工资 6", "302 商品和服务支出 2", "30201 办公费 2",
                                     "人员经费合计 6", "公用经费合计 2"});
}

TEST_CASE("a wide table has one row of figures and no names") {
  const auto tables =
      Page()
          .line("三公经费支出决算表")
          .grid({"[1x2]预算数|^|[1x2]决算数|^", "合计|公务接待费|合计|公务接待费", "1|2|3|4", "5.00|5.00|4.00|4.00"})
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"预算数/合计", "预算数/公务接待费", "决算数/合计", "决算数/公务接待费"});
  CHECK(shown_row(tables[0]) == Rows{"~ 5.00 5.00 4.00 4.00"});
}

TEST_CASE("several tables in one grid, as sheets and CSV have them") {
  const auto tables =
      Page()
          .grid({"表1||", "某局收入表||单位：万元", "科目编码|科目名称|合计", "201|一般公共服务|3", "|合计|3",
                 "注：含结转。||", "||", "表2||", "某局支出表||", "科目编码|科目名称|合计", "201|一般公共服务|2"})
          .read();
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].number->text == "表1");
  CHECK(tables[0].name == "某局收入表");
  CHECK(shown_row(tables[0]) == Rows{"201 一般公共服务 3", "合计 3"});
  REQUIRE(tables[0].notes.size() == 1);
  CHECK(tables[0].notes[0].text == "注：含结转。");
  CHECK(tables[1].number->text == "表2");
  CHECK(tables[1].name == "某局支出表");
}

TEST_CASE("a page break continues a table, its head printed again or not") {
  const Rows head{"项目|预算数|项目|预算数"};
  for (const bool again : {true, false}) {
    CAPTURE(again);
    Page page;
    page.line("收支预算总表").grid({"[1x2]收入|^|[1x2]支出|^", "项目|预算数|项目|预算数", "甲收入|1|甲支出|1"});
    page.line("").line("12").line("");
    if (again)
      page.grid({"[1x2]收入|^|[1x2]支出|^", "项目|预算数|项目|预算数", "乙收入|2|乙支出|2"});
    else
      page.grid({"乙收入|2|乙支出|2"});
    const auto tables = page.read();
    REQUIRE(tables.size() == 1);
    CHECK(shown_row(tables[0]) == Rows{"收入 甲收入 1", "收入 乙收入 2", "支出 甲支出 1", "支出 乙支出 2"});
  }
}

TEST_CASE("a note that there is nothing to print is a note, the total stays a row") {
  const auto tables = Page()
                          .line("一般公共预算支出表")
                          .grid({"编码|科目名称|总计", "|本表没有发生数。|", "|合计|"})
                          .line("注：本表无数据。")
                          .read();
  REQUIRE(tables.size() == 1);
  CHECK(shown_row(tables[0]) == Rows{"合计 blank"});
  CHECK(tables[0].notes.size() == 2);
}

TEST_CASE("what is no statement is left alone") {
  CHECK(Page().line("绩效表").grid({"一级|二级|三级指标", "产出|数量|3"}).read().empty());
  CHECK(Page().line("第一部分").grid({"部门概况.....|1", "机构设置.....|3"}, false).read().empty());
  CHECK(Page().line("见下页。").grid({"上一页|下一页", "1|2"}).read().empty());
}

TEST_CASE("a scanned title, head and names are mended where a known table says how, and doubted") {
  const auto tables = Page()
                          .grid({"表2||||||", "||2021年|收入预|算总表||", "||||||单位：万元",
                                 "|功能分类科目|收入总计|一般公共 预算拨款||上级作助|其他收入",
                                 "编码|科目名称|127 (12)|收入|款收入||<b>T</b> 1", "201|一般公共服务|5.00|4.00||1.00|",
                                 "|合计|5.00|4.00||1.00|"},
                                false)
                          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].name == "2021年收入预算总表");
  CHECK(tables[0].columns ==
        Rows{"收入总计", "一般公共预算拨款收入", "政府性基金预算拨款收入", "上级补助收入", "其他收入"});
  CHECK(shown_row(tables[0]) == Rows{"201 一般公共服务 5.00 4.00 blank 1.00 blank", "合计 5.00 4.00 blank 1.00 blank"});
  CHECK(tables[0].rows[0].doubtful == std::map<std::string, std::string>{{"上级补助收入", "表头识别不清"}});
}

TEST_CASE("a scan centres a head over its columns") {
  const auto tables =
      Page()
          .line("一般公共预算支出表")
          .grid({"|功能分类科目|总计||基本支出|||项目支出", "编码|科目名称|心儿|小计|人员经费|公用经费|小计|本级项目",
                 "201|一般公共服务|9|5|3|2|4|4"},
                false)
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns ==
        Rows{"总计", "基本支出/小计", "基本支出/人员经费", "基本支出/公用经费", "项目支出/小计", "项目支出/本级项目"});
  CHECK(tables[0].rows[0].doubtful.empty());
}

TEST_CASE("where blanks keep the columns, a subtotal opens the columns of the group above it") {
  struct Case {
    Rows head;
    Rows columns;
  };
  const Rows body{"201|一般公共服务|9|2|5|5|^|^|2", "202|外交支出|4|^|4|4|^|^|^"};
  const std::vector<Case> cases{
      {{"^|^|^|^|^|财政拨款|^|^|^", "编码|科目名称|合计|上年结转|小计|一般预算|政府性基金|事业收入|其他收入"},
       {"合计", "上年结转", "财政拨款/小计", "财政拨款/一般预算", "财政拨款/政府性基金", "事业收入", "其他收入"}},
      {{"^|^|^|^|财政拨款|^|^|^|^", "编码|科目名称|合计|上年结转|小计|一般预算|政府性基金|事业收入|其他收入"},
       {"合计", "上年结转", "财政拨款/小计", "财政拨款/一般预算", "政府性基金", "事业收入", "其他收入"}},
      // One total only: the group is over all of it.
      {{"^|^|^|^|^|本年收入|^|^|^", "编码|科目名称|合计|上年结转|拨款|一般预算|政府性基金|事业收入|其他收入"},
       {"本年收入/合计", "本年收入/上年结转", "本年收入/拨款", "本年收入/一般预算", "本年收入/政府性基金",
        "本年收入/事业收入", "本年收入/其他收入"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.head.front());
    Rows rows = one.head;
    rows.insert(rows.end(), body.begin(), body.end());
    const auto tables = Page().line("某局收入总表").line("单位：元").grid(rows, false).read();
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].columns == one.columns);
  }
}

TEST_CASE("a title over the middle of its columns reaches as far behind as to the sum before them") {
  const auto columns = [](const std::string& last) {
    return Page()
        .line("某局经费表")
        .grid(
            {"^|^|[1x2]资金来源|^", "项目|合计|一般预算|政府性基金|国有资本", "接待费|3|3|^|" + last, "车辆费|6|6|^|^"},
            false)
        .read()
        .at(0)
        .columns;
  };
  CHECK(columns("^") == Rows{"资金来源/合计", "资金来源/一般预算", "资金来源/政府性基金", "资金来源/国有资本"});
}

TEST_CASE("a group's title alone above the head on the next page is no row") {
  const auto tables = Page()
                          .line("某局收入总表")
                          .grid({"^|^|^|财政拨款|^", "编码|科目名称|小计|一般预算|政府性基金", "201|一般公共服务|9|9|^",
                                 "^|^|^|财政拨款|^", "编码|科目名称|小计|一般预算|政府性基金", "202|外交支出|4|4|^"},
                                false)
                          .read();
  REQUIRE(tables.size() == 1);
  CHECK(shown_row(tables[0]) == Rows{"201 一般公共服务 9 9 blank", "202 外交支出 4 4 blank"});
}

TEST_CASE("the second reading of a line is no row, a figure without its name is kept in doubt") {
  const auto tables =
      Page()
          .line("收支预算总表")
          .grid({"收入||支出|", "项目|金额|项目|金额", "本年收入合计|2,238.95||2,238.96", "2 22|0.17|— 1'牛|0.00",
                 "|5 5|结转下年|1.00", "总计|2,238.95|总计|2,238.95", "|2,230.90|<u>, , </u>|2,250.5"},
                false)
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(shown_row(tables[0]) == Rows{"收入 本年收入合计 2,238.95", "收入 ~ 0.17", "收入 ~ 5 5", "收入 总计 2,238.95",
                                     "支出 ~ 2,238.96", "支出 — 1'牛 0.00", "支出 结转下年 1.00",
                                     "支出 总计 2,238.95"});
  CHECK(tables[0].rows[1].doubtful.contains("label"));
  CHECK(tables[0].rows[2].doubtful.contains("金额"));
  CHECK(tables[0].rows[4].doubtful.contains("label"));
  CHECK(tables[0].rows[5].doubtful.contains("label"));
  const bool ghost = std::any_of(tables[0].seen.begin(), tables[0].seen.end(), [](const Piece& piece) {
    return piece.text == "2,230.90" && !piece.doubtful.empty();
  });
  CHECK(ghost);
}

TEST_CASE("codes printed apart below one head are joined, the heads of their parts beside the column numbers or not") {
  const Rows body{"|||合计|9.00|9.00", "207|||文化支出|9.00|9.00", "207|01||文化和旅游|9.00|9.00",
                  "207|01|09|群众文化|9.00|9.00"};
  const std::vector<Rows> heads{{"科目编码|||科目名称|合计|其他收入", "类|款|项|栏次|1|2"},
                                {"科目编码|||科目名称|合计|其他收入", "类|款|项|||"},
                                {"科目编码|||科目名称|合计|其他收入"},
                                {"[1x3]科目编码|^|^|科目名称|合计|其他收入", "类|款|项|栏次|1|2"},
                                {"[1x3]科目编码|^|^|科目名称|合计|其他收入"}};
  for (const Rows& head : heads) {
    CAPTURE(head);
    Rows rows{"收入预算总表|||||", "|||||公开02表", "部门：某局|||||单位：元"};
    rows.insert(rows.end(), head.begin(), head.end());
    rows.insert(rows.end(), body.begin(), body.end());
    const auto tables = Page().grid(rows).read();
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].name == "收入预算总表");
    REQUIRE(tables[0].number);
    CHECK(tables[0].number->text == "公开02表");
    CHECK(tables[0].columns == Rows{"合计", "其他收入"});
    CHECK(shown_row(tables[0]) ==
          Rows{"合计 9.00 9.00", "207 文化支出 9.00 9.00", "20701 文化和旅游 9.00 9.00", "2070109 群众文化 9.00 9.00"});
  }
}
