#include "model/result.hpp"

namespace gouji {
namespace {

struct Name {
  std::string_view code, chinese;
};
constexpr std::array<Name, kOutcomes> kOutcomeNames{{{"pass", "通过"},
                                                     {"finding", "疑点"},
                                                     {"undetermined", "尾差内无法判定"},
                                                     {"not_applicable", "不适用"},
                                                     {"cannot_evaluate", "缺数无法审核"},
                                                     {"waived", "已说明"},
                                                     {"fault", "公式出错"}}};
constexpr std::array<Name, kSeverities> kSeverityNames{
    {{"error", "错误"}, {"warning", "警告"}, {"verify", "核实"}, {"note", "提示"}}};

}  // namespace

std::string_view code_of(Outcome outcome) { return kOutcomeNames.at(static_cast<std::size_t>(outcome)).code; }
std::string_view chinese_of(Outcome outcome) { return kOutcomeNames.at(static_cast<std::size_t>(outcome)).chinese; }
std::string_view code_of(Severity severity) { return kSeverityNames.at(static_cast<std::size_t>(severity)).code; }
std::string_view chinese_of(Severity severity) { return kSeverityNames.at(static_cast<std::size_t>(severity)).chinese; }

std::optional<Severity> severity_from(std::string_view code_or_chinese) {
  for (std::size_t i = 0; i < kSeverities; ++i) {
    if (kSeverityNames.at(i).code == code_or_chinese || kSeverityNames.at(i).chinese == code_or_chinese) {
      return static_cast<Severity>(i);
    }
  }
  return std::nullopt;
}

int exit_status(const Summary& summary, FailLevel fail_level) {
  if (summary.outcomes.at(static_cast<std::size_t>(Outcome::fault)) > 0) return 1;
  if (fail_level == FailLevel::never) return 0;
  if (summary.severities.at(static_cast<std::size_t>(Severity::error)) > 0) return 3;
  const bool warnings = summary.severities.at(static_cast<std::size_t>(Severity::warning)) > 0;
  return fail_level == FailLevel::warning && warnings ? 2 : 0;
}

}  // namespace gouji
