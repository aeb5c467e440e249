// Tables of amounts whose columns could not be told apart: several figures, several heads or several numbers of columns
// in one cell, or figures that no name stands beside. Left as lines, they are read by what their figures add up to and by
// where they stand.
#pragma once

#include <vector>

#include "formats/column_grid.hpp"

namespace gouji {

// Takes such tables out. With each goes what stands next to it and is one of amounts too: its other pages.
void drop_badly_cut(std::vector<ColumnGrid>& grids);

}  // namespace gouji
