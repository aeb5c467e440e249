// Metatables of scripts: what `setmetatable` takes, and what may be written into a table that serves as one.
#pragma once

#include "script/call.hpp"
#include "script/lua_headers.hpp"

namespace gouji::script::access {

// setmetatable(table, metatable). Names that reach into the garbage collector or lie about a table are refused, there
// and in what is written into the metatable later on.
int set_metatable(Call& call);

// The table has a metatable that a script gave it, or the host; what only watches over a metatable does not count.
// Leaves it on the stack then.
bool push_own_metatable(lua_State* state, int index);

// A table that serves as a metatable gets back what Lua looks up in it, for whoever wants its entries whole.
void put_used_back(lua_State* state, int index);

}  // namespace gouji::script::access
