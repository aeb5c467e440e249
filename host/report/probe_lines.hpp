// The tables of a probe's report as texts, for a terminal and for Markdown.
#pragma once

#include "report/probe_report.hpp"
#include "report/whatif_parts.hpp"

namespace gouji::report {

// Each with a head, the names at the left.
std::vector<Columns> probe_kind_lines(const ProbedPack& pack, Language language);
std::vector<Columns> probe_table_lines(const ProbedPack& pack, Language language);
std::vector<Columns> probe_blind_lines(const ProbedPack& pack, Language language, bool every_figure);
std::vector<Columns> probe_rounded_lines(const ProbedPack& pack, Language language);

// 公开文本 4 份 · 数 2740 个（…）
std::string probe_scope_text(const ProbeReport& probe, const ProbedPack& pack, Language language);
std::string probe_result_text(const ProbedPack& pack, Language language);

}  // namespace gouji::report
