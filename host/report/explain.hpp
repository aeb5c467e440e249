// Explanations: how one finding or one score came about, step by step, for people and as gouji.explain.v1.
#pragma once

#include <string>

#include "report/report.hpp"

namespace gouji {

// Formula, the formula with its figures, each figure's place and printed text, parameters with their basis.
std::string explain(const Finding& finding, const ReportOptions& options);
std::string explain(const Score& score, const ReportOptions& options);

std::string explain_json(const Finding& finding, const ReportOptions& options);
std::string explain_json(const Score& score, const ReportOptions& options);

}  // namespace gouji
