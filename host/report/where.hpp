// Where a finding stands, in words: its form or table, row and column, and the lines of the source.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/report.hpp"

namespace gouji::report {

// "自评表 27 工作专班工作经费", "Self-evaluation 27 …"; empty when there is neither number nor name.
std::string evaluation_text(const std::optional<std::string>& number, const std::optional<std::string>& name,
                            Language language);

// The form or the table that a finding is about; empty when it is about the whole document.
std::string home_text(const Finding& finding, Language language);

// Row and column inside its home (with the table, when the home is a form): "合计 · 决算数".
std::string cell_text(const Finding& finding, Language language);

// "第71行", "第71–74行", "第3页", "Sheet1!B7"; empty when unknown.
std::string place_text(const Place& place, Language language);

// The same with the file before it.
std::string source_text(const std::string& file, const Place& place, Language language);

// Places in other documents, one a line: "2020年·年末结转和结余·金额 3.00，见某局-2020-部门决算 某局.txt 第4行".
std::vector<std::string> related_texts(const Finding& finding, Language language);

}  // namespace gouji::report
