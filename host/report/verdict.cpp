#include "report/verdict.hpp"

#include <fmt/format.h>

#include "report/numbers.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

int outcome_count(const Summary& summary, Outcome outcome) {
  return summary.outcomes.at(static_cast<std::size_t>(outcome));
}

std::string found(const Summary& summary, Language language) {
  std::string list;
  for (std::size_t i = 0; i < kSeverities; ++i) {
    const int count = summary.severities.at(i);
    if (count == 0) continue;
    const auto severity = static_cast<Severity>(i);
    if (!list.empty()) list += say(language, "、", ", ");
    list += language == Language::english ? fmt::format("{} {}", count, word_of(severity, language))
                                          : fmt::format("{} {} 处", word_of(severity, language), count);
  }
  if (list.empty()) return std::string(say(language, "未发现疑点", "nothing found"));
  return std::string(say(language, "发现", "found ")) + list;
}

// Pass, but not known: shown in the verdict so that silence is not taken for agreement.
std::string unknown(const Summary& summary, Language language) {
  std::string text;
  for (const Outcome outcome : {Outcome::cannot_evaluate, Outcome::fault}) {
    const int count = outcome_count(summary, outcome);
    if (count == 0) continue;
    text += language == Language::english ? fmt::format("; {}: {}", word_of(outcome, language), count)
                                          : fmt::format("；{} {} 处", word_of(outcome, language), count);
  }
  return text;
}

std::string looked_at(const RunResult& result, Language language) {
  const int forms = evaluations_scored(result);
  if (language == Language::english) {
    std::string text = fmt::format("{} document{}", result.summary.documents, result.summary.documents == 1 ? "" : "s");
    if (forms > 0) text += fmt::format(", {} self-evaluation{}", forms, forms == 1 ? "" : "s");
    return " (" + text + ")";
  }
  std::string text = fmt::format("{} 份公开文本", result.summary.documents);
  if (forms > 0) text += fmt::format("，{} 张自评表", forms);
  return "（" + text + "）";
}

}  // namespace

std::string verdict(const RunResult& result, const ReportOptions& options) {
  const Language language = options.language;
  std::string line(say(language, "结论：", "Verdict: "));
  const std::string trial = trial_mark(options);
  if (!trial.empty()) line += trial + std::string(say(language, "，", ", "));
  if (result.summary.documents == 0 && result.findings.empty()) {
    return line + std::string(say(language, "没有可审核的公开文本", "there was no document to check"));
  }
  return line + found(result.summary, language) + unknown(result.summary, language) + looked_at(result, language);
}

}  // namespace gouji::report
