#if __has_include(<catch2/catch.hpp>)
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif

#include "unit/import/small_source.hpp"

namespace gouji::intake::test {
namespace {

UnplacedReason reason_of(const Imported& imported, const std::string& text) {
  for (const UnplacedNumber& number : imported.report.unplaced) {
    if (number.text == text) return number.reason;
  }
  FAIL("placed: " + text);
  return {};
}

const UnplacedNumber& unplaced(const Imported& imported, const std::string& text) {
  for (const UnplacedNumber& number : imported.report.unplaced) {
    if (number.text == text) return number;
  }
  throw std::runtime_error("placed: " + text);
}

}  // namespace

TEST_CASE("every number ends as kept, seen, unplaced or no figure at all") {
  const PublishedSource source = lines_of({"甲表 7", "合计 12.5 30", "2023年5月", "", "9", "", "电话 08512345678"});
  const Imported got =
      imported_of(source, {{{span(source, 1, "甲表 7")}, "", "", Target::other, ""},
                           {{span(source, 2, "12.5")}, "资金 合计 · 全年预算数", "", Target::form, ""}});
  const ImportReport& report = got.report;
  CHECK(report.numbers == 3);
  CHECK(report.placed == 2);
  CHECK(report.seen == 1);
  CHECK(report.parts.forms == 1);
  CHECK(report.unplaced.size() == 1);
  CHECK(report.kinds.date == 2);
  CHECK(report.kinds.page_number == 1);
  CHECK(report.kinds.phone == 1);
  REQUIRE(got.fates.size() == got.source.numbers().size());
  CHECK(got.fates[0].fate == Fate::seen);
  CHECK(got.fates[1].fate == Fate::kept);
  CHECK(got.fates[2].fate == Fate::unplaced);
  CHECK(got.fates[3].fate == Fate::aside);
}

TEST_CASE("a page number that was placed is a figure") {
  const PublishedSource source = lines_of({"", "9", ""});
  CHECK(imported_of(source, {}).report.kinds.page_number == 1);
  const Imported got = imported_of(source, {{{span(source, 2, "9")}, "指标 甲 · 分值", "", Target::form, ""}});
  CHECK(got.report.kinds.page_number == 0);
  CHECK(got.report.placed == 1);
}

TEST_CASE("the shortest placement says what a number became, and what is kept goes before what is seen") {
  const PublishedSource source = lines_of({"甲 12.5 乙 30"});
  const Imported got = imported_of(source, {{{span(source, 1, "甲 12.5 乙 30")}, "文字栏 全文", "", Target::prose, ""},
                                            {{span(source, 1, "12.5")}, "", "", Target::other, ""},
                                            {{span(source, 1, "30")}, "指标 乙 · 分值", "", Target::form, ""}});
  REQUIRE(got.fates.size() == 2);
  CHECK(got.placed[static_cast<std::size_t>(got.fates[0].placement)].what == "文字栏 全文");
  CHECK(got.placed[static_cast<std::size_t>(got.fates[1].placement)].what == "指标 乙 · 分值");
  CHECK(got.report.twice.empty());
}

TEST_CASE("a number that two fields hold is told, a merged or parted cell is not") {
  struct Case {
    const char* about;
    Placement first, second;
    std::size_t told;
  };
  const PublishedSource source = lines_of({"产出指标（50分）"});
  const SourceSpan figure = span(source, 1, "50");
  const SourceSpan cell = span(source, 1, "产出指标（50分）");
  const std::vector<Case> cases{
      {"a claim and a form",
       {{figure}, "指标 甲 · 分值", "", Target::form, "表一"},
       {{figure}, "说明 甲 · 金额", "", Target::claim, ""},
       1},
      {"two fields of a form",
       {{figure}, "指标 甲 · 分值", "", Target::form, "表一"},
       {{cell}, "指标 甲 · 得分", "", Target::form, "表一"},
       1},
      {"one field of two rows",
       {{figure}, "指标 甲 · 分值", "", Target::form, "表一"},
       {{figure}, "指标 乙 · 分值", "", Target::form, "表一"},
       0},
      {"one cell in two fields",
       {{cell}, "指标 甲 · 一级指标", "", Target::form, "表一"},
       {{cell}, "指标 甲 · 分值", "", Target::form, "表一"},
       0},
      {"prose",
       {{figure}, "指标 甲 · 分值", "", Target::form, "表一"},
       {{cell}, "文字栏 结论", "", Target::prose, "表一"},
       0},
      {"seen", {{figure}, "指标 甲 · 分值", "", Target::form, "表一"}, {{cell}, "", "", Target::other, ""}, 0},
  };
  for (const Case& one : cases) {
    INFO(one.about);
    const Imported got = imported_of(source, {one.first, one.second});
    REQUIRE(got.report.twice.size() == one.told);
    if (one.told > 0) CHECK(got.report.twice[0].as == std::vector<std::string>{one.first.what, one.second.what});
  }
}

TEST_CASE("an unplaced number says what it was near to and why it may be missing") {
  PublishedSource source = lines_of(
      {"序 1.5", "甲 10 20", "中间 77", "丙 40", "", "据统计，本单位全年共办理来信来访 88 件次。", "丁 1.1 2.2 3.3"});
  add_grid(
      source,
      {{"项目", "预算", "决算", "备注"}, {"甲", "11", "12", "13"}, {"乙", "21", "22", "23"}, {"丙", "31", "32", "33"}});
  add_grid(source, {{"名称", "数量"}, {"甲", "91"}});
  const auto keep = [&](int line, const std::string& text) {
    return Placement{{span(source, line, text)}, "表 " + text + " · 数", "", Target::table, ""};
  };
  const Imported got =
      imported_of(source, {keep(2, "10"), keep(4, "40"), keep(9, "11"), keep(9, "12"), keep(10, "21")});

  CHECK(reason_of(got, "1.5") == UnplacedReason::outside);
  CHECK(reason_of(got, "20") == UnplacedReason::beside_placed);
  CHECK(reason_of(got, "77") == UnplacedReason::between);
  CHECK(reason_of(got, "88") == UnplacedReason::prose);
  CHECK(reason_of(got, "2.2") == UnplacedReason::row_like);
  CHECK(reason_of(got, "22") == UnplacedReason::cell_not_read);
  CHECK(reason_of(got, "23") == UnplacedReason::column_not_read);
  CHECK(reason_of(got, "31") == UnplacedReason::row_not_read);
  CHECK(reason_of(got, "91") == UnplacedReason::table_not_read);

  const UnplacedNumber& between = unplaced(got, "20");
  REQUIRE(between.before);
  CHECK(between.before->text == "10");
  CHECK(between.before->line == 2);
  REQUIRE(between.after);
  CHECK(between.after->text == "40");
  CHECK(between.after->what == "表 40 · 数");
  CHECK_FALSE(unplaced(got, "1.5").before);

  const UnplacedNumber& cell = unplaced(got, "23");
  CHECK(cell.head == "备注");
  CHECK(cell.label == "乙");
  CHECK(cell.line == 10);
}

TEST_CASE("telephone numbers are withheld from the words around a figure") {
  const PublishedSource source = lines_of({"电话：08512345678 分机 12.5"});
  const Imported got = imported_of(source, {});
  REQUIRE(got.report.unplaced.size() == 1);
  CHECK(got.report.unplaced[0].near.find("0851") == std::string::npos);
  CHECK(got.report.unplaced[0].near.find("12.5") != std::string::npos);
}

TEST_CASE("doubts of facts, tables, forms and claims are listed with their places") {
  const PublishedSource source = lines_of({"单位 甲局", "收入 12", "指标 培训人次 30", "接上行 5人次", "支出 99"});
  Document document;
  document.doubtful["unit"] = "取自文件名";
  Table table;
  table.name = "收支表";
  table.columns = {"金额"};
  TableRow& income = table.rows.emplace_back();
  income.label = "收入";
  income.cells = {make_cell("12", Unit{})};
  income.doubtful = {{"金额", "所在栏不能确定"}};
  income.at.line = 2;
  document.tables.push_back(table);
  Evaluation form;
  set_field(form.head, "name", "项目一", Unit{});
  Record row(RecordKind::indicator);
  set_field(row, "level3", "培训人次", Unit{});
  set_field(row, "target", "30", Unit{});
  set_field(row, "actual", "5人次", Unit{});
  row.doubtful = {{"target", "分界不能确定"}, {"actual", "分界不能确定"}};
  row.at = {3, 4, 0, "", ""};
  form.indicators.push_back(row);
  document.evaluations.push_back(form);
  Record claim(RecordKind::claim);
  set_field(claim, "subject", "支出", Unit{});
  set_field(claim, "amount", "99", Unit{});
  claim.doubtful["amount"] = "方向没有印";
  claim.at = {5, 0, 0, "", ""};
  document.claims.push_back(claim);

  const Imported got = imported_of(
      source, {{{span(source, 4, "5人次")}, placed_as(row, "actual"), "分界不能确定", Target::form, "自评表 项目一"}},
      document);
  struct Told {
    const char *part, *home, *row, *label, *text;
    int line;
  };
  const std::vector<Told> told{{"document", "", "", "单位", "", 0},
                               {"table", "收支表", "收入", "金额", "12", 2},
                               {"indicator", "项目一", "培训人次", "实际完成值", "5人次", 4},
                               {"indicator", "项目一", "培训人次", "年度指标值", "30", 3},
                               {"claim", "", "支出", "金额", "99", 5}};
  REQUIRE(got.report.doubtful.size() == told.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    const DoubtfulReading& one = got.report.doubtful[i];
    INFO(i);
    CHECK(one.part == told[i].part);
    CHECK(one.evaluation == told[i].home);
    CHECK(one.row == told[i].row);
    CHECK(one.label == told[i].label);
    CHECK(one.text == told[i].text);
    CHECK(one.line == told[i].line);
    CHECK_FALSE(one.reason.empty());
  }
  CHECK(got.report.doubtful_numbers == 1);
}

TEST_CASE("a placement is named by part, row and field") {
  CHECK(placed_as("资金", "合计", "分值") == "资金 合计 · 分值");
  CHECK(placed_as("资金", "", "分值") == "资金 · 分值");
  CHECK(placed_as("", "", "年度") == "年度");
  CHECK(field_of("资金 合计 · 分值") == "分值");
  CHECK(field_of("年度") == "年度");
  Record row(RecordKind::indicator);
  set_field(row, "level2", "数量指标", Unit{});
  CHECK(placed_as(row, "weight") == "指标 数量指标 · 分值");
}

}  // namespace gouji::intake::test
