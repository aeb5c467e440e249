#include "report/words.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "formats/clean_text.hpp"
#include "model/document.hpp"

namespace gouji::report {
namespace {

constexpr std::array<std::string_view, kSeverities> kEnglishSeverities{"error", "warning", "verify", "note"};
constexpr std::array<std::string_view, kOutcomes> kEnglishOutcomes{
    "pass", "finding", "undetermined within rounding", "not applicable", "cannot evaluate", "waived", "script fault"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kKinds{
    {{"基本平衡", "identity"}, {"逻辑性", "logic"}, {"核实性", "verification"}, {"规范性", "form"}}};
constexpr std::string_view kDoubtWord = "识别存疑";

}  // namespace

void join(std::string& text, std::string_view part, std::string_view separator) {
  if (part.empty()) return;
  if (!text.empty()) text += separator;
  text += part;
}

std::string_view word_of(Severity severity, Language language) {
  return say(language, chinese_of(severity), kEnglishSeverities.at(static_cast<std::size_t>(severity)));
}

std::string_view word_of(Outcome outcome, Language language) {
  return say(language, chinese_of(outcome), kEnglishOutcomes.at(static_cast<std::size_t>(outcome)));
}

std::string label_of(const Finding& finding, const ReportOptions& options) {
  std::string label = options.trial_year > 0 ? std::string(say(options.language, "试算·", "trial: ")) : std::string();
  label += finding.outcome == Outcome::finding ? word_of(finding.severity, options.language)
                                               : word_of(finding.outcome, options.language);
  return label;
}

std::string trial_mark(const ReportOptions& options) {
  if (options.trial_year <= 0) return {};
  return options.language == Language::english ? fmt::format("trial (rules of {})", options.trial_year)
                                               : fmt::format("试算（{}年规则）", options.trial_year);
}

std::string message_of(const Finding& finding, Language language) {
  const bool english = language == Language::english && !finding.message_english.empty();
  std::string message = clean_text(english ? finding.message_english : finding.message);
  if (finding.doubtful && finding.message.find(kDoubtWord) == std::string::npos) {
    message += say(language, message.empty() ? "识别存疑，请核对原件。" : "（识别存疑，请核对原件）",
                   " (read with doubt: please compare with the original)");
  }
  return message;
}

std::string cause_of(const Finding& finding, Language language) {
  const bool english = language == Language::english;
  if (!finding.cause.empty()) return clean_text(english ? finding.cause_english : finding.cause);
  std::string text;
  for (const Cause& cause : finding.causes) {
    if (!text.empty()) text += say(language, "；", "; ");
    text += clean_text(english ? cause.text_english : cause.text);
  }
  if (text.empty()) return text;
  return std::string(say(language, "不能断定，可核对：", "not certain, to be looked at: ")) + text;
}

std::string kind_word(const std::string& kind, Language language) {
  if (language == Language::english) {
    for (const auto& [chinese, english] : kKinds) {
      if (chinese == kind) return std::string(english);
    }
  }
  return clean_text(kind);
}

std::string comparison_text(const std::string& figures, Language language) {
  constexpr std::array<std::array<std::string_view, 3>, 3> kBroken{{{" ≠ ", "（要求相等）", " (must be equal)"},
                                                                    {" ＞ ", "（要求不大于）", " (must not be more)"},
                                                                    {" ＜ ", "（要求不小于）", " (must not be less)"}}};
  for (const auto& [sign, chinese, english] : kBroken) {
    if (figures.find(sign) != std::string::npos) return figures + std::string(say(language, chinese, english));
  }
  return figures;
}

std::string document_name(const std::string& id, Language language) {
  if (language == Language::english) return clean_text(id);
  // A second one of the same unit, year and kind has a number behind it.
  std::size_t end = id.find_last_not_of("0123456789");
  end = end != std::string::npos && end + 1 < id.size() && id[end] == '-' ? end : id.size();
  const std::size_t dash = end == 0 ? std::string::npos : id.rfind('-', end - 1);
  if (dash == std::string::npos) return clean_text(id);
  const DocumentKind* kind = find_kind(std::string_view(id).substr(dash + 1, end - dash - 1));
  if (kind == nullptr) return clean_text(id);
  return clean_text(id.substr(0, dash + 1) + std::string(kind->chinese) + id.substr(end));
}

}  // namespace gouji::report
