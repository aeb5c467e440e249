// The verdict: the one line that a report ends (or opens) with.
#pragma once

#include <string>

#include "report/report.hpp"

namespace gouji::report {

// "结论：发现错误 12 处、核实 5 处、提示 1 处（5 份公开文本，39 张自评表）"; no line end. Faults and rules that lacked
// figures are named before what was looked at, because what they would have found is not known.
std::string verdict(const RunResult& result, const ReportOptions& options);

}  // namespace gouji::report
