// Baselines as text and back, whatever a merge did to them.
#include "regression/baseline.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <random>
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

// What gouji approve does with the list of documents.
void approve(Baseline& baseline, const std::string& reason) {
  Approval approval;
  approval.date = "2026-01-02";
  approval.by = "张三";
  approval.reason = reason;
  std::set<std::string> documents;
  for (const RecordedDocument& one : baseline.record.documents) documents.insert(one.document);
  baseline.listed = seal(approval, baseline.approvals, baseline.listed, documents);
  baseline.approvals.push_back(approval);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1)
    lines.push_back(text.substr(begin, text.find('\n', begin) + 1 - begin));
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

// As git does with lines that stand apart: a line goes where one side took it out, and comes where one brought it.
std::string merged(const std::string& base, const std::string& one, const std::string& other) {
  const std::vector<std::string> first = lines_of(one), second = lines_of(other), were = lines_of(base);
  const std::set<std::string> a(first.begin(), first.end()), b(second.begin(), second.end()),
      old(were.begin(), were.end());
  std::vector<std::string> lines;
  for (const std::string& line : first) {
    if (b.contains(line) || !old.contains(line)) lines.push_back(line);
  }
  for (const std::string& line : second) {
    if (!a.contains(line) && !old.contains(line)) lines.push_back(line);
  }
  return joined(lines);
}

Baseline sample() {
  Baseline baseline;
  baseline.rules[{RuleFact::Kind::parameter, "p", "p.limit"}] = {"2023: 90", "%", {}};
  baseline.record.documents = {document("乙", 1), document("甲", 1)};
  baseline.record.findings = {finding("f2", "甲", "p.b"), finding("f1", "乙", "p.a")};
  RecordedScore score;
  score.fingerprint = "s1";
  score.document = "甲";
  score.recomputed = "92.5";
  score.grade = "优";
  baseline.record.scores.push_back(score);
  approve(baseline, "年度基线");
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
  const auto set_of = [](const std::string& text) {
    const std::vector<std::string> all = lines_of(text);
    return std::set<std::string>(all.begin(), all.end());
  };
  std::vector<std::string> fresh;
  const auto old = set_of(before), now = set_of(after);
  std::set_difference(now.begin(), now.end(), old.begin(), old.end(), std::back_inserter(fresh));
  REQUIRE(fresh.size() == 2);
  CHECK(fresh[0].find("{\"document\":\"乙\"") == 0);
  CHECK(fresh[0].find("\"findings\":2") != std::string::npos);
  CHECK(fresh[1].find("{\"finding\":\"f3\"") == 0);
}

TEST_CASE("lines that are lost or edited are told, and merges of two are not") {
  const std::string good = write_baseline(sample());
  const std::vector<std::string> lines = lines_of(good);
  const auto is_missed = [](const std::string& line) {
    for (const std::string_view kind :
         {"{\"document\"", "{\"finding\"", "{\"score\"", "{\"listed\"", "{\"approval\""}) {
      if (line.starts_with(kind)) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<std::string> without = lines;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    CAPTURE(lines[i]);
    if (is_missed(lines[i])) CHECK(fault_in(joined(without)).starts_with("baseline.lost"));
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

TEST_CASE("a document of which every line is lost is missed, and after merges too") {
  const std::vector<std::string> pool{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"};
  std::mt19937 random(15);  // NOLINT(cert-msc51-cpp): the same every time
  const auto chance = [&](unsigned of) { return random() % of == 0; };
  // Some documents come, some go, some have other results; those of the other branch are let alone or treated alike.
  const auto edit = [&](const Baseline& from, const std::string& reason, unsigned half) {
    Baseline now = from;
    for (std::size_t i = 0; i < pool.size(); ++i) {
      if (i % 2 != half && i > 1) continue;  // the first two may be touched by both
      const bool shared = i <= 1;
      auto& documents = now.record.documents;
      const auto found = std::find_if(documents.begin(), documents.end(),
                                      [&](const RecordedDocument& one) { return one.document == pool[i]; });
      if (found == documents.end()) {
        if (chance(2)) documents.push_back(document(pool[i], 1));
      } else if (chance(3)) {
        documents.erase(found);
      } else if (!shared && chance(2)) {
        *found = document(pool[i], static_cast<int>(random() % 9));
      }
    }
    approve(now, reason);
    return now;
  };
  int removed = 0, met = 0;
  for (int turn = 0; turn < 400; ++turn) {
    CAPTURE(turn);
    Baseline base;
    base = edit(base, "a", 0);
    base = edit(base, "b", 1);
    Baseline one = edit(base, "c", 0), other = edit(base, chance(2) ? "c" : "d", 1);
    if (chance(2)) one = edit(one, "e", 0);
    std::string text = merged(write_baseline(base), write_baseline(one), write_baseline(other));
    const std::string fault = fault_in(text);
    if (!fault.empty()) {  // one took out a document and brought it again, the other took it out: they did meet
      CHECK(fault.starts_with("baseline.lost"));
      ++met;
      continue;
    }
    if (chance(2)) {  // and approved once more, by whoever merged
      Baseline both = read_baseline(text, "x.ndjson");
      both = edit(both, "f", 0);
      text = write_baseline(both);
      REQUIRE(fault_in(text).empty());
    }
    for (const std::string& lost : pool) {
      std::vector<std::string> lines = lines_of(text);
      const std::size_t before = lines.size();
      std::erase_if(lines, [&](const std::string& line) {
        return line.starts_with("{\"document\":\"" + lost) || line.starts_with("{\"listed\":\"" + lost);
      });
      if (lines.size() == before) continue;
      ++removed;
      CAPTURE(lost, text);
      CHECK(fault_in(joined(lines)).starts_with("baseline.lost"));
    }
  }
  CHECK(removed > 1000);
  CHECK(met < 40);
}

TEST_CASE("baselines of before have lists that count nothing") {
  Baseline old = sample();
  old.listed.clear();
  old.approvals.front().documents = 0;
  const std::string text = write_baseline(old);
  CHECK(text.find("\"in\"") == std::string::npos);
  CHECK(fault_in(text).empty());
  Baseline read = read_baseline(text, "x.ndjson");
  CHECK(write_baseline(read) == text);
  approve(read, "再写一次");
  CHECK(read.approvals.back().documents == 2);
  CHECK(fault_in(write_baseline(read)).empty());
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
