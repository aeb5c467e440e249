// Which lines of a run make a row.
#pragma once

#include <vector>

#include "formats/column_layout.hpp"
#include "formats/column_runs.hpp"

namespace gouji {

std::vector<ColumnRow> find_column_rows(const std::vector<PlacedLine>& lines, const ColumnRun& run,
                                        const ColumnLayout& layout);

}  // namespace gouji
