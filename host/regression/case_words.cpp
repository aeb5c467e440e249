#include "regression/case_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "model/result.hpp"

namespace gouji {

std::optional<std::string> outcome_code(const std::string& word) {
  const auto& codes = case_outcomes();
  if (std::find(codes.begin(), codes.end(), word) != codes.end()) return word;
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    const std::string code(code_of(outcome));
    if (word == chinese_of(outcome) && std::find(codes.begin(), codes.end(), code) != codes.end()) return code;
  }
  return std::nullopt;
}

void spell_as_codes(const TomlFile& file, const toml::node& node, Expected& expected) {
  if (const auto outcome = expected.values.find("outcome"); outcome != expected.values.end()) {
    const auto code = outcome_code(outcome->second);
    if (!code) {
      const std::string guess = nearest(outcome->second, case_outcomes());
      file.fail(node, "case.unknown_outcome", fmt::format("没有“{}”这一种结果", outcome->second),
                fmt::format("there is no outcome {}", outcome->second),
                guess.empty() ? fmt::format("可用：{}", fmt::join(case_outcomes(), "、"))
                              : fmt::format("是否想写“{}”？", guess),
                guess.empty() ? fmt::format("use one of {}", fmt::join(case_outcomes(), ", "))
                              : fmt::format("did you mean {}?", guess));
    }
    outcome->second = *code;
  }
  if (const auto severity = expected.values.find("severity"); severity != expected.values.end()) {
    const auto found = severity_from(severity->second);
    if (!found)
      file.fail(node, "case.unknown_outcome", fmt::format("没有名为“{}”的严重程度", severity->second),
                fmt::format("unknown severity {}", severity->second),
                "可用：错误、警告、核实、提示（error、warning、verify、note）", "use error, warning, verify or note");
    severity->second = std::string(code_of(*found));
  }
}

}  // namespace gouji
