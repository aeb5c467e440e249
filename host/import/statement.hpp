// Statements: the tables of a budget or of final accounts, as readers hand them over. Two readers make them: one from
// grids of cells, one from text whose borders are lost. All words come from the packs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "import/source_text.hpp"

namespace gouji::intake {

// One column that a known table may have.
struct StatementColumn {
  std::string name;                  // levels joined by "/": 本年支出/基本支出
  std::vector<std::string> aliases;  // how else it is printed, in whole or as the last level
};

// sum = Σ parts in every row (columns), or in every column (rows); names of columns or labels of rows.
struct StatementSum {
  std::string total;
  std::vector<std::string> parts;
};

// One known table, bound by its names, never by its number.
struct StatementSpec {
  std::string name;
  std::vector<std::string> aliases;
  int from = 0, to = 0;  // fiscal years that print it so; 0: open
  std::vector<StatementColumn> columns;
  std::vector<std::string> sides;         // 收入, 支出: printed beside each other; empty for one side
  std::vector<std::size_t> side_columns;  // how many of `columns` each side has, where they differ; empty: all
  bool codes = false;                     // rows open with a code of the classification (3, 5, 7 digits)
  bool lines = false;                     // rows carry 行次
  bool wide = false;                      // one row of figures under a head of several levels, no labels
  std::vector<std::string> labels;        // labels of its rows in printed order, where the form fixes them
  std::vector<StatementSum> column_sums;
  std::vector<StatementSum> row_sums;
};

struct ReadRow {
  std::optional<Piece> label, code, line;
  std::string side;
  std::vector<std::optional<Piece>> cells;      // by column; nullopt or an empty piece: a printed blank
  std::map<std::string, std::string> doubtful;  // column or "label" → why
  int first_line = 0, last_line = 0;
};

struct ReadTable {
  std::string name;  // the known table's name, or the title as printed
  std::optional<Piece> title, number, money_unit;
  std::vector<std::string> columns;
  std::vector<ReadRow> rows;
  std::vector<Piece> notes;
  std::vector<Piece> seen;  // heads and labels: read, nothing to keep
  int first_line = 0, last_line = 0;
  bool known = false;  // by a StatementSpec; otherwise read by its head's words alone
};

}  // namespace gouji::intake
