// The figures that found no place: what each stood near to, and the likely reason.
#pragma once

#include <vector>

#include "import/account.hpp"

namespace gouji::intake {

void list_unplaced(const SourceText& source, const std::vector<Placement>& placed, const std::vector<NumberFate>& fates,
                   ImportReport& report);

}  // namespace gouji::intake
