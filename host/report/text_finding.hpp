// One finding on a terminal: in full, or on one line where many of one rule follow each other.
#pragma once

#include "report/numbers.hpp"
#include "report/terminal.hpp"

namespace gouji::report {

Ink ink_of(const Finding& finding);

// Label, number, place; message; printed, expected, difference; remedy; rule and fingerprint.
// `with_home` names the form or table, where no heading above does.
void write_full(Page& page, const Numbered& entry, const ReportOptions& options, bool with_home,
                const std::string& block_file);

// Label, number, place and message, wrapped.
void write_brief(Page& page, const Numbered& entry, const ReportOptions& options, const std::string& block_file);

// "填报数 98.50%，应为 98.53%，差额 -0.03%"; empty when there is nothing of it.
std::string figures_text(const Finding& finding, Language language);

// "自评表 27 … · 合计 · 决算数  第71行": the parts that are known.
std::string locus_text(const Finding& finding, Language language, bool with_home, const std::string& block_file);

}  // namespace gouji::report
