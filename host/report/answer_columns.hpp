// The columns of a list of findings that come back filled in: one set of heads for writing and for reading.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "formats/findings_list.hpp"

namespace gouji::report {

enum class AnswerColumn { explanation, rectification, state, by, date, document_number, until, note };
inline constexpr std::size_t kAnswerColumns = 8;

struct AnswerHead {
  std::string_view chinese, english;
  double width;
  bool unit;          // a unit answers it; all others only the reviewer, and a unit's sheet has no such column
  double unit_width;  // of the sheet of a unit, which is to be printed on A4
  std::string_view hint_chinese, hint_english;  // shown beside the cell while it is filled in
};

inline constexpr std::array<AnswerHead, kAnswerColumns> kAnswerHeads{
    {{"核实说明", "Explanation", 34, true, 25, "由单位填写：为什么是这样，依据什么文件。",
      "By the unit: why it is so."},
     {"整改情况", "Rectification", 18, true, 12, "由单位填写：已整改、正在整改、未整改，或写明情况。",
      "By the unit: what was done about it."},
     {"处理意见", "Decision", 11, false, 11, "由审核人员选择。空着时，填了核实说明的记为“已说明”。",
      "By the reviewer. Without, an explanation alone counts as given."},
     {"经办人", "By", 10, true, 10, "空着时用 gouji decide 的 --by。", "Without: --by of gouji decide."},
     {"办理日期", "Date", 12, true, 12, "例如 2024-05-01；空着时用 --date 或当天。",
      "As 2024-05-01; without: --date, or today."},
     {"文号", "Document number", 20, false, 20, "依据的文件，可不填。", "The paper it rests on, if any."},
     {"适用至年度", "Until year", 11, false, 11, "只用于“采纳”：说明适用到哪个年度；空着只适用本年度。",
      "For accepted only: the last fiscal year that it holds for."},
     {"备注", "Note", 24, false, 24, "“规则有误”请写明错在哪里。", "Where the rule is wrong: how."}}};

// Heads that show whether a finding has changed since.
inline constexpr std::string_view kStateHead = "当前状态", kStateHeadEnglish = "State";
inline constexpr std::string_view kLeftHead = "左值", kLeftHeadEnglish = "Left";
inline constexpr std::string_view kRightHead = "右值", kRightHeadEnglish = "Right";
inline constexpr std::string_view kUnitHead = "单位", kUnitHeadEnglish = "Unit";
inline constexpr std::string_view kDocumentHead = "公开文本", kDocumentHeadEnglish = "Document";
inline constexpr std::string_view kRowHead = "行", kRowHeadEnglish = "Row";
inline constexpr std::string_view kColumnHead = "栏", kColumnHeadEnglish = "Column";
inline constexpr std::string_view kRuleHead = "规则编号", kRuleHeadEnglish = "Rule";
inline constexpr std::string_view kSeverityHead = "严重程度", kSeverityHeadEnglish = "Severity";
inline constexpr std::string_view kOutcomeHead = "结果", kOutcomeHeadEnglish = "Outcome";

}  // namespace gouji::report
