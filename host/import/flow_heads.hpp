// Finds the printed heads of tables in running text, whatever columns they have and in whatever order: a run of known
// names of columns, on one line, over several, or wrapped within its cells.
#pragma once

#include <string>
#include <vector>

#include "import/flow_tokens.hpp"

namespace gouji::intake {

struct HeadWords {
  std::string key;                 // of the column
  std::vector<std::string> names;  // how it may be printed; what stands in brackets does not count
  std::vector<std::string> weak;   // names that count where they are a whole piece and no other column has the key
  bool repeats = false;            // several columns of a head may have it
};

struct HeadSpec {
  std::vector<HeadWords> columns;
  std::vector<std::string> needed;  // columns without which it is no head of this table
  std::size_t least = 3;            // columns that a head has at least
};

struct HeadCell {
  std::string key;  // empty: a column that is not known, between known ones or behind them
  FlowPiece piece;
};

struct FlowHead {
  std::vector<HeadCell> cells;  // in printed order
  FlowPiece before;             // what stands before it on its first line (a side label), or empty
  int first_line = 0, last_line = 0;
};

// In the order of the lines; heads never overlap.
std::vector<FlowHead> find_heads(const HeadSpec& spec, const std::vector<FlowLine>& lines);

}  // namespace gouji::intake
