// How a list of findings is known again: by the heads that the program itself writes.
#pragma once

#include <string_view>

#include "formats/published.hpp"

namespace gouji {

// Heads that tie a row to its finding.
inline constexpr std::string_view kFingerprintHead = "指纹", kFingerprintHeadEnglish = "Fingerprint";
inline constexpr std::string_view kNumberHead = "编号", kNumberHeadEnglish = "No.";

// Whether the program wrote it itself, as a workbook or CSV of findings: no disclosure. Linear in cells.
bool is_findings_list(const PublishedSource& source);

}  // namespace gouji
