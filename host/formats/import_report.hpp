// The import report as JSON (gouji.import.v1) and as text for people.
#pragma once

#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "model/import_report.hpp"

namespace gouji {

inline constexpr std::string_view kImportSchema = "gouji.import.v1";

std::string import_report_json(const ImportReport& report, bool pretty);

// A summary; unplaced and doubtful figures up to `most` of each, with the count of the rest.
std::string import_report_text(const ImportReport& report, Language language, std::size_t most = 20);

// "  12 | form / row / field：“as read” reason"
std::string doubtful_line(const DoubtfulReading& reading, Language language);

}  // namespace gouji
