// Lists of parameters for scripts: each rule may change the table it is given, so each `param` makes a new one. The
// texts in it are copied from a table that the state keeps, which costs no look-up of texts.
#include <algorithm>

#include "script/lua_access.hpp"

namespace gouji::script::access {
namespace {

const char lists_key = 0;  // in the registry: number of the list → table, which no script is ever given

void push_lists(lua_State* state) {
  if (lua_rawgetp(state, LUA_REGISTRYINDEX, &lists_key) == LUA_TTABLE) return;
  lua_pop(state, 1);
  lua_newtable(state);
  lua_pushvalue(state, -1);
  lua_rawsetp(state, LUA_REGISTRYINDEX, &lists_key);
}

// Puts a new table with the same entries in the place of the one on top.
void copy_top(lua_State* state) {
  luaL_checkstack(state, 5, "表的层次过多");
  const int from = lua_gettop(state);
  const auto length = static_cast<lua_Integer>(lua_rawlen(state, from));
  lua_createtable(state, static_cast<int>(length), 0);
  for (lua_Integer i = 1; i <= length; ++i) {
    if (lua_rawgeti(state, from, i) == LUA_TTABLE) copy_top(state);
    lua_rawseti(state, from + 1, i);
  }
  if (length == 0) {  // plain data is a list or has keys, never both
    lua_pushnil(state);
    while (lua_next(state, from) != 0) {
      if (lua_istable(state, -1)) copy_top(state);
      lua_pushvalue(state, -2);
      lua_insert(state, -2);
      lua_rawset(state, from + 1);
    }
  }
  lua_remove(state, from);
}

}  // namespace

void push_parameter(lua_State* state, GivenParameter& given) {
  const Plain& plain = given.value->plain;
  if (plain.list() == nullptr && plain.map() == nullptr) {
    push_plain(state, plain);
    return;
  }
  push_lists(state);
  if (!given.list_is_kept) {
    if (given.list == 0) given.list = ++context_of(state).lists_kept;
    push_plain(state, plain);
    lua_rawseti(state, -2, given.list);
    given.list_is_kept = true;
  }
  lua_rawgeti(state, -1, given.list);
  lua_remove(state, -2);
  copy_top(state);
}

}  // namespace gouji::script::access
