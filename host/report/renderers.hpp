// One function a format; `render` chooses among them.
#pragma once

#include "report/report.hpp"

namespace gouji::report {

std::string as_text(const RunResult& result, const ReportOptions& options);
std::string as_json(const RunResult& result, const ReportOptions& options);
std::string as_ndjson(const RunResult& result, const ReportOptions& options);
std::string as_csv(const RunResult& result, const ReportOptions& options);
std::string as_xlsx(const RunResult& result, const ReportOptions& options);
std::string as_markdown(const RunResult& result, const ReportOptions& options);
std::string as_html(const RunResult& result, const ReportOptions& options);
std::string as_junit(const RunResult& result, const ReportOptions& options);
std::string as_sarif(const RunResult& result, const ReportOptions& options);

}  // namespace gouji::report
