// Scores on a terminal: those that a reader must see, the rest as a count.
#pragma once

#include "report/numbers.hpp"
#include "report/terminal.hpp"

namespace gouji::report {

// Nothing when there are none. Few (at most three): all of them; else only those that differ or whose grade could flip.
void write_scores(Page& page, const std::vector<const Score*>& scores, const ReportOptions& options);

}  // namespace gouji::report
