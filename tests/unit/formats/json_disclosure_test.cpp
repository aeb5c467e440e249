#include <catch2/catch.hpp>

#include "formats/json_disclosure.hpp"
#include "formats/json_tree.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

std::string with(const std::string& members) {
  return "{\"schema\":\"gouji.disclosure.v1\",\n\"unit\":\"甲局\",\"year\":2020,\"kind\":\"budget\"" +
         (members.empty() ? "" : ",\n" + members) + "}";
}

struct Refused {
  std::string json;
  std::vector<std::string> said;  // in either language: code, place, mend
};

}  // namespace

TEST_CASE("what is refused, and how it is said") {
  const std::vector<Refused> cases{
      {"", {"json.truncated", "a.json:1"}},
      {"{\"schema\":", {"json.truncated", "不完整", "fetch it again"}},
      {"{\n\"schema\" 1}", {"json.syntax", "a.json:2", "引号、逗号和括号"}},
      {"{}}", {"json.syntax"}},
      {"{\"unit\":\"\xff\"}", {"json.syntax", "UTF-8"}},
      {"[]", {"data.wrong_type", "应为对象", "却是列表", "not a list"}},
      {"{\"a\":1,\n\"a\":2}", {"json.duplicate_key", "a.json:2", "键“a”", "given twice"}},
      {std::string(70, '[') + std::string(70, ']'), {"json.too_deep", "64"}},
      {"{\"unit\":\"甲\"}", {"data.bad_schema", "没有写明 schema", "gouji.disclosure.v1"}},
      {"{\"schema\":\"gouji.result.v1\"}", {"data.bad_schema", "gouji.result.v1", "不是公开文本"}},
      {"{\"schema\":\"gouji.disclosure.v1\"}", {"data.missing_key", "缺少“unit”", "“unit” is missing"}},
      {"{\"schema\":\"gouji.disclosure.v1\",\"unit\":\" \"}", {"data.missing_key"}},
      {"{\"schema\":\"gouji.disclosure.v1\",\"unit\":\"甲\"}", {"data.missing_key", "year"}},
      {"{\"schema\":\"gouji.disclosure.v1\",\"unit\":\"甲\",\n\"year\":\"2020\"}",
       {"data.bad_year", "a.json:2", "不加引号"}},
      {"{\"schema\":\"gouji.disclosure.v1\",\"unit\":\"甲\",\"year\":20}", {"data.bad_year", "四位整数"}},
      {"{\"schema\":\"gouji.disclosure.v1\",\"unit\":\"甲\",\"year\":2020,\"kind\":\"预算书\"}",
       {"data.bad_kind", "预算书", "final_accounts（部门决算）"}},
      {with("\"money_unit\":\"美元\""), {"data.bad_unit", "美元", "万元"}},
      {with("\"evaluations\":[{\"money_unit\":\"美元\"}]"), {"data.bad_unit", "evaluations[0].money_unit", "美元"}},
      {with("\"provinse\":\"贵州省\""),
       {"data.unknown_key", "a.json:3", "provinse", "是不是“province”", "did you mean “province”"}},
      {with("\"qqqqqqqqqqqqqqqqq\":1"), {"data.unknown_key", "x_ 开头"}},
      {with("\"tables\":{}"), {"data.wrong_type", "tables", "应为列表"}},
      {with("\"tables\":[1]"), {"data.wrong_type", "tables[0]", "不带引号的数"}},
      {with("\"tables\":[{\"colums\":[]}]"), {"data.unknown_key", "tables[0].colums", "columns"}},
      {with("\"tables\":[{\"year\":\"2021\"}]"), {"data.bad_year", "tables[0].year", "不加引号"}},
      {with("\"tables\":[{\"year\":21}]"), {"data.bad_year", "四位整数"}},
      {with("\"tables\":[{\"columns\":[\"a\",\"a\"]}]"), {"data.duplicate_column", "栏名“a”重复", "joined by /"}},
      {with("\"tables\":[{\"name\":\"表\",\"columns\":[\"决算数\"],\"rows\":[{\"cells\":{\"决算\":\"1\"}}]}]"),
       {"data.unknown_column", "tables[0].rows[0].cells.决算", "是不是“决算数”"}},
      {with("\"tables\":[{\"name\":\"表\",\"columns\":[],\"rows\":[{\"cells\":{\"决算\":\"1\"}}]}]"),
       {"data.unknown_column", "请在 columns 中列出"}},
      {with("\"tables\":[{\"columns\":[\"a\"],\"rows\":[{\"cells\":[\"1\",\"2\"]}]}]"),
       {"data.too_many_cells", "2 格"}},
      {with("\"tables\":[{\"columns\":[\"a\"],\"rows\":[{\"cells\":[1]}]}]"), {"data.number_not_text", "cells[0]"}},
      {with("\"tables\":[{\"columns\":[\"a\"],\"rows\":[{\"cells\":{\"a\":12.50}}]}]"),
       {"data.number_not_text", "\"12.50\"", "rows[0].cells.a"}},
      {with("\"tables\":[{\"columns\":[\"a\"],\"rows\":[{\"cells\":{\"a\":true}}]}]"),
       {"data.wrong_type", "真假值", "true or false"}},
      {with("\"tables\":[{\"columns\":[],\"rows\":[{\"at\":{\"line\":\"7\"}}]}]"),
       {"data.wrong_type", "整数", "at.line"}},
      {with("\"tables\":[{\"columns\":[],\"rows\":[{\"at\":{\"line\":-7}}]}]"), {"data.wrong_type", "超出范围"}},
      {with("\"tables\":[{\"columns\":[],\"rows\":[{\"at\":{\"zeile\":7}}]}]"), {"data.unknown_key", "zeile"}},
      {with("\"evaluations\":[{\"scope\":\"projekt\"}]"), {"data.bad_word", "projekt", "是不是“project”"}},
      {with("\"evaluations\":[{\"texts\":[{\"present\":\"yes\"}]}]"), {"data.wrong_type", "true 或 false"}},
      {with("\"evaluations\":[{\"indicators\":[{\"level1\":\"x\",\"scor\":\"1\"}]}]"),
       {"data.unknown_key", "evaluations[0].indicators[0].scor", "score"}},
      {with("\"evaluations\":[{\"indicators\":[{\"reviewed\":{\"points\":\"1\"}}]}]"),
       {"data.unknown_key", "reviewed.points"}},
      {with("\"claims\":[{\"kind\":\"sum\"}]"), {"data.bad_word", "total, amount, share"}},
      {with("\"claims\":[{\"amount\":28907}]"), {"data.number_not_text", "claims[0].amount"}},
      {with("\"claims\":[{\"base_year\":-1}]"), {"data.wrong_type", "超出范围"}},
  };
  for (const Refused& refused : cases) {
    CAPTURE(refused.json);
    const std::string said = fault_of([&] { read_disclosure(refused.json, "a.json"); });
    for (const std::string& words : refused.said) {
      INFO(said);
      CHECK(said.find(words) != std::string::npos);
    }
  }
}

TEST_CASE("a column that no reader could tell apart is not written") {
  Document document = read_disclosure(with(""), "a.json");
  document.tables.push_back({});
  document.tables[0].columns = {"金额", "金额"};
  CHECK(fault_of([&] { write_disclosure(document, false); }).find("data.duplicate_column") != std::string::npos);
}

TEST_CASE("lines count from the line that was given") {
  CHECK(fault_of([&] { read_disclosure("{\"a\":}", "b.ndjson", 41); }).find("b.ndjson:41") != std::string::npos);
}

TEST_CASE("keys of one's own, short forms and defaults") {
  const Document document =
      read_disclosure(with(R"("x_part":{"any":[1,2.5]},"tables":[{"name":"表","columns":["a","b"],"x_y":1,
           "rows":[{"label":"r","line":3,"cells":["1.20",null]},{"cells":["5"]}]}])"),
                      "a.json");
  CHECK(document.id == "甲局-2020-budget");
  CHECK(document.tables[0].rows[0].line == "3");
  CHECK(document.tables[0].rows[0].cells[0].printed == "1.20");
  CHECK(document.tables[0].rows[0].cells[1].state == CellState::blank);
  CHECK(document.tables[0].rows[1].cells[1].state == CellState::absent);
  CHECK(document.tables[0].rows[1].cells[0].precision == 2);  // finish() has run
}

TEST_CASE("units come from the head, the row or the document") {
  const Document document =
      read_disclosure(with(R"J("money_unit":"万元","tables":[{"name":"表","columns":["决算数","占比（%）","金额(元)"],
           "rows":[{"label":"公务用车保有量（辆）","cells":{"决算数":"3"}},{"label":"因公出国（境）费","cells":{"决算数":"3.5","占比（%）":"12.5","金额(元)":"7"}}]}],
           "claims":[{"subject":"人数","count":"12","amount":"5","unit":"亿元"}])J"),
                      "a.json");
  const auto& rows = document.tables[0].rows;
  CHECK(rows[0].cells[0].figure.unit.kind == UnitKind::quantity);
  CHECK(rows[0].cells[0].figure.unit.word == "辆");
  CHECK(rows[1].cells[0].figure.unit.word == "万元");
  CHECK(rows[1].cells[1].figure.unit.kind == UnitKind::ratio);
  CHECK(rows[1].cells[1].figure.value == *Exact::parse("0.125"));
  CHECK(rows[1].cells[2].figure.unit.exponent == 0);
  CHECK(document.claims[0].cell("amount").figure.unit.exponent == 8);
}

TEST_CASE("a form may have another money unit than the document") {
  const Document document = read_disclosure(with(R"J("money_unit":"万元","evaluations":[
           {"scope":"project","name":"甲","money_unit":"元","funds":[{"source":"年度资金总额","annual":"3,185,000.00"}]},
           {"scope":"project","name":"乙","funds":[{"source":"年度资金总额","annual":"318.50"}]}])J"),
                                            "a.json");
  const auto figure = [&](std::size_t form) { return document.evaluations[form].funds[0].cell("annual").figure; };
  CHECK(figure(0).unit.word == "元");
  CHECK(figure(1).unit.word == "万元");
  const std::string written = write_disclosure(document, false);
  CHECK(written.find(R"("name":"甲","money_unit":"元",)") != std::string::npos);
  CHECK(written.find(R"("name":"乙","funds")") != std::string::npos);
}

TEST_CASE("the JSON is that of the contract, safe inside a script element") {
  Document document = read_disclosure(with(R"("claims":[{"section":"</script>&","base_year":2019}])"), "a.json");
  document.tables.push_back({});
  CHECK(
      write_disclosure(document, false) ==
      R"({"schema":"gouji.disclosure.v1","id":"甲局-2020-budget","province":null,"region":null,"unit":"甲局","year":2020,"kind":"budget",)"
      R"("unit_code":null,"department":null,"level":null,"predecessor":null,"published_on":null,"approved_on":null,"url":null,"money_unit":null,)"
      R"("tables":[{"name":"","number":null,"title":null,"money_unit":null,"columns":[],"rows":[],"notes":[]}],"evaluations":[],)"
      R"("claims":[{"section":"\u003c/script\u003e\u0026","base_year":2019}]})");
}

TEST_CASE("names of datasets") {
  struct Case {
    std::string unit, id, name;
  };
  const std::vector<Case> cases{{"甲局", "", "甲局-2020-部门预算"},
                                {"甲局", "甲局-2020-budget", "甲局-2020-部门预算"},
                                {"甲局", "my-id", "my-id"},
                                {"../a/b", "", "a_b-2020-部门预算"},
                                {"甲", "../../etc/passwd", "etc_passwd"},
                                {"甲", "...", "甲-2020-部门预算"},
                                {"=cmd|x", "", "=cmd_x-2020-部门预算"}};
  for (const Case& wanted : cases) {
    Document document;
    document.unit = wanted.unit;
    document.id = wanted.id;
    document.year = 2020;
    document.kind = "budget";
    CHECK(dataset_name(document) == wanted.name);
  }
}

TEST_CASE("a year that is not known is null, and named as unknown") {
  Document document = read_disclosure(with("\"tables\":[]"), "a.json");
  document.year = 0;
  document.id.clear();
  document.id = default_id(document);
  CHECK(document.id == "甲局-unknown-budget");
  CHECK(dataset_name(document) == "甲局-年度未知-部门预算");
  document.id += "-2";
  CHECK(dataset_name(document) == "甲局-年度未知-部门预算-2");
  const std::string json = write_disclosure(document, false);
  CHECK(json.find("\"year\":null") != std::string::npos);
  CHECK_FALSE(read_disclosure(json, "a.json").year_known());
  CHECK(write_disclosure(read_disclosure(json, "a.json"), false) == json);
}

TEST_CASE("a wide object is read in linear time and still refuses doubles") {
  std::string json = "{";
  for (int i = 0; i < 20'000; ++i) json += "\"x_" + std::to_string(i) + "\":1,\n";
  CHECK(parse_json(json + "\"y\":2}", "w.json").members.size() == 20'001);
  const std::string said = fault_of([&] { parse_json(json + "\"x_19999\":2}", "w.json"); });
  CHECK(said.find("w.json:20001") != std::string::npos);
}

}  // namespace gouji::test
