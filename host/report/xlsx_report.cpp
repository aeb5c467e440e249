// A workbook to send out and to get back: 汇总 by unit and by formula, 问题清单 and one sheet a unit with columns to be
// filled in, 得分 with 自评, 测算 and 复核 side by side.
#include <fmt/format.h>

#include "base/exact.hpp"
#include "formats/clean_text.hpp"
#include "model/years.hpp"
#include "report/answer_columns.hpp"
#include "report/handling_text.hpp"
#include "report/numbers.hpp"
#include "report/renderers.hpp"
#include "report/verdict.hpp"
#include "report/where.hpp"
#include "report/words.hpp"
#include "report/workbook.hpp"

namespace gouji::report {
namespace {

using Style = Workbook::Style;

constexpr std::size_t kMostUnitSheets = 200;
constexpr int kRateDecimals = 2;

Style style_of_finding(const Finding& finding) {
  if (finding.outcome == Outcome::fault) return Style::red;
  if (finding.outcome != Outcome::finding) return Style::faint;
  switch (finding.severity) {
    case Severity::error: return Style::red;
    case Severity::warning: return Style::yellow;
    case Severity::verify: return Style::blue;
    case Severity::note: break;
  }
  return Style::faint;
}

std::string count(int value) { return fmt::format("{}", value); }

// What people answer to: a finding, or one whose explanation was accepted.
bool is_answerable(const Finding& finding) {
  return finding.outcome == Outcome::finding || finding.outcome == Outcome::waived;
}

class Sheets {
 public:
  Sheets(const RunResult& result, const ReportOptions& options)
      : result_(result), options_(options), units_(by_unit(result)) {}

  std::string write() {
    write_summary();
    write_list(say("问题清单", "Findings"), numbered(result_), true);
    write_scores();
    for (std::size_t i = 0; i < std::min(units_.size(), kMostUnitSheets); ++i) {
      std::vector<Numbered> answerable;
      for (const Numbered& entry : units_[i].findings) {
        if (is_answerable(*entry.finding)) answerable.push_back(entry);
      }
      if (!answerable.empty()) write_list(clean_text(units_[i].unit), answerable, false);
    }
    return book_.finish(say("预决算公开审核结果", "Audit of published budgets"));
  }

 private:
  std::string say(std::string_view chinese, std::string_view english) const {
    return std::string(report::say(options_.language, chinese, english));
  }
  template <class What>
  std::string word(What what) const {
    return std::string(word_of(what, options_.language));
  }

  static std::vector<std::string> counts_of(const Counts& counts, const std::array<int, kDecisionStates>& states) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < kSeverities; ++i) cells.push_back(count(counts.severities.at(i)));
    for (const Outcome outcome : {Outcome::waived, Outcome::cannot_evaluate, Outcome::fault})
      cells.push_back(count(counts.of(outcome)));
    for (const int state : states) cells.push_back(count(state));
    return cells;
  }
  std::vector<std::string> heads_of_counts() const {
    std::vector<std::string> heads;
    for (std::size_t i = 0; i < kSeverities; ++i) heads.push_back(word(static_cast<Severity>(i)));
    for (const Outcome outcome : {Outcome::waived, Outcome::cannot_evaluate, Outcome::fault})
      heads.push_back(word(outcome));
    // 已说明 is an outcome too: here it is what waits for the reviewer.
    for (std::size_t i = 0; i < kDecisionStates; ++i)
      heads.push_back(say("处理·", "state: ") + word(static_cast<DecisionState>(i)));
    return heads;
  }
  void table_head(std::vector<std::string> first) {
    const auto heads = heads_of_counts();
    first.insert(first.end(), heads.begin(), heads.end());
    book_.line(first, Style::head);
  }
  void table_line(std::vector<std::string> first, const std::vector<std::string>& counts) {
    const std::size_t texts = first.size();
    first.insert(first.end(), counts.begin(), counts.end());
    book_.counts_line(first, texts);
  }

  void write_summary() {
    std::vector<double> widths{38, 12, 40};
    widths.insert(widths.end(), kSeverities + 3, 9);
    widths.insert(widths.end(), kDecisionStates, 10);
    book_.plain_sheet(say("汇总", "Summary"), widths);
    book_.line({say("预决算公开审核结果", "Audit of published budgets")}, Style::title);
    book_.line({verdict(result_, options_)}, Style::title);
    book_.line({});
    write_units();
    write_rules();
    write_run();
  }

  void write_units() {
    book_.line({say("一、按单位", "By unit")}, Style::title);
    table_head({say("单位", "Unit"), say("公开文本", "Documents"), say("工作表", "Sheet")});
    for (std::size_t i = 0; i < units_.size(); ++i) {
      const UnitGroup& unit = units_[i];
      const bool listed = std::any_of(unit.findings.begin(), unit.findings.end(),
                                      [](const Numbered& entry) { return is_answerable(*entry.finding); });
      std::string sheet = listed ? say("见本单位的工作表", "its own sheet") : say("没有疑点", "no findings");
      if (listed && i >= kMostUnitSheets) sheet = say("单位过多，见问题清单", "too many units: see Findings");
      table_line({clean_text(unit.unit), unit.documents > 0 ? count(unit.documents) : std::string(), sheet},
                 counts_of(unit.counts, unit.states));
    }
    book_.line({});
  }

  void write_rules() {
    book_.line({say("二、按公式", "By rule")}, Style::title);
    table_head({say("规则编号", "Rule"), say("公式类型", "Kind"), say("公式含义", "Rule title")});
    for (const RuleGroup& rule : by_rule(numbered(result_))) {
      const Finding& first = *rule.findings.front().finding;
      table_line({clean_text(rule.rule), kind_word(first.kind, options_.language), clean_text(first.title)},
                 counts_of(rule.counts, rule.states));
    }
    book_.line({});
  }

  void write_run() {
    const Summary& summary = result_.summary;
    book_.line({say("三、本次审核", "This run")}, Style::title);
    book_.line({say("项目", "Item"), say("数量", "Count")}, Style::head);
    book_.counts_line({say("公开文本", "Documents"), count(summary.documents)}, 1);
    book_.counts_line({say("自评表", "Self-evaluations"), count(evaluations_scored(result_))}, 1);
    book_.counts_line({say("规则", "Rules"), count(summary.rules)}, 1);
    book_.counts_line({say("审核次数", "Checks"), count(summary.checks)}, 1);
    for (std::size_t i = 0; i < kOutcomes; ++i)
      book_.counts_line({word(static_cast<Outcome>(i)), count(summary.outcomes.at(i))}, 1);
    book_.line({});
    book_.line({say("规则包", "Pack"), say("版本", "Revision"), say("摘要", "Digest")}, Style::head);
    for (const PackUsed& pack : result_.packs) book_.line({pack.id, pack.revision, pack.digest});
    book_.line({say("数据摘要", "Data digest"), "", result_.data_digest});
  }

  std::vector<Workbook::Column> list_columns(bool with_unit) const {
    std::vector<Workbook::Column> columns;
    const auto add = [&](std::string_view chinese, std::string_view english, double width) {
      columns.push_back({say(chinese, english), width});
    };
    add(kNumberHead, kNumberHeadEnglish, 7);
    if (with_unit) add("单位", "Unit", 18);
    add("公开文本", "Document", 20);
    add("报表", "Table", 18);
    add("行", "Row", 18);
    add("栏", "Column", 12);
    add("公式类型", "Kind", 10);
    add("严重程度", "Severity", 10);
    add("公式含义", "Rule title", 26);
    add(kLeftHead, kLeftHeadEnglish, 13);
    add(kRightHead, kRightHeadEnglish, 13);
    add("差额", "Difference", 12);
    add("审核详情", "Detail", 38);
    add("依据", "Basis", 24);
    for (std::size_t i = 0; i < kAnswerColumns; ++i) {
      const AnswerHead& head = kAnswerHeads.at(i);
      Workbook::Column column{say(head.chinese, head.english), head.width, true};
      column.hint = say(head.hint_chinese, head.hint_english);
      const auto which = static_cast<AnswerColumn>(i);
      if (which == AnswerColumn::state) {
        for (std::size_t state = 0; state < kDecisionStates; ++state)
          column.choices.push_back(word(static_cast<DecisionState>(state)));
      } else if (which == AnswerColumn::rectification) {
        column.choices = {say("已整改", "corrected"), say("正在整改", "under way"), say("未整改", "not corrected")};
        column.free = true;
      } else if (which == AnswerColumn::until) {
        column.from = kEarliestYear;
        column.to = kLatestYear;
      }
      column.date = which == AnswerColumn::date;
      columns.push_back(std::move(column));
    }
    add(kStateHead, kStateHeadEnglish, 10);
    add("处理经过", "History", 34);
    add("结果", "Outcome", 12);
    add("修改建议", "Remedy", 30);
    add("位置", "Place", 26);
    add("公式表达式", "Formula", 36);
    add("规则编号", "Rule", 30);
    add("规则包", "Pack", 11);
    add(kFingerprintHead, kFingerprintHeadEnglish, 19);
    return columns;
  }

  std::vector<std::string> list_cells(const Finding& finding, bool with_unit) const {
    const Language language = options_.language;
    std::vector<std::string> cells;
    if (with_unit) cells.push_back(clean_text(finding.unit));
    const std::string home = home_text(finding, language);
    const bool in_form = finding.evaluation || finding.evaluation_number;
    std::string row = clean_text(finding.row.value_or(""));
    if (in_form && finding.table) row = clean_text(*finding.table) + (row.empty() ? "" : " · " + row);
    cells.insert(cells.end(),
                 {clean_text(finding.document), home, row, clean_text(finding.column.value_or("")),
                  kind_word(finding.kind, language), is_answerable(finding) ? word(finding.severity) : std::string(),
                  clean_text(finding.title), clean_text(finding.printed), clean_text(finding.expected),
                  clean_text(finding.difference), message_of(finding, language), clean_text(finding.basis)});
    // What was said before stands there to be kept or changed; what was signed is signed anew.
    std::array<std::string, kAnswerColumns> answers;
    if (finding.handling && finding.handling->decision.fingerprint == finding.fingerprint) {
      answers.at(static_cast<std::size_t>(AnswerColumn::explanation)) =
          clean_text(finding.handling->decision.explanation);
      answers.at(static_cast<std::size_t>(AnswerColumn::rectification)) =
          clean_text(finding.handling->decision.rectification);
    }
    cells.insert(cells.end(), answers.begin(), answers.end());
    std::string outcome = word(finding.outcome);
    if (const std::string trial = trial_mark(options_); !trial.empty()) outcome = trial + " " + outcome;
    cells.insert(cells.end(),
                 {is_answerable(finding) ? word(state_of(finding)) : std::string(), handling_text(finding, language),
                  outcome, clean_text(finding.remedy), position(finding), clean_text(finding.formula),
                  clean_text(finding.rule), clean_text(finding.pack), clean_text(finding.fingerprint)});
    return cells;
  }

  // The place in the source; for a fault the place in the script, which is what has to be mended.
  std::string position(const Finding& finding) const {
    if (!finding.script) return source_text(finding.file, finding.at, options_.language);
    return clean_text(finding.script->file) + fmt::format(":{}", finding.script->line);
  }

  void write_list(const std::string& name, const std::vector<Numbered>& findings, bool with_unit) {
    book_.list_sheet(name, list_columns(with_unit));
    const int severity_column = with_unit ? 7 : 6;
    const int count_of_columns = static_cast<int>(list_columns(with_unit).size());
    for (const Numbered& entry : findings) {
      const Finding& finding = *entry.finding;
      const bool open = is_answerable(finding);
      book_.numbered_line(entry.number, list_cells(finding, with_unit), open ? severity_column : count_of_columns - 7,
                          style_of_finding(finding), open);
    }
    // What is signed on paper: up to 整改情况.
    const auto columns = list_columns(with_unit);
    const auto last = std::find_if(columns.begin(), columns.end(), [&](const Workbook::Column& column) {
      return column.head == say(kAnswerHeads[1].chinese, kAnswerHeads[1].english);
    });
    book_.print_up_to(static_cast<std::size_t>(last - columns.begin()));
  }

  // 差值 of the recomputed score, in percent; empty where there is none.
  static std::string deviation(const Score& score) {
    const auto difference = Exact::parse(score_difference(score));
    const auto recomputed = Exact::parse(score.recomputed);
    if (!difference || !recomputed || recomputed->is_zero()) return {};
    return (*difference * Exact(100) / *recomputed).fixed(kRateDecimals) + "%";
  }

  void write_scores() {
    book_.list_sheet(say("得分", "Scores"), {{say("单位", "Unit"), 24},
                                             {say("公开文本", "Document"), 28},
                                             {say("编号", "No."), 8},
                                             {say("自评表", "Self-evaluation"), 30},
                                             {say("项目", "Item"), 34},
                                             {say("分值", "Weight"), 9},
                                             {say("自评得分", "Printed"), 11},
                                             {say("测算得分", "Recomputed"), 11},
                                             {say("复核得分", "Reviewed"), 11},
                                             {say("差值", "Difference"), 9},
                                             {say("偏离度", "Deviation"), 10},
                                             {say("下限", "Low"), 9},
                                             {say("上限", "High"), 9},
                                             {say("等级", "Grade"), 8},
                                             {say("公式", "Formula"), 44},
                                             {say("说明", "Remark"), 26},
                                             {say("规则包", "Pack"), 13}});
    for (const Score& score : result_.scores) {
      std::string remark = trial_mark(options_);
      const auto remarked = [&](const std::string& text) { remark += (remark.empty() ? "" : " ") + text; };
      if (score.grade_could_flip) remarked(say("尾差内等级可能变化", "grade could flip"));
      if (!score.why.empty()) remarked(clean_text(score.why));
      const std::string number = clean_text(score.evaluation_number.value_or(""));
      const std::string form = clean_text(score.evaluation.value_or(""));
      book_.line({score.unit, score.document, number, form, say("总分", "Total"), "", score.printed, score.recomputed,
                  score.reviewed.value_or(""), score_difference(score), deviation(score), score.low, score.high,
                  score.grade, "", remark, score.pack},
                 score_is_notable(score) ? Style::yellow : Style::faint);
      for (const ScoreLine& line : score.lines) {
        book_.line({score.unit, score.document, number, form, line.item, line.weight, line.printed, line.recomputed, "",
                    "", "", "", "", "", line.formula, line.judged ? say("未重算", "not recomputed") : "", score.pack});
      }
    }
  }

  const RunResult& result_;
  const ReportOptions& options_;
  std::vector<UnitGroup> units_;
  Workbook book_;
};

}  // namespace

std::string as_xlsx(const RunResult& result, const ReportOptions& options) { return Sheets(result, options).write(); }

}  // namespace gouji::report
