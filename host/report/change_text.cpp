// A change report for a terminal and as Markdown.
#include <fmt/format.h>

#include <map>

#include "report/change_report.hpp"
#include "report/markup.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr int kChangeIndent = 2, kDetailIndent = 4, kStandingColumns = 12, kCountColumns = 10;

std::string text_in(const Both& text, Language language) {
  return language == Language::english ? text.english : text.chinese;
}

// rule → what changed about it, with its place in the list.
std::map<std::string, std::vector<std::size_t>> changes_by_rule(const ChangeReport& report) {
  std::map<std::string, std::vector<std::size_t>> rules;
  for (std::size_t i = 0; i < report.change->findings.size(); ++i)
    rules[report.change->findings[i].either().rule].push_back(i);
  return rules;
}

std::string sign_of(const FindingChange& change) {
  return change.kind == FindingChange::Kind::appeared ? "+" : change.kind == FindingChange::Kind::gone ? "−" : "±";
}

std::string rank_move_text(const ScoreChange& change, Language language) {
  const auto rank = [](int place) { return place == 0 ? std::string("—") : std::to_string(place); };
  if (change.rank_before == change.rank_after) return {};
  return fmt::format("{}{} → {}", say(language, "名次 ", "rank "), rank(change.rank_before), rank(change.rank_after));
}

std::string sums_line(const ChangeSums& sums, Language language) {
  return language == Language::english
             ? fmt::format("Findings: {} appeared, {} gone, {} changed. Scores: {} moved; grades: {}; ranks: {}",
                           sums.appeared, sums.gone, sums.changed, sums.scores, sums.grades, sums.ranks)
             : fmt::format("审核发现：新增 {}，消失 {}，变化 {}；得分变动 {} 个，等级变动 {} 个，名次变动 {} 个",
                           sums.appeared, sums.gone, sums.changed, sums.scores, sums.grades, sums.ranks);
}

// Rules that could not be run to their end, on each side; nothing where there are none.
std::string faults_line(const ChangeReport& report, Language language) {
  const int before = report.from.faults, after = report.to.faults;
  if (before + after == 0) return {};
  return language == Language::english
             ? fmt::format("Rules that broke off: {} before, {} now; gouji run tells where", before, after)
             : fmt::format("公式出错：以前 {} 处，现在 {} 处；gouji run 说明在哪里", before, after);
}

std::string change_verdict(const ChangeReport& report, const ChangeSums& sums, Language language) {
  const int all = sums.appeared + sums.gone + sums.changed + sums.scores;
  if (report.over_budget)
    return language == Language::english ? fmt::format("Result: {} results changed, more than allowed", all)
                                         : fmt::format("结论：{} 个结果有变化，超过了限额", all);
  const ResultChange& change = *report.change;
  const std::size_t documents = change.documents_new.size() + change.documents_gone.size();
  if (report.to.faults > 0)
    return language == Language::english
               ? fmt::format("Result: {} results changed; {} rule results could not be had", all, report.to.faults)
               : fmt::format("结论：{} 个结果有变化；现在有 {} 处公式出错，没有审核结果", all, report.to.faults);
  if (all == 0 && documents == 0) return std::string(say(language, "结论：结果没有变化", "Result: nothing changed"));
  return language == Language::english ? fmt::format("Result: {} results changed", all)
                                       : fmt::format("结论：{} 个结果有变化", all);
}

std::string change_documents_line(const ChangeReport& report, Language language) {
  const ResultChange& change = *report.change;
  std::string text = language == Language::english ? fmt::format("{} documents", report.to.documents)
                                                   : fmt::format("公开文本 {} 份", report.to.documents);
  const auto add = [&](std::size_t count, std::string_view chinese, std::string_view english) {
    if (count > 0)
      text += language == Language::english ? fmt::format(", {} {}", count, english)
                                            : fmt::format("，{} {} 份", chinese, count);
  };
  add(change.documents_new.size(), "新增", "new");
  add(change.documents_gone.size(), "少了", "gone");
  add(change.documents_changed.size(), "数有变化的", "with other figures");
  return text;
}

struct StandingLine {
  std::string_view chinese, english;
  int still, fresh, gone;
};
std::vector<StandingLine> standing_lines(const StandingCounts& counts) {
  std::vector<StandingLine> lines{
      {"满足", "satisfied", counts.still_satisfied, counts.new_satisfied, counts.gone_satisfied},
      {"违反", "violated", counts.still_violated, counts.new_violated, counts.gone_violated},
      {"无法判定", "unverifiable", counts.still_unverifiable, counts.new_unverifiable, counts.gone_unverifiable}};
  if (counts.still_faults + counts.new_faults + counts.gone_faults > 0)
    lines.push_back({"公式出错", "rule faults", counts.still_faults, counts.new_faults, counts.gone_faults});
  return lines;
}

class ChangePage {
 public:
  ChangePage(const ChangeReport& report, const ReportOptions& options)
      : report_(report), language_(options.language), page_(options), sums_(sums_of(report)) {}

  std::string take() {
    page_.line(language_ == Language::english
                   ? fmt::format("{} → {}", report_.from.name.english, report_.to.name.english)
                   : fmt::format("{} → {}", report_.from.name.chinese, report_.to.name.chinese),
               Ink::strong);
    page_.line(change_documents_line(report_, language_), Ink::faint);
    page_.blank();
    counts();
    if (const std::string faults = faults_line(report_, language_); !faults.empty()) page_.line(faults, Ink::red);
    page_.line(sums_line(sums_, language_));
    edits();
    notices();
    units();
    details();
    scores();
    page_.blank();
    page_.line(change_verdict(report_, sums_, language_), report_.over_budget ? Ink::red : Ink::strong);
    return page_.take();
  }

 private:
  std::string_view word(std::string_view chinese, std::string_view english) const {
    return say(language_, chinese, english);
  }

  void head(std::string_view chinese, std::string_view english) {
    page_.blank();
    page_.line(word(chinese, english), Ink::strong);
  }

  void counts() {
    page_.line(pad("", kChangeIndent + kStandingColumns) + pad_left(word("仍然", "still"), kCountColumns) +
                   pad_left(word("新增", "new"), kCountColumns) + pad_left(word("消失", "gone"), kCountColumns),
               Ink::faint);
    for (const StandingLine& one : standing_lines(report_.change->total)) {
      const bool known = report_.counted || one.english != "satisfied";
      const auto count = [&](int number) { return pad_left(known ? std::to_string(number) : "—", kCountColumns); };
      page_.line(pad("", kChangeIndent) + pad(word(one.chinese, one.english), kStandingColumns) + count(one.still) +
                 count(one.fresh) + count(one.gone));
    }
  }

  void edits() {
    if (report_.edits.empty()) return;
    head("改动", "Edits");
    for (std::size_t i = 0; i < report_.edits.size(); ++i) {
      const int results = sums_.by_edit[i];
      page_.hanging(pad_left(std::to_string(i + 1), kDetailIndent) + "  ", Ink::faint,
                    edit_text(report_.edits[i], language_), results == 0 ? Ink::faint : Ink::plain);
      page_.indented(
          kDetailIndent + kChangeIndent,
          language_ == Language::english ? fmt::format("{} results", results) : fmt::format("影响 {} 个结果", results),
          Ink::faint);
    }
  }

  void notices() {
    if (report_.notices.empty()) return;
    head("提醒", "Notices");
    for (const ChangeNotice& one : report_.notices)
      page_.hanging("  · ", Ink::yellow, text_in(one.text, language_), one.code == "budget" ? Ink::red : Ink::plain);
  }

  void units() {
    if (report_.change->by_unit.empty()) return;
    head("各单位", "Units");
    for (const auto& [unit, rules] : report_.change->by_unit) {
      std::string text;
      for (const std::string& rule : rules.first) text += " +" + rule;
      for (const std::string& rule : rules.second) text += " −" + rule;
      page_.hanging("  " + one_line(unit) + " ", Ink::plain, text.substr(1), Ink::faint);
    }
  }

  void details() {
    for (const auto& [rule, places] : changes_by_rule(report_)) {
      head(rule, rule);
      for (const std::size_t i : places) {
        const FindingChange& change = report_.change->findings[i];
        const RecordedFinding& finding = change.either();
        const Ink ink = change.kind == FindingChange::Kind::appeared ? Ink::red
                        : change.kind == FindingChange::Kind::gone   ? Ink::green
                                                                     : Ink::yellow;
        page_.hanging("  " + sign_of(change) + " ", ink,
                      document_name(finding.document, language_) +
                          (finding.place.empty() ? "" : " · " + one_line(finding.place)));
        page_.indented(kDetailIndent, sides_text(change, language_) + std::string(word("：", ": ")) +
                                          one_line(message_of(finding, language_)));
        if (i < report_.findings.size())
          page_.indented(kDetailIndent,
                         std::string(word("起因：", "Cause: ")) + cause_text(report_, report_.findings[i], language_),
                         Ink::faint);
      }
    }
  }

  void scores() {
    if (report_.change->scores.empty()) return;
    head("得分", "Scores");
    for (std::size_t i = 0; i < report_.change->scores.size(); ++i) {
      const ScoreChange& change = report_.change->scores[i];
      std::string text = scores_text(change);
      if (const std::string rank = rank_move_text(change, language_); !rank.empty())
        text += std::string(word("，", ", ")) + rank;
      const RecordedScore& score = change.either();
      page_.hanging("  ± ", change.grade_changed() ? Ink::red : Ink::yellow,
                    document_name(score.document, language_) +
                        (score.evaluation.empty() ? "" : " · " + one_line(score.evaluation)) + "  " + text);
      if (i < report_.scores.size())
        page_.indented(kDetailIndent,
                       std::string(word("起因：", "Cause: ")) + cause_text(report_, report_.scores[i], language_),
                       Ink::faint);
    }
  }

  const ChangeReport& report_;
  Language language_;
  Page page_;
  ChangeSums sums_;
};

std::string change_row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) text += " " + markdown_text(cell) + " |";
  return text + "\n";
}

std::string change_table_head(const std::vector<std::string>& cells) {
  std::string text = change_row(cells) + "|";
  for (std::size_t i = 0; i < cells.size(); ++i) text += "---|";
  return text + "\n";
}

}  // namespace

std::string change_text(const ChangeReport& report, const ReportOptions& options) {
  return ChangePage(report, options).take();
}

std::string change_markdown(const ChangeReport& report, const ReportOptions& options) {
  const Language language = options.language;
  const auto word = [&](std::string_view chinese, std::string_view english) {
    return std::string(say(language, chinese, english));
  };
  const ChangeSums sums = sums_of(report);
  std::string out =
      "# " + markdown_text(text_in(report.from.name, language) + " → " + text_in(report.to.name, language)) + "\n\n";
  out += markdown_text(change_documents_line(report, language)) + "\n\n";
  out += change_table_head({"", word("仍然", "still"), word("新增", "new"), word("消失", "gone")});
  for (const StandingLine& one : standing_lines(report.change->total)) {
    const bool known = report.counted || one.english != "satisfied";
    out += change_row({word(one.chinese, one.english), known ? std::to_string(one.still) : "—",
                       known ? std::to_string(one.fresh) : "—", known ? std::to_string(one.gone) : "—"});
  }
  if (const std::string faults = faults_line(report, language); !faults.empty())
    out += "\n" + markdown_text(faults) + "\n";
  out += "\n" + markdown_text(sums_line(sums, language)) + "\n";
  if (!report.edits.empty()) {
    out += "\n## " + word("改动", "Edits") + "\n\n" +
           change_table_head({"", word("改动", "edit"), word("影响的结果", "results")});
    for (std::size_t i = 0; i < report.edits.size(); ++i)
      out += change_row({std::to_string(i + 1), edit_text(report.edits[i], language), std::to_string(sums.by_edit[i])});
  }
  if (!report.notices.empty()) {
    out += "\n## " + word("提醒", "Notices") + "\n\n";
    for (const ChangeNotice& one : report.notices) out += "- " + markdown_text(text_in(one.text, language)) + "\n";
  }
  if (!report.change->by_unit.empty()) {
    out += "\n## " + word("各单位", "Units") + "\n\n" + change_table_head({word("单位", "unit"), "+", "−"});
    for (const auto& [unit, rules] : report.change->by_unit) {
      const auto list = [](const std::set<std::string>& ids) { return fmt::format("{}", fmt::join(ids, " ")); };
      out += change_row({unit, list(rules.first), list(rules.second)});
    }
  }
  for (const auto& [rule, places] : changes_by_rule(report)) {
    out += "\n## " + markdown_text(rule) + "\n\n" +
           change_table_head({"", word("公开文本", "document"), word("位置", "place"), word("结果", "result"),
                              word("说明", "message"), word("起因", "cause")});
    for (const std::size_t i : places) {
      const FindingChange& change = report.change->findings[i];
      out += change_row({sign_of(change), document_name(change.either().document, language), change.either().place,
                         sides_text(change, language), message_of(change.either(), language),
                         i < report.findings.size() ? cause_text(report, report.findings[i], language) : ""});
    }
  }
  if (!report.change->scores.empty()) {
    out += "\n## " + word("得分", "Scores") + "\n\n" +
           change_table_head({word("公开文本", "document"), word("自评表", "form"), word("原得分", "before"),
                              word("现得分", "after"), word("名次", "rank"), word("起因", "cause")});
    for (std::size_t i = 0; i < report.change->scores.size(); ++i) {
      const ScoreChange& change = report.change->scores[i];
      out += change_row({document_name(change.either().document, language), change.either().evaluation,
                         score_text(change.before), score_text(change.after),
                         fmt::format("{} → {}", change.rank_before, change.rank_after),
                         i < report.scores.size() ? cause_text(report, report.scores[i], language) : ""});
    }
  }
  return out + "\n" + markdown_text(change_verdict(report, sums, language)) + "\n";
}

}  // namespace gouji::report
