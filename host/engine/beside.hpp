// The columns (rows) beside a broken sum: the same wrong formula usually stands in each of them.
#pragma once

#include "engine/slips.hpp"

namespace gouji {

// Chance that one of `near` equally likely differences hits `gap` to within `off`, when they spread over half to twice
// its size in steps of `grain`.
Chance chance_near(const Exact& gap, const Exact& grain, std::int64_t near, const Exact& off);

// Each column that the slip explains makes chance less likely; each that holds although it would have been broken
// tells against it.
void look_beside(const BrokenSum& sum, const CauseSettings& settings, Slip& slip);

}  // namespace gouji
