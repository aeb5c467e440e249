// Which figures of a document are no clean ground for a fault: a finding of at least a warning rests on them already.
#pragma once

#include <vector>

#include "model/result.hpp"
#include "regression/figure_spot.hpp"

namespace gouji {

// By spot: the figure is what such a finding names as printed, or one of its operands.
std::vector<bool> accused_spots(const std::vector<FigureSpot>& spots, const std::vector<Finding>& findings);

}  // namespace gouji
