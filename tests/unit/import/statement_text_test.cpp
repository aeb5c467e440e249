// Statements in text whose borders are lost: invented tables for each thing that such text does.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>
#include <vector>

#include "import/statement_text.hpp"
#include "import/statement_tokens.hpp"

using namespace gouji;
using namespace gouji::intake;

namespace {

StatementBook text_book() {
  StatementBook text_book;
  StatementWords& words = text_book.words;
  words.numbers = {"(公开\\s*[0-9]{1,2}\\s*表)"};
  words.units = {"单位\\s*[：:]\\s*(万元|元)"};
  words.furniture = {"^\\s*部门\\s*[：:]"};
  words.notes = {"^\\s*注\\s*[：:]"};
  words.stops = {"^\\s*[一二三四五六七八九十]+、"};
  words.continued = {"[（(]续[）)]\\s*$", "^续表$"};
  words.goes_on = {"^[（(]续下页[）)]$"};
  words.heads = {"项目", "科目编码", "科目名称", "功能分类", "功能分类科目编码", "收入", "支出"};
  words.label_heads = {"项目", "科目名称", "功能分类"};
  words.code_heads = {"科目编码", "功能分类科目编码"};
  words.line_heads = {"行次"};
  words.serial_heads = {"序号"};
  words.others = {"一级指标", "指标值"};
  words.number_heads = {"栏次"};
  words.sides = {"收入", "支出"};
  words.subtotals = {"小计", "合计"};
  words.totals = {"合计", "总计"};
  words.titles = {"表"};
  words.blanks = {"-", "—", "无"};

  StatementSpec spending;
  spending.name = "支出决算表";
  spending.codes = true;
  spending.columns = {{"本年支出合计", {"合计"}}, {"基本支出", {}}, {"项目支出", {}}};
  spending.column_sums = {{"本年支出合计", {"基本支出", "项目支出"}}};
  StatementSpec both;
  both.name = "收支总表";
  both.sides = {"收入", "支出"};
  both.lines = true;
  both.columns = {{"金额", {"决算数"}}};
  both.labels = {"拨款收入", "其他收入", "总计", "教育支出", "住房保障支出", "国有资本经营预算支出", "总计"};
  StatementSpec basic;
  basic.name = "基本支出表";
  basic.codes = true;
  basic.columns = {{"决算数", {}}};
  basic.labels = {"人员经费合计", "公用经费合计"};
  StatementSpec detail;
  detail.name = "经费明细表";
  detail.codes = true;
  detail.columns = {{"金额", {}}, {"人员经费", {}}, {"公用经费", {}}};
  StatementSpec funds;
  funds.name = "拨款收支总表";
  funds.sides = {"收入", "支出"};
  funds.columns = {{"预算数", {}}, {"合计", {}}, {"一般预算", {}}, {"基金预算", {}}};
  funds.labels = both.labels;
  StatementSpec costs;
  costs.name = "经费支出决算表";
  costs.wide = true;
  costs.columns = {{"预算数/合计", {"合计"}},
                   {"预算数/用车费/小计", {"小计"}},
                   {"预算数/用车费/公务用车购置费", {"用车费/购置费"}},
                   {"预算数/用车费/公务用车运行费", {"用车费/运行费"}}};
  text_book.tables = {spending, both, basic, detail, funds, costs};
  return text_book;
}

SourceText source(const std::string& text) {
  PublishedSource published;
  published.format = "text";
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    SourceLine line;
    line.text = text.substr(start, end - start);
    published.lines.push_back(std::move(line));
    start = end + 1;
  }
  return SourceText(std::move(published));
}

std::string of(const std::optional<Piece>& piece) { return piece ? piece->text : "·"; }

// "side|line|code|label|cell|cell…" with a mark behind a doubtful cell; "·" for what is absent.
std::vector<std::string> rows_of_table(const ReadTable& table) {
  std::vector<std::string> rows;
  for (const ReadRow& row : table.rows) {
    std::string text = row.side + "|" + of(row.line) + "|" + of(row.code) + "|" + of(row.label);
    if (row.doubtful.count("label") > 0) text += "?";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      text += "|" + of(row.cells[i]);
      if (row.doubtful.count(table.columns[i]) > 0) text += "?";
    }
    rows.push_back(text);
  }
  return rows;
}

std::vector<ReadTable> read_tables(const std::string& text) {
  return read_text_statements(text_book(), source(text), 1, 1000, {});
}

using Rows = std::vector<std::string>;

const std::string kCoded =
    "支出决算表 公开 03 表\n部门：某局 单位：万元\n项目\n本年支出合计 基本支出 "
    "项目支出功能分类\n科目编码\n科目名称\n栏次 1 2 3\n";

}  // namespace

TEST_CASE("numbers glued to what follows are told apart by the table's decimals", "[statement]") {
  const StatementLexicon lexicon{text_book()};
  struct Case {
    const char* line;
    std::vector<std::string> tokens;
  };
  const Case cases[] = {
      {"12.1731002 办公设备购置", {"12.17", "31002", "办公设备购置"}},
      {"八、其他收入 8 65.29八、社会保障", {"八、其他收入", "8", "65.29", "八、社会保障"}},
      {"28,500.9626,430.82", {"28,500.96", "26,430.82"}},
      {"12.17-3.20 -4.00", {"12.17", "-3.20", "-4.00"}},
      {"0.4567", {"0.4567"}},
      {"8.00-", {"8.00", "-"}},
      {"2号楼维修 - 12.00", {"2", "号楼维修", "-", "12.00"}},
      {"库房2号楼 1.00", {"库房2号楼", "1.00"}},
      {"其他支出39906 赠与", {"其他支出", "39906", "赠与"}},
      {"一、拨款 4.00 1、工资 12、补助 3.00", {"一、拨款", "4.00", "1、工资", "12、补助", "3.00"}},
      {"3、4 1、", {"3", "、", "4", "1", "、"}},
  };
  for (const Case& one : cases) {
    std::vector<std::string> texts;
    for (const auto& token : statement_tokens(lexicon, one.line, 1, {2, true})) texts.push_back(token.text);
    CHECK(texts == one.tokens);
  }
  CHECK(usual_decimals({"1.00 2.00 3.1731002", "4.50"}) == 2);
  CHECK(usual_decimals({"1,200 3,400", "5"}) == 0);
}

TEST_CASE("rows of codes: wrapped names, page numbers, figures placed by sums", "[statement]") {
  const auto tables =
      read_tables(kCoded +
                  "合计 100.00 30.00 70.00\n201 一般公共服务支出 100.00 30.00 70.00\n\n3\n\n20101 机构事务\n"
                  "支出 100.00 30.00 70.00\n2010101 行政运行 30.00 30.00\n2010102 一般行政管理 70.00 70.00\n事务★\n"
                  "注：本表反映支出，单位之间\n转换时有尾差。\n二、情况说明\n支出 100.00 万元。\n");
  REQUIRE(tables.size() == 1);
  const ReadTable& table = tables[0];
  CHECK(of(table.number) == "公开 03 表");
  CHECK(of(table.money_unit) == "万元");
  CHECK(rows_of_table(table) == Rows{"|·|·|合计|100.00|30.00|70.00", "|·|201|一般公共服务支出|100.00|30.00|70.00",
                                     "|·|20101|机构事务支出|100.00|30.00|70.00", "|·|2010101|行政运行|30.00|30.00|",
                                     "|·|2010102|一般行政管理事务★?|70.00||70.00"});
  REQUIRE(table.notes.size() == 1);
  CHECK(table.notes[0].text == "注：本表反映支出，单位之间转换时有尾差。");
  CHECK(table.last_line == 19);
}

TEST_CASE("a name printed around its code", "[statement]") {
  const auto tables =
      read_tables(kCoded + "合计 9.00 9.00\n机关事业单位基本养老\n2080505 9.00 9.00\n保险缴费支出\n注：无。\n");
  REQUIRE(tables.size() == 1);
  CHECK(rows_of_table(tables[0])[1].starts_with("|·|2080505|机关事业单位基本养老保险缴费支出|9.00"));
}

TEST_CASE("a page that repeats the head adds no rows", "[statement]") {
  const auto tables =
      read_tables(kCoded + "合计 9.00 4.00 5.00\n\n4\n\n" + kCoded + "201 教育 9.00 4.00 5.00\n注：无。\n");
  REQUIRE(tables.size() == 1);
  CHECK(rows_of_table(tables[0]) == Rows{"|·|·|合计|9.00|4.00|5.00", "|·|201|教育|9.00|4.00|5.00"});
}

TEST_CASE("two sides: line numbers, rows without names, glued figures", "[statement]") {
  const auto tables = read_tables(
      "收支总表\n公开 01 表\n部门：某局 单位：万元\n收入 支出\n项目 行次 金额 项目 行次 金额\n栏次 1 栏次 2\n"
      "一、拨款收入 1 28.96一、教育支出 6 20.00\n二、其他收入 2 二、住房保障支出 7 8.96\n"
      "3 三、国有资本经营\n预算支出 8\n3\n4 9\n总计 5 28.96 总计 10 28.96\n");
  REQUIRE(tables.size() == 1);
  CHECK(rows_of_table(tables[0]) == Rows{"收入|1|·|一、拨款收入|28.96", "收入|2|·|二、其他收入|", "收入|3|·|·|",
                                         "收入|4|·|·|", "收入|5|·|总计|28.96", "支出|6|·|一、教育支出|20.00",
                                         "支出|7|·|二、住房保障支出|8.96", "支出|8|·|三、国有资本经营预算支出|",
                                         "支出|9|·|·|", "支出|10|·|总计|28.96"});
}

TEST_CASE("two sides without line numbers are told by list numbers and names", "[statement]") {
  const auto tables = read_tables(
      "收支总表\n部门：某局 单位：万元\n收入 支出\n项目 金额 项目 金额\n一、拨款收入 28.96 一、教育支出 20.00\n"
      "二、其他收入 二、住房保障支出 8.96\n三、国有资本经营预算支出\n总 计 28.96 总 计 28.96\n");
  REQUIRE(tables.size() == 1);
  CHECK(rows_of_table(tables[0]) == Rows{"收入|·|·|一、拨款收入|28.96", "收入|·|·|二、其他收入|",
                                         "收入|·|·|总 计|28.96", "支出|·|·|一、教育支出|20.00",
                                         "支出|·|·|二、住房保障支出|8.96", "支出|·|·|三、国有资本经营预算支出|",
                                         "支出|·|·|总 计|28.96"});
}

TEST_CASE("groups beside each other come one below the other, closing rows last", "[statement]") {
  const auto tables = read_tables(
      "基本支出表\n部门：某局 单位：万元\n人员经费 公用经费\n科目编码 科目名称 决算数 科目编码 科目名称 决算数\n"
      "301 工资福利支出 5.00 302 商品和服务支出 3.00\n30101 基本工资 5.00 30201 办公费\n30205 水费 3.00\n"
      "303 对个人的补助 30206 电费\n人员经费合计 5.00 公用经费合计 3.00\n");
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"决算数"});
  CHECK(rows_of_table(tables[0]) == Rows{"|·|301|工资福利支出|5.00", "|·|30101|基本工资|5.00", "|·|303|对个人的补助|",
                                         "|·|302|商品和服务支出|3.00", "|·|30201|办公费|", "|·|30205|水费|3.00",
                                         "|·|30206|电费|", "|·|·|人员经费合计|5.00", "|·|·|公用经费合计|3.00"});
}

TEST_CASE("contents, prose and lines that a grid covers are no tables", "[statement]") {
  CHECK(read_tables("目录\n一、支出决算表..... 3\n二、收支总表..... 4\n").empty());
  CHECK(read_tables("支出决算表\n本部门的支出见附件。\n").empty());
  const SourceText text = source(kCoded + "合计 9.00 4.00 5.00\n");
  CHECK(read_text_statements(text_book(), text, 1, 100, {{1, 8}}).empty());
  CHECK(read_text_statements(text_book(), text, 1, 100, {}).size() == 1);
  // A title of the contents has no head beyond what a grid covers, nor the rows there.
  const SourceText covered = source("经费明细表\n单位：万元\n第二部分\n甲 乙\n" + kCoded + "合计 9.00 4.00 5.00\n");
  for (const ReadTable& table : read_text_statements(text_book(), covered, 1, 100, {{4, 4}}))
    CHECK((table.name != "经费明细表" || table.rows.empty()));
}

TEST_CASE("columns in which most rows do not add up are not certain", "[statement]") {
  const std::string above = "支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n";
  const std::string right = "201 甲类 9.00 4.00 5.00\n202 乙类 5.00 3.00 2.00\n203 丙类 7.00 6.00 1.00\n";
  CHECK(rows_of_table(read_tables(above + right).at(0)).front() == "|·|201|甲类|9.00|4.00|5.00");
  const auto wrong = read_tables(above +
                                 "201 甲类 9.00 4.00 4.00\n202 乙类 5.00 3.00\n203 丙类 7.00 6.00\n"
                                 "204 丁类 8.00 6.00\n");
  REQUIRE(wrong.size() == 1);
  CHECK(rows_of_table(wrong[0]).front() == "|·|201|甲类|9.00?|4.00?|4.00?");
}

TEST_CASE("a head over several lines: a name wrapped within its column, levels told by sums", "[statement]") {
  const auto tables = read_tables(
      "经费明细表\n单位：万元\n"
      "     科目编码                             基本支出                                 项目支出\n"
      "              科目名称      总计          小计    人员     公用\n"
      "                                                                  对家庭补\n"
      "                                                                    助          小计        运转类         "
      "目标类\n"
      "            合计              100.00      60.00   40.00    15.00     5.00       40.00       30.00          "
      "10.00\n"
      "201         甲类               60.00      40.00   25.00    12.00     3.00       20.00       15.00           "
      "5.00\n"
      "202         乙类               40.00      20.00   15.00     3.00     2.00       20.00       15.00           "
      "5.00\n");
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"总计", "基本支出/小计", "基本支出/人员", "基本支出/公用", "基本支出/对家庭补助",
                                  "项目支出/小计", "项目支出/运转类", "项目支出/目标类"});
  CHECK(rows_of_table(tables[0]).front() == "|·|·|合计|100.00|60.00|40.00|15.00|5.00|40.00|30.00|10.00");
}

TEST_CASE("numbers before the rows and above codes and names are no figures", "[statement]") {
  const auto tables = read_tables(
      "支出决算表\n部门：某局                                      单位：万元\n"
      "序号  科目编码  科目名称                合计      基本支出    项目支出\n"
      "栏次     1          2                    3          4           5\n"
      " 1              合计                     9.00        4.00        5.00\n"
      " 2    201       一般公共服务支出         9.00        4.00        5.00\n"
      " 3    20101     机构事务                 4.00        4.00\n"
      " 4    20102     其他机构事务             5.00                    5.00\n");
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"合计", "基本支出", "项目支出"});
  CHECK(rows_of_table(tables[0]) == Rows{"|1|·|合计|9.00|4.00|5.00", "|2|201|一般公共服务支出|9.00|4.00|5.00",
                                         "|3|20101|机构事务|4.00|4.00|", "|4|20102|其他机构事务|5.00||5.00"});
}

TEST_CASE("numbers before the rows that do not go up by one stay what they are", "[statement]") {
  const auto tables = read_tables(
      "支出决算表\n部门：某局                                      单位：万元\n"
      "序号  科目编码  科目名称                合计      基本支出    项目支出\n"
      "栏次     1          2                    3          4           5\n"
      " 1    201       一般公共服务支出         9.00        4.00        5.00\n"
      " 4    20101     机构事务                 4.00        4.00\n");
  REQUIRE(tables.size() == 1);
  for (const ReadRow& row : tables[0].rows) CHECK_FALSE(row.line);
}

TEST_CASE("a table ends where the title of another form stands", "[statement]") {
  const auto tables = read_tables(kCoded +
                                  "合计 9.00 4.00 5.00\n1.农田项目绩效目标表\n项目名称 农田 6.00\n"
                                  "一级指标 二级指标 指标值\n产出 面积 3.00\n");
  REQUIRE(tables.size() == 1);
  CHECK(rows_of_table(tables[0]) == Rows{"|·|·|合计|9.00|4.00|5.00"});
}

TEST_CASE("a cell a line: titles of rows above the heads of codes and names are no columns, a page's number no figure",
          "[statement]") {
  const std::string body =
      "301\n工资福利支出\n9.00\n30101\n基本工资\n6.00\n30102\n津贴补贴\n3.00\n302\n商品和服务支出\n5."
      "00\n30201\n办公费\n"
      "5.00\n人员经费合计\n9.00\n公用经费合计\n5.00\n\n     11\n\n注：无。\n";
  const std::string title = "经费明细表\n部门：某局\n单位：万元\n";
  const auto tables = read_tables(title + "人员经费\n公用经费\n科目编码\n科目名称\n金额\n" + body);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns == Rows{"金额"});
  CHECK(rows_of_table(tables[0]) == Rows{"|·|301|工资福利支出|9.00", "|·|30101|基本工资|6.00", "|·|30102|津贴补贴|3.00",
                                         "|·|302|商品和服务支出|5.00", "|·|30201|办公费|5.00", "|·|·|人员经费合计|9.00",
                                         "|·|·|公用经费合计|5.00"});
  // Behind the names they are columns, and so they are where rows have as many figures.
  CHECK(read_tables(title + "科目编码\n科目名称\n金额\n人员经费\n公用经费\n" + body)[0].columns.size() == 3);
  std::string two = body;
  two.replace(two.find("\n9.00"), 5, "\n9.00\n9.00");
  CHECK(read_tables(title + "人员经费\n公用经费\n科目编码\n科目名称\n金额\n" + two)[0].columns.size() == 3);
}

TEST_CASE("a wrapped head over numbered columns is read by what stands above each number", "[statement]") {
  SECTION("words of one name line below line, a level of single letters above several") {
    const auto tables = read_tables(
        "支出决算表\n部门：某局                                                     单位：万元\n"
        "                                            本    年    支    出\n"
        "                              上年                            上缴\n"
        "科目编码  科目名称    合计              小计      基本支出\n"
        "                              结转                            上级\n"
        "  栏次                 1        2         3           4         5\n"
        "201       公共服务    9.00     1.00      8.00        4.00      4.00\n"
        "20101     机构事务    5.00     1.00      4.00                  4.00\n"
        "20102     其他        4.00               4.00        4.00\n");
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].columns == Rows{"合计", "上年结转", "本年支出/小计", "本年支出/基本支出", "本年支出/上缴上级"});
    CHECK(rows_of_table(tables[0]) == Rows{"|·|201|公共服务|9.00|1.00|8.00|4.00|4.00",
                                           "|·|20101|机构事务|5.00|1.00|4.00||4.00", "|·|20102|其他|4.00||4.00|4.00|"});
  }
}

TEST_CASE("a sheet of figures alone is read in the order that its head prints", "[statement]") {
  StatementBook book = text_book();
  StatementSpec wide;
  wide.name = "三公支出决算表";
  wide.wide = true;
  for (const std::string group : {"预算数", "决算数"}) {
    for (const char* name : {"合计", "出国费", "用车费/小计", "用车费/购置费", "用车费/运行费", "接待费"})
      wide.columns.push_back({group + "/" + name, {}});
    wide.column_sums.push_back({group + "/合计", {group + "/出国费", group + "/用车费/小计", group + "/接待费"}});
  }
  book.tables.push_back(wide);
  const auto read = [&](const std::string& figures) {
    const auto tables = read_text_statements(
        book,
        source("三公支出决算表\n部门：某局                  单位：万元\n"
               "                   年初预算数                                  决算数\n"
               "                              用车费                                       用车费\n"
               " 合计   出国费   接待   小计   购置   运行   合计   出国费   接待   小计   购置   运行\n"
               "                  费            费     费                     费            费     费\n"
               "   1       2       3      4      5      6      7      8        9     10     11     12\n" +
               figures),
        1, 100, {});
    REQUIRE(tables.size() == 1);
    return tables[0];
  };
  const Rows printed = {"年初预算数/合计",
                        "年初预算数/出国费",
                        "年初预算数/接待费",
                        "年初预算数/用车费/小计",
                        "年初预算数/用车费/购置费",
                        "年初预算数/用车费/运行费",
                        "决算数/合计",
                        "决算数/出国费",
                        "决算数/接待费",
                        "决算数/用车费/小计",
                        "决算数/用车费/购置费",
                        "决算数/用车费/运行费"};
  SECTION("where a total tells it") {
    const ReadTable table =
        read(" 8.60    0.00     0.60   8.00   0.00   8.00   5.23    0.00     0.00   5.23   0.00   5.23\n");
    CHECK(table.columns == printed);
    CHECK(rows_of_table(table) == Rows{"|·|·|·|8.60|0.00|0.60|8.00|0.00|8.00|5.23|0.00|0.00|5.23|0.00|5.23"});
  }
  SECTION("where every total is right in both orders") {
    const ReadTable table =
        read(" 5.00    0.00     5.00   0.00   0.00   0.00   0.00    0.00     0.00   0.00   0.00   0.00\n");
    CHECK(table.columns == printed);
    CHECK(rows_of_table(table) == Rows{"|·|·|·|5.00|0.00|5.00|0.00|0.00|0.00|0.00|0.00|0.00|0.00|0.00|0.00"});
  }
}

TEST_CASE("codes in brackets before the names are codes") {
  const auto tables = read_tables(kCoded +
                                  "合计 5.00 5.00\n[205]教育支出 5.00 5.00\n［20502］普通教育 5.00 5.00\n"
                                  "【2050202】小学 5.00 5.00\n[1.00]号楼 0.00 0.00\n");
  REQUIRE(tables.size() == 1);
  const Rows rows = rows_of_table(tables[0]);
  REQUIRE(rows.size() >= 4);
  CHECK(rows[1].starts_with("|·|205|教育支出|5.00|5.00"));
  CHECK(rows[2].starts_with("|·|20502|普通教育|5.00|5.00"));
  CHECK(rows[3].starts_with("|·|2050202|小学|5.00|5.00"));
}

TEST_CASE("a title that says that its table goes on is no row, with the head printed again or not") {
  const std::string head = "收入 支出\n项目 决算数 项目 决算数\n";
  const std::string again = GENERATE(as<std::string>(), "收支总表（续）\n收入 支出\n项目 决算数 项目 决算数\n",
                                     "收支总表（续）\n", "（续下页）\n收支总表（续）\n", "续表\n",
                                     "续表\n部门：某局 单位：万元\n收入 支出\n项目 决算数 项目 决算数\n",
                                     "公开 02 表（续）\n收支总表（续）\n收入 支出\n项目 决算数 项目 决算数\n");
  const auto tables = read_tables("收支总表\n部门：某局 单位：万元\n" + head +
                                  "一、拨款收入 4.00 一、教育支出 5.00\n二、其他收入 1.00\n" + again +
                                  "二、住房保障支出 0.00\n总计 5.00 总计 5.00\n");
  REQUIRE(tables.size() == 1);
  CHECK(rows_of_table(tables[0]) == Rows{"收入|·|·|一、拨款收入|4.00", "收入|·|·|二、其他收入|1.00",
                                         "收入|·|·|总计|5.00", "支出|·|·|一、教育支出|5.00",
                                         "支出|·|·|二、住房保障支出|0.00", "支出|·|·|总计|5.00"});
}

TEST_CASE("the end of a column's last level is the column, below the level that is printed above it") {
  const auto tables = read_tables(
      "经费支出决算表\n部门：某局 单位：万元\n预算数\n合计 用车费\n小计 购置费 运行费\n9.00 8.00 3.00 5.00\n");
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns ==
        Rows{"预算数/合计", "预算数/用车费/小计", "预算数/用车费/公务用车购置费", "预算数/用车费/公务用车运行费"});
  CHECK(rows_of_table(tables[0]) == Rows{"|·|·|·|9.00|8.00|3.00|5.00"});
}

TEST_CASE("two sides in text may have columns of their own") {
  const std::string head = "拨款收支总表\n部门：某局 单位：万元\n收入 支出\n项目 本年数 项目 合计 一般预算 基金预算\n";
  const auto read = [&](const std::string& rows) { return read_tables(head + rows).at(0); };
  const ReadTable table = read(
      "一、拨款收入 4.00 一、教育支出 5.00 4.00 1.00\n二、其他收入 1.00\n二、住房保障支出 0.00 0.00 0.00\n总计 5.00 "
      "总计 5.00 4.00 1.00\n");
  CHECK(table.columns == Rows{"本年数", "合计", "一般预算", "基金预算"});
  CHECK(rows_of_table(table) == Rows{"收入|·|·|一、拨款收入|4.00|·|·|·", "收入|·|·|二、其他收入|1.00|·|·|·",
                                     "收入|·|·|总计|5.00|·|·|·", "支出|·|·|一、教育支出|·|5.00|4.00|1.00",
                                     "支出|·|·|二、住房保障支出|·|0.00|0.00|0.00", "支出|·|·|总计|·|5.00|4.00|1.00"});
  // A side that no row fills, or more figures than columns: the known table's columns stay.
  CHECK(read("一、拨款收入 4.00 一、教育支出 5.00 4.00\n").columns != table.columns);
  CHECK(read("一、拨款收入 4.00 3.00 一、教育支出 5.00 4.00 1.00\n").columns != table.columns);
}

TEST_CASE("two sides whose right one has a level above its columns", "[statement]") {
  const auto read = [&](const std::string& lower, const std::string& rows) {
    return read_tables("拨款收支总表\n部门：某局 单位：万元\n收  入  支  出\n项  目  预算数  项  目  预算数\n" + lower +
                       rows)
        .at(0);
  };
  const std::string lower = "合计  一般预算  基金预算\n";
  const ReadTable table = read(lower,
                               "一、拨款收入  5.00  一、教育支出  5.00  4.00  1.00\n"
                               "二、住房保障支出  0.00  0.00  0.00\n总计  5.00  总计  5.00  4.00  1.00\n");
  CHECK(table.columns == Rows{"预算数", "预算数/合计", "预算数/一般预算", "预算数/基金预算"});
  CHECK(rows_of_table(table) == Rows{"收入|·|·|一、拨款收入|5.00|·|·|·", "收入|·|·|总计|5.00|·|·|·",
                                     "支出|·|·|一、教育支出|·|5.00|4.00|1.00",
                                     "支出|·|·|二、住房保障支出|·|0.00|0.00|0.00", "支出|·|·|总计|·|5.00|4.00|1.00"});
  // Nothing adds up: no figure is certain. More figures on the left than heads: the level is not read at all.
  const ReadTable unsure = read(lower,
                                "一、拨款收入  5.00  一、教育支出  6.00  4.00  1.00\n"
                                "总计  5.00  总计  6.00  4.00  1.00\n");
  CHECK(rows_of_table(unsure).back() == "支出|·|·|总计|·|6.00?|4.00?|1.00?");
  CHECK(read(lower, "一、拨款收入  5.00  2.00  一、教育支出  5.00  4.00  1.00\n总计  5.00  总计  5.00  4.00  1.00\n")
            .columns != table.columns);
}

TEST_CASE("a head of two lines with single blanks is read from the rows below it", "[statement]") {
  const std::string above = "经费明细表\n单位：万元\n";
  const auto sure = read_tables(above +
                                "科目编码 科目名称 合计 财政 专户\n小计 人员 公用\n合计 30.00 20.00 15.00 5.00 10.00\n"
                                "201 甲类 18.00 12.00 9.00 3.00 6.00\n207001 乙处 12.00 8.00 6.00 2.00 4.00\n");
  REQUIRE(sure.size() == 1);
  CHECK(sure[0].columns == std::vector<std::string>{"合计", "财政/小计", "财政/人员", "财政/公用", "专户"});
  CHECK(rows_of_table(sure[0]) == Rows{"|·|·|合计|30.00|20.00|15.00|5.00|10.00",
                                       "|·|201|甲类|18.00|12.00|9.00|3.00|6.00",
                                       "|·|207001|乙处|12.00|8.00|6.00|2.00|4.00"});
  // Nothing says which of the two stands over 丙 and 丁: no figure is certain.
  const auto unsure =
      read_tables(above + "科目编码 科目名称 甲款 乙款\n丙 丁\n201 甲类 1.00 2.00 3.00\n202 乙类 4.00 5.00 6.00\n");
  REQUIRE(unsure.size() == 1);
  for (const std::string& row : rows_of_table(unsure[0])) CHECK(std::count(row.begin(), row.end(), '?') == 3);
}

TEST_CASE("cells of a head that are merged down stand in its lower line", "[statement]") {
  const std::string above = "经费明细表\n单位：万元\n";
  const std::string rows =
      "合计              30.00   15.00   10.00    5.00   15.00\n"
      "201    甲类         18.00    9.00    6.00    3.00    9.00\n"
      "202    乙类         12.00    6.00    4.00    2.00    6.00\n";
  // 科目编码, 科目名称, 合计 and 项目支出 are merged cells: they stand below 基本支出's line.
  const auto lower = read_tables(above +
                                 "项目                         基本支出\n"
                                 "科目编码  科目名称    合计      小计      人员      公用      项目支出\n" +
                                 rows);
  REQUIRE(lower.size() == 1);
  CHECK(lower[0].columns == Rows{"合计", "基本支出/小计", "基本支出/人员", "基本支出/公用", "项目支出"});
  CHECK(rows_of_table(lower[0]).front() == "|·|·|合计|30.00|15.00|10.00|5.00|15.00");
  // Some in the upper line, some in the lower one.
  const auto both = read_tables(above +
                                "科目编码  科目名称    合计              基本支出\n"
                                "                    小计      人员      公用      项目支出\n" +
                                rows);
  REQUIRE(both.size() == 1);
  CHECK(both[0].columns == lower[0].columns);
}

TEST_CASE("numbers and units of tables stand behind blanks of any kind", "[statement]") {
  const std::string rows =
      "项目\u00a0功能分类 科目编码\n科目名称 本年支出合计 基本支出 项目支出\n栏次 1 2 3\n201 甲类 3.00 1.00 2.00\n";
  const auto tables = read_tables("支出决算表 公开\u00a003\u3000表\n部门：某局 单位：\u3000万元\n" + rows);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].name == "支出决算表");
  REQUIRE(tables[0].number);
  CHECK(tables[0].number->text == "公开\u00a003\u3000表");
  REQUIRE(tables[0].money_unit);
  CHECK(tables[0].money_unit->text == "万元");
}

TEST_CASE("功能分类 over 科目编码 is no name beside 科目名称", "[statement]") {
  const auto tables = read_tables(
      "支出决算表 公开 03 表\n部门：某局 单位：万元\n项目\n功能分类 科目名称    本年支出合计   基本支出   "
      "项目支出\n科目编码\n"
      "201      甲类        3.00        1.00       2.00\n");
  REQUIRE(tables.size() == 1);
  CHECK(rows_of_table(tables[0]) == Rows{"|·|201|甲类|3.00|1.00|2.00"});
}

TEST_CASE("a table ends where number and title of another form stand", "[statement]") {
  const auto tables = read_tables(kCoded + "201 甲类 3.00 1.00 2.00\n公开 04 表\n某某情况表\n项目 9.00\n");
  REQUIRE(tables.size() == 1);
  CHECK(rows_of_table(tables[0]) == Rows{"|·|201|甲类|3.00|1.00|2.00"});
}
