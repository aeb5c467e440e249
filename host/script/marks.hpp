// Calls that an instrumented script makes of itself, so that a recorder sees which statements ran and which way each
// condition went. Only states that load such scripts know them; no other script pays for it.
//
// reached__(mark) tells `mark`; decided__(condition, mark) tells `mark` where it holds, `mark + 1` where it does not,
// and gives the condition back.
#pragma once

#include <string_view>
#include <vector>

#include "script/boundary.hpp"

namespace gouji::script {

inline constexpr std::string_view kReached = "reached__", kDecided = "decided__";

std::vector<Function> mark_functions();

}  // namespace gouji::script
