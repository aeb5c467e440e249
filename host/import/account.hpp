// The account of an import: what became of every number of its source.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "import/session.hpp"

namespace gouji::intake {

enum class Fate : std::uint8_t {
  kept,      // in the dataset
  seen,      // a head or a label: read, nothing to keep
  unplaced,  // a figure that nothing was done with
  aside,     // no figure: a date, a document number, …
};

// What became of one number.
struct NumberFate {
  Fate fate = Fate::unplaced;
  NumberKind kind = NumberKind::figure;  // page numbers that were placed are figures
  int placement = -1;                    // what it became; an index, -1 for none
  int doubtful = -1;                     // the placement that is in doubt; -1 for none
};

// One fate for each of source.numbers(), in their order. A number below several placements is what the shortest of
// them says; what is kept goes before what is only seen.
std::vector<NumberFate> settle(const SourceText& source, const std::vector<Placement>& placed, ImportReport& report);

// Fills the report's counts and lists: kinds, parts, unplaced with their surroundings, twice placed, doubtful readings
// of the document and figures that the layout worked out. Gives the fates for those who show the source.
std::vector<NumberFate> account(const Session& session, ImportReport& report);

}  // namespace gouji::intake
