// From the best path to the rows of a table: cells with their places, merged headings carried down.
#pragma once

#include <vector>

#include "import/flow_lattice.hpp"

namespace gouji::intake {

// One cell of one row as token ranges; a second range where a page break cut it.
struct CellCut {
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  bool odd = false;    // a group value outside the closed list
  int open_parts = 0;  // parts of a broken group value that have not found each other
};

struct RowCut {
  std::vector<CellCut> cells;  // as many as columns
  bool followed = false;       // cells go on behind a page break that came after the whole row
  bool restarted = false;      // a page break came before its figures
  bool bare = false;           // nothing but headings
};

// Headings that no row stands beside.
struct BareHeading {
  std::size_t before = 0;  // the row that follows
  RowCut cut;
};

struct TableCut {
  std::vector<RowCut> rows;
  std::vector<BareHeading> bare;
  std::vector<std::pair<std::size_t, std::size_t>> labels;
  std::vector<std::pair<std::size_t, std::size_t>> left_over;
};

TableCut cut_rows(const FlowSpec& spec, const std::vector<FlowPlacement>& path);

// Fills the rows of `table`; doubts about borders are the caller's.
void build_rows(const FlowSpec& spec, const std::vector<FlowLine>& lines, const std::vector<Token>& tokens,
                const TableCut& cut, FlowTable& table);

}  // namespace gouji::intake
