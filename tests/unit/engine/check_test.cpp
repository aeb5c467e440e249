// The verbs of check on printed forms: envelopes, 尾差, missing cells, doubt.
#include <catch2/catch.hpp>

#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

// One rule on the fund line; what it finds.
DocumentResult run(const std::string& body, const MiniForm& form, const std::string& header = {}) {
  MiniPacks packs;
  packs.rule("p.one", body, header);
  MiniBook book(packs.load("p"));
  REQUIRE(book.book().broken().empty());
  return book.run(form.document());
}

int count(const DocumentResult& result, Outcome outcome) {
  return result.outcomes.at(static_cast<std::size_t>(outcome));
}

const std::string kRate = "check:same(f.rate, f.executed / f.annual)";

}  // namespace

TEST_CASE("equal within the printed digits passes") {
  for (const std::string rate : {"98.53%", "98.5%", "99%", "98.5", "0.985"}) {
    CAPTURE(rate);
    MiniForm form;
    form.rate = rate;
    form.annual = "48.00";
    form.executed = "47.2950";
    if (rate == "98.5") continue;  // a bare number is its own ratio: see below
    const DocumentResult result = run(kRate, form);
    CHECK(result.findings.empty());
    CHECK(count(result, Outcome::pass) == 1);
    CHECK(result.checks == 1);
  }
}

TEST_CASE("outside the joint envelope is a finding with its evidence") {
  MiniForm form;
  form.rate = "97.50%";
  form.annual = "48.00";
  form.executed = "47.2950";
  const DocumentResult result =
      run("check:same(f.rate, f.executed / f.annual, { message = \"{left} 应为 {right}，差 {gap}\" })", form);
  REQUIRE(result.findings.size() == 1);
  const Finding& finding = result.findings.front();
  CHECK(finding.outcome == Outcome::finding);
  CHECK(finding.severity == Severity::error);
  CHECK(finding.row.value_or("") == "年度资金总额");
  CHECK(finding.column.value_or("") == "执行率");
  CHECK(finding.printed == "97.50%");
  CHECK(finding.expected == "98.53%");
  CHECK(finding.at.line == 7);
  CHECK(finding.message == "97.50% 应为 98.53%，差 " + finding.difference.substr(1));
  CHECK(finding.formula == "执行率 ＝ 全年执行数 ÷ 全年预算数");
  CHECK(finding.formula_figures == "97.50% ≠ 47.2950 ÷ 48.00");
  REQUIRE(finding.operands.size() == 3);
  CHECK(finding.operands[0].printed == "97.50%");
}

TEST_CASE("a 尾差 is noted where the rule asks for it") {
  MiniForm form;
  form.rate = "98.5%";
  form.annual = "48.00";
  form.executed = "47.2950";
  CHECK(run(kRate, form).findings.empty());
  const DocumentResult noted = run("check:same(f.rate, f.executed / f.annual, { tail = \"note\" })", form);
  REQUIRE(noted.findings.size() == 1);
  CHECK(noted.findings.front().severity == Severity::note);
}

TEST_CASE("a score covers half a unit of its last digit only against a formula") {
  MiniForm form;
  form.score = "9.9";
  form.annual = "48.00";
  form.executed = "47.2950";  // 9.853125
  CHECK(run("check:computed(f.score, f.executed / f.annual * f.weight)", form).findings.empty());
  form.score = "9.8";
  CHECK(run("check:computed(f.score, f.executed / f.annual * f.weight)", form).findings.size() == 1);
}

TEST_CASE("a blank cell ends the rule and is named") {
  MiniForm form;
  form.annual = "";
  const DocumentResult result = run(kRate, form);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings.front().outcome == Outcome::cannot_evaluate);
  CHECK(result.findings.front().column.value_or("") == "全年预算数");
  CHECK(result.findings.front().message.find("年度资金总额·全年预算数") != std::string::npos);
  CHECK(count(result, Outcome::cannot_evaluate) == 1);
  CHECK(count(result, Outcome::pass) == 0);
}

TEST_CASE("division by a printed zero is the rule's fault, told with its line") {
  MiniForm form;
  form.annual = "0";
  const DocumentResult result = run("\n" + kRate, form);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings.front().outcome == Outcome::fault);
  CHECK(result.findings.front().script->line == 4);
}

TEST_CASE("kinds of unit that do not mix are a fault") {
  const DocumentResult result = run("check:same(f.rate, f.annual)", {});
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings.front().outcome == Outcome::fault);
}

TEST_CASE("what does not apply is neither a pass nor a finding") {
  const DocumentResult result =
      run("check:when(f.executed / f.annual, \"<\", amount(\"90\", \"%\")):present(f.reason)", {});
  CHECK(result.findings.empty());
  CHECK(count(result, Outcome::not_applicable) == 1);
  MiniForm form;
  form.executed = "30";
  CHECK(
      run("check:when(f.executed / f.annual, \"<\", amount(\"90\", \"%\")):present(f.reason)", form).findings.size() ==
      1);
}

TEST_CASE("doubt and the generic layout accuse nobody") {
  MiniForm form;
  form.rate = "90%";
  form.doubt = "边框不清";
  const DocumentResult doubtful = run(kRate, form);
  REQUIRE(doubtful.findings.size() == 1);
  CHECK(doubtful.findings.front().severity == Severity::verify);
  CHECK(doubtful.findings.front().message.find("识别存疑，请核对原件") != std::string::npos);
  form.doubt.clear();
  form.generic = true;
  const DocumentResult generic = run(kRate, form);
  REQUIRE(generic.findings.size() == 1);
  CHECK(generic.findings.front().severity == Severity::verify);
  CHECK(generic.findings.front().message.find("识别存疑，请核对原件") != std::string::npos);
  form.generic = false;
  CHECK(run(kRate, form).findings.front().severity == Severity::error);
}

TEST_CASE("a rule that breaks off says nothing about the document") {
  MiniForm form;
  form.rate = "90%";
  const DocumentResult result = run(kRate + "\nerror(\"x\")", form);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings.front().outcome == Outcome::fault);
}

TEST_CASE("slots of a message") {
  CHECK(filled("{a}和{b}，{c}", {{"a", "甲"}, {"b", "{a}"}}) == "甲和{a}，{c}");
  CHECK(filled("没有", {}) == "没有");
  CHECK(filled("{未完", {{"未完", "x"}}) == "{未完");
}

}  // namespace gouji::test
