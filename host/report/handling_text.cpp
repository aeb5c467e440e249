#include "report/handling_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formats/clean_text.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::array<std::string_view, kDecisionStates> kEnglish{"open",      "explained", "accepted",
                                                                 "confirmed", "corrected", "rule wrong"};

constexpr std::size_t kMostFiles = 20;  // that are named one by one

std::string texts_of(const Decision& decision, Language language) {
  std::string text;
  if (!decision.explanation.empty()) {
    text += say(language, "：", ": ");
    text += clean_text(decision.explanation);
  }
  if (!decision.rectification.empty()) {
    text += say(language, "；整改情况：", "; rectification: ");
    text += clean_text(decision.rectification);
  }
  if (!decision.steps.empty() && !decision.steps.back().note.empty()) {
    text += say(language, "；备注：", "; note: ");
    text += clean_text(decision.steps.back().note);
  }
  return text;
}

}  // namespace

std::string_view word_of(DecisionState state, Language language) {
  return say(language, chinese_of(state), kEnglish.at(static_cast<std::size_t>(state)));
}

DecisionState state_of(const Finding& finding) {
  return finding.handling ? finding.handling->state() : DecisionState::open;
}

std::vector<std::string> decisions_lines(const RunResult& result, Language language) {
  if (result.decisions.empty()) return {};
  const bool english = language == Language::english;
  int handled = 0, waived = 0;
  for (const DecisionsUsed& used : result.decisions) {
    handled += used.handled;
    waived += used.waived;
  }
  std::vector<std::string> lines{
      english ? fmt::format("{} files of decisions on {} findings; {} accepted, no findings any more (--no-decisions "
                            "leaves them out)",
                            result.decisions.size(), handled, waived)
              : fmt::format("审核处理文件 {} 个，涉及 {} 处；其中采纳说明、不再列为疑点的 {} 处（不用这些文件："
                            "--no-decisions）",
                            result.decisions.size(), handled, waived)};
  for (std::size_t i = 0; i < std::min(result.decisions.size(), kMostFiles); ++i) {
    const DecisionsUsed& used = result.decisions[i];
    lines.push_back(english ? fmt::format("{}: {}, accepted {}", clean_text(used.file), used.handled, used.waived)
                            : fmt::format("{}：{} 处，采纳 {} 处", clean_text(used.file), used.handled, used.waived));
  }
  if (result.decisions.size() > kMostFiles) {
    const std::size_t left = result.decisions.size() - kMostFiles;
    lines.push_back(english ? fmt::format("and {} more files", left) : fmt::format("另有 {} 个文件", left));
  }
  return lines;
}

std::string signature_text(const Decision& decision, Language language) {
  if (decision.steps.empty()) return {};
  const DecisionStep& last = decision.steps.back();
  std::string text = clean_text(last.by);
  for (const std::string* part : {&last.date, &last.document_number}) {
    if (part->empty()) continue;
    text += say(language, "，", ", ");
    text += clean_text(*part);
  }
  return fmt::format("{}{}{}", say(language, "（", " ("), text, say(language, "）", ")"));
}

std::string handling_text(const Finding& finding, Language language) {
  if (!finding.handling) return {};
  const bool english = language == Language::english;
  const Decision& decision = finding.handling->decision;
  const bool own = decision.fingerprint == finding.fingerprint;
  std::string text;
  if (!own) text = english ? fmt::format("in {}: ", decision.year) : fmt::format("{}年度：", decision.year);
  text += std::string(word_of(decision.state, language)) + signature_text(decision, language);
  switch (finding.handling->standing) {
    case Standing::carried:
      text +=
          english ? fmt::format(", holds until {}", decision.until) : fmt::format("，适用至 {} 年度", decision.until);
      break;
    case Standing::values_changed:
      text += say(language, "，但数已不同，原说明不再适用", ", but the figures are others now: it no longer holds");
      break;
    case Standing::expired:
      text += english ? fmt::format(", held until {} only", decision.until)
                      : fmt::format("，只适用到 {} 年度", decision.until);
      break;
    case Standing::own:
      if (decision.state == DecisionState::corrected)
        text += say(language, "，但数据中仍有这条疑点", ", but the data still have it");
      if (decision.state == DecisionState::accepted && decision.until > decision.year)
        text +=
            english ? fmt::format(", holds until {}", decision.until) : fmt::format("，适用至 {} 年度", decision.until);
      break;
    case Standing::earlier: break;
  }
  return text + texts_of(decision, language);
}

}  // namespace gouji::report
