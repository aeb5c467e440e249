// What the faults that were put into documents came to, as text, JSON (gouji.probe.v1) and Markdown.
#pragma once

#include <string>
#include <vector>

#include "regression/probe_summary.hpp"
#include "report/report.hpp"

namespace gouji::report {

struct ProbeReport {
  std::uint64_t seed = 1;
  std::size_t sample = 0;
  std::vector<ProbedPack> packs;
};

std::string fault_kind_text(FaultKind kind, Language language);       // 一位数字写错
std::string blindness_text(Blindness blindness, Language language);   // 没有规则读
std::string table_text(const ProbedTable& table, Language language);  // 收入支出决算总表, 自评表·资金

// `every_figure`: each figure of which a fault was missed, not only where they stand.
std::string probe_as_text(const ProbeReport& probe, const ReportOptions& options, bool every_figure);
std::string probe_as_json(const ProbeReport& probe);
std::string probe_as_markdown(const ProbeReport& probe, Language language, bool every_figure);

}  // namespace gouji::report
