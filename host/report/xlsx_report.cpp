// A workbook to send on: 汇总, 问题清单 (the result grid) and 得分 with each score's breakdown.
#include <fmt/format.h>

#include "formats/clean_text.hpp"
#include "report/grid.hpp"
#include "report/renderers.hpp"
#include "report/verdict.hpp"
#include "report/words.hpp"
#include "report/workbook.hpp"

namespace gouji::report {
namespace {

using Style = Workbook::Style;

Style style_of(const Finding& finding) {
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

void write_summary(Workbook& book, const RunResult& result, const ReportOptions& options) {
  const auto say = [&](std::string_view chinese, std::string_view english) {
    return std::string(report::say(options.language, chinese, english));
  };
  book.plain_sheet(say("汇总", "Summary"), {44, 16, 12, 12, 12, 16, 16});
  book.line({say("预决算公开审核结果", "Audit of published budgets")}, Style::title);
  book.line({verdict(result, options)}, Style::title);
  book.line({});
  book.line({say("项目", "Item"), say("数量", "Count")}, Style::head);
  book.line({say("公开文本", "Documents"), count(result.summary.documents)});
  book.line({say("自评表", "Self-evaluations"), count(evaluations_scored(result))});
  book.line({say("规则", "Rules"), count(result.summary.rules)});
  book.line({say("审核次数", "Checks"), count(result.summary.checks)});
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    book.line({std::string(word_of(static_cast<Outcome>(i), options.language)), count(result.summary.outcomes.at(i))});
  }
  for (std::size_t i = 0; i < kSeverities; ++i) {
    book.line(
        {std::string(word_of(static_cast<Severity>(i), options.language)), count(result.summary.severities.at(i))});
  }
  book.line({});
  const auto word = [&](auto what) { return std::string(word_of(what, options.language)); };
  book.line({say("单位/公开文本", "Document"), word(Severity::error), word(Severity::warning), word(Severity::verify),
             word(Severity::note), word(Outcome::cannot_evaluate), word(Outcome::fault)},
            Style::head);
  for (const DocumentGroup& group : by_document(result)) {
    const Counts& counts = group.counts;
    book.line({group.document, count(counts.of(Severity::error)), count(counts.of(Severity::warning)),
               count(counts.of(Severity::verify)), count(counts.of(Severity::note)),
               count(counts.of(Outcome::cannot_evaluate)), count(counts.of(Outcome::fault))});
  }
  book.line({});
  book.line({say("规则包", "Pack"), say("版本", "Revision"), say("摘要", "Digest")}, Style::head);
  for (const PackUsed& pack : result.packs) book.line({pack.id, pack.revision, pack.digest});
  book.line({say("数据摘要", "Data digest"), result.data_digest});
}

void write_findings(Workbook& book, const RunResult& result, const ReportOptions& options) {
  std::vector<Workbook::Column> columns;
  int severity_column = 0;
  for (const GridColumn& column : grid_columns()) {
    if (column.english == "Severity") severity_column = static_cast<int>(columns.size());
    columns.push_back({std::string(say(options.language, column.chinese, column.english)), column.width});
  }
  book.list_sheet(say(options.language, "问题清单", "Findings"), columns);
  for (const Numbered& entry : numbered(result)) {
    std::vector<std::string> texts;
    for (std::size_t i = 1; i < grid_columns().size(); ++i) texts.push_back(grid_columns()[i].text(entry, options));
    const bool held_against = entry.finding->outcome == Outcome::finding;
    book.numbered_line(entry.number, texts, held_against ? severity_column : severity_column + 1,
                       style_of(*entry.finding));
  }
}

void write_scores(Workbook& book, const RunResult& result, const ReportOptions& options) {
  const auto say = [&](std::string_view chinese, std::string_view english) {
    return std::string(report::say(options.language, chinese, english));
  };
  book.list_sheet(say("得分", "Scores"), {{say("单位/公开文本", "Document"), 32},
                                          {say("编号", "No."), 8},
                                          {say("自评表", "Self-evaluation"), 30},
                                          {say("项目", "Item"), 34},
                                          {say("分值", "Weight"), 9},
                                          {say("自评得分", "Printed"), 11},
                                          {say("测算得分", "Recomputed"), 11},
                                          {say("下限", "Low"), 9},
                                          {say("上限", "High"), 9},
                                          {say("差值", "Difference"), 9},
                                          {say("复核得分", "Reviewed"), 11},
                                          {say("等级", "Grade"), 8},
                                          {say("公式", "Formula"), 44},
                                          {say("说明", "Remark"), 26},
                                          {say("规则包", "Pack"), 13}});
  for (const Score& score : result.scores) {
    std::string remark = trial_mark(options);
    if (score.grade_could_flip) remark += (remark.empty() ? "" : " ") + say("尾差内等级可能变化", "grade could flip");
    const std::string number = score.evaluation_number.value_or("");
    const std::string form = score.evaluation.value_or("");
    book.line({score.document, number, form, say("总分", "Total"), "", score.printed, score.recomputed, score.low,
               score.high, score_difference(score), score.reviewed.value_or(""), score.grade, "", remark, score.pack},
              score_is_notable(score) ? Style::yellow : Style::faint);
    for (const ScoreLine& line : score.lines) {
      book.line({score.document, number, form, line.item, line.weight, line.printed, line.recomputed, "", "", "", "",
                 "", line.formula, line.judged ? say("未重算", "not recomputed") : "", score.pack});
    }
  }
}

}  // namespace

std::string as_xlsx(const RunResult& result, const ReportOptions& options) {
  Workbook book;
  write_summary(book, result, options);
  write_findings(book, result, options);
  write_scores(book, result, options);
  return book.finish(say(options.language, "预决算公开审核结果", "Audit of published budgets"));
}

}  // namespace gouji::report
