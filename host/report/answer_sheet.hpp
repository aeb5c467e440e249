// Answers read back from a workbook that `run -f xlsx` wrote, after people and their spreadsheets had it in hand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "model/decision.hpp"

namespace gouji::report {

struct AnswerRow {
  std::string place;  // "答复.xlsx[问题清单]": what messages call the sheet
  std::string sheet;
  bool hidden = false;  // the sheet cannot be seen
  int row = 0;          // of the sheet, from 1
  std::string fingerprint;
  // What was sent out, to be compared with what the finding says.
  std::optional<std::string> unit;  // nothing: a sheet of one unit, which has no such column
  std::string document, rule, line, column, left, right;
  std::string state_text;
  std::optional<DecisionState> state_before;  // 当前状态
  Answer answer;
  std::vector<std::string> of_reviewer;  // heads that were filled in and that only a reviewer answers
};

struct AnswerSheets {
  std::vector<AnswerRow> rows;  // every row with a fingerprint, answered or not, in the order of the sheets
  std::vector<Fault> problems;  // rows that cannot be understood: one message each
};

// Sheets without the head 指纹 are passed over. Heads are found by name, in any order; a sheet that lacks one or has
// one twice is a problem, and nothing of it is read. Faults import.damaged, import.encrypted, import.too_much_inside,
// decide.no_list.
AnswerSheets read_answers(std::string_view bytes, const std::string& file);

}  // namespace gouji::report
