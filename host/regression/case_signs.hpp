// Full-width commas and quotes in the small CSV tables of cases: to a spreadsheet's eye they part cells, to CSV they
// are text like any other.
#pragma once

#include <optional>

#include "formats/csv_file.hpp"
#include "regression/case_tables.hpp"

namespace gouji {

// What CSV says is wrong in a line (from 1) of the text, in the words of the sign that is to blame: Fault
// "case.wide_comma" or "case.wide_quote", with line and column of the case file. None: it is something else.
std::optional<Fault> wide_sign_at(const CaseText& text, int line);

// The same for what could be read, but has a comma in a head and in the cells below it.
std::optional<Fault> wide_sign_in(const CaseText& text, const CsvFile& csv);

}  // namespace gouji
