// A workbook to send out and to get back: 汇总 by unit and by formula, 问题清单 and one sheet a unit with columns to be
// filled in, 得分 with 自评, 测算 and 复核 side by side.
#include <fmt/format.h>

#include "base/exact.hpp"
#include "formats/clean_text.hpp"
#include "report/findings_sheet.hpp"
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

class Sheets {
 public:
  Sheets(const RunResult& result, const ReportOptions& options)
      : result_(result), options_(options), units_(by_unit(result)) {}

  std::string write() {
    write_summary();
    write_list(say("问题清单", "Findings"), numbered(result_), ListFor::bureau);
    write_scores();
    for (std::size_t i = 0; i < std::min(units_.size(), kMostUnitSheets); ++i) {
      std::vector<Numbered> answerable;
      for (const Numbered& entry : units_[i].findings) {
        if (is_answerable(*entry.finding)) answerable.push_back(entry);
      }
      if (!answerable.empty())
        write_list(clean_text(units_[i].unit), answerable,
                   units_[i].documents > 1 ? ListFor::unit_of_several : ListFor::unit);
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
    if (result_.decisions.empty()) return;
    book_.line({});
    book_.line({say("审核处理文件", "Decisions file"), say("涉及", "Findings"),
                say("采纳，不再列为疑点", "Accepted: no finding any more")},
               Style::head);
    for (const DecisionsUsed& used : result_.decisions)
      book_.counts_line({clean_text(used.file), count(used.handled), count(used.waived)}, 1);
  }

  void write_list(const std::string& name, const std::vector<Numbered>& findings, ListFor whom) {
    const std::vector<ListColumn> list = list_columns(whom, options_);
    std::vector<Workbook::Column> columns;
    for (const ListColumn& one : list) columns.push_back(one.column);
    book_.list_sheet(name, columns);
    const auto at = [&](std::string_view chinese, std::string_view english) {
      const auto found = std::find_if(list.begin(), list.end(),
                                      [&](const ListColumn& one) { return one.column.head == say(chinese, english); });
      return static_cast<int>(found - list.begin());
    };
    const int severity = at(kSeverityHead, kSeverityHeadEnglish), outcome = at(kOutcomeHead, kOutcomeHeadEnglish);
    for (const Numbered& entry : findings) {
      const Finding& finding = *entry.finding;
      const bool open = is_answerable(finding);
      std::vector<std::string> cells;
      for (const ListColumn& one : list) {
        if (one.text) cells.push_back(one.text(finding));
      }
      book_.numbered_line(entry.number, cells, open ? severity : outcome, style_of_finding(finding), open);
    }
    // What is signed on paper.
    book_.print_up_to(last_printed(list, options_.language),
                      whom == ListFor::bureau ? Workbook::Paper::a3 : Workbook::Paper::a4);
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
      book_.line({score.unit, document_name(score.document, options_.language), number, form, say("总分", "Total"), "",
                  score.printed, score.recomputed, score.reviewed.value_or(""), score_difference(score),
                  deviation(score), score.low, score.high, score.grade, "", remark, score.pack},
                 score_is_notable(score) ? Style::yellow : Style::faint);
      for (const ScoreLine& line : score.lines) {
        book_.line({score.unit, document_name(score.document, options_.language), number, form, line.item, line.weight,
                    line.printed, line.recomputed, "", "", "", "", "", "", line.formula,
                    line.judged ? say("未重算", "not recomputed") : "", score.pack});
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
