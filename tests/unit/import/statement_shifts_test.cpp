// Rows whose figures stand one column off.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <sstream>

#include "import/statement_shifts.hpp"

using namespace gouji;
using namespace gouji::intake;

TEST_CASE("figures one column off are in doubt, wrong sums are not") {
  StatementSpec spec;
  spec.columns = {{"本年支出/小计", {"小计"}}, {"本年支出/基本支出", {}}, {"本年支出/项目支出", {}}, {"结余", {}}};
  spec.column_sums = {{"小计", {"本年支出/基本支出", "本年支出/项目支出"}}, {"结余", {"没有印的栏"}}};
  struct Case {
    const char* cells;  // - for a printed blank
    bool doubtful;
  };
  const Case cases[] = {
      {"3.00 1.00 2.00 -", false},  // adds up
      {"3.00 3.00 - 9.00", false},  // … with a blank part
      {"- 3.00 3.00 -", true},      // all one to the left: 3.00 3.00
      {"3.00 - 1.00 2.00", true},   // those from the second on, one to the left
      {"5.00 1.00 2.00 -", false},  // a wrong sum that no move mends
      {"30.00 1.00 2.00 7.00", false}, {"- - - -", false},
      {"甲 1.00 2.00 -", false},  // words are no figures: without a total nothing is mended by a move
  };
  for (const Case& one : cases) {
    ReadTable table;
    table.columns = {"本年支出/小计", "本年支出/基本支出", "本年支出/项目支出", "结余"};
    ReadRow row;
    std::istringstream cells(one.cells);
    std::size_t figures = 0;
    for (std::string cell; cells >> cell;) {
      figures += cell.find('.') != std::string::npos ? 1U : 0U;
      row.cells.emplace_back(Piece{cell == "-" ? "" : cell, {}, {}});
    }
    table.rows.push_back(row);
    doubt_shifted_rows(spec, table);
    INFO(one.cells);
    CHECK(table.rows[0].doubtful.size() == (one.doubtful ? figures : 0));
  }
}

TEST_CASE("a cell that holds several figures is in doubt") {
  ReadTable table;
  table.columns = {"合计", "基本支出", "备注"};
  ReadRow row;
  for (const char* cell : {"5208.24 1520.00", "1,520.00", "2 个 3 个"}) row.cells.emplace_back(Piece{cell, {}, {}});
  table.rows.push_back(row);
  doubt_joined_figures(table);
  REQUIRE(table.rows[0].doubtful.size() == 1);
  CHECK(table.rows[0].doubtful.contains("合计"));
  // … or an amount and a name; a number of things is a cell.
  ReadTable named;
  named.columns = {"合计", "基本支出", "项目支出", "数量", "备注"};
  ReadRow both;
  for (const char* cell : {"某某局18450.39", "3674.33总计", "1,520.00", "12台", "比上年多3.5倍左右"})
    both.cells.emplace_back(Piece{cell, {}, {}});
  named.rows.push_back(both);
  doubt_joined_figures(named);
  CHECK(named.rows[0].doubtful.size() == 2);
  CHECK((named.rows[0].doubtful.contains("合计") && named.rows[0].doubtful.contains("基本支出")));
}

TEST_CASE("a head that was not cut between its columns leaves no figure certain") {
  StatementBook book;
  book.words.code_heads = {"科目编码", "类"};
  book.words.label_heads = {"项目", "科目名称", "按功能分类"};
  book.words.subtotals = {"小计", "合计"};
  StatementSpec income;
  income.columns = {{"本年收入合计", {}}, {"事业收入/小计", {}}, {"事业收入/教育收费", {}}, {"其他收入", {}}};
  const StatementLexicon lexicon(book);
  struct Case {
    std::vector<std::string> columns;
    bool doubtful;
  };
  const Case cases[] = {
      {{"合计", "基本支出/小计", "基本支出/人员经费"}, false},
      {{"本年收入合计", "事业收入/小计", "其他收入"}, false},
      {{"合计金额", "小计（万元）"}, false},
      {{"合计一般公共预算", "政府性基金"}, true},
      {{"总额", "基本支出/小计工资福利支出"}, true},
      {{"科目名称合计", "其他收入"}, true},
      {{"项目合计", "其他收入"}, false},
      {{"其他收入本年收入合计", "事业收入/教育收费"}, true},
      {{"决算数按功能分类", "合计"}, true},
      {{"类", "基本支出"}, true},
      {{"事业收入/本年收入合计", "事业收入/教育收费"}, true},
  };
  for (const Case& one : cases) {
    ReadTable table;
    table.columns = one.columns;
    ReadRow row;
    for (std::size_t i = 0; i < one.columns.size(); ++i) row.cells.emplace_back(Piece{"1.00", {}, {}});
    table.rows.push_back(row);
    doubt_joined_heads(lexicon, &income, table);
    INFO(one.columns.front());
    CHECK(table.rows[0].doubtful.size() == (one.doubtful ? one.columns.size() : 0));
  }
}
