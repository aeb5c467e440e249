// Which edits of a script and of parameters are tried, and what marks for coverage are put into a script.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "regression/case_text.hpp"
#include "regression/document_slots.hpp"
#include "regression/instrument.hpp"
#include "regression/mutant.hpp"

namespace gouji::test {
namespace {

std::set<std::string> edits_of(const std::string& source) {
  script::Syntax syntax;
  const ScriptFile file{"r.lua", "r.lua", source};
  std::set<std::string> found;
  for (const Mutant& mutant : script_mutants(file, syntax)) {
    const std::string text = edited(source, mutant.edit);
    CHECK(syntax.tree(text) != nullptr);
    found.insert(std::string(code_of(mutant.kind)) + ": " + text);
  }
  return found;
}

}  // namespace

TEST_CASE("edits of a script") {
  struct Row {
    std::string source;
    std::set<std::string> edits;
  };
  for (const Row& row : std::vector<Row>{
           {"x = a < b", {"comparison: x = a <= b"}},
           {"x = a + b", {"sign: x = a - b"}},
           {"x = (a + 1) / b",
            {"sign: x = (a - 1) / b", "quotient: x = b / (a + 1)", "literal: x = (a + 2) / b",
             "literal: x = (a + 0) / b"}},
           {"x = not a -- 甲", {"negation: x = (a) -- 甲"}},
           {"x = a and \"词\" or nil", {"condition: x = \"词\" or nil", "condition: x = nil"}},
           {"x = a or \"词\"", {}},
           {"x = #a < 1", {"comparison: x = #a <= 1", "literal: x = #a < 0"}},
           {"check:at_most(a, b)", {"bound: check:at_least(a, b)", "call: do end"}},
           {"check:when(a, \"<\", b):holds(c)", {"comparison: check:when(a, \"<=\", b):holds(c)", "call: do end"}},
           {"check:same(a, b, { tail = \"note\" })", {"tail: check:same(a, b, { tail = nil })", "call: do end"}},
           {"rule { severity = \"error\", effective = { from = 2020 }, run = function() end }",
            {"severity: rule { severity = \"warning\", effective = { from = 2020 }, run = function() end }",
             "date: rule { severity = \"error\", effective = { from = 2019 }, run = function() end }",
             "date: rule { severity = \"error\", effective = { from = 2021 }, run = function() end }"}},
       }) {
    INFO(row.source);
    CHECK(edits_of(row.source) == row.edits);
  }
}

TEST_CASE("each condition of a chain is left out once") {
  const auto edits = edits_of("if a and b and not c then return end");
  CHECK(edits.contains("condition: if b and not c then return end"));
  CHECK(edits.contains("condition: if a and not c then return end"));
  CHECK(edits.contains("condition: if a and b then return end"));
  CHECK(edits.contains("branch: if true then return end"));
  CHECK(edits.contains("branch: if false then return end"));
}

TEST_CASE("a script with marks keeps its lines and parses") {
  script::Syntax syntax;
  const std::string source =
      "-- 甲\nlocal function f(a, b)\n  if a and not b then return a end\n  return (b or 1) + 2\nend\nreturn f\n";
  const InstrumentedScript marked = instrumented(source, syntax, 10);
  CHECK(syntax.tree(marked.source) != nullptr);
  CHECK(std::count(marked.source.begin(), marked.source.end(), '\n') == std::count(source.begin(), source.end(), '\n'));
  std::vector<std::string> conditions;
  for (const CoveragePoint& point : marked.points) {
    if (point.condition) conditions.push_back(point.text);
  }
  CHECK(conditions == std::vector<std::string>{"a", "b", "b"});
  CHECK(marked.source.find("decided__(a, ") != std::string::npos);
  CHECK(marked.points.front().mark == 10);
}

TEST_CASE("a document written as a case reads back as it was") {
  const std::string text = R"toml(rule = "p.x"

[[case]]
name = "一"
year = 2021
funds = """
资金来源,年初预算数,全年预算数,执行率
总额,∅,"1,000.50",98.53%
其中：拨款\\,,-,∅
"""
tables = [
  { name = "甲表", notes = ["注：无"], rows = """
项目,编码,决算数
合计,301,5.50
""" },
]
claims = """
事项,类别,金额,单位
支出,金额,3.20,万元
"""
expect = [{ severity = "error", row = "合计", line = 3 }]
)toml";
  const CaseFile file = read_cases_text(text, "x.cases.toml", {});
  REQUIRE(file.cases.size() == 1);
  REQUIRE(file.cases.front().broken == nullptr);
  const std::string written = case_as_toml(file.cases.front(), "改自“甲”", {});
  const CaseFile again = read_cases_text("rule = \"p.x\"\n" + written, "x.cases.toml", {});
  REQUIRE(again.cases.size() == 1);
  REQUIRE(again.cases.front().broken == nullptr);
  CHECK(case_as_toml(again.cases.front(), "改自“甲”", {}) == written);
  const auto before = slots_of(file.cases.front().document), after = slots_of(again.cases.front().document);
  REQUIRE(before.size() == after.size());
  for (std::size_t i = 0; i < before.size(); ++i) CHECK(before[i].printed == after[i].printed);
}

TEST_CASE("what is not needed is taken away") {
  Document document;
  document.year = 2021;
  document.unit = "某局";
  for (const char* name : {"甲", "乙", "丙"}) {
    Table table;
    table.name = name;
    table.columns = {"一", "二"};
    for (int i = 0; i < 5; ++i) {
      TableRow row;
      row.label = "行" + std::to_string(i);
      row.cells = {make_cell(std::to_string(i), {}), make_cell("9", {})};
      table.rows.push_back(row);
    }
    document.tables.push_back(table);
  }
  const auto holds = [](const Document& one) {
    for (const Table& table : one.tables) {
      for (const TableRow& row : table.rows) {
        if (!row.cells.empty() && row.cells.front().printed == "3" && table.name == "乙") return true;
      }
    }
    return false;
  };
  const Document small = reduced(document, holds);
  REQUIRE(small.tables.size() == 1);
  REQUIRE(small.tables.front().rows.size() == 1);
  CHECK(small.tables.front().columns.size() == 1);
  CHECK(small.unit != "某局");
}

}  // namespace gouji::test
