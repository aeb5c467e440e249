// Tables that nothing but blanks keep are read as grids first; where a grid left doubts, its lines are read again, as
// text whose columns follow from what adds up and from where figures stand. What reads more without a doubt is kept.
#pragma once

#include <cstddef>
#include <set>

#include "formats/published.hpp"
#include "import/import.hpp"

namespace gouji::intake {

// The grids (by index) whose lines are worth a second reading: a figure of theirs is in doubt, went nowhere, or stands
// in a column without a name.
std::set<std::size_t> grids_in_doubt(const PublishedSource& published, const Imported& read);

// Those of `grids` of which `as_lines` has more figures without a doubt than `as_grids`.
std::set<std::size_t> better_as_lines(const PublishedSource& published, const std::set<std::size_t>& grids,
                                      const Imported& as_grids, const Imported& as_lines);

}  // namespace gouji::intake
