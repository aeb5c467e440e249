#include "report/grid.hpp"

#include <fmt/format.h>

#include "formats/clean_text.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

// Only what is or was held against somebody has a severity.
std::string severity_text(const Numbered& entry, const ReportOptions& options) {
  const Outcome outcome = entry.finding->outcome;
  if (outcome != Outcome::finding && outcome != Outcome::waived) return {};
  return std::string(word_of(entry.finding->severity, options.language));
}

std::string outcome_text(const Numbered& entry, const ReportOptions& options) {
  std::string text(word_of(entry.finding->outcome, options.language));
  const std::string trial = trial_mark(options);
  return trial.empty() ? text : trial + " " + text;
}

std::string form_text(const Numbered& entry, const ReportOptions&) {
  const Finding& finding = *entry.finding;
  std::string text = clean_text(finding.evaluation_number.value_or(""));
  if (finding.evaluation && !finding.evaluation->empty()) {
    text += (text.empty() ? "" : " ") + clean_text(*finding.evaluation);
  }
  return text;
}

// The place in the source; for a fault the place in the script, which is what has to be mended.
std::string position_text(const Numbered& entry, const ReportOptions& options) {
  const Finding& finding = *entry.finding;
  if (!finding.script) return source_text(finding.file, finding.at, options.language);
  std::string text = clean_text(finding.script->file) + fmt::format(":{}", finding.script->line);
  return text;
}

template <std::string Finding::*member>
std::string plain_field(const Numbered& entry, const ReportOptions&) {
  return clean_text(entry.finding->*member);
}

template <std::optional<std::string> Finding::*member>
std::string maybe(const Numbered& entry, const ReportOptions&) {
  return clean_text((entry.finding->*member).value_or(""));
}

std::string kind_text(const Numbered& entry, const ReportOptions& options) {
  return kind_word(entry.finding->kind, options.language);
}

std::string number_text(const Numbered& entry, const ReportOptions&) { return fmt::format("{}", entry.number); }

std::string detail_text(const Numbered& entry, const ReportOptions& options) {
  return message_of(*entry.finding, options.language);
}

std::string cause_text(const Numbered& entry, const ReportOptions& options) {
  return cause_of(*entry.finding, options.language);
}

}  // namespace

const std::vector<GridColumn>& grid_columns() {
  static const std::vector<GridColumn> columns{{"编号", "No.", 7, number_text},
                                               {"单位/公开文本", "Document", 32, plain_field<&Finding::document>},
                                               {"自评表", "Self-evaluation", 24, form_text},
                                               {"报表", "Table", 24, maybe<&Finding::table>},
                                               {"行", "Row", 24, maybe<&Finding::row>},
                                               {"栏", "Column", 16, maybe<&Finding::column>},
                                               {"公式类型", "Kind", 11, kind_text},
                                               {"严重程度", "Severity", 11, severity_text},
                                               {"结果", "Outcome", 16, outcome_text},
                                               {"公式含义", "Rule title", 36, plain_field<&Finding::title>},
                                               {"审核详情", "Detail", 56, detail_text},
                                               {"公式表达式", "Formula", 40, plain_field<&Finding::formula>},
                                               {"左值", "Left", 16, plain_field<&Finding::printed>},
                                               {"右值", "Right", 16, plain_field<&Finding::expected>},
                                               {"差额", "Difference", 13, plain_field<&Finding::difference>},
                                               {"可能原因", "Likely cause", 40, cause_text},
                                               {"依据", "Basis", 36, plain_field<&Finding::basis>},
                                               {"修改建议", "Remedy", 36, plain_field<&Finding::remedy>},
                                               {"位置", "Place", 30, position_text},
                                               {"规则编号", "Rule", 32, plain_field<&Finding::rule>},
                                               {"规则包", "Pack", 13, plain_field<&Finding::pack>},
                                               {"指纹", "Fingerprint", 20, plain_field<&Finding::fingerprint>}};
  return columns;
}

}  // namespace gouji::report
