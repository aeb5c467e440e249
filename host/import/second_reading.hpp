// Tables that nothing but blanks keep are read as grids first; where a grid left doubts, its lines are read again, as
// text whose columns follow from what adds up and from where figures stand. What reads more without a doubt is kept.
#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "formats/published.hpp"
#include "import/import.hpp"

namespace gouji::intake {

// Which grids (by index) to read as lines instead, each set a reading of its own: those in doubt with all that stand
// right above and below them, and those alone. In doubt: a figure of theirs is, or went nowhere, or stands in a column
// or row without a name. Empty where nothing is, and for more than 20,000 lines.
std::vector<std::set<std::size_t>> other_readings(const PublishedSource& published, const Imported& read);

struct GridReading {
  std::set<std::size_t> lines;  // the grids that were read as lines
  Imported read;
};

// The grids that are to be lines, each as in that of the readings that has most of its figures without a doubt; the
// first of equals.
std::set<std::size_t> best_of_each(const PublishedSource& published, const std::vector<GridReading>& readings);

// The reading that has most figures of all these grids without a doubt; the first of equals.
GridReading& surest(const PublishedSource& published, std::vector<GridReading>& readings);

}  // namespace gouji::intake
