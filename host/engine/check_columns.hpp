// Verbs of `check` over whole tables: a comparison for each row, or for each cell that others add up to, in one call.
#pragma once

#include <vector>

#include "script/boundary.hpp"

namespace gouji {

std::vector<script::Function> column_verbs();

}  // namespace gouji
