#include "report/decision_report.hpp"

#include <fmt/format.h>

#include "base/exact.hpp"
#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "formats/json_writer.hpp"
#include "report/handling_text.hpp"
#include "report/json_parts.hpp"
#include "report/terminal.hpp"
#include "report/text_finding.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji {
namespace {

using report::Ink;
using report::one_line;
using report::Page;
using report::say;

constexpr int kIndent = 10;

Ink ink_of(DecisionState state) {
  switch (state) {
    case DecisionState::confirmed: return Ink::red;
    case DecisionState::rule_wrong: return Ink::yellow;
    case DecisionState::open:
    case DecisionState::explained: return Ink::blue;
    case DecisionState::accepted:
    case DecisionState::corrected: break;
  }
  return Ink::green;
}

Ink ink_of(FollowUpVerdict verdict) {
  switch (verdict) {
    case FollowUpVerdict::corrected: return Ink::green;
    case FollowUpVerdict::not_corrected: return Ink::red;
    case FollowUpVerdict::unclear: break;
  }
  return Ink::yellow;
}

// What they are is known only with the formula, which is not kept.
std::string figures(const std::string& printed, const std::string& expected, const std::string& difference,
                    Language language) {
  std::string text;
  const auto add = [&](std::string_view chinese, std::string_view english, const std::string& value) {
    if (value.empty()) return;
    if (!text.empty()) text += say(language, "，", ", ");
    text += fmt::format("{} {}", say(language, chinese, english), one_line(value));
  };
  add("左值", "left", printed);
  add("右值", "right", expected);
  add("差额", "difference", difference);
  return text;
}

std::string finish(JsonWriter& json) { return json.take() + "\n"; }

std::string_view word_of(FollowUpVerdict verdict, Language language) {
  constexpr std::array<std::string_view, 3> kEnglish{"corrected", "not corrected", "unclear"};
  return say(language, chinese_of(verdict), kEnglish.at(static_cast<std::size_t>(verdict)));
}

}  // namespace

std::string decisions_text(const std::vector<ListedDecision>& decisions, const ReportOptions& options) {
  const Language language = options.language;
  Page page(options);
  std::string document;
  std::array<int, kDecisionStates> counts{};
  for (const ListedDecision& one : decisions) {
    const Decision& decision = one.decision;
    ++counts.at(static_cast<std::size_t>(decision.state));
    if (decision.document != document) {
      document = decision.document;
      page.line("== " + report::document_name(document, language), Ink::strong);
    }
    const std::string state(report::word_of(decision.state, language));
    page.hanging(report::pad(state, kIndent), ink_of(decision.state),
                 one_line(decision.title.empty() ? decision.rule : decision.title), Ink::strong);
    if (!decision.place.empty()) page.indented(kIndent, one_line(decision.place));
    const std::string shown = figures(decision.printed, decision.expected, decision.difference, language);
    if (!shown.empty()) page.indented(kIndent, shown);
    for (const DecisionStep& step : decision.steps) {
      std::string text =
          one_line(step.date) + "  " + std::string(report::word_of(step.state, language)) + "  " + one_line(step.by);
      if (!step.document_number.empty()) text += "  " + one_line(step.document_number);
      if (!step.note.empty()) text += "  " + one_line(step.note);
      page.indented(kIndent, text);
    }
    if (!decision.explanation.empty())
      page.indented(kIndent,
                    std::string(say(language, "核实说明：", "explanation: ")) + one_line(decision.explanation));
    if (!decision.rectification.empty())
      page.indented(kIndent,
                    std::string(say(language, "整改情况：", "rectification: ")) + one_line(decision.rectification));
    if (decision.until != 0)
      page.indented(kIndent, fmt::format("{}{}", say(language, "适用至年度：", "holds until: "), decision.until));
    page.indented(kIndent,
                  fmt::format("{}{}  {}{}  {}", say(language, "规则 ", "rule "), one_line(decision.rule),
                              say(language, "指纹 ", "fingerprint "), decision.fingerprint,
                              one.still_found ? say(language, "数据中仍有", "still in the data")
                                              : say(language, "数据中已无", "no longer in the data")),
                  Ink::faint);
  }
  std::string sum;
  for (std::size_t i = 0; i < kDecisionStates; ++i) {
    if (counts.at(i) == 0) continue;
    if (!sum.empty()) sum += say(language, "，", ", ");
    sum += fmt::format("{} {}", report::word_of(static_cast<DecisionState>(i), language), counts.at(i));
  }
  page.line(decisions.empty() ? std::string(say(language, "还没有处理过的疑点。", "Nothing has been decided yet."))
                              : fmt::format("{}{}", say(language, "合计：", "In all: "), sum));
  return page.take();
}

std::string decisions_json(const std::vector<ListedDecision>& decisions) {
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.decision_list.v1");
  json.key("decisions");
  json.begin_list();
  for (const ListedDecision& one : decisions) {
    json.begin_object();
    json.member("unit", clean_text(one.unit));
    report::decision_members(json, one.decision);
    json.member("still_found", one.still_found);
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return finish(json);
}

std::string RulePrecision::percent() const {
  return judged() == 0 ? std::string() : (Exact(real()) * Exact(100) / Exact(judged())).fixed(1);
}

std::string precision_text(const std::vector<RulePrecision>& rules, const ReportOptions& options) {
  const Language language = options.language;
  Page page(options);
  int waiting_rules = 0, waiting = 0;
  for (const RulePrecision& rule : rules) {
    const int undecided = rule.of(DecisionState::open) + rule.of(DecisionState::explained);
    if (rule.judged() == 0) {
      ++waiting_rules;
      waiting += undecided;
      continue;
    }
    std::string counts;
    for (std::size_t i = 0; i < kDecisionStates; ++i) {
      if (rule.states.at(i) == 0) continue;
      if (!counts.empty()) counts += say(language, "，", ", ");
      counts += fmt::format("{} {}", report::word_of(static_cast<DecisionState>(i), language), rule.states.at(i));
    }
    const Ink ink = rule.of(DecisionState::rule_wrong) > 0 ? Ink::yellow : Ink::plain;
    page.hanging(report::pad_left(rule.percent() + "%", kIndent - 2) + "  ", ink,
                 one_line(rule.rule) + "  " + one_line(rule.title), Ink::strong);
    page.indented(kIndent, counts, ink);
  }
  if (waiting_rules > 0) {
    page.line(language == Language::english
                  ? fmt::format("{} rules have no finding that was judged ({} findings wait)", waiting_rules, waiting)
                  : fmt::format("另有 {} 条规则的 {} 条疑点还没有结论", waiting_rules, waiting));
  }
  page.hanging("", Ink::faint,
               say(language, "准确率 ＝（确认问题＋已整改）÷（确认问题＋已整改＋采纳＋规则有误）；没有结论的不计。",
                   "precision = (confirmed + corrected) / (confirmed + corrected + accepted + rule wrong); what is "
                   "not decided is left out."),
               Ink::faint);
  return page.take();
}

std::string precision_json(const std::vector<RulePrecision>& rules) {
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.precision.v1");
  json.key("rules");
  json.begin_list();
  for (const RulePrecision& rule : rules) {
    json.begin_object();
    json.member("rule", clean_text(rule.rule));
    json.member("title", clean_text(rule.title));
    for (std::size_t i = 0; i < kDecisionStates; ++i)
      json.member(code_of(static_cast<DecisionState>(i)), rule.states.at(i));
    const std::string percent = rule.percent();
    json.member("precision", percent.empty() ? std::nullopt : std::optional(percent));
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return finish(json);
}

std::string follow_up_text(const FollowUps& all, const ReportOptions& options) {
  const Language language = options.language;
  Page page(options);
  std::string document;
  std::array<int, 3> counts{};
  const auto heading = [&](const std::string& name) {
    if (name == document) return;
    document = name;
    page.line("== " + one_line(name), Ink::strong);
  };
  const auto title = [&](const Finding& finding) {
    return one_line(finding.title.empty() ? finding.rule : finding.title);
  };
  for (const FollowUp& one : all.old) {
    ++counts.at(static_cast<std::size_t>(one.verdict));
    heading(report::document_name(one.before->document, language));
    page.hanging(report::pad(word_of(one.verdict, language), kIndent), ink_of(one.verdict), title(*one.before),
                 Ink::strong);
    page.indented(kIndent, report::locus_text(*one.before, language, true, ""));
    const std::string before = report::figures_text(*one.before, language);
    if (!before.empty()) page.indented(kIndent, fmt::format("{}{}", say(language, "原：", "before: "), before));
    if (one.now != nullptr && one.verdict == FollowUpVerdict::not_corrected) {
      const std::string now = report::figures_text(*one.now, language);
      if (!now.empty()) page.indented(kIndent, fmt::format("{}{}", say(language, "现：", "now: "), now));
    }
    const std::string& why = language == Language::english ? one.why_english : one.why_chinese;
    if (!why.empty()) page.indented(kIndent, why);
    const std::string handled = report::handling_text(*one.before, language);
    if (!handled.empty()) page.indented(kIndent, std::string(say(language, "处理：", "decision: ")) + handled);
    page.indented(kIndent, fmt::format("{}{}", say(language, "指纹 ", "fingerprint "), one.before->fingerprint),
                  Ink::faint);
  }
  document.clear();
  if (!all.introduced.empty())
    page.line(say(language, "更正后新出现的疑点", "New in the corrected publication"), Ink::strong);
  for (const Finding* finding : all.introduced) {
    heading(report::document_name(finding->document, language));
    page.hanging(report::pad(report::label_of(*finding, options), kIndent), report::ink_of(*finding), title(*finding),
                 Ink::strong);
    page.indented(kIndent, report::locus_text(*finding, language, true, ""));
    page.indented(kIndent, report::message_of(*finding, language));
  }
  page.line(language == Language::english
                ? fmt::format("Verdict: corrected {}, not corrected {}, unclear {}, new {}", counts[0], counts[1],
                              counts[2], all.introduced.size())
                : fmt::format("结论：已整改 {} 条，未整改 {} 条，无法判断 {} 条，新出现 {} 条", counts[0], counts[1],
                              counts[2], all.introduced.size()));
  return page.take();
}

std::string follow_up_json(const FollowUps& all, const ReportOptions& options) {
  JsonWriter json(true);
  const auto figures_of = [&](std::string_view name, const Finding* finding) {
    json.key(name);
    if (finding == nullptr) {
      json.null();
      return;
    }
    json.begin_object();
    json.member("fingerprint", finding->fingerprint);
    json.member("document", clean_text(finding->document));
    json.member("outcome", code_of(finding->outcome));
    json.member("printed", clean_text(finding->printed));
    json.member("expected", clean_text(finding->expected));
    json.member("difference", clean_text(finding->difference));
    json.member("message", report::message_of(*finding, options.language));
    json.end_object();
  };
  json.begin_object();
  json.member("schema", "gouji.follow_up.v1");
  json.key("findings");
  json.begin_list();
  for (const FollowUp& one : all.old) {
    json.begin_object();
    json.member("key", one.before->key);
    json.member("rule", clean_text(one.before->rule));
    json.member("verdict", code_of(one.verdict));
    const std::string& why = options.language == Language::english ? one.why_english : one.why_chinese;
    json.member("why", why.empty() ? std::nullopt : std::optional(why));
    json.member("state", code_of(report::state_of(*one.before)));
    figures_of("before", one.before);
    figures_of("now", one.now);
    json.end_object();
  }
  json.end_list();
  json.key("introduced");
  json.begin_list();
  for (const Finding* finding : all.introduced) {
    json.begin_object();
    json.member("key", finding->key);
    json.member("rule", clean_text(finding->rule));
    figures_of("now", finding);
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return finish(json);
}

}  // namespace gouji
