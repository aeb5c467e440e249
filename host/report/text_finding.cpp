#include "report/text_finding.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "report/handling_text.hpp"
#include "report/sides.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr int kNumberColumns = 6;

// "   3  错误  ": number and label, as wide as what hangs below them.
std::string head_of(const Numbered& entry, const ReportOptions& options) {
  const std::string number = pad_left(fmt::format("{}", entry.number), kNumberColumns);
  const int widest = options.language == Language::english ? 7 : 4;
  return number + "  " + pad(label_of(*entry.finding, options), widest) + "  ";
}

}  // namespace

Ink ink_of(const Finding& finding) {
  if (finding.outcome == Outcome::fault) return Ink::red;
  if (finding.outcome != Outcome::finding) return Ink::faint;
  switch (finding.severity) {
    case Severity::error: return Ink::red;
    case Severity::warning: return Ink::yellow;
    case Severity::verify: return Ink::blue;
    case Severity::note: break;
  }
  return Ink::faint;
}

std::string figures_text(const Finding& finding, Language language) {
  const auto part = [&](std::string& text, std::string_view name, const std::string& value) {
    if (value.empty()) return;
    join(text, name, say(language, "，", ", "));
    text += " " + clean_text(value);
  };
  const Sides sides = sides_of(finding, language);
  std::string text;
  part(text, sides.left, finding.printed);
  part(text, sides.right, finding.expected);
  part(text, say(language, "差额", "difference"), finding.difference);
  return one_line(text);
}

std::string locus_text(const Finding& finding, Language language, bool with_home, const std::string& block_file) {
  std::string text;
  if (with_home) text = home_text(finding, language);
  join(text, cell_text(finding, language), " · ");
  join(text, source_text(finding.file == block_file ? std::string() : finding.file, finding.at, language), "  ");
  if (text.empty()) text = say(language, "全文", "whole document");
  return one_line(text);
}

void write_full(Page& page, const Numbered& entry, const ReportOptions& options, bool with_home,
                const std::string& block_file) {
  const Finding& finding = *entry.finding;
  const Language language = options.language;
  const std::string head = head_of(entry, options);
  const int indent = text::display_width(head);
  page.hanging(head, ink_of(finding), locus_text(finding, language, with_home, block_file), Ink::strong);
  page.indented(indent, message_of(finding, language));
  const std::string figures = figures_text(finding, language);
  if (!figures.empty()) page.indented(indent, figures);
  for (const std::string& told : related_texts(finding, language))
    page.indented(indent, std::string(say(language, "对照：", "Beside: ")) + one_line(told), Ink::faint);
  const std::string cause = cause_of(finding, language);
  if (!cause.empty()) page.indented(indent, std::string(say(language, "可能原因：", "Likely cause: ")) + cause);
  if (!finding.remedy.empty()) {
    page.indented(indent, std::string(say(language, "建议：", "Remedy: ")) + clean_text(finding.remedy));
  }
  const std::string handled = handling_text(finding, language);
  if (!handled.empty()) page.indented(indent, std::string(say(language, "处理：", "Decision: ")) + one_line(handled));
  std::string rule = one_line(finding.rule);
  join(rule, one_line(finding.title), " ");
  join(rule, clean_text(finding.fingerprint), say(language, "，指纹 ", ", fingerprint "));
  page.indented(indent, std::string(say(language, "规则 ", "rule ")) + rule, Ink::faint);
}

void write_brief(Page& page, const Numbered& entry, const ReportOptions& options, const std::string& block_file) {
  const Finding& finding = *entry.finding;
  const std::string locus = locus_text(finding, options.language, true, block_file);
  page.hanging(
      head_of(entry, options), ink_of(finding),
      locus + std::string(say(options.language, "：", ": ")) + one_line(message_of(finding, options.language)));
}

}  // namespace gouji::report
