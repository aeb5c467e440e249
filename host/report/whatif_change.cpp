// Old against new: what came and went, who wins and who loses.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "report/json_parts.hpp"
#include "report/whatif_parts.hpp"
#include "report/words.hpp"
#include "report/workbook.hpp"

namespace gouji {
namespace {

using report::Columns;
using report::Page;
using report::say;
using Move = ScoreRow::Move;

constexpr std::size_t kShown = 10;  // of each list, on a terminal

struct Came {
  int came = 0, went = 0, changed = 0;
};

std::map<std::string, Came> by_rule(const ResultChange& change) {
  std::map<std::string, Came> rules;
  for (const FindingChange& one : change.findings) {
    Came& count = rules[one.either().rule];
    if (one.kind == FindingChange::Kind::appeared) ++count.came;
    if (one.kind == FindingChange::Kind::gone) ++count.went;
    if (one.kind == FindingChange::Kind::changed && one.standing_changed()) ++count.changed;
  }
  std::erase_if(rules, [](const auto& one) { return one.second.came + one.second.went + one.second.changed == 0; });
  return rules;
}

Came in_all(const ResultChange& change) {
  Came all;
  for (const auto& [rule, one] : by_rule(change)) {
    all.came += one.came;
    all.went += one.went;
    all.changed += one.changed;
  }
  return all;
}

std::string_view move_word(Move move, Language language) {
  switch (move) {
    case Move::up: return say(language, "升", "up");
    case Move::down: return say(language, "降", "down");
    case Move::unknown: return say(language, "不能比较", "not comparable");
    case Move::same: break;
  }
  return say(language, "不变", "same");
}

std::string_view move_code(Move move) {
  constexpr std::array<std::string_view, 4> kCodes{"up", "down", "same", "unknown"};
  return kCodes.at(static_cast<std::size_t>(move));
}

std::string place_in_ranks(int rank) { return rank == 0 ? std::string() : std::to_string(rank); }

Columns score_heads(Language language) {
  if (language == Language::english)
    return {"trial",       "move",       "unit",         "document",    "evaluation",  "score before",
            "score after", "difference", "grade before", "grade after", "rank before", "rank after"};
  return {"试算",       "变化", "单位",   "公开文本", "自评表", "原测算得分",
          "新测算得分", "差值", "原等级", "新等级",   "原名次", "新名次"};
}

Columns score_line(const ScoreRow& row, Language language) {
  return {std::string(report::kTrial),
          std::string(move_word(row.move, language)),
          row.unit,
          report::document_name(row.document, language),
          row.evaluation,
          row.before,
          row.after,
          row.before.empty() || row.after.empty() ? "" : report::signed_text(row.gain),
          row.grade_before,
          row.grade_after,
          place_in_ranks(row.rank_before),
          place_in_ranks(row.rank_after)};
}

std::vector<Columns> score_columns(const WhatIfChange& change, Language language) {
  std::vector<Columns> lines{score_heads(language)};
  for (const ScoreRow& row : change.scores.rows) lines.push_back(score_line(row, language));
  return lines;
}

std::string signed_rules(const std::set<std::string>& rules, std::string_view sign) {
  std::string text;
  for (const std::string& rule : rules) text += fmt::format("{}{}{}", text.empty() ? "" : " ", sign, rule);
  return text;
}

std::vector<std::string> settings_of(const WhatIfChange& change, Language language) {
  std::vector<std::string> texts;
  for (const TriedSetting& one : change.settings) texts.push_back(report::setting_text(one));
  if (change.rules_year != 0)
    texts.push_back(language == Language::english ? fmt::format("rules and values of {}", change.rules_year)
                                                  : fmt::format("改用 {} 年度的规则和参数", change.rules_year));
  return texts;
}

// "疑点 3 → 2"…: a line a subject.
std::vector<Columns> summary_of(const WhatIfChange& change, Language language) {
  const Came all = in_all(change.change);
  const auto found = [](const ResultRecord& record) {
    return std::count_if(record.findings.begin(), record.findings.end(),
                         [](const RecordedFinding& one) { return one.outcome == Outcome::finding; });
  };
  const auto text = [&](std::string_view chinese, std::string_view english) {
    return std::string(say(language, chinese, english));
  };
  std::vector<Columns> lines;
  lines.push_back({text("公开文本", "documents"), std::to_string(change.after->documents.size())});
  lines.push_back({text("疑点", "findings"), fmt::format("{} → {}", found(*change.before), found(*change.after))});
  lines.push_back({text("结果增减", "results"),
                   language == Language::english ? fmt::format("+{} −{}, changed {}", all.came, all.went, all.changed)
                                                 : fmt::format("+{} −{}，改变 {}", all.came, all.went, all.changed)});
  if (const int before = faults_of(*change.before), after = faults_of(*change.after); before + after > 0)
    lines.push_back({text("公式出错", "rule faults"), fmt::format("{} → {}", before, after)});
  if (change.scores.rows.empty()) return lines;
  const auto ups = [&](int up, int down) {
    return language == Language::english ? fmt::format("{} up, {} down", up, down)
                                         : fmt::format("升 {}，降 {}", up, down);
  };
  lines.push_back(
      {text("得分", "scores"), ups(change.scores.points_moved(Move::up), change.scores.points_moved(Move::down))});
  lines.push_back(
      {text("等级", "grades"), ups(change.scores.grades_moved(Move::up), change.scores.grades_moved(Move::down))});
  lines.push_back({text("名次变动", "ranks moved"), std::to_string(change.scores.ranks_moved())});
  return lines;
}

bool nothing_changes(const WhatIfChange& change) {
  const Came all = in_all(change.change);
  return all.came + all.went + all.changed == 0 && change.change.scores.empty();
}

void write_scores(Page& page, const WhatIfChange& change, Move move, std::string_view title, Language language) {
  std::vector<Columns> lines{
      language == Language::english
          ? Columns{"trial", "document", "form", "before", "after", "difference", "grade", "rank"}
          : Columns{"试算", "公开文本", "自评表", "原得分", "新得分", "差值", "等级", "名次"}};
  std::size_t more = 0;
  for (const ScoreRow& row : change.scores.rows) {
    if (row.move != move) continue;
    if (lines.size() > kShown) {
      ++more;
      continue;
    }
    const auto arrow = [](const std::string& a, const std::string& b) { return a == b ? a : a + "→" + b; };
    lines.push_back({std::string(report::kTrial), report::document_name(row.document, language), row.evaluation,
                     row.before, row.after, report::signed_text(row.gain), arrow(row.grade_before, row.grade_after),
                     arrow(place_in_ranks(row.rank_before), place_in_ranks(row.rank_after))});
  }
  if (lines.size() == 1) return;
  page.blank();
  page.line(title, report::Ink::strong);
  report::write_columns(page, lines, 3);
  if (more > 0)
    page.line(language == Language::english ? fmt::format("  … {} more: -f xlsx lists all", more)
                                            : fmt::format("  …… 另有 {} 个，-f xlsx 列出全部", more),
              report::Ink::faint);
}

void write_rules(Page& page, const WhatIfChange& change, Language language) {
  std::vector<Columns> lines{language == Language::english ? Columns{"trial", "rule", "came", "went", "changed"}
                                                           : Columns{"试算", "规则", "增", "减", "改变"}};
  for (const auto& [rule, one] : by_rule(change.change))
    lines.push_back({std::string(report::kTrial), rule, fmt::format("+{}", one.came), fmt::format("−{}", one.went),
                     std::to_string(one.changed)});
  if (lines.size() == 1) return;
  page.blank();
  page.line(say(language, "各规则的结果", "By rule"), report::Ink::strong);
  report::write_columns(page, lines, 2);
}

void write_units(Page& page, const WhatIfChange& change, Language language) {
  if (change.change.by_unit.empty()) return;
  page.blank();
  page.line(say(language, "各单位增（+）减（−）的规则", "Rules that came (+) and went (−), by unit"),
            report::Ink::strong);
  std::size_t shown = 0;
  for (const auto& [unit, rules] : change.change.by_unit) {
    if (++shown > kShown) {
      page.line(language == Language::english
                    ? fmt::format("  … {} more: -f xlsx lists all", change.change.by_unit.size() - kShown)
                    : fmt::format("  …… 另有 {} 个单位，-f xlsx 列出全部", change.change.by_unit.size() - kShown),
                report::Ink::faint);
      break;
    }
    std::string text = signed_rules(rules.first, "+");
    if (!rules.second.empty()) text += (text.empty() ? "" : " ") + signed_rules(rules.second, "−");
    page.hanging(fmt::format("  {} {}  ", report::kTrial, report::one_line(unit)), report::Ink::plain, text);
  }
}

std::string change_text(const WhatIfChange& change, const ReportOptions& options) {
  const Language language = options.language;
  Page page(options);
  page.line(say(language, "试算：规则包和数据都没有改动", "A trial: neither packs nor data were changed"),
            report::Ink::strong);
  for (const std::string& text : settings_of(change, language)) page.indented(2, report::one_line(text));
  page.blank();
  if (nothing_changes(change)) {
    page.line(say(language, "没有任何结果改变。", "Nothing changes."), report::Ink::yellow);
    if (const int faults = faults_of(*change.after); faults > 0)
      page.line(language == Language::english ? fmt::format("{} rule results could not be had (faults).", faults)
                                              : fmt::format("其中 {} 处公式出错，没有审核结果。", faults),
                report::Ink::red);
    for (const NearestChanges& one : change.nearest) {
      for (const std::string& text : report::nearest_texts(one, language)) page.indented(2, text);
    }
    return page.take();
  }
  for (const Columns& line : summary_of(change, language))
    page.line(fmt::format("  {}  {}", report::pad(line[0], 12), line[1]));
  write_scores(page, change, Move::up, say(language, "得分或等级上升", "Winners"), language);
  write_scores(page, change, Move::down, say(language, "得分或等级下降", "Losers"), language);
  write_rules(page, change, language);
  write_units(page, change, language);
  return page.take();
}

void finding_members(JsonWriter& json, const FindingChange& one) {
  constexpr std::array<std::string_view, 3> kKinds{"appeared", "gone", "changed"};
  json.begin_object();
  json.member("kind", kKinds.at(static_cast<std::size_t>(one.kind)));
  json.member("fingerprint", one.either().fingerprint);
  json.member("rule", one.either().rule);
  json.member("document", clean_text(one.either().document));
  json.member("place", clean_text(one.either().place));
  report::text_member(json, "before", one.before == nullptr ? std::string_view() : gouji::code_of(one.before->outcome));
  report::text_member(json, "after", one.after == nullptr ? std::string_view() : gouji::code_of(one.after->outcome));
  json.member("message", clean_text(one.either().message));
  json.end_object();
}

std::string change_json(const WhatIfChange& change) {
  const Came all = in_all(change.change);
  JsonWriter json(true);
  report::begin_whatif(json, "set");
  report::settings_member(json, change.settings);
  json.member("rules_year", change.rules_year == 0 ? std::nullopt : std::optional(std::to_string(change.rules_year)));
  json.key("summary");
  json.begin_object();
  json.member("documents", static_cast<std::int64_t>(change.after->documents.size()));
  json.member("appeared", all.came);
  json.member("gone", all.went);
  json.member("changed", all.changed);
  json.member("faults_before", faults_of(*change.before));
  json.member("faults_after", faults_of(*change.after));
  json.member("scores_up", change.scores.points_moved(Move::up));
  json.member("scores_down", change.scores.points_moved(Move::down));
  json.member("grades_up", change.scores.grades_moved(Move::up));
  json.member("grades_down", change.scores.grades_moved(Move::down));
  json.member("ranks_moved", change.scores.ranks_moved());
  json.end_object();
  json.key("scores");
  json.begin_list();
  for (const ScoreRow& row : change.scores.rows) {
    json.begin_object();
    json.member("move", move_code(row.move));
    json.member("unit", clean_text(row.unit));
    json.member("document", clean_text(row.document));
    report::text_member(json, "evaluation", row.evaluation);
    report::text_member(json, "before", row.before);
    report::text_member(json, "after", row.after);
    report::text_member(json, "grade_before", row.grade_before);
    report::text_member(json, "grade_after", row.grade_after);
    json.member("rank_before", row.rank_before);
    json.member("rank_after", row.rank_after);
    json.end_object();
  }
  json.end_list();
  json.key("findings");
  json.begin_list();
  for (const FindingChange& one : change.change.findings) {
    if (one.standing_changed()) finding_members(json, one);
  }
  json.end_list();
  json.key("nearest");
  json.begin_list();
  for (const NearestChanges& one : change.nearest) report::nearest_member(json, one);
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

std::vector<report::Workbook::Column> sheet_columns(const Columns& heads, const std::vector<double>& widths,
                                                    std::size_t first_figure, std::size_t figures) {
  std::vector<report::Workbook::Column> columns{{"编号", 6}};
  for (std::size_t i = 0; i < heads.size(); ++i) {
    report::Workbook::Column column{heads[i], widths.at(i)};
    column.figure = i >= first_figure && i < first_figure + figures;
    columns.push_back(std::move(column));
  }
  return columns;
}

Columns finding_heads(Language language) {
  if (language == Language::english) return {"trial", "change", "document", "rule", "place", "message"};
  return {"试算", "变化", "公开文本", "规则", "位置", "说明"};
}

Columns finding_line(const FindingChange& one, Language language) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kWords{
      {{"新增", "came"}, {"消除", "went"}, {"改变", "changed"}}};
  const auto& [chinese, english] = kWords.at(static_cast<std::size_t>(one.kind));
  const RecordedFinding& finding = one.either();
  const bool in_english = language == Language::english && !finding.message_english.empty();
  return {std::string(report::kTrial),
          std::string(say(language, chinese, english)),
          report::document_name(finding.document, language),
          finding.rule,
          finding.place,
          in_english ? finding.message_english : finding.message};
}

// Scores where there are any, else findings.
std::string change_csv(const WhatIfChange& change, Language language) {
  if (!change.scores.rows.empty()) return report::columns_csv(score_columns(change, language));
  std::vector<Columns> lines{finding_heads(language)};
  for (const FindingChange& one : change.change.findings) {
    if (one.standing_changed()) lines.push_back(finding_line(one, language));
  }
  return report::columns_csv(lines);
}

std::string change_xlsx(const WhatIfChange& change, const ReportOptions& options) {
  using Style = report::Workbook::Style;
  const Language language = options.language;
  report::Workbook book;
  book.plain_sheet(say(language, "试算汇总", "Trial"), {22, 60});
  book.line({std::string(say(language, "试算：规则包和数据都没有改动", "A trial: nothing was changed"))}, Style::title);
  for (const std::string& text : settings_of(change, language))
    book.line({std::string(say(language, "试算的改动", "tried")), text});
  for (const Columns& line : summary_of(change, language)) book.line(line);
  for (const NearestChanges& one : change.nearest) {
    for (const std::string& text : report::nearest_texts(one, language))
      book.line({std::string(say(language, "没有结果改变", "nothing changes")), text});
  }
  const auto lines = score_columns(change, language);
  book.list_sheet(say(language, "得分和名次", "Scores"),
                  sheet_columns(lines.front(), {6, 8, 26, 34, 28, 11, 11, 9, 8, 8, 8, 8}, 5, 3));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Move move = change.scores.rows[i - 1].move;
    book.numbered_line(static_cast<int>(i), lines[i], move == Move::same ? -1 : 2,
                       move == Move::up ? Style::blue : (move == Move::down ? Style::red : Style::yellow));
  }
  book.list_sheet(say(language, "疑点增减", "Findings"),
                  sheet_columns(finding_heads(language), {6, 8, 34, 34, 36, 60}, 99, 0));
  int number = 0;
  for (const FindingChange& one : change.change.findings) {
    if (!one.standing_changed()) continue;
    book.numbered_line(++number, finding_line(one, language), 2,
                       one.kind == FindingChange::Kind::appeared ? Style::red : Style::blue);
  }
  return book.finish(say(language, "试算", "trial"));
}

}  // namespace

std::string render(const WhatIfChange& change, Format format, const ReportOptions& options) {
  if (format == Format::json) return change_json(change);
  if (format == Format::csv) return change_csv(change, options.language);
  if (format == Format::xlsx) return change_xlsx(change, options);
  return change_text(change, options);
}

}  // namespace gouji
