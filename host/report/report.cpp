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

}  // namespace

std::optional<Format> format_from(std::string_view name) {
  for (const Entry& entry : kFormats) {
    if (entry.name == name) return entry.format;
  }
  return std::nullopt;
}

std::string render(const RunResult& result, Format format, const ReportOptions& options) {
  for (const Entry& entry : kFormats) {
    if (entry.format == format) return entry.render(result, options);
  }
  throw Fault("report.format", "没有这种输出格式", "there is no such output format");
}

}  // namespace gouji
