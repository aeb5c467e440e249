// Which lines of a run make a row.
#pragma once

#include <vector>

#include "formats/column_layout.hpp"
#include "formats/column_runs.hpp"

namespace gouji {

std::vector<ColumnRow> find_column_rows(const std::vector<PlacedLine>& lines, const ColumnRun& run,
                                        const ColumnLayout& layout);
// The cells of a row from its texts, by column, then from above.
void fill_row(ColumnRow& row, std::vector<SpannedText> texts);
// Texts of one line that lie over the same columns, a column each where there is one.
std::vector<SpannedText> set_apart(std::vector<SpannedText> line);
// Each line a row.
std::vector<ColumnRow> keep_lines_as_rows(const ColumnRun& run, const ColumnLayout& layout);

}  // namespace gouji
