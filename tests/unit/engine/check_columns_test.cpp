// check:across and check:hierarchy: a comparison for each row or cell, as check:same makes one.
#include <catch2/catch.hpp>

#include "formats/json_disclosure.hpp"
#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

// Rows as "label|code|a|b|c" in a table of the columns 合计, 甲, 乙; findings as "row·column printed expected".
struct PrintedRow {
  std::string label, code, whole, first, second;
};

std::string json_of_rows(const std::vector<PrintedRow>& rows) {
  std::string text;
  const auto quoted = [](const std::string& words) {
    return words.empty() ? std::string("null") : "\"" + words + "\"";
  };
  for (const PrintedRow& row : rows)
    text += (text.empty() ? "" : ",") + ("{\"label\":" + quoted(row.label)) + ",\"code\":" + quoted(row.code) +
            ",\"cells\":[" + quoted(row.whole) + "," + quoted(row.first) + "," + quoted(row.second) + "]}";
  return R"({"schema":"gouji.disclosure.v1","id":"d","unit":"u","year":2020,"kind":"final_accounts","money_unit":"万元",)"
         R"("tables":[{"name":"支出表","columns":["合计","甲","乙"],"rows":[)" +
         text + "]}]}";
}

std::vector<std::string> told_of(const std::string& body, const std::vector<PrintedRow>& rows, int* checks = nullptr) {
  MiniPacks packs;
  packs.write("p/rules/one.lua",
              "rule { id = \"p.one\", title = \"t\", basis = \"b\", on = { table = \"支出表\" },\nrun = "
              "function(t, check)\n" +
                  body + "\nend }\n");
  MiniBook book(packs.load("p"));
  REQUIRE(book.book().broken().empty());
  const DocumentResult result = book.run(read_disclosure(json_of_rows(rows), "line"));
  std::vector<std::string> found;
  for (const Finding& one : result.findings) {
    found.push_back(one.outcome == Outcome::finding
                        ? one.row.value_or("") + "·" + one.column.value_or("") + " " + one.printed + " " + one.expected
                        : std::string(code_of(one.outcome)) + " " + one.row.value_or(""));
  }
  if (checks != nullptr) *checks = result.checks;
  return found;
}

using Told = std::vector<std::string>;
const std::string kAcross = "check:across(t, \"合计\", { \"甲\", \"乙\" })";
const std::string kCodes = "check:hierarchy(t, { 3, 5 }, \"合计\")";

}  // namespace

TEST_CASE("each row's parts add up to its total") {
  int checks = 0;
  CHECK(told_of(kAcross,
                {{"一", "201", "3.00", "1.00", "2.00"}, {"二", "", "3.00", "1.00", "1.00"}, {"三", "202", "", "", ""}},
                &checks) == Told{"二·合计 3.00 2"});
  CHECK(checks == 2);
  CHECK(told_of("check:across(t:coded(), \"合计\", { \"甲\", \"乙\" })", {{"二", "", "3.00", "1.00", "1.00"}}).empty());
  // Each figure may be half a hundredth off; blanks add nothing.
  CHECK(told_of(kAcross, {{"一", "201", "3.01", "1.00", "2.00"}, {"二", "202", "1.00", "1.00", ""}}).empty());
  CHECK(told_of(kAcross, {{"一", "201", "3.02", "1.00", "2.00"}}).size() == 1);
}

TEST_CASE("a blank total beside figures cannot be compared") {
  CHECK(told_of(kAcross, {{"一", "201", "", "1.00", "2.00"}}) == Told{"cannot_evaluate 一"});
  CHECK(told_of(kCodes, {{"合计", "", "1.00", "1.00", ""},
                         {"一", "201", "", "1.00", ""},
                         {"甲", "20101", "1.00", "1.00", ""}}) == Told{"cannot_evaluate 一"});
}

TEST_CASE("codes add up to those above them, level by level, in every column") {
  int checks = 0;
  CHECK(told_of(kCodes,
                {{"合计", "", "6.00", "3.00", "3.00"},
                 {"一", "201", "4.00", "2.00", "2.00"},
                 {"一一", "20101", "1.00", "1.00", "0.00"},
                 {"一二", "20102", "3.00", "1.00", "1.00"},
                 {"二", "202", "2.00", "1.00", "1.00"}},
                &checks) == Told{"一·乙 2.00 1"});
  CHECK(checks == 6);
}

TEST_CASE("a code that is printed twice, or of another length, has nothing below it") {
  CHECK(told_of(kCodes,
                {{"一", "201", "9.00", "9.00", "9.00"},
                 {"一", "201", "9.00", "9.00", "9.00"},
                 {"甲", "20101", "1.00", "1.00", "1.00"}},
                nullptr) == Told{"cannot_evaluate "});
  CHECK(told_of("check:hierarchy(t, { 3, 5 })",
                {{"一", "2011", "9.00", "9.00", "9.00"}, {"甲", "20111", "1.00", "1.00", "1.00"}})
            .empty());
  CHECK(told_of("check:hierarchy(t, { 5, 3 })", {{"一", "201", "9.00", "9.00", "9.00"}}) == Told{"fault "});
}

}  // namespace gouji::test
