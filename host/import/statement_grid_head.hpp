// The head of a table in a grid: which rows it takes, and what each column below it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "import/statement_grid_rows.hpp"
#include "import/statement_lexicon.hpp"

namespace gouji::intake {

struct HeadColumn {
  std::vector<const SourceCell*> cells;  // of the head over this column, from the top, each once
  std::vector<std::string> parts;        // their words without blanks; halves of one word joined
  HeadRole role = HeadRole::value;
  std::string name;      // levels joined by "/"
  std::string unit;      // money unit printed in brackets behind the name, or empty
  std::string doubtful;  // why the name is not certain, or empty
  bool known = false;    // a column of the known table
};

// Tables stand beside each other below one head (收入 | 支出; 项目 | 金额 | 项目 | 金额).
struct HeadGroup {
  std::string side;
  std::vector<int> codes;   // printed apart they are one code: 301 | 01
  std::vector<int> labels;  // parts of one label, or one label of two levels
  int line = -1;
  std::vector<int> values;  // figures and words
};

struct GridHead {
  int begin = 0, end = 0;  // rows
  std::vector<HeadColumn> columns;
  std::vector<HeadGroup> groups;
  bool labelled = false;  // a column of names is there

  bool is_value(int column) const;  // of one of the groups
};

// The first row from `from` on that opens a head, below `to`; nullopt for none.
std::optional<int> find_head(const StatementLexicon& lexicon, const GridRows& grid, int from, int to);
// The same where no word tells it: words in a row over rows of figures.
std::optional<int> guess_head(const StatementLexicon& lexicon, const GridRows& grid, int from, int to);
// In a loose grid words of the head may stand in rows above the one that tells it: its first row.
int head_top(const StatementLexicon& lexicon, const GridRows& grid, int from, int row);
bool opens_head(const StatementLexicon& lexicon, const GridRows& grid, int row);
// A row that numbers the columns: 栏次 | 1 | 2.
bool numbers_columns(const StatementLexicon& lexicon, const GridRows& grid, int row);

// A row of the head printed again further down, as at the top of a page.
bool repeats_head(const GridRows& grid, const GridHead& head, int row);

// `end`: the row behind the table; `spec`: the known table, or nullptr.
GridHead read_head(const StatementLexicon& lexicon, const GridRows& grid, int begin, int end,
                   const StatementSpec* spec);

}  // namespace gouji::intake
