// One case for several rows of figures, and findings of whole documents against what is expected.
#include "regression/case_rows.hpp"

#include <catch2/catch.hpp>

#include "base/fault.hpp"
#include "regression/case_file.hpp"
#include "regression/case_match.hpp"

namespace gouji::test {
namespace {

TomlFile file_of(const std::string& text) { return TomlFile::from_text(text, "a.cases.toml"); }

std::string fault_of_rows(const std::string& text) {
  TomlFile file = file_of(text);
  try {
    for_each_row(file, file.root(), [](const std::string&, const Location&) {});
  } catch (const Fault& fault) {
    return fault.code();
  }
  return {};
}

Expected row(std::initializer_list<std::pair<const std::string, std::string>> values) { return {values}; }

Finding found(const std::string& rule, const std::string& line) {
  Finding finding;
  finding.rule = rule;
  finding.row = line;
  return finding;
}

}  // namespace

TEST_CASE("each row is put into the texts of a case, which are then what they were") {
  TomlFile file =
      file_of("name = \"甲\"\neach = \"\"\"\n名,数\n一,{名}\n二,5\n\"\"\"\ntexts = { a = \"={数}={数} {x}\" }\n");
  std::vector<std::string> seen;
  for_each_row(file, file.root(), [&](const std::string& name, const Location& at) {
    seen.push_back(name + " " + file.root()["texts"]["a"].value_or(std::string()) + " " + std::to_string(at.line));
  });
  CHECK(seen ==
        std::vector<std::string>{"甲：一 ={名}={名} {x} 4", "甲：二 =5=5 {x} 5"});  // a field is not looked at again
  CHECK(file.root()["texts"]["a"].value_or(std::string()) == "={数}={数} {x}");
}

TEST_CASE("a case without each is read once") {
  TomlFile file = file_of("name = \"甲\"\n");
  int times = 0;
  for_each_row(file, file.root(), [&](const std::string& name, const Location&) { times += name.empty() ? 1 : 100; });
  CHECK(times == 1);
}

TEST_CASE("slips in each") {
  CHECK(fault_of_rows("name = \"甲\"\neach = \"\"\"\n名,数\n一,2\n\"\"\"\n") == "case.unused_column");
  CHECK(fault_of_rows("name = \"{数}\"\neach = \"\"\"\n名,数\n\"\"\"\n") == "case.no_rows");
  CHECK(fault_of_rows("name = \"甲\"\neach = 5\n") == "toml.wrong_type");
}

TEST_CASE("findings of a whole document are paired one with one") {
  DocumentResult got;
  got.findings = {found("p.a", "合计"), found("p.a", "出国"), found("p.b.c", "合计")};
  WholeCase expect;
  SECTION("no more and no less") {
    expect.findings = {row({{"rule", "p.a"}}), row({{"row", "合计"}}), row({{"rule", "p.a"}, {"row", "合计"}})};
    CHECK(match_whole(expect, got).fits);
    expect.findings.pop_back();
    CHECK_FALSE(match_whole(expect, got).fits);
    expect.more = true;
    CHECK(match_whole(expect, got).fits);
  }
  SECTION("one finding does not meet two expectations") {
    expect.findings = {row({{"row", "出国"}}), row({{"row", "出国"}})};
    expect.more = true;
    CHECK_FALSE(match_whole(expect, got).fits);
  }
  SECTION("only some rules count, by id or by its first parts") {
    expect.only = {"p.b"};
    expect.findings = {row({{"rule", "p.b.c"}})};
    CHECK(match_whole(expect, got).fits);
    expect.only = {"p.b.cc"};
    CHECK_FALSE(match_whole(expect, got).fits);
  }
  SECTION("what must not be found") {
    expect.more = true;
    expect.absent = {row({{"rule", "p.a"}, {"row", "接待"}})};
    CHECK(match_whole(expect, got).fits);
    expect.absent = {row({{"rule", "p.a"}})};
    CHECK_FALSE(match_whole(expect, got).fits);
  }
}

}  // namespace gouji::test
