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

// sum = Σ parts in every row (columns), or in every column (rows); names of columns or labels of rows. A part of
// columns with a "-" before its name is taken off.
struct StatementSum {
  std::string total;
  std::vector<std::string> parts;
};

inline constexpr std::size_t kLettersPerSlip = 5;  // one damaged character in so many is taken for the known word

// One known table, bound by its names, never by its number.
struct StatementSpec {
  std::string name;
  std::vector<std::string> aliases;
  int from = 0, to = 0;  // fiscal years that print it so; 0: open
  std::vector<StatementColumn> columns;
  std::vector<std::string> sides;  // 收入, 支出: printed beside each other; empty for one side
  // How many of `columns` each side has, where they differ: the first side the first of them, the next those that
  // follow. Empty: every side has all.
  std::vector<std::size_t> side_columns;
  bool codes = false;  // rows open with a code of the classification (3, 5, 7 digits)
  bool lines = false;  // rows carry 行次
  bool wide = false;   // one row of figures under a head of several levels, no labels
  // Labels of its rows in printed order (one side after the other), where the form fixes them; without list numbers,
  // to be compared by label_key.
  std::vector<std::string> labels;
  std::vector<StatementSum> column_sums;
  std::vector<StatementSum> row_sums;
  // Columns that mostly have figures, the likeliest first, for rows whose blank cells left no trace; the others follow
  // as they are printed.
  std::vector<std::string> usual;
  // The same table under other heads: columns, column_sums and usual; the head that explains more of the print is
  // taken.
  std::vector<StatementSpec> other_heads;
};

// Words around and within tables, the same for all of them. Patterns are RE2; a first group is what is kept. Words are
// whole head cells, compared without blanks.
struct StatementWords {
  std::vector<std::string> numbers;    // patterns: a table's number, (公开\s*[0-9]+\s*表)
  std::vector<std::string> units;      // patterns: the money unit, 单位[：:]\s*(万元|元)
  std::vector<std::string> furniture;  // patterns: what else stands between title and head (部门：…, 2020 年度)
  std::vector<std::string> years;      // patterns: the fiscal year in those lines, (20[0-9]{2})\s*年度
  std::vector<std::string> notes;      // patterns: a line that opens the notes below a table, ^\s*注[：:]
  std::vector<std::string> empty;      // patterns: a row that says that there is nothing to print
  std::vector<std::string> stops;      // patterns: a line that ends a table without notes (the next chapter)
  std::vector<std::string> continued;  // patterns: what a title adds where its table goes on, （续）
  std::vector<std::string> goes_on;    // patterns: a row or line below a table that goes on overleaf, （续下页）
  std::vector<std::string> heads;  // words of heads that name no column: 项目, 科目名称, 类, 款, 项, 功能分类
  std::vector<std::string> label_heads;    // heads of the column of names: 项目, 科目名称
  std::vector<std::string> label_endings;  // how else they end: 名称
  std::vector<std::string> line_heads;     // 行次, 栏次
  std::vector<std::string> code_heads;     // 科目编码, 类, 款, 项
  std::vector<std::string> code_endings;   // how else they end: 编码
  std::vector<std::string> serial_heads;   // 序号
  std::vector<std::string> remark_heads;   // how heads of columns of words end: 备注, 说明
  std::vector<std::string> number_heads;   // 栏次: opens the row that numbers the columns
  std::vector<std::string> sides;          // 收入, 支出: tables stand beside each other below them
  std::vector<std::string> subtotals;      // 小计, 合计: open the columns below one head
  std::vector<std::string> totals;         // labels of rows that add up all others: 合计, 总计
  std::vector<std::string> titles;         // how titles end: 表
  std::vector<std::string> others;         // head cells of forms that are no statements: 三级指标
  std::vector<std::string> list_names;     // heads of the names in a table of projects, a project a row: 项目名称
  std::vector<std::string> list_heads;     // those of `others` that such a table has beside them: 全年执行数
  std::vector<std::string> blanks;         // printed for nothing: "-", "—", "无"
  std::string untitled;                    // the name of a table without a title
};

// What a layout hands over: the words, and the tables that are known by name.
struct StatementBook {
  StatementWords words;
  std::vector<StatementSpec> tables;
};

struct ReadRow {
  std::optional<Piece> label, code, line;
  std::string side;
  // By column; nullopt: no column of this row's side (absent); an empty piece: a printed blank.
  std::vector<std::optional<Piece>> cells;
  std::map<std::string, std::string> doubtful;  // column or "label" → why
  int first_line = 0, last_line = 0;
};

struct ReadTable {
  std::string name;  // the known table's name, or the title as printed
  std::optional<Piece> title, number, money_unit, year;
  std::vector<std::string> columns;
  std::vector<ReadRow> rows;
  std::vector<Piece> notes;
  std::vector<Piece> seen;  // heads and labels: read, nothing to keep
  int first_line = 0, last_line = 0;
  bool known = false;    // by a StatementSpec; otherwise read by its head's words alone
  bool goes_on = false;  // its last row says so: （续下页）
};

}  // namespace gouji::intake
