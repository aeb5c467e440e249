// Pieces of the HTML report. Everything that comes from data goes through `markup_text`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/numbers.hpp"
#include "report/report.hpp"

namespace gouji::report {

// The head of a table: names with their classes, "" for none.
std::string html_head(const std::vector<std::pair<std::string_view, std::string_view>>& names_and_classes);

// Findings in their order. Under one document a line with the form or table stands where it changes; over several
// documents every place names its document.
std::string html_findings_table(const std::vector<Numbered>& findings, const ReportOptions& options, bool one_document);

// The table of scores, each with its breakdown: open where the score differs, folded where it agrees.
std::string html_scores(const RunResult& result, const ReportOptions& options);

// The start of the file up to and with <body>: nothing from elsewhere, only this style sheet (empty: that of reports)
// and the one script that the page may run (empty: none).
std::string html_opening(std::string_view title, Language language, std::string_view style = {},
                         std::string_view script = {});

}  // namespace gouji::report
