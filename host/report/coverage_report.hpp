// What of rule packs runs, as text, JSON (gouji.coverage.v1), LCOV for genhtml, and one page.
#pragma once

#include <string>
#include <vector>

#include "base/fault.hpp"
#include "regression/coverage.hpp"

namespace gouji::report {

std::string coverage_as_text(const std::vector<PackCoverage>& packs, Language language, bool everything);
std::string coverage_as_json(const std::vector<PackCoverage>& packs, Language language);
std::string coverage_as_lcov(const std::vector<PackCoverage>& packs);
std::string coverage_as_html(const std::vector<PackCoverage>& packs, Language language);

// Lines that did not run, neighbours together: "12, 15–18".
std::vector<std::pair<int, int>> lines_left_out(const CoveredFile& file);
// "“a < b”从没有成立过"
std::string condition_text(const CoveredFile& file, std::size_t point, Language language);
// "没有试过刚好在 90 % 的，没有试过差一点不到的"
std::string threshold_text(const CoveredThreshold& threshold, Language language);

}  // namespace gouji::report
