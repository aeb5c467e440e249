// What people decided about a finding, in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.hpp"

namespace gouji::report {

std::string_view word_of(DecisionState state, Language language);  // 确认问题, confirmed

// 待核实 where nobody decided on this finding.
DecisionState state_of(const Finding& finding);

// "采纳（张三，2024-05-01，财预〔2024〕5号）：…"; of an earlier year with that year; that an explanation no longer
// holds, and why. Empty where nobody decided.
std::string handling_text(const Finding& finding, Language language);

// Which files of decisions were used and how many findings they took away, a line each; nothing where none was.
std::vector<std::string> decisions_lines(const RunResult& result, Language language);

// "（张三，2024-05-01，财预〔2024〕5号）" of the last step.
std::string signature_text(const Decision& decision, Language language);

}  // namespace gouji::report
