// What lies between two sides, for people and programs: the sums first, then units, then each result with its cause.
#pragma once

#include <string>
#include <vector>

#include "regression/attribution.hpp"
#include "regression/result_change.hpp"
#include "report/handbook/page.hpp"
#include "report/report.hpp"

namespace gouji::report {

struct ChangeSideWords {
  std::string kind, given;  // baseline, "" ; git, HEAD
  Both name;
  int documents = 0, faults = 0;
};

// What is told at once, beside the results.
struct ChangeNotice {
  std::string code;  // no_effect unread never_applies layout_only limited data_differ budget no_scores
  Both text;
  int edit = 0;  // its number; 0: none
};

struct ChangeReport {
  ChangeSideWords from, to;
  const ResultChange* change = nullptr;
  bool counted = true;  // how often rules held is known of both sides
  bool edits_known = true, tried = true;
  std::vector<RuleEdit> edits;
  std::vector<ChangeCause> findings, scores;  // in the order of the change's
  std::vector<ChangeNotice> notices;
  bool over_budget = false;
  int trial_year = 0;
};

std::string change_text(const ChangeReport& report, const ReportOptions& options);
std::string change_markdown(const ChangeReport& report, const ReportOptions& options);
std::string change_json(const ChangeReport& report, const ReportOptions& options);  // gouji.diff.v1
std::string change_workbook(const ChangeReport& report, const ReportOptions& options);

// Shared by the forms.
struct ChangeSums {
  int appeared = 0, gone = 0, changed = 0;
  int scores = 0, grades = 0, ranks = 0;
  std::vector<int> by_edit;  // results that each edit is (a part of) the cause of
};
ChangeSums sums_of(const ChangeReport& report);
std::string edit_text(const RuleEdit& edit, Language language);  // 参数 x（sichuan）：90 → 85
std::string cause_text(const ChangeReport& report, const ChangeCause& cause, Language language);
std::string sides_text(const FindingChange& change, Language language);  // 核实 → 错误；自 88 到 90
std::string score_text(const RecordedScore* score);                      // 92.50 优
std::string scores_text(const ScoreChange& change);  // 92.50 优 → 89.00 良; where only the range moved, the range
std::string message_of(const RecordedFinding& finding, Language language);

}  // namespace gouji::report
