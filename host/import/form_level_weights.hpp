// Merged levels that print their weight: what their indicators weigh tells which rows are theirs.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/exact.hpp"

namespace gouji::intake {

// The label of each row, where the weights of the rows, in their order, add up to those of the labels, each in turn,
// and nothing is left over; nullopt where a weight is missing, is not above nothing, or does not add up.
std::optional<std::vector<std::size_t>> owners_by_weight(const std::vector<std::optional<Exact>>& labels,
                                                         const std::vector<std::optional<Exact>>& rows);

}  // namespace gouji::intake
