// Decisions on findings: what may follow what, what lapses, what is found again next year.
#include "model/decision.hpp"

#include <catch2/catch.hpp>

#include "model/result.hpp"

namespace gouji::test {
namespace {

using enum DecisionState;

Finding finding(int year, const std::string& value = "5.50") {
  Finding one;
  one.fingerprint = "00000000000020" + std::to_string(year % 100);
  one.key = "00000000000000aa";
  one.rule = "p.sum";
  one.document = "甲局-" + std::to_string(year);
  one.year = year;
  one.printed = value;
  one.expected = "5.25";
  one.operands = {{"合计", value, value, {}, {}}, {"空", "", "", {}, {}}, {"出国", "3.00", "3", {}, {}}};
  return one;
}

Answer answer(std::optional<DecisionState> state, const std::string& explanation = "", int until = 0,
              const std::string& note = "") {
  Answer one;
  one.state = state;
  one.explanation = explanation;
  one.until = until;
  one.note = note;
  one.by = "张三";
  one.date = "2024-05-01";
  return one;
}

std::string code_of_fault(const Decision& before, const Answer& answer) {
  try {
    decided(before, answer);
  } catch (const Fault& fault) {
    return fault.code();
  }
  return {};
}

}  // namespace

TEST_CASE("a decision goes from state to state") {
  Decision open = undecided(finding(2020));
  CHECK(open.state == DecisionState::open);
  CHECK(open.values.size() == 2);  // printed blanks say nothing

  const Decision told = *decided(open, answer({}, "四舍五入"));
  CHECK(told.state == explained);
  const Decision taken = *decided(told, answer(accepted));
  CHECK(taken.state == accepted);
  CHECK(taken.until == 2020);  // no further than its own year, unless somebody says so
  CHECK(taken.explanation == "四舍五入");
  CHECK(taken.steps.size() == 2);

  const Decision real = *decided(told, answer(confirmed));
  Answer mended = answer({});
  mended.rectification = " 已整改，见更正公告";
  CHECK(decided(real, mended)->state == corrected);
  CHECK(decided(open, mended)->state == explained);  // only a person's confirmation makes a 问题 that can be mended
}

TEST_CASE("both steps at once leave two steps") {
  const Decision taken = *decided(undecided(finding(2020)), answer(accepted, "上年结转", 2022));
  REQUIRE(taken.steps.size() == 2);
  CHECK(taken.steps[0].state == explained);
  CHECK(taken.until == 2022);
}

TEST_CASE("what says nothing new changes nothing") {
  const Decision told = *decided(undecided(finding(2020)), answer({}, "四舍五入"));
  CHECK_FALSE(decided(told, answer({}, "四舍五入")));
  CHECK_FALSE(decided(told, answer(explained)));
  CHECK_FALSE(decided(undecided(finding(2020)), answer({})));
  CHECK(decided(told, answer({}, "舍入"))->explanation == "舍入");
}

TEST_CASE("what a decision wants") {
  const Decision open = undecided(finding(2020));
  const Decision taken = *decided(open, answer(accepted, "上年结转"));
  Answer nobody = answer(confirmed);
  nobody.by.clear();
  struct Case {
    Decision before;
    Answer answer;
    std::string code;
  };
  const std::vector<Case> cases{{open, answer(corrected), "decide.transition"},
                                {taken, answer(corrected), "decide.transition"},
                                {open, answer(explained), "decide.needs_explanation"},
                                {open, answer(accepted), "decide.needs_explanation"},
                                {open, answer(rule_wrong), "decide.needs_reason"},
                                {open, nobody, "decide.needs_person"},
                                {open, answer(confirmed, "", 2022), "decide.bad_until"},
                                {open, answer(accepted, "上年结转", 2019), "decide.bad_until"},
                                {open, answer(rule_wrong, "", 0, "取错了行"), ""},
                                {taken, answer(confirmed), ""},
                                {taken, answer(DecisionState::open), ""}};
  for (const Case& one : cases) CHECK(code_of_fault(one.before, one.answer) == one.code);
}

TEST_CASE("an accepted explanation holds for the same values, until its year") {
  UnitDecisions decisions;
  decisions.put(*decided(undecided(finding(2020)), answer(accepted, "上年结转", 2022)));
  struct Case {
    int year;
    std::string value;
    Standing standing;
    bool waives;
  };
  const std::vector<Case> cases{{2020, "5.50", Standing::own, true},
                                {2020, "5.5", Standing::own, true},  // one value, printed otherwise
                                {2020, "5.51", Standing::values_changed, false},
                                {2021, "5.50", Standing::carried, true},
                                {2021, "5.51", Standing::values_changed, false},
                                {2022, "5.50", Standing::carried, true},
                                {2023, "5.50", Standing::expired, false}};
  for (const Case& one : cases) {
    const auto handling = handling_of(finding(one.year, one.value), one.year, decisions);
    REQUIRE(handling);
    CHECK(handling->standing == one.standing);
    CHECK(handling->waives() == one.waives);
    CHECK(handling->state() == (one.waives ? accepted : DecisionState::open));
  }
  CHECK_FALSE(handling_of(finding(2019), 2019, decisions));  // a later year says nothing of an earlier one
  Finding other = finding(2021);
  other.key = "00000000000000bb";
  CHECK_FALSE(handling_of(other, 2021, decisions));
}

TEST_CASE("what was confirmed last year is told, and decides nothing this year") {
  UnitDecisions decisions;
  decisions.put(*decided(undecided(finding(2020)), answer(confirmed)));
  const auto handling = handling_of(finding(2021), 2021, decisions);
  REQUIRE(handling);
  CHECK(handling->standing == Standing::earlier);
  CHECK(handling->state() == DecisionState::open);
}

TEST_CASE("words of states as people and spreadsheets write them") {
  CHECK(decision_state_from(" 采　纳 ") == accepted);
  CHECK(decision_state_from("rule wrong") == rule_wrong);
  CHECK(decision_state_from("rule_wrong") == rule_wrong);
  CHECK_FALSE(decision_state_from("同意"));
}

}  // namespace gouji::test
