// The result grid that reviewers know from reporting software: one line a finding, product words as heads.
#pragma once

#include <string>
#include <vector>

#include "report/numbers.hpp"
#include "report/report.hpp"

namespace gouji::report {

struct GridColumn {
  std::string_view chinese, english;
  double width;  // of a spreadsheet column, in characters
  std::string (*text)(const Numbered&, const ReportOptions&);
};

// 编号, 单位/公开文本, 自评表, 报表, 行, 栏, 公式类型, 严重程度, 结果, 公式含义, …
const std::vector<GridColumn>& grid_columns();

}  // namespace gouji::report
