// Statements in grids: invented tables for each thing that provinces print, drawn and scanned.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "import/statement_grid.hpp"

using namespace gouji;
using namespace gouji::intake;

namespace {

StatementBook grid_book() {
  StatementBook grid_book;
  StatementWords& words = grid_book.words;
  words.numbers = {"(公开\\s*[0-9]{1,2}\\s*表)", "(附?表\\s*[0-9]{1,2})(?:[^0-9年]|$)"};
  words.units = {"单\\s*位\\s*[：:]\\s*(万元|元)"};
  words.furniture = {"^\\s*(部门|编制单位)\\s*[：:]"};
  words.notes = {"^\\s*(注|说明)\\s*[：:]"};
  words.empty = {"无数据", "没有发生数"};
  words.continued = {"[（(]续[）)]\\s*$"};
  words.label_heads = {"项目", "项目名称", "科目名称", "名称", "功能分类科目"};
  words.code_heads = {"编码", "科目编码", "类", "款", "项"};
  words.line_heads = {"行次"};
  words.serial_heads = {"序号"};
  words.remark_heads = {"备注", "原因"};
  words.number_heads = {"栏次"};
  words.sides = {"收入", "支出"};
  words.subtotals = {"小计", "合计", "总计"};
  words.totals = {"合计", "总计"};
  words.titles = {"表"};
  words.others = {"三级指标", "全年执行数"};
  words.list_names = {"项目名称"};
  words.list_heads = {"全年执行数"};
  words.blanks = {"-", "—", "无"};
  words.untitled = "未命名表";

  StatementSpec both;
  both.name = "收支预算总表";
  both.sides = {"收入", "支出"};
  both.columns = {{"预算数", {"金额"}}};
  both.labels = {"财政拨款收入", "本年收入合计", "基本支出", "结转下年"};
  StatementSpec income;
  income.name = "收入预算总表";
  income.codes = true;
  income.columns = {{"收入总计", {"合计"}},
                    {"一般公共预算拨款收入", {}},
                    {"政府性基金预算拨款收入", {}},
                    {"上级补助收入", {"上级补助"}},
                    {"其他收入", {}}};
  StatementSpec basic;
  basic.name = "一般公共预算支出表";
  basic.codes = true;
  basic.columns = {{"总计", {"合计"}},
                   {"基本支出/小计", {}},
                   {"基本支出/人员经费", {"人员经费"}},
                   {"基本支出/公用经费", {"公用经费"}},
                   {"项目支出/小计", {}},
                   {"项目支出/本级项目", {"本级项目"}}};
  StatementSpec wide;
  wide.name = "三公经费支出决算表";
  wide.wide = true;
  wide.columns = {{"预算数/合计", {}}, {"决算数/合计", {}}};
  StatementSpec economic;
  economic.name = "基本支出决算表";
  economic.codes = true;
  economic.columns = {{"决算数", {}}};
  economic.labels = {"工资福利支出", "商品和服务支出", "人员经费合计", "公用经费合计"};
  grid_book.tables = {both, income, basic, wide, economic};
  return grid_book;
}

// A page of lines and grids. Cells of a row are parted by "|"; "^" is a place that a merged cell covers, "[2x3]" before
// a text merges it over 2 rows and 3 columns.
class Page {
 public:
  Page& line(const std::string& text) {
    source_.lines.push_back({text, {static_cast<int>(source_.lines.size()) + 1, 0, 0, "", ""}, false});
    return *this;
  }
  Page& grid(const std::vector<std::string>& rows, bool drawn = true) {
    SourceGrid grid;
    grid.drawn = drawn;
    grid.first_line = static_cast<int>(source_.lines.size()) + 1;
    for (const std::string& row : rows) {
      std::string text;
      int column = 0;
      for (std::size_t start = 0; start <= row.size(); ++column) {
        const std::size_t end = std::min(row.find('|', start), row.size());
        std::string cell = row.substr(start, end - start);
        start = end + 1;
        if (cell == "^") continue;
        SourceCell one;
        one.row = grid.rows;
        one.column = column;
        if (cell.size() > 5 && cell[0] == '[' && cell[2] == 'x') {
          one.rows = cell[1] - '0';
          one.columns = cell[3] - '0';
          cell.erase(0, 5);
        }
        if (!text.empty() || column > 0) text += '\t';
        one.line = static_cast<int>(source_.lines.size()) + 1;
        one.begin = text.size();
        text += cell;
        one.end = text.size();
        one.at.line = one.line;
        grid.cells.push_back(one);
      }
      grid.columns = std::max(grid.columns, column);
      ++grid.rows;
      line(text);
    }
    grid.last_line = static_cast<int>(source_.lines.size());
    source_.grids.push_back(grid);
    return *this;
  }
  std::vector<ReadTable> read() {
    text_.emplace(source_);
    return read_grid_statements(grid_book(), *text_, 1, text_->line_count());
  }

 private:
  PublishedSource source_;
  std::optional<SourceText> text_;
};

std::string shown_row(const ReadRow& row) {
  std::vector<std::string> parts;
  if (!row.side.empty()) parts.push_back(row.side);
  if (row.code) parts.push_back(row.code->text);
  if (row.line) parts.push_back("#" + row.line->text);
  parts.push_back(row.label ? row.label->text : "~");
  for (const auto& cell : row.cells) parts.push_back(!cell ? "absent" : cell->text.empty() ? "blank" : cell->text);
  return fmt::format("{}", fmt::join(parts, " "));
}

std::vector<std::string> shown_row(const ReadTable& table) {
  std::vector<std::string> rows;
  for (const ReadRow& row : table.rows) rows.push_back(shown_row(row));
  return rows;
}

using Rows = std::vector<std::string>;

}  // namespace

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
  const auto bare = read("", {"202|乙|5|"});
  REQUIRE(bare.size() == 1);
  REQUIRE(bare[0].rows.size() == 3);
  CHECK(bare[0].rows[2].code->text == "202");
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
