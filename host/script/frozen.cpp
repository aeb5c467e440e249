#include "script/frozen.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "script/boundary.hpp"
#include "script/call.hpp"

namespace gouji::script::access {
namespace {

const char entries_key = 0;  // in the metatable of a frozen table: the table with its entries

// Leaves the table with the entries on the stack when there is one.
bool push_hidden(lua_State* state, int index) {
  if (lua_getmetatable(state, index) == 0) return false;
  const bool frozen = lua_rawgetp(state, -1, &entries_key) == LUA_TTABLE;
  if (frozen) {
    lua_remove(state, -2);
  } else {
    lua_pop(state, 2);
  }
  return frozen;
}

int refuse_body(Call& call) {
  const std::string key = call.is_text(2) ? fmt::format("“{}”", call.text(2, "键")) : "这里";
  throw std::move(Fault("script.read_only",
                        fmt::format("不能给{}赋值：文件最外层和 lib/ 里的表是公用的，装载之后只能读", key),
                        "tables of a file's top level and of lib/ are shared: once loaded they can only be read")
                      .hint("在函数里新建一张 local 表，把要的内容抄过去再改",
                            "make a local table in the function and change that"));
}

int refuse(lua_State* state) { return guarded<refuse_body>(state); }

int entry_count(lua_State* state) {
  push_entries(state, 1);
  lua_pushinteger(state, static_cast<lua_Integer>(lua_rawlen(state, -1)));
  return 1;
}

}  // namespace

void freeze(lua_State* state, int index) {
  const int table = lua_absindex(state, index);
  const auto length_now = static_cast<int>(lua_rawlen(state, table));
  int count = 0;
  lua_pushnil(state);
  while (lua_next(state, table) != 0) {
    ++count;
    lua_pop(state, 1);
  }
  lua_createtable(state, length_now, std::max(0, count - length_now));  // a list with holes is longer than its count
  const int entries = lua_gettop(state);
  lua_pushnil(state);
  while (lua_next(state, table) != 0) {
    lua_pushvalue(state, -2);
    lua_insert(state, -2);
    lua_rawset(state, entries);
    lua_pushvalue(state, -1);
    lua_pushnil(state);
    lua_rawset(state, table);  // clearing is allowed while it is walked through
  }
  lua_createtable(state, 0, 4);
  lua_pushvalue(state, entries);
  lua_setfield(state, -2, "__index");
  lua_pushcfunction(state, refuse);
  lua_setfield(state, -2, "__newindex");
  lua_pushcfunction(state, entry_count);
  lua_setfield(state, -2, "__len");
  lua_pushvalue(state, entries);
  lua_rawsetp(state, -2, &entries_key);
  lua_setmetatable(state, table);
  lua_settop(state, entries - 1);
}

void push_entries(lua_State* state, int index) {
  if (!push_hidden(state, index)) lua_pushvalue(state, index);
}

bool is_frozen(lua_State* state, int index) {
  if (!push_hidden(state, index)) return false;
  lua_pop(state, 1);
  return true;
}

}  // namespace gouji::script::access
