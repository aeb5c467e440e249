// The names of a table's columns: as printed, or, where a scan damaged the head of a known table, those of the table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/statement_grid_head.hpp"

namespace gouji::intake {

// The levels of a name, which "/" joins; at least one, perhaps empty.
std::vector<std::string> levels_of(std::string_view name);

// Whether the words are a column, or one level of a column, of the known table.
bool is_column_level(const StatementSpec& spec, std::string_view words);

// Fills name, unit and doubtful of the head's value columns.
void name_columns(const StatementLexicon& lexicon, const GridRows& grid, const StatementSpec* spec, GridHead& head);

}  // namespace gouji::intake
