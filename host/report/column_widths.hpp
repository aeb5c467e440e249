// Widths of the columns of a table so that its lines fit a terminal.
#pragma once

#include <cstddef>
#include <vector>

namespace gouji::report {

// Takes from the widest of the columns that may be cut, down to `least` each, until all with `between` blanks between
// them fit `available`; 0: without end. What still does not fit stays as it is.
void fit_widths(std::vector<int>& widths, const std::vector<std::size_t>& cuttable, int least, int between,
                int available);

}  // namespace gouji::report
