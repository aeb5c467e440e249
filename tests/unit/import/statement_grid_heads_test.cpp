// Statements in grids: which words name rows and columns, where heads and titles end.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "unit/import/drawn_statements.hpp"

using namespace gouji;
using namespace gouji::intake;

TEST_CASE("number and unit in a grid of their own belong to the table below, the title above both") {
  const auto tables = Page()
                          .line("办公用房情况表")
                          .grid({"公开11表", "部门：某局|单位：万元"})
                          .grid({"项目|统计数", "办公用房|3.00"})
                          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].name == "办公用房情况表");
  CHECK(tables[0].number->text == "公开11表");
  CHECK(tables[0].money_unit->text == "万元");
}

TEST_CASE("a name merged from one group of columns into the next has the figure of the last") {
  const auto tables =
      Page()
          .line("基本支出明细表")
          .grid({"编码|名称|决算数|编码|名称|决算数|编码|名称|决算数", "301|工资|5|302|商品|2|310|设备|1",
                 "[1x2]人员经费合计|^|5|[1x5]公用经费合计|^|^|^|^|3"})
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(shown_row(tables[0]) == Rows{"301 工资 5", "302 商品 2", "310 设备 1", "人员经费合计 5", "公用经费合计 3"});
}

TEST_CASE("a table of marks for nothing is one under a title and unit, words in its columns make it none") {
  const Rows head{"编码|名称|合计"};
  CHECK(Page().line("转移支付安排表").line("单位：元").grid({head[0], "201|甲|无", "|合计|"}).read().size() == 1);
  CHECK(Page().line("转移支付安排表").line("单位：元").grid({head[0], "201|甲|见说明"}).read().empty());
  CHECK(Page().grid({head[0], "201|甲|无"}).read().empty());
}

TEST_CASE("titles of two tables in one grid need not be known") {
  const auto tables = Page()
                          .grid({"|工程安排表|", "||单位：元", "项目|合计|其他", "甲|2|1", "设备安排表||", "单位：元||",
                                 "项目|数量|合计", "乙|1|9"})
                          .read();
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].name == "工程安排表");
  CHECK(tables[1].name == "设备安排表");
  CHECK(shown_row(tables[1]) == Rows{"乙 1 9"});
}

TEST_CASE("a head in mid-table opens columns of its own, a label over a head and its figures is theirs") {
  const auto tables =
      Page()
          .line("基础数据表")
          .grid({"[2x1]人员情况（人）|[1x2]编制数|^|[1x2]在职人数|^", "^|[1x2]30|^|[1x2]28|^",
                 "经费情况（万元）|[1x2]2020年决算数|^|[1x2]2021年决算数|^", "公用经费|[1x2]6.00|^|[1x2]5.00|^",
                 "项目支出|[1x2]—|^|[1x2]9.00|^", "节约措施|[1x4]定点维修，从严审批。|^|^|^"})
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"编制数", "在职人数", "2020年决算数", "2021年决算数"});
  CHECK(shown_row(tables[0]) == Rows{"人员情况（人） 30 28 absent absent", "公用经费 absent absent 6.00 5.00",
                                     "项目支出 absent absent — 9.00"});
  CHECK(tables[0].notes.size() == 1);
}

TEST_CASE("words below figures open no head where the figures below them stand elsewhere") {
  const auto tables = Page().line("安排表").grid({"项目|数量|备注", "甲|2|新", "乙|未定|待批", "丙|3|旧"}).read();
  REQUIRE(tables.size() == 1);
  CHECK(shown_row(tables[0]) == Rows{"甲 2 新", "乙 未定 待批", "丙 3 旧"});
}

TEST_CASE("a table of projects has heads of forms, a total over their numbers and names has its name") {
  const Rows rows{"序号|项目名称|预算数|全年执行数", "1|书车|30|27", "2|数字化|50|50", "[1x2]合计|^|80|77"};
  const auto tables = Page().line("项目情况汇总表").grid(rows).read();
  REQUIRE(tables.size() == 1);
  CHECK(shown_row(tables[0]) == Rows{"#1 书车 30 27", "#2 数字化 50 50", "合计 80 77"});
  CHECK(Page().line("项目情况表").grid({"项目资金|预算数|全年执行数", "财政拨款|30|27"}).read().empty());
}

TEST_CASE("two columns of names are two levels of one label where no row prints both") {
  const Rows head{"采购品目大类|名称|合计|其他"};
  const auto levels =
      Page().line("采购安排表").grid({head[0], "合计||9|1", "货物||8|1", "|设备|8|1", "服务||1|"}).read();
  REQUIRE(levels.size() == 1);
  CHECK(levels[0].columns == Rows{"合计", "其他"});
  CHECK(shown_row(levels[0]) == Rows{"合计 9 1", "货物 8 1", "设备 8 1", "服务 1 blank"});
  const auto beside = Page().line("采购安排表").grid({head[0], "货物||8|1", "货物|设备|8|1", "服务||1|"}).read();
  REQUIRE(beside.size() == 1);
  CHECK(beside[0].columns == Rows{"采购品目大类", "合计", "其他"});
}

TEST_CASE("tags around nothing keep their place before a figure, in doubt") {
  const auto tables = Page().line("收入预算总表").grid({"项目|合计", "甲|2.00", "<u> </u>|0.17"}, false).read();
  REQUIRE(tables.size() == 1);
  CHECK(shown_row(tables[0]) == Rows{"甲 2.00", "<u> </u> 0.17"});
  CHECK(tables[0].rows[1].doubtful.contains("label"));
}

TEST_CASE("a list of numbered things is named by the words before its figures that tell most of them apart") {
  struct Case {
    const char* head;
    Rows body;
    Rows columns;
    Rows rows;
  };
  const std::vector<Case> cases{
      {"序号|采购物|计量|数量|来源",
       {"1|书架|组|4|拨款", "2|阅览桌|组|6|拨款", "[1x3]合计|^|^|10|"},
       {"计量", "数量", "来源"},
       {"#1 书架 组 4 拨款", "#2 阅览桌 组 6 拨款", "合计 absent 10 blank"}},
      {"序号|使用单位|采购物|数量",
       {"1|馆部|书架|4", "2|馆部|阅览桌|6"},
       {"使用单位", "数量"},
       {"#1 书架 馆部 4", "#2 阅览桌 馆部 6"}},
      // Remarks name nothing, nor do words behind the figures.
      {"序号|备注|数量|采购物",
       {"1|新|4|书架", "2|旧|6|桌"},
       {"备注", "数量", "采购物"},
       {"#1 ~ 新 4 书架", "#2 ~ 旧 6 桌"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.head);
    Rows rows{one.head};
    rows.insert(rows.end(), one.body.begin(), one.body.end());
    const auto tables = Page().line("采购计划表").grid(rows).read();
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].columns == one.columns);
    CHECK(shown_row(tables[0]) == one.rows);
  }
}

TEST_CASE("a row whose cells reach down into the head belongs to it, again on the next page") {
  const Rows head{"[1x2]科目|^|[2x1]总计|[1x2]拨款|^|[2x1]其他", "编码|科目名称|^|小计|一般预算|^"};
  const auto tables = Page()
                          .line("某馆收入表")
                          .grid({"[1x5]填报：某馆|^|^|^|^|单位：万元", head[0], head[1], "201|图书|9|7|7|2"})
                          .line("")
                          .grid({head[0], head[1], "202|档案|4|4|4|"})
                          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"总计", "拨款/小计", "拨款/一般预算", "其他"});
  CHECK(shown_row(tables[0]) == Rows{"201 图书 9 7 7 2", "202 档案 4 4 4 blank"});
}

TEST_CASE("a head names the one row of figures below it that has no name") {
  const Rows counts{"馆员情况（人）|编制数|在职人数|控制率", "|30|27|90%"};
  const Rows money{"经费情况（万元）|2020年决算数|2021年预算数|2021年决算数", "公用经费|6|5|4", "项目经费|9|8|7"};
  const auto read = [](const Rows& first, const Rows& then) {
    Rows rows = first;
    rows.insert(rows.end(), then.begin(), then.end());
    return Page().line("某馆基础数据表").grid(rows).read().at(0);
  };
  CHECK(shown_row(read(counts, money)) == Rows{"馆员情况（人） 30 27 90% absent absent absent",
                                               "公用经费 absent absent absent 6 5 4",
                                               "项目经费 absent absent absent 9 8 7"});
  // 项目 names any row; of two rows it is not certain which is meant.
  CHECK(shown_row(read({"项目|编制数|在职人数|控制率", "|30|27|90%"}, money))[0] == "~ 30 27 90% absent absent absent");
  CHECK(shown_row(read({counts[0], counts[1], "|20|18|90%"}, money))[0] == "~ 30 27 90% absent absent absent");
}

TEST_CASE("groups that print one head each are parts of one table, wherever blanks put their titles and totals") {
  struct Case {
    const char* titles;
    const char* totals;
  };
  const std::string codes = "科目编码|科目名称|决算数";
  const std::vector<Case> cases{
      // The title over the second group's figures, its total there too and the sum in the last group.
      {"^|人员经费|^|^|^|公用经费|^|^|^", "^|人员经费合计|6|^|^|公用经费合计|^|^|5"},
      {"^|人员经费|^|^|公用经费|^|^|^|^", "[1x2]人员经费合计|^|6|[1x2]公用经费合计|^|^|^|^|5"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.titles);
    const auto tables = Page()
                            .line("基本支出决算表")
                            .grid({one.titles, codes + "|" + codes + "|" + codes, "301|工资|6|302|商品|3|310|资本|2",
                                   "30101|津贴|6|30201|办公费|3|31002|设备|2", one.totals},
                                  false)
                            .read();
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].columns == Rows{"决算数"});
    CHECK(shown_row(tables[0]) == Rows{"301 工资 6", "30101 津贴 6", "302 商品 3", "30201 办公费 3", "310 资本 2",
                                       "31002 设备 2", "人员经费合计 6", "公用经费合计 5"});
    for (const ReadRow& row : tables[0].rows) CHECK(row.doubtful.empty());
  }
}

TEST_CASE("words that no name has stay where the figures are, in doubt") {
  const auto tables = Page()
                          .line("基本支出决算表")
                          .grid({"编码|科目名称|决算数|编码|科目名称|决算数", "301|工资|6|302|商品|3",
                                 "30101|津贴|6|30201|办公费|3", "^|^|^|^|^|另见附件"},
                                false)
                          .read();
  REQUIRE(tables.size() == 1);
  for (const ReadRow& row : tables[0].rows) CHECK((row.label || row.doubtful.contains("label")));
}

TEST_CASE("a head of three levels copied with its blank cells is over what is below each word") {
  const auto tables = Page()
                          .line("接待、会议和培训经费表")
                          .grid({"项目|合计|公务费||||||会议费|培训费", "||小计|出国费|车辆费|||接待费||",
                                 "||||小计|购置费|运行费|||", "预算数|19|10||6||6|4|5|4", "决算数|9|4||3||3|1|3|2"},
                                false)
                          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"合计", "公务费/小计", "公务费/出国费", "公务费/车辆费/小计", "公务费/车辆费/购置费",
                                  "公务费/车辆费/运行费", "公务费/接待费", "会议费", "培训费"});
  CHECK(shown_row(tables[0])[1] == "决算数 9 4 blank 3 blank 3 1 3 2");
}

TEST_CASE("a known column below a title of its own keeps that title where nothing is damaged") {
  const auto columns = [](const std::string& title) {
    return Page()
        .line("收入预算总表")
        .grid(
            {"科目名称|合计|" + title + "||其他收入", "||一般公共预算拨款收入|政府性基金预算拨款收入|", "图书|9|5|2|2"},
            false)
        .read()
        .at(0)
        .columns;
  };
  CHECK(columns("拨款") == Rows{"合计", "拨款/一般公共预算拨款收入", "拨款/政府性基金预算拨款收入", "其他收入"});
  CHECK(columns("拨Λ") == Rows{"合计", "一般公共预算拨款收入", "政府性基金预算拨款收入", "其他收入"});
}

TEST_CASE("其中 before a name is no slip of a scan") {
  const auto tables =
      Page()
          .line("收支预算总表")
          .grid({"收入||支出|", "项目|金额|项目|金额", "一、财政拨款|9|基本支出|9", "其中：财政拨款|2||"}, false)
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(shown_row(tables[0])[1] == "收入 其中：财政拨款 2");
  CHECK(tables[0].rows[1].doubtful.empty());
}

TEST_CASE("a total of the columns behind a title's too is none of its, a word below two titles goes on with neither") {
  const auto columns = [](const std::string& last) {
    return Page()
        .line("某馆项目表")
        .grid({"^|^|[1x2]本年拨款|^|结转结余", "项目名称|合计|一般拨款|基金拨款|一般拨款", "合计|12|9|^|" + last,
               "书架|4|4|^|^", "桌椅|8|5|^|" + last},
              false)
        .read()
        .at(0)
        .columns;
  };
  CHECK(columns("3") == Rows{"合计", "本年拨款/一般拨款", "本年拨款/基金拨款", "结转结余/一般拨款"});
}

TEST_CASE("a name of two lines below one wide title is one name") {
  const auto tables =
      Page()
          .line("某馆接待表")
          .grid({"^|合计|出国|[1x2]车辆费|^|接待", "项目|^|经费|购置|运行|经费", "预算数|9|1|2|3|3"}, false)
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"合计", "出国经费", "车辆费/购置", "车辆费/运行", "接待经费"});
}

TEST_CASE("a column that may as well belong to the title on its left as to the one on its right is in doubt") {
  const auto tables = Page()
                          .line("某馆项目表")
                          .grid({"^|^|本年拨款|^|结转结余", "项目名称|合计|一般拨款|基金拨款|上年拨款", "合计|12|7|2|3",
                                 "书架|4|4|^|^", "桌椅|8|3|2|3"},
                                false)
                          .read();
  REQUIRE(tables.size() == 1);
  for (const ReadRow& row : tables[0].rows) {
    CHECK(row.doubtful.contains(tables[0].columns[2]) == (row.label->text != "书架"));
    CHECK_FALSE(row.doubtful.contains("合计"));
  }
}

TEST_CASE("a scan that may have centred a title over the column before it leaves that column in doubt") {
  const auto read = [](const std::string& words) {
    return Page().line("某馆经费表").grid({"项目|购书费||活动费|", words, "预算数|4|3|2|1"}, false).read().at(0);
  };
  const ReadTable either = read("|中文|外文|讲座|展览");
  CHECK(either.rows.at(0).doubtful.contains(either.columns.at(1)));
  CHECK_FALSE(either.rows.at(0).doubtful.contains(either.columns.at(0)));
  // 小计 opens the second title's columns.
  const ReadTable told = read("|小计|外文|小计|展览");
  CHECK(told.columns == Rows{"购书费/小计", "购书费/外文", "活动费/小计", "活动费/展览"});
  CHECK(told.rows.at(0).doubtful.empty());
}

TEST_CASE("numbers of columns beside the heads of codes are no words below a title") {
  const auto tables =
      Page()
          .line("基金收支表")
          .grid({"项目||||年初结转|本年收入|本年支出|||年末结转", "科目编码|||科目名称|||小计|基本支出|项目支出|",
                 "类|款|项|栏次|1|2|3|4|5|6", "合计|||||300.00|264.80||264.80|35.20",
                 "212|||城乡社区支出||300.00|264.80||264.80|35.20"})
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns ==
        Rows{"年初结转", "本年收入", "本年支出/小计", "本年支出/基本支出", "本年支出/项目支出", "年末结转"});
  CHECK(tables[0].rows.at(1).cells.at(5)->text == "35.20");
}

TEST_CASE("a drawn table goes on where its title says so, and where its last columns print nothing") {
  const std::vector<std::string> first = {"科目编码|科目名称|收入总计|其他收入", "合计|^|9|", "201|甲|4|"};
  const auto read = [&](const std::string& title, const std::vector<std::string>& next) {
    Page page;
    page.line("收入预算总表").grid(first);
    if (!title.empty()) page.line(title);
    return page.grid(next).read();
  };
  const std::vector<std::string> headed = {"科目编码|科目名称|收入总计|其他收入", "202|乙|5|"};
  CHECK(read("收入预算总表（续）", headed).size() == 1);
  CHECK(read("收入预算总表（续）", headed).at(0).rows.size() == 3);
  CHECK(read("收入预算总表", headed).size() == 2);
  CHECK(read("支出预算总表（续）", headed).size() == 2);
  CHECK(read("续表", headed).size() == 1);
  CHECK(read("续表", headed).at(0).rows.size() == 3);
  CHECK(read("续表", {"科目编码|科目名称|支出总计|其他支出", "202|乙|5|"}).size() == 2);  // another head
  // Its last row says so too, on this page, and is no row.
  const std::vector<ReadTable> overleaf = Page()
                                              .line("收入预算总表")
                                              .grid({first[0], first[1], first[2], "[1x4]（续下页）|^|^|^"})
                                              .line("收入预算总表")
                                              .grid(headed)
                                              .read();
  REQUIRE(overleaf.size() == 1);
  CHECK(overleaf.at(0).rows.size() == 3);
  const auto bare = read("", {"202|乙|5|"});
  REQUIRE(bare.size() == 1);
  REQUIRE(bare[0].rows.size() == 3);
  CHECK(bare[0].rows[2].code->text == "202");
}

TEST_CASE("a name over the columns that stands alone above the grid does not hide the title") {
  const auto read = [](const std::string& between) {
    return Page()
        .line("收入预算总表")
        .line("单位：万元")
        .line(between)
        .grid({"科目编码|科目名称|收入总计|其他收入", "合计||9|", "201|甲|4|"}, false)
        .read()
        .at(0);
  };
  CHECK(read("项目").name == "收入预算总表");
  CHECK(read("项目").rows.size() == 2);
  CHECK(read("某句话").name == "未命名表");  // nothing that stands over a table
}

TEST_CASE("the words right of the codes name the rows where no head says so") {
  const auto tables =
      Page()
          .line("基本支出决算表")
          .grid({"科目编码|人员经费|决算数|科目编码|公用经费|决算数", "301|工资福利支出|4|302|商品和服务支出|2",
                 "30101|基本工资|4|30201|办公费|2", "^|人员经费合计|4|^|公用经费合计|2"})
          .read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"决算数"});
  REQUIRE(tables[0].rows.size() == 6);
  CHECK(tables[0].rows[1].label->text == "基本工资");
  CHECK(tables[0].rows[1].code->text == "30101");
  CHECK(tables[0].rows[1].cells[0]->text == "4");
}

TEST_CASE("heads of codes wrapped beside each other open a table each, where text alone tells the cells") {
  const std::vector<std::string> rows{"[1x3]人员经费|^|^|[1x3]公用经费|^|^",
                                      "科目编|科目名称|决算数|科目编|科目名称|决算数",
                                      "码|||码||",
                                      "301|工资福利支出|4|302|商品和服务支出|2",
                                      "30101|基本工资|4|30201|办公费|2",
                                      "|||310|资本性支出|1",
                                      "|人员经费合计|4||公用经费合计|3"};
  const auto tables = Page().line("基本支出决算表").grid(rows, false).read();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"决算数"});
  CHECK(shown_row(tables[0]) == Rows{"301 工资福利支出 4", "30101 基本工资 4", "302 商品和服务支出 2", "30201 办公费 2",
                                     "310 资本性支出 1", "人员经费合计 4", "公用经费合计 3"});
}
