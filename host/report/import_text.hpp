// The import report for a terminal: in short after every import, in full with --explain and in a .txt file.
#pragma once

#include <cstddef>
#include <string>

#include "base/fault.hpp"
#include "model/import_report.hpp"
#include "report/report.hpp"

namespace gouji::report {

// What was made, the layout, the counts, and the first unplaced and doubtful figures.
std::string import_summary(const ImportReport& report, const ReportOptions& options);

// Besides: every layout that looked at the source, with its score and reason; each unplaced figure with what it was
// near to; each doubtful reading with its reason; figures placed twice or worked out. At most `most` of each.
std::string import_explained(const ImportReport& report, const ReportOptions& options, std::size_t most);

// Fault import.doubtful (--strict): how many readings are in doubt, the first of them with line, text and reason.
Fault doubtful_fault(const ImportReport& report, const ReportOptions& options);

}  // namespace gouji::report
