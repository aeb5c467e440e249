// How certain the borders of the best path are: what the next best place for each would have cost.
#pragma once

#include <vector>

#include "import/flow_rows.hpp"

namespace gouji::intake {

struct CellDoubt {
  std::size_t row = 0;
  std::size_t column = 0;
  const char* reason = "";
};

std::vector<CellDoubt> find_doubts(const FlowSpec& spec, const std::vector<Token>& tokens, const FlowScore& score,
                                   const TableCut& cut);

}  // namespace gouji::intake
