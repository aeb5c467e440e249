// Baselines as text and back, whatever a merge did to them.
#include "regression/baseline.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <set>

#include "base/fault.hpp"

namespace gouji::test {
namespace {

RecordedFinding finding(const std::string& fingerprint, const std::string& document, const std::string& rule) {
  RecordedFinding one;
  one.fingerprint = fingerprint;
  one.key = "k" + fingerprint;
  one.document = document;
  one.rule = rule;
  one.outcome = Outcome::finding;
  one.severity = Severity::verify;
  one.place = "自评表 1 · 总额";
  one.printed = "1.20";
  one.message = "“合计” \\ 不等";
  one.related = {"丙"};
  return one;
}

RecordedDocument document(const std::string& id, int violated) {
  RecordedDocument one;
  one.document = id;
  one.unit = "某局";
  one.year = 2023;
  one.kind = "self_evaluation";
  one.digest = "d" + id;
  RuleOutcomes rule{"p.a", {}};
  rule.outcomes[0] = 3;
  rule.outcomes[1] = violated;
  one.by_rule.push_back(rule);
  rule.rule = "p.b";
  one.by_rule.push_back(rule);
  return one;
}

Baseline sample() {
  Baseline baseline;
  baseline.approvals.push_back({"2026-01-02", "张三", "年度基线", 2, 0, 0, 1});
  baseline.rules[{RuleFact::Kind::parameter, "p", "p.limit"}] = {"2023: 90", "%", {}};
  baseline.record.documents = {document("乙", 1), document("甲", 1)};
  baseline.record.findings = {finding("f2", "甲", "p.b"), finding("f1", "乙", "p.a")};
  RecordedScore score;
  score.fingerprint = "s1";
  score.document = "甲";
  score.recomputed = "92.5";
  score.grade = "优";
  baseline.record.scores.push_back(score);
  return baseline;
}

std::string fault_in(const std::string& text) {
  try {
    read_baseline(text, "x.ndjson");
  } catch (const Fault& fault) {
    return fault.code() + " " + std::to_string(fault.location().line);
  }
  return {};
}

}  // namespace

TEST_CASE("a baseline comes back as it was") {
  const std::string text = write_baseline(sample());
  const Baseline read = read_baseline(text, "x.ndjson");
  CHECK(write_baseline(read) == text);
  REQUIRE(read.record.findings.size() == 2);
  CHECK(read.record.findings[0].fingerprint == "f1");  // 乙 before 甲
  CHECK(read.record.findings[0].message == "“合计” \\ 不等");
  CHECK(read.record.findings[0].related == std::vector<std::string>{"丙"});
  CHECK(read.record.documents[1].by_rule[1].outcomes[1] == 1);
  CHECK(read.record.scores[0].grade == "优");
  CHECK(read.approvals[0].reason == "年度基线");
  CHECK(read.rules.at({RuleFact::Kind::parameter, "p", "p.limit"}).text == "2023: 90");
}

TEST_CASE("a finding stands with its document, and a change touches few lines") {
  Baseline baseline = sample();
  const std::string before = write_baseline(baseline);
  baseline.record.findings.push_back(finding("f3", "乙", "p.b"));
  const std::string after = write_baseline(baseline);
  const std::size_t at = after.find("\"f3\"");
  CHECK(at > after.find("\"f1\""));
  CHECK(at < after.find("\"f2\""));
  // The line itself, and that of its document, which counts it.
  const auto lines = [](const std::string& text) {
    std::set<std::string> all;
    for (std::size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1)
      all.insert(text.substr(begin, text.find('\n', begin) - begin));
    return all;
  };
  std::vector<std::string> fresh;
  const auto old = lines(before), now = lines(after);
  std::set_difference(now.begin(), now.end(), old.begin(), old.end(), std::back_inserter(fresh));
  REQUIRE(fresh.size() == 2);
  CHECK(fresh[0].find("{\"document\":\"乙\"") == 0);
  CHECK(fresh[0].find("\"findings\":2") != std::string::npos);
  CHECK(fresh[1].find("{\"finding\":\"f3\"") == 0);
}

TEST_CASE("lines that are lost or edited are told, and merges of two are not") {
  const std::string good = write_baseline(sample());
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < good.size(); begin = good.find('\n', begin) + 1)
    lines.push_back(good.substr(begin, good.find('\n', begin) + 1 - begin));
  const auto is_of_results = [](const std::string& line) {
    for (const std::string_view kind : {"{\"document\"", "{\"finding\"", "{\"score\""}) {
      if (line.starts_with(kind)) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string without;
    for (std::size_t j = 0; j < lines.size(); ++j) {
      if (i != j) without += lines[j];
    }
    CAPTURE(lines[i]);
    if (is_of_results(lines[i])) CHECK(fault_in(without).starts_with("baseline.lost"));
    if (lines[i].starts_with("{\"listed\"")) CHECK(fault_in(without).empty());
  }
  std::string edited = good;
  edited.replace(edited.find("1.20"), 4, "1.30");
  CHECK(fault_in(edited).starts_with("baseline.edited"));
  // One added 丙, the other a finding to 乙: the lines of both.
  Baseline one = sample(), other = sample();
  one.record.documents.push_back(document("丙", 0));
  other.record.findings.push_back(finding("f7", "乙", "p.b"));
  std::string both = write_baseline(one);
  const std::string second = write_baseline(other);
  const std::size_t at = both.find("{\"document\":\"乙\"");
  both.erase(at, both.find('\n', at) + 1 - at);
  for (std::size_t begin = 0; begin < second.size(); begin = second.find('\n', begin) + 1) {
    const std::string line = second.substr(begin, second.find('\n', begin) + 1 - begin);
    if (both.find(line) == std::string::npos) both += line;
  }
  CHECK(fault_in(both).empty());
}

TEST_CASE("what cannot be read is told with its line") {
  const std::string good = write_baseline(sample());
  const auto lines = std::count(good.begin(), good.end(), '\n');
  CHECK(fault_in("") == "baseline.no_head 1");
  CHECK(fault_in(good.substr(good.find('\n') + 1)) == "baseline.no_head 1");
  CHECK(fault_in("{\"schema\":\"gouji.baseline.v2\"}\n") == "baseline.other_version 1");
  CHECK(fault_in(good.substr(0, good.size() - 1)) == "baseline.bad_line " + std::to_string(lines));
  CHECK(fault_in(good + "{\"finding\":\"f1\",\"rule\":\"p.a\"}\n") == "baseline.twice " + std::to_string(lines + 1));
  CHECK(fault_in(good + "{\"finding\":\"f9\",\"rule\":\"p.a\"}\n") == "baseline.bad_line " + std::to_string(lines + 1));
  CHECK(fault_in(good + "[1]\n") == "baseline.bad_line " + std::to_string(lines + 1));
  CHECK(fault_in(good + "=======\n") == "baseline.conflict " + std::to_string(lines + 1));
  const std::string cut = good.substr(0, good.rfind('\n', good.size() - 2) + 1);
  CHECK(fault_in(cut) == "baseline.cut " + std::to_string(lines - 1));
  CHECK(fault_in("{\"schema\":\"gouji.baseline.v1\"}\n" + cut.substr(cut.find('\n') + 1)).empty());  // an old one
  CHECK(fault_in(good + good.substr(good.find('\n') + 1)).empty());  // equal lines count once
}

TEST_CASE("a part is accepted, the rest stays") {
  const ResultRecord old = sample().record;
  ResultRecord fresh;
  fresh.documents = {document("甲", 2), document("丙", 0)};
  fresh.findings = {finding("f5", "甲", "p.a"), finding("f6", "甲", "p.b")};
  Accepted one_rule;
  one_rule.rule = [](const std::string& rule) { return rule == "p.a"; };
  const ResultRecord part = accept(old, fresh, one_rule);
  std::vector<std::string> ids;
  for (const RecordedFinding& one : part.findings) ids.push_back(one.fingerprint);
  CHECK(ids == std::vector<std::string>{"f1", "f5", "f2"});  // 乙 is not gone: only a rule was accepted
  for (const RecordedDocument& one : part.documents) {
    if (one.document != "甲") continue;
    CHECK(one.by_rule[0].outcomes[1] == 2);
    CHECK(one.by_rule[1].outcomes[1] == 1);
  }
  CHECK(accept(old, fresh, {}).findings.size() == 2);
  Accepted one_year;
  one_year.document = [](const RecordedDocument& one) { return one.year == 2022; };
  CHECK(accept(old, fresh, one_year).findings.size() == old.findings.size());
}

}  // namespace gouji::test
