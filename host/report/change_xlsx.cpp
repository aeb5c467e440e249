// The change report as a workbook: sums, findings, scores, edits.
#include <fmt/format.h>

#include "report/change_report.hpp"
#include "report/words.hpp"
#include "report/workbook.hpp"

namespace gouji::report {
namespace {

constexpr double kNarrowColumn = 10, kMiddleColumn = 18, kWideColumn = 34, kTextColumn = 60;

std::string_view sign_word(FindingChange::Kind kind, Language language) {
  switch (kind) {
    case FindingChange::Kind::appeared: return say(language, "新增", "appeared");
    case FindingChange::Kind::gone: return say(language, "消失", "gone");
    case FindingChange::Kind::changed: break;
  }
  return say(language, "变化", "changed");
}

}  // namespace

std::string change_workbook(const ChangeReport& report, const ReportOptions& options) {
  using Style = Workbook::Style;
  const Language language = options.language;
  const auto word = [&](std::string_view chinese, std::string_view english) {
    return std::string(say(language, chinese, english));
  };
  const auto both = [&](const Both& text) { return language == Language::english ? text.english : text.chinese; };
  const ChangeSums sums = sums_of(report);
  const ResultChange& change = *report.change;
  Workbook book;
  book.plain_sheet(word("汇总", "Summary"), {kWideColumn, kMiddleColumn, kMiddleColumn, kMiddleColumn});
  book.line({both(report.from.name) + " → " + both(report.to.name)}, Style::title);
  book.line({"", word("仍然", "still"), word("新增", "new"), word("消失", "gone")}, Style::head);
  const auto counted = [&](const std::string& name, int still, int fresh, int gone, bool known) {
    if (known)
      book.counts_line({name, std::to_string(still), std::to_string(fresh), std::to_string(gone)}, 1);
    else
      book.line({name, "—", "—", "—"});
  };
  const StandingCounts& all = change.total;
  counted(word("满足", "satisfied"), all.still_satisfied, all.new_satisfied, all.gone_satisfied, report.counted);
  counted(word("违反", "violated"), all.still_violated, all.new_violated, all.gone_violated, true);
  counted(word("无法判定", "unverifiable"), all.still_unverifiable, all.new_unverifiable, all.gone_unverifiable, true);
  counted(word("公式出错", "rule faults"), all.still_faults, all.new_faults, all.gone_faults, true);
  book.line({});
  const std::vector<std::pair<std::string, int>> counts{
      {word("审核发现新增", "findings appeared"), sums.appeared}, {word("审核发现消失", "findings gone"), sums.gone},
      {word("审核发现变化", "findings changed"), sums.changed},   {word("得分变动", "scores moved"), sums.scores},
      {word("等级变动", "grades changed"), sums.grades},          {word("名次变动", "ranks moved"), sums.ranks}};
  if (report.from.faults + report.to.faults > 0) {
    book.counts_line({word("公式出错（以前）", "rule faults before"), std::to_string(report.from.faults)}, 1);
    book.counts_line({word("公式出错（现在）", "rule faults now"), std::to_string(report.to.faults)}, 1);
  }
  for (const auto& [name, count] : counts) book.counts_line({name, std::to_string(count)}, 1);
  for (const ChangeNotice& one : report.notices) book.line({both(one.text)}, Style::yellow);

  book.list_sheet(word("审核发现", "Findings"), {{word("变化", "change"), kNarrowColumn},
                                                 {word("规则", "rule"), kWideColumn},
                                                 {word("公开文本", "document"), kWideColumn},
                                                 {word("位置", "place"), kWideColumn},
                                                 {word("结果", "result"), kMiddleColumn},
                                                 {word("说明", "message"), kTextColumn},
                                                 {word("起因", "cause"), kWideColumn}});
  for (std::size_t i = 0; i < change.findings.size(); ++i) {
    const FindingChange& one = change.findings[i];
    book.line({std::string(sign_word(one.kind, language)), one.either().rule,
               document_name(one.either().document, language), one.either().place, sides_text(one, language),
               message_of(one.either(), language),
               i < report.findings.size() ? cause_text(report, report.findings[i], language) : ""});
  }
  book.list_sheet(word("得分", "Scores"), {{word("公开文本", "document"), kWideColumn},
                                           {word("自评表", "form"), kWideColumn},
                                           {word("原得分", "before"), kMiddleColumn},
                                           {word("现得分", "after"), kMiddleColumn},
                                           {word("原等级", "grade before"), kNarrowColumn},
                                           {word("现等级", "grade after"), kNarrowColumn},
                                           {word("原名次", "rank before"), kNarrowColumn},
                                           {word("现名次", "rank after"), kNarrowColumn},
                                           {word("起因", "cause"), kWideColumn}});
  for (std::size_t i = 0; i < change.scores.size(); ++i) {
    const ScoreChange& one = change.scores[i];
    const auto part = [](const RecordedScore* score, std::string RecordedScore::*field) {
      return score == nullptr ? "" : score->*field;
    };
    const auto rank = [](int place) { return place == 0 ? std::string() : std::to_string(place); };
    book.line({document_name(one.either().document, language), one.either().evaluation,
               part(one.before, &RecordedScore::recomputed), part(one.after, &RecordedScore::recomputed),
               part(one.before, &RecordedScore::grade), part(one.after, &RecordedScore::grade), rank(one.rank_before),
               rank(one.rank_after), i < report.scores.size() ? cause_text(report, report.scores[i], language) : ""});
  }
  book.list_sheet(word("改动", "Edits"), {{word("编号", "number"), kNarrowColumn},
                                          {word("改动", "edit"), kTextColumn},
                                          {word("影响的结果", "results"), kMiddleColumn}});
  for (std::size_t i = 0; i < report.edits.size(); ++i)
    book.line({std::to_string(i + 1), edit_text(report.edits[i], language), std::to_string(sums.by_edit[i])});
  return book.finish(word("结果的变化", "Changes of results"));
}

}  // namespace gouji::report
