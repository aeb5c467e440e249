#include "report/report.hpp"

#include <array>

#include "report/renderers.hpp"

namespace gouji {
namespace {

struct Entry {
  std::string_view name;
  Format format;
  std::string (*render)(const RunResult&, const ReportOptions&);
};

// The usual name of a format stands before its other names.
constexpr std::array<Entry, 12> kFormats{{{"text", Format::text, report::as_text},
                                          {"json", Format::json, report::as_json},
                                          {"ndjson", Format::ndjson, report::as_ndjson},
                                          {"csv", Format::csv, report::as_csv},
                                          {"xlsx", Format::xlsx, report::as_xlsx},
                                          {"md", Format::md, report::as_markdown},
                                          {"html", Format::html, report::as_html},
                                          {"junit", Format::junit, report::as_junit},
                                          {"sarif", Format::sarif, report::as_sarif},
                                          {"jsonl", Format::ndjson, report::as_ndjson},
                                          {"pretty", Format::text, report::as_text},
                                          {"markdown", Format::md, report::as_markdown}}};

constexpr std::string_view kBlank = "（空）";  // what a check says of a text that is not there

const Entry& entry_of(Format format) {
  for (const Entry& entry : kFormats) {
    if (entry.format == format) return entry;
  }
  throw Fault("report.format", "没有这种输出格式", "there is no such output format");
}

}  // namespace

std::optional<Format> format_from(std::string_view name) {
  for (const Entry& entry : kFormats) {
    if (entry.name == name) return entry.format;
  }
  return std::nullopt;
}

Finding in_language(Finding finding, Language language) {
  if (language == Language::chinese) return finding;
  if (!finding.title_english.empty()) finding.title = finding.title_english;
  if (!finding.remedy_english.empty()) finding.remedy = finding.remedy_english;
  for (std::string* text : {&finding.printed, &finding.expected}) {
    if (*text == kBlank) *text = "(blank)";
  }
  return finding;
}

std::string render(const RunResult& result, Format format, const ReportOptions& options) {
  if (options.language != Language::chinese) {
    RunResult translated = result;
    for (Finding& finding : translated.findings) finding = in_language(std::move(finding), options.language);
    return entry_of(format).render(translated, options);
  }
  return entry_of(format).render(result, options);
}

}  // namespace gouji
