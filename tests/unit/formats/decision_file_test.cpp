// The decisions file of a unit, and days as people write them.
#include "formats/decision_file.hpp"

#include <catch2/catch.hpp>

#include "formats/day_text.hpp"

namespace gouji::test {
namespace {

UnitDecisions sample_decisions() {
  Decision one;
  one.fingerprint = "00000000000000aa";
  one.key = "00000000000000bb";
  one.rule = "p.sum";
  one.title = "“合计”应等于\"各项\"之和";
  one.document = "甲局-2020";
  one.place = "三公 · 合计";
  one.year = 2020;
  one.state = DecisionState::accepted;
  one.explanation = "第一行\n第二行\\";
  one.until = 2021;
  one.printed = "5.50";
  one.values = {{"合计", "5.5"}, {"出国", "3"}};
  one.steps = {{DecisionState::explained, "李四", "2024-04-30", "", ""},
               {DecisionState::accepted, "张三", "2024-05-01", "财预〔2024〕5号", "同意"}};
  UnitDecisions all;
  all.unit = "甲局";
  all.put(one);
  return all;
}

std::string code_of_fault(const std::string& from, const std::string& to) {
  std::string text = write_decisions(sample_decisions());
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  try {
    read_decisions(text, "甲局.toml");
  } catch (const Fault& fault) {
    CHECK(fault.location().line > 0);
    return fault.code();
  }
  return {};
}

}  // namespace

TEST_CASE("decisions come back as they were written") {
  const std::string text = write_decisions(sample_decisions());
  const UnitDecisions again = read_decisions(text, "甲局.toml");
  CHECK(write_decisions(again) == text);
  CHECK(again.decisions.front().explanation == "第一行\n第二行\\");
  CHECK(again.decisions.front().steps.back().document_number == "财预〔2024〕5号");
}

TEST_CASE("a decisions file that was mended badly is refused, with its line") {
  const std::string again =
      write_decisions(sample_decisions()).substr(write_decisions(sample_decisions()).find("[[decisions]]"));
  struct Case {
    std::string from, to, code;
  };
  const std::vector<Case> cases{{"state = \"采纳\"\n", "state = \"采用\"\n", "decide.bad_state"},
                                {"state = \"采纳\"\n", "state = \"确认问题\"\n", "decide.bad_state"},
                                {"2024-04-30", "四月", "decide.bad_date"},
                                {"year = 2020", "year = 20", "data.bad_year"},
                                {"place =", "plaec =", "data.unknown_key"},
                                {"gouji.decisions.v1", "gouji.decisions.v9", "data.bad_schema"},
                                {"\"00000000000000bb\"", "\"xyz\"", "data.wrong_type"},
                                {"unit = \"甲局\"", "", "data.missing_key"},
                                {"[[decisions]]", again + "\n[[decisions]]", "decide.twice"},
                                {"title = ", "title  = ", ""}};
  for (const Case& one : cases) CHECK(code_of_fault(one.from, one.to) == one.code);
}

TEST_CASE("days") {
  struct Case {
    std::string text, day;
  };
  const std::vector<Case> cases{{"2024-5-1", "2024-05-01"},
                                {"２０２４年５月１日", "2024-05-01"},
                                {"2024/05/01 0:00", "2024-05-01"},
                                {"2024.5.1", "2024-05-01"},
                                {"20240501", "2024-05-01"},
                                {"45413", "2024-05-01"},
                                {"45413.5", "2024-05-01"},
                                {"2024-02-30", ""},
                                {"2024-13-01", ""},
                                {"5月1日", ""},
                                {"5/1/2024", ""},
                                {"去年", ""},
                                {"2024", ""},
                                {"", ""}};
  for (const Case& one : cases) CHECK(day_from(one.text).value_or("") == one.day);
}

}  // namespace gouji::test
