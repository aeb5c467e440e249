// The import report as JSON (contract gouji.import.v1). For people: report/import_text and report/import_page.
#pragma once

#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "model/import_report.hpp"

namespace gouji {

inline constexpr std::string_view kImportSchema = "gouji.import.v1";

// Reasons of unplaced numbers are told in the language; all else is as the source and its layout have it.
std::string import_report_json(const ImportReport& report, bool pretty, Language language = Language::chinese);

}  // namespace gouji
