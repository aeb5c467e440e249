// Lines of wrapped cells that are centred on their row: as far above the line of its figures as below.
#pragma once

#include <cstddef>
#include <vector>

#include "formats/column_layout.hpp"
#include "formats/column_runs.hpp"

namespace gouji {

inline constexpr std::size_t kUnclaimed = static_cast<std::size_t>(-1);

// Distances are in sizes of a letter.
struct ColumnClaims {
  // By line of the run and by its texts: the line of figures whose row the text is of, or kUnclaimed.
  std::vector<std::vector<std::size_t>> owners;
  double line_pitch = 0;  // from one line of a cell to the next; 0: not known
};
// `wrap`: how far apart lines of one cell may stand where the cell has a line beside the figures too.
bool is_line_pitch(double distance, double pitch);
ColumnClaims claim_centred_texts(const std::vector<PlacedLine>& lines, const ColumnRun& run, const ColumnLayout& layout,
                                 double wrap);

}  // namespace gouji
