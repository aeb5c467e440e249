// Sums and words that every form of a change report shares.
#include <fmt/format.h>

#include <set>

#include "base/text.hpp"
#include "report/change_report.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kLongValueText = 60;  // of a value, in characters
constexpr std::size_t kMostEditsNamed = 4;  // edits that one cause names

std::string_view english_kind(RuleFact::Kind kind) {
  switch (kind) {
    case RuleFact::Kind::year: return "year of the rules";
    case RuleFact::Kind::pack: return "pack";
    case RuleFact::Kind::rule_override: return "override of";
    case RuleFact::Kind::parameter: return "parameter";
    case RuleFact::Kind::rule: return "rule";
    case RuleFact::Kind::scoring: return "scoring";
    case RuleFact::Kind::library: return "library";
    case RuleFact::Kind::layout: break;
  }
  return "layout";
}

std::string edit_numbers(const std::vector<std::size_t>& edits, std::string_view between) {
  std::string text;
  for (std::size_t i = 0; i < edits.size() && i < kMostEditsNamed; ++i)
    text += fmt::format("{}{}", i == 0 ? "" : between, edits[i] + 1);
  if (edits.size() > kMostEditsNamed) text += "…";
  return text;
}

// What is other about the data.
std::string data_text(const ChangeCause& cause, Language language) {
  const bool english = language == Language::english;
  const auto text = [&]() -> std::string_view {
    if (cause.data == ChangeCause::Data::fresh) return say(language, "是新的", "is new");
    if (cause.data == ChangeCause::Data::gone) return say(language, "不在了", "is gone");
    return say(language, "的数变了", "has other figures");
  };
  if (cause.other.empty()) return english ? fmt::format("the document {}", text()) : fmt::format("公开文本{}", text());
  const std::string name = document_name(cause.other, language);
  return english ? fmt::format("the document that it was compared with ({}) {}", name, text())
                 : fmt::format("对照的公开文本（{}）{}", name, text());
}

std::string standing_word(const RecordedFinding& finding, Language language) {
  return std::string(finding.outcome == Outcome::finding ? word_of(finding.severity, language)
                                                         : word_of(finding.outcome, language));
}

}  // namespace

ChangeSums sums_of(const ChangeReport& report) {
  ChangeSums sums;
  for (const FindingChange& one : report.change->findings) {
    ++(one.kind == FindingChange::Kind::appeared ? sums.appeared
       : one.kind == FindingChange::Kind::gone   ? sums.gone
                                                 : sums.changed);
  }
  sums.scores = static_cast<int>(report.change->scores.size());
  for (const ScoreChange& one : report.change->scores) {
    if (one.grade_changed()) ++sums.grades;
    if (one.rank_before != one.rank_after && one.rank_before != 0 && one.rank_after != 0) ++sums.ranks;
  }
  sums.by_edit.assign(report.edits.size(), 0);
  for (const auto* causes : {&report.findings, &report.scores}) {
    for (const ChangeCause& cause : *causes) {
      for (const std::size_t one : cause.edits) ++sums.by_edit.at(one);
    }
  }
  return sums;
}

std::string edit_text(const RuleEdit& edit, Language language) {
  using Kind = RuleFact::Kind;
  const bool english = language == Language::english;
  std::string text(english ? english_kind(edit.fact.kind) : chinese_of(edit.fact.kind));
  if (edit.fact.kind == Kind::year)
    return fmt::format("{} {}", text, one_line(edit.after.empty() ? edit.before : edit.after));
  text += " " + one_line(edit.fact.name);
  std::string owner = one_line(edit.fact.pack);
  if (!edit.unit.empty()) owner += (english ? ", " : "，") + one_line(edit.unit);
  if (!owner.empty()) text += english ? fmt::format(" ({})", owner) : fmt::format("（{}）", owner);
  const bool values =
      edit.fact.kind == Kind::parameter || edit.fact.kind == Kind::rule_override || edit.fact.kind == Kind::pack;
  if (edit.before.empty()) text += say(language, "，新增", ", added");
  if (edit.after.empty()) text += say(language, "，删去", ", removed");
  if (!values) return text;
  const auto value = [](const std::string& one) { return text::shorten(one_line(one), kLongValueText); };
  text += say(language, "：", ": ");
  if (edit.before.empty()) return text + value(edit.after);
  if (edit.after.empty()) return text + value(edit.before);
  return text + value(edit.before) + " → " + value(edit.after);
}

std::string cause_text(const ChangeReport& report, const ChangeCause& cause, Language language) {
  const bool english = language == Language::english;
  const std::string figures = data_text(cause, language);
  const std::string numbers = edit_numbers(cause.edits, english ? ", " : "、");
  switch (cause.kind) {
    case ChangeCause::Kind::edit: return english ? fmt::format("edit {}", numbers) : fmt::format("改动 {}", numbers);
    case ChangeCause::Kind::any_of:
      return english ? fmt::format("edits {}, each alone would do", numbers)
                     : fmt::format("改动 {}，其中任一项都会这样", numbers);
    case ChangeCause::Kind::joint:
      return english ? fmt::format("edits {} jointly, none alone", numbers)
                     : fmt::format("改动 {} 共同造成，单独哪一项都不会", numbers);
    case ChangeCause::Kind::one_of:
      if (cause.figures)
        return english ? fmt::format("{}, or edit {} (not told apart)", figures, numbers)
                       : fmt::format("{}，或改动 {}（分不开）", figures, numbers);
      return english ? fmt::format("one of edits {} (not tried one by one)", numbers)
                     : fmt::format("改动 {} 之一（没有逐项试）", numbers);
    case ChangeCause::Kind::data: return figures;
    case ChangeCause::Kind::unknown: break;
  }
  return std::string(report.edits_known
                         ? say(language, "不知道", "not known")
                         : say(language, "不知道（一方没有记下规则）", "not known (one side has no rules with it)"));
}

std::string sides_text(const FindingChange& change, Language language) {
  if (change.kind != FindingChange::Kind::changed) return standing_word(change.either(), language);
  std::string text;
  const std::string was = standing_word(*change.before, language), is = standing_word(*change.after, language);
  text = was == is ? is : was + " → " + is;
  const auto add = [&](std::string_view name, const std::string& a, const std::string& b) {
    if (a != b)
      text += fmt::format("{}{} {} → {}", say(language, "，", ", "), name, one_line(a.empty() ? "—" : a),
                          one_line(b.empty() ? "—" : b));
  };
  add(say(language, "填报", "printed"), change.before->printed, change.after->printed);
  add(say(language, "应为", "expected"), change.before->expected, change.after->expected);
  add(say(language, "相差", "difference"), change.before->difference, change.after->difference);
  return text;
}

std::string score_text(const RecordedScore* score) {
  if (score == nullptr) return "—";
  std::string text = score->recomputed.empty() ? "—" : one_line(score->recomputed);
  if (!score->grade.empty()) text += " " + one_line(score->grade);
  return text;
}

std::string scores_text(const ScoreChange& change) {
  std::string text = fmt::format("{} → {}", score_text(change.before), score_text(change.after));
  if (change.before == nullptr || change.after == nullptr || score_text(change.before) != score_text(change.after))
    return text;
  const auto range = [](const RecordedScore& score) { return one_line(score.low) + "–" + one_line(score.high); };
  return fmt::format("{}: {} → {}", score_text(change.after), range(*change.before), range(*change.after));
}

std::string message_of(const RecordedFinding& finding, Language language) {
  return language == Language::english && !finding.message_english.empty() ? finding.message_english : finding.message;
}

}  // namespace gouji::report
