#include "regression/expectation.hpp"

#include <algorithm>

namespace gouji {
namespace {

// What a case can say of a result.
std::vector<Expected> expected_of(const DocumentResult& result, bool scoring) {
  std::vector<Expected> list;
  for (const Score& score : result.scores) {
    if (!scoring) break;
    Expected one;
    for (const auto& [key, value] : {std::pair{"recomputed", score.recomputed},
                                     {"printed", score.printed},
                                     {"low", score.low},
                                     {"high", score.high},
                                     {"grade", score.grade}}) {
      if (!value.empty()) one.values.emplace(key, value);
    }
    one.values.emplace("lines", std::to_string(score.lines.size()));
    list.push_back(std::move(one));
  }
  if (scoring && !list.empty()) return list;
  for (const Finding& finding : result.findings) {
    Expected one;
    if (finding.outcome == Outcome::finding)
      one.values.emplace("severity", code_of(finding.severity));
    else
      one.values.emplace("outcome", code_of(finding.outcome));
    const auto add = [&](const char* key, const std::string& value) {
      if (!value.empty()) one.values.emplace(key, value);
    };
    add("row", finding.row.value_or(""));
    add("column", finding.column.value_or(""));
    add("case", finding.case_name);
    add("printed", finding.printed);
    add("expected", finding.expected);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

Expectation expectation_of(const DocumentResult& result, bool scoring) {
  Expectation expect;
  expect.findings = expected_of(result, scoring);
  if (expect.findings.empty())
    expect.word =
        result.outcomes.at(static_cast<std::size_t>(Outcome::pass)) > 0 && !scoring ? "pass" : "not_applicable";
  return expect;
}

bool has_fault(const DocumentResult& result) {
  return std::any_of(result.findings.begin(), result.findings.end(),
                     [](const Finding& finding) { return finding.outcome == Outcome::fault; });
}

}  // namespace gouji
