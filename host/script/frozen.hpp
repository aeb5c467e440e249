// Tables that can no longer be changed: what libraries and the top levels of files hold once they are loaded. Reading
// goes on as before, `#`, pairs, ipairs and the host's readers included; every write is an error. Only files of this
// folder include it.
//
// A frozen table keeps its identity. Its entries move into a table that no script can reach, its metatable leads there.
#pragma once

#include "script/lua_headers.hpp"

namespace gouji::script::access {

// The table there has no metatable and is not frozen.
void freeze(lua_State* state, int index);

// Pushes the table that holds the entries of the table there: itself, unless it is frozen. Every reader of this folder
// that looks into a table by lua_next, lua_rawget, lua_rawgeti or lua_rawlen looks into that one.
void push_entries(lua_State* state, int index);

bool is_frozen(lua_State* state, int index);

}  // namespace gouji::script::access
