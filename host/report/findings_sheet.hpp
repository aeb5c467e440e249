// The columns of a list of findings in a workbook: the bureau's list of all units, and what one unit gets.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "report/answer_columns.hpp"
#include "report/report.hpp"
#include "report/workbook.hpp"

namespace gouji::report {

enum class ListFor {
  bureau,          // all units; every answer column
  unit,            // one unit's findings; only what a unit answers, and no notes of the bureau's own
  unit_of_several  // the same, of a unit with several documents
};

struct ListColumn {
  Workbook::Column column;
  std::function<std::string(const Finding&)> text;  // empty function: the number, which stands first
};

// What people answer to: a finding, or one whose explanation was accepted.
bool is_answerable(const Finding& finding);

std::vector<ListColumn> list_columns(ListFor whom, const ReportOptions& options);
// Paper shows the columns up to this one: 整改情况.
std::size_t last_printed(const std::vector<ListColumn>& columns, Language language);

// The texts by which a row is known to be that of its finding, as the sheet shows them.
std::string row_in_list(const Finding& finding);
std::string column_in_list(const Finding& finding);

// A basis without the packs' remark that its text was not compared with the original yet: that is for those who keep
// the rules, not for those who are asked.
std::string basis_without_remark(const std::string& basis);

}  // namespace gouji::report
