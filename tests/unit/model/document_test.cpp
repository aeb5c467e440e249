// record, document, labels, result.
#include "model/document.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "base/fault.hpp"
#include "model/labels.hpp"
#include "model/result.hpp"

namespace gouji::test {

TEST_CASE("field tables are unambiguous in both languages") {
  for (const RecordKind kind : {RecordKind::evaluation, RecordKind::fund, RecordKind::indicator, RecordKind::claim}) {
    std::set<std::string_view> keys;
    std::set<std::string_view> heads;
    for (const Field& field : fields_of(kind)) {
      CHECK(keys.insert(field.key).second);
      CHECK(heads.insert(field.chinese).second);
      CHECK(fields_of(kind)[static_cast<std::size_t>(field_index(kind, field.key))].key == field.key);
    }
    CHECK(field_index(kind, "no_such_field") == -1);
  }
}

TEST_CASE("fields are read by their role") {
  const Unit wan = Unit::money(4, "万元");
  Record fund(RecordKind::fund);
  set_field(fund, "source", "12.50", wan);
  set_field(fund, "annual", "48", wan);
  set_field(fund, "rate", "98.50%", wan);
  set_field(fund, "score", "9.85", wan);
  set_field(fund, "weight", std::nullopt, wan);
  CHECK(fund.cell("source").state == CellState::words);
  CHECK(fund.cell("annual").figure.unit.exponent == 4);
  CHECK(fund.cell("rate").figure.value == *Exact::parse("0.985"));
  CHECK(fund.cell("score").figure.unit.kind == UnitKind::points);
  CHECK(fund.cell("weight").state == CellState::blank);
  CHECK(fund.cell("executed").state == CellState::absent);
  CHECK(fund.text("rate") == "98.50%");
  try {
    set_field(fund, "anual", "1", wan);
    FAIL("accepted");
  } catch (const Fault& fault) {
    CHECK(fault.code() == "data.unknown_field");
    CHECK(fault.message(Language::chinese).find("anual") != std::string::npos);
  }
}

TEST_CASE("an operator and a unit in columns of their own count as if they stood with the target") {
  struct Case {
    const char *nature, *target, *unit;
    Comparison comparison;
    UnitKind kind;
  };
  for (const Case& one : {Case{"≧", "735", "人次", Comparison::at_least, UnitKind::quantity},
                          Case{"=", "100", "%", Comparison::equal, UnitKind::ratio},
                          Case{"≥", "≤3", "天", Comparison::at_most, UnitKind::plain},
                          Case{"定性", "95", "", Comparison::none, UnitKind::plain},
                          Case{"", "90%", "%", Comparison::none, UnitKind::ratio}}) {
    Record row(RecordKind::indicator);
    set_field(row, "nature", one.nature, {});
    set_field(row, "target", one.target, {});
    set_field(row, "unit", one.unit, {});
    set_field(row, "actual", "98", {});
    const Target target = target_in(row, static_cast<std::size_t>(field_index(RecordKind::indicator, "target")));
    INFO(one.nature << one.target << one.unit);
    CHECK(target.comparison == one.comparison);
    REQUIRE(target.low);
    CHECK(target.low->unit.kind == one.kind);
    CHECK(row.text("target") == one.target);
    const Target actual = target_in(row, static_cast<std::size_t>(field_index(RecordKind::indicator, "actual")));
    CHECK(actual.comparison == Comparison::none);
  }
}

TEST_CASE("money has the precision of its column or form") {
  Document document;
  document.money_unit = "万元";
  Table table;
  table.columns = {"决算数", "预算数"};
  for (const char* printed : {"12.5", "12.50", "—", "12"}) {
    TableRow row;
    row.cells = {make_cell(printed, document.money()), make_cell("7", document.money())};
    table.rows.push_back(row);
  }
  document.tables.push_back(table);
  Evaluation form;
  for (const char* printed : {"48", "47.2950"}) {
    Record fund(RecordKind::fund);
    set_field(fund, "annual", printed, document.money());
    set_field(fund, "score", "9.8", document.money());
    form.funds.push_back(fund);
  }
  document.evaluations.push_back(form);
  finish(document);
  for (const TableRow& row : document.tables[0].rows) {
    CHECK(int{row.cells[0].precision} == 2);
    CHECK(int{row.cells[1].precision} == 0);
  }
  for (const Record& fund : document.evaluations[0].funds) {
    CHECK(int{fund.cell("annual").precision} == 4);
    CHECK(int{fund.cell("score").precision} == 1);  // a score keeps its own
  }
}

TEST_CASE("equal names carry an ordinal") {
  Document document;
  Evaluation form;
  set_field(form.head, "name", "甲", {});
  for (const char* name : {"培训", "会议", "培训"}) {
    Record indicator(RecordKind::indicator);
    set_field(indicator, "level3", name, {});
    form.indicators.push_back(indicator);
  }
  document.evaluations = {form, form};
  finish(document);
  finish(document);  // twice is the same
  const auto& rows = document.evaluations[0].indicators;
  CHECK(rows[0].ordinal == 1);
  CHECK(rows[1].ordinal == 0);
  CHECK(rows[2].ordinal == 2);
  CHECK(document.evaluations[1].head.ordinal == 2);
}

TEST_CASE("kinds of documents, by code and in Chinese") {
  CHECK(find_kind("budget")->chinese == "部门预算");
  CHECK(find_kind("绩效自评")->code == "self_evaluation");
  CHECK(find_kind("部门结算") == nullptr);
  CHECK(Document{}.money().kind == UnitKind::plain);
}

TEST_CASE("labels that people write differently are one") {
  const std::string key = label_key("因公出国（境）费");
  for (const char* label : {"1.因公出国（境）费", " 因公出国(境)费 ", "其中：因公出国（境）费", "因公出国 （境） 费"})
    CHECK(label_key(label) == key);
  CHECK(label_key("公务接待费") != key);
}

TEST_CASE("a table is known by its name whatever year and unit stand before it") {
  const std::string key = table_key("一般公共预算“三公”经费支出表");
  for (const char* name : {"2021年一般公共预算\"三公\"经费支出表", "某县2021年度一般公共预算三公经费支出表",
                           "2021 年 一般公共预算‘三公’经费支出表"})
    CHECK(table_key(name) == key);
  CHECK(table_key("2021年支出表") == "支出表");
  CHECK(table_key("一般公共预算支出表") != "支出表");
  CHECK(table_key("2021年") == "2021年");
  CHECK(table_key("2015年某市某局部门“三公”经费情况统计表", "某市某局") == "部门三公经费情况统计表");
  CHECK(table_key("一般公共预算支出表", "某市某局") == "一般公共预算支出表");
}

TEST_CASE("exit statuses: 1 before 3 before 2") {
  Summary summary;
  const auto count = [&](Severity severity) -> int& {
    return summary.severities.at(static_cast<std::size_t>(severity));
  };
  CHECK(exit_status(summary, FailLevel::error) == 0);
  count(Severity::note) = 5;
  count(Severity::verify) = 5;
  CHECK(exit_status(summary, FailLevel::warning) == 0);
  count(Severity::warning) = 1;
  CHECK(exit_status(summary, FailLevel::error) == 0);
  CHECK(exit_status(summary, FailLevel::warning) == 2);
  count(Severity::error) = 1;
  CHECK(exit_status(summary, FailLevel::error) == 3);
  CHECK(exit_status(summary, FailLevel::warning) == 3);
  CHECK(exit_status(summary, FailLevel::never) == 0);
  summary.outcomes.at(static_cast<std::size_t>(Outcome::fault)) = 1;
  CHECK(exit_status(summary, FailLevel::never) == 1);
  CHECK(code_of(Outcome::cannot_evaluate) == "cannot_evaluate");
  CHECK(chinese_of(Outcome::undetermined) == "尾差内无法判定");
  CHECK(severity_from("核实") == Severity::verify);
  CHECK(severity_from("error") == Severity::error);
  CHECK_FALSE(severity_from("严重"));
}

}  // namespace gouji::test
