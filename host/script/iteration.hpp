// pairs, ipairs and next in an order that is the same in every run, and what all functions on tables begin with.
#pragma once

#include "script/call.hpp"

namespace gouji::script::access {

void need_table(Call& call, int index);  // Fault "script.argument"
// In the place of a frozen table the one that holds its entries: for functions that only look into it.
void look_through(Call& call, int index);

int pairs(Call& call);
int ipairs(Call& call);
int next_key(Call& call);

}  // namespace gouji::script::access
