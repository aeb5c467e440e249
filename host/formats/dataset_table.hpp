// One table of a disclosure as CSV: 行次, 项目, 编码, 方向, the table's own columns, doubts and places.
#pragma once

#include <string>
#include <vector>

#include "formats/dataset_cells.hpp"

namespace gouji {

// The head of a table's column: its name, or 栏/<name> where we use that name ourselves.
std::string column_head(const std::string& name);

// One for each column.
std::vector<ColumnStyle> column_styles(const Table& table);

std::string write_table(const Table& table, const std::vector<ColumnStyle>& styles);

// Fills the rows of `table`, whose columns are known. Faults of dataset_cells.
void read_table(const CsvFile& csv, const std::vector<ColumnStyle>& styles, const Document& document, Table& table);

}  // namespace gouji
