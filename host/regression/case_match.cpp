#include "regression/case_match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.hpp"
#include "model/figure.hpp"

namespace gouji {
namespace {

using Values = std::map<std::string, std::string>;

std::string flag_text(bool flag) { return flag ? "true" : "false"; }

Values values_of(const Finding& finding) {
  std::string gap = finding.difference;
  if (gap.starts_with('-')) gap.erase(0, 1);
  return {{"rule", finding.rule},
          {"unit", finding.unit},
          {"document", finding.document},
          {"outcome", std::string(code_of(finding.outcome))},
          {"severity", std::string(code_of(finding.severity))},
          {"kind", finding.kind},
          {"table", finding.table.value_or("")},
          {"evaluation", finding.evaluation.value_or("")},
          {"row", finding.row.value_or("")},
          {"column", finding.column.value_or("")},
          {"printed", finding.printed},
          {"expected", finding.expected},
          {"difference", finding.difference},
          {"gap", gap},
          {"case", finding.case_name},
          {"cause", finding.cause.empty() ? "" : finding.causes.front().kind},
          {"message", finding.message},
          {"remedy", finding.remedy},
          {"doubtful", flag_text(finding.doubtful)},
          {"limit", finding.script ? finding.script->limit : ""},
          {"deduct", finding.deducted ? finding.deducted->points : ""},
          {"group", finding.deducted ? finding.deducted->group : ""},
          {"line", std::to_string(finding.at.line)}};
}

Values values_of(const Score& score) {
  std::string items;
  for (const ScoreLine& line : score.lines) items += (items.empty() ? "" : "、") + line.item;
  const auto judged =
      std::count_if(score.lines.begin(), score.lines.end(), [](const ScoreLine& line) { return line.judged; });
  return {{"unit", score.unit},
          {"document", score.document},
          {"evaluation", score.evaluation.value_or("")},
          {"recomputed", score.recomputed},
          {"printed", score.printed},
          {"low", score.low},
          {"high", score.high},
          {"difference", score.difference},
          {"grade", score.grade},
          {"grade_could_flip", flag_text(score.grade_could_flip)},
          {"lines", std::to_string(score.lines.size())},
          {"judged", std::to_string(judged)},
          {"reviewed", score.reviewed.value_or("")},
          {"why", score.why},
          {"items", items}};
}

// "0.25" fits "0.25", "0.250" and "0.25 万元"; a unit that the case names must be there.
bool same_figure(const std::string& wanted, const std::string& got) {
  const auto left = parse_figure(wanted);
  const auto right = parse_figure(got);
  if (!left || !right) return false;
  if (left->unit.kind == UnitKind::plain) {
    const Exact printed = right->unit.kind == UnitKind::ratio && right->unit.exponent < 0
                              ? right->value * Exact::fraction(power_of_ten(-right->unit.exponent), 1)
                              : right->value;
    return left->value == printed;
  }
  return left->unit.word == right->unit.word && left->value == right->value;
}

bool fits(const Expected& expected, const Values& got) {
  return std::all_of(expected.values.begin(), expected.values.end(), [&](const auto& wanted) {
    const auto& [key, value] = wanted;
    if (key == "missing")
      return got.at("row") == value || got.at("column") == value || got.at("message").find(value) != std::string::npos;
    const auto found = got.find(key);
    if (found == got.end()) return false;  // a finding where a score is expected
    const std::string& own = found->second;
    if (key == "message" || key == "remedy" || key == "items") return own.find(value) != std::string::npos;
    return own == value || text::label_form(own) == text::label_form(value) || same_figure(value, own);
  });
}

std::string remedy_of(const Values& values) {
  const auto remedy = values.find("remedy");
  return remedy == values.end() || remedy->second.empty() ? std::string() : "  办法：" + remedy->second;
}

std::string in_words(const Values& values, const std::vector<std::string>& keys) {
  // A formula that broke off has nothing to compare: what it says is what helps.
  const auto outcome = values.find("outcome"), message = values.find("message");
  if (outcome != values.end() && outcome->second == code_of(Outcome::fault) && message != values.end() &&
      !message->second.empty())
    return fmt::format("公式出错：{}{}", message->second, remedy_of(values));
  std::string out;
  for (const std::string& key : keys) {
    const auto value = values.find(key);
    if (value == values.end() || value->second.empty()) continue;
    out += fmt::format("{}{}={}", out.empty() ? "" : " ", key, value->second);
  }
  return "{ " + out + " }";
}

// What was got, with the keys that the case asks for and those that people look at first.
std::string got_in_words(const std::vector<Values>& got, const Expectation& expect, std::vector<std::string> keys) {
  for (const Expected& one : expect.findings) {
    for (const auto& [key, value] : one.values) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    }
  }
  std::string out;
  for (const Values& values : got) out += (out.empty() ? "" : "\n") + in_words(values, keys);
  return out;
}

std::string wanted_in_words(const Expectation& expect) {
  if (!expect.word.empty()) return expect.word;
  std::string out;
  for (const Expected& one : expect.findings) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : one.values) keys.push_back(key);
    out += (out.empty() ? "" : "\n") + in_words(one.values, keys);
  }
  return out.empty() ? "（没有疑点）" : out;
}

// A line each, as they could stand in `expect`.
std::string rows_in_words(std::string_view lead, const std::vector<Values>& rows,
                          const std::vector<std::string>& keys) {
  std::string out;
  for (const Values& row : rows) out += fmt::format("{}{} {}", out.empty() ? "" : "\n", lead, in_words(row, keys));
  return out;
}

void add_lines(std::string& all, const std::string& more) {
  if (!more.empty()) all += (all.empty() ? "" : "\n") + more;
}

// Expected ones that found no partner when as many as can be are paired, and what is left over of those got.
struct Unpaired {
  std::vector<Values> wanted, got;
};

Unpaired unpaired(const std::vector<Expected>& wanted, const std::vector<Values>& got) {
  std::vector<std::size_t> owner(got.size(), wanted.size());
  std::vector<bool> tried;
  const std::function<bool(std::size_t)> place = [&](std::size_t i) {
    for (std::size_t j = 0; j < got.size(); ++j) {
      if (tried[j] || !fits(wanted[i], got[j])) continue;
      tried[j] = true;
      if (owner[j] == wanted.size() || place(owner[j])) {
        owner[j] = i;
        return true;
      }
    }
    return false;
  };
  Unpaired left;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    tried.assign(got.size(), false);
    if (!place(i)) left.wanted.push_back(wanted[i].values);
  }
  for (std::size_t j = 0; j < got.size(); ++j) {
    if (owner[j] == wanted.size()) left.got.push_back(got[j]);
  }
  return left;
}

// Each expectation with a finding of its own, in whatever order.
bool pair_up(const std::vector<Expected>& wanted, const std::vector<Values>& got) {
  return wanted.size() == got.size() && unpaired(wanted, got).wanted.empty();
}

std::vector<std::string> keys_of(const Values& values) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : values) keys.push_back(key);
  return keys;
}

// What a result comes to when nothing was found.
std::string quiet_word(const DocumentResult& result) {
  return result.outcomes.at(static_cast<std::size_t>(Outcome::pass)) > 0 ? "pass" : "not_applicable";
}

}  // namespace

CaseVerdict match_findings(const Expectation& expect, const DocumentResult& result) {
  std::vector<Values> got;
  for (const Finding& finding : result.findings) got.push_back(values_of(finding));
  CaseVerdict verdict;
  if (expect.word.empty()) {
    verdict.fits = pair_up(expect.findings, got);
  } else if (expect.word == "pass" || expect.word == "not_applicable") {
    verdict.fits = got.empty() && quiet_word(result) == expect.word;
  } else {
    verdict.fits = !got.empty() && std::all_of(got.begin(), got.end(), [&](const Values& values) {
      return values.at("outcome") == expect.word;
    });
  }
  if (verdict.fits) return verdict;
  verdict.expected = wanted_in_words(expect);
  verdict.got =
      got.empty()
          ? quiet_word(result)
          : got_in_words(got, expect,
                         {"outcome", "severity", "row", "column", "printed", "expected", "difference", "message"});
  return verdict;
}

CaseVerdict match_whole(const WholeCase& expect, const DocumentResult& result) {
  static const std::vector<std::string> finding_keys{"rule", "outcome", "severity", "table",    "evaluation",
                                                     "row",  "column",  "printed",  "expected", "difference"};
  static const std::vector<std::string> score_keys{"evaluation", "recomputed", "grade"};
  const auto counts = [&](const Finding& finding) {
    return expect.only.empty() || std::any_of(expect.only.begin(), expect.only.end(), [&](const std::string& id) {
             return finding.rule == id || finding.rule.starts_with(id + ".");
           });
  };
  std::vector<Values> found, scores;
  for (const Finding& finding : result.findings) {
    if (counts(finding)) found.push_back(values_of(finding));
  }
  for (const Score& score : result.scores) scores.push_back(values_of(score));
  CaseVerdict verdict;
  const auto lines = [](std::string_view lead, const std::vector<Values>& rows) {
    std::string out;
    for (const Values& row : rows) add_lines(out, rows_in_words(lead, {row}, keys_of(row)));
    return out;
  };
  const Unpaired left = unpaired(expect.findings, found);
  add_lines(verdict.expected, lines("缺少", left.wanted));
  if (!expect.more || !left.wanted.empty()) add_lines(verdict.got, rows_in_words("另有", left.got, finding_keys));
  bool unwanted = !expect.more && !left.got.empty();
  for (const Expected& absent : expect.absent) {
    for (const Values& one : found) {
      if (!fits(absent, one)) continue;
      unwanted = true;
      add_lines(verdict.expected, rows_in_words("不应有", {absent.values}, keys_of(absent.values)));
      if (expect.more && left.wanted.empty()) add_lines(verdict.got, rows_in_words("而有", {one}, finding_keys));
    }
  }
  const Unpaired score_left = unpaired(expect.scores, scores);
  add_lines(verdict.expected, lines("得分缺少", score_left.wanted));
  if (!score_left.wanted.empty()) add_lines(verdict.got, rows_in_words("得分", score_left.got, score_keys));
  verdict.fits = left.wanted.empty() && score_left.wanted.empty() && !unwanted;
  if (verdict.fits) return {true, {}, {}};
  if (verdict.expected.empty()) verdict.expected = "没有别的疑点";
  if (verdict.got.empty()) verdict.got = "没有发现";
  return verdict;
}

CaseVerdict match_scores(const Expectation& expect, const DocumentResult& result) {
  CaseVerdict verdict;
  std::vector<Values> got;
  for (const Score& score : result.scores) got.push_back(values_of(score));
  const bool finding_expected = !expect.word.empty() && expect.word != "not_applicable";
  if (finding_expected || (got.empty() && !result.findings.empty())) return match_findings(expect, result);
  verdict.fits = expect.word.empty() ? pair_up(expect.findings, got) : got.empty();
  if (verdict.fits) return verdict;
  verdict.expected = wanted_in_words(expect);
  verdict.got = got.empty() ? "（没有测算得分）"
                            : got_in_words(got, expect, {"recomputed", "low", "high", "printed", "grade", "lines"});
  return verdict;
}

}  // namespace gouji
