#include "script/metatables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/fault.hpp"
#include "script/boundary.hpp"
#include "script/frozen.hpp"

namespace gouji::script::access {
namespace {

// Finalizers and weak tables show when the collector runs, which differs from run to run; the others lie to the host.
constexpr std::array<std::string_view, 7> kRefused{"__gc",   "__close", "__mode", "__metatable",
                                                   "__name", "__len",   "__pairs"};

// What Lua looks up in a metatable, besides.
constexpr std::array<std::string_view, 22> kUsed{"__index", "__newindex", "__call", "__tostring", "__add",  "__sub",
                                                 "__mul",   "__div",      "__mod",  "__pow",      "__idiv", "__unm",
                                                 "__eq",    "__concat",   "__lt",   "__le",       "__band", "__bor",
                                                 "__bxor",  "__bnot",     "__shl",  "__shr"};

// Whatever Lua looks up in a metatable stands in a table that no script reaches; the table that the script gave is left
// with its other entries and a watch, a metatable that leads there both ways. So nothing can be put in the place of
// what was looked at, and what is written later on still counts.
const char inner_key = 0;  // in a watch: the table that no script reaches

void refuse_name(std::string_view name) {
  if (std::find(kRefused.begin(), kRefused.end(), name) == kRefused.end()) return;
  throw Fault("script.refused_metamethod", fmt::format("规则里不能使用 {}", name),
              fmt::format("{} is not available to scripts", name));
}

// Lua follows a chain of tables that stand for functions without ever looking at a limit.
void refuse_call_by_table(lua_State* state, int index) {
  if (lua_isnil(state, index) || lua_isfunction(state, index)) return;
  throw Fault("script.refused_metamethod", "__call 只能是函数", "__call must be a function");
}

bool is_used(std::string_view name) { return std::find(kUsed.begin(), kUsed.end(), name) != kUsed.end(); }

// Pushes what stands behind a table that serves as a metatable, or nothing.
bool push_inner(lua_State* state, int index) {
  if (lua_getmetatable(state, index) == 0) return false;
  const bool watched = lua_rawgetp(state, -1, &inner_key) == LUA_TTABLE;
  if (watched)
    lua_remove(state, -2);
  else
    lua_pop(state, 2);
  return watched;
}

int assign_body(Call& call) {
  lua_State* state = call.state();
  lua_settop(state, 3);
  bool inside = false;
  if (call.is_text(2)) {
    const std::string_view name = call.text(2, "名称");
    refuse_name(name);
    if (name == "__call") refuse_call_by_table(state, 3);
    inside = is_used(name) && push_inner(state, 1);
  }
  const int table = inside ? 4 : 1;
  lua_pushvalue(state, 2);
  lua_pushvalue(state, 3);
  lua_rawset(state, table);
  return 0;
}

// Called for names that the table does not have: what Lua looks up in a metatable is never there.
int assign(lua_State* state) { return guarded<assign_body>(state); }

// Of a table that has a metatable of its own, what Lua looks up there is copied when it is taken for a metatable.
int assign_to_copied_body(Call& call) {
  if (call.is_text(2)) {
    const std::string_view name = call.text(2, "名称");
    refuse_name(name);
    if (is_used(name)) {
      throw std::move(Fault("script.refused_metamethod", fmt::format("{} 要在 setmetatable 之前写进元表", name),
                            fmt::format("{} has to be in the metatable before setmetatable", name))
                          .hint("先写全元表，再用 setmetatable", "complete the metatable, then call setmetatable"));
    }
  }
  lua_settop(call.state(), 3);
  lua_rawset(call.state(), 1);
  return 0;
}

int assign_to_copied(lua_State* state) { return guarded<assign_to_copied_body>(state); }

void move_used(lua_State* state, int from, int to, bool keep) {
  for (const std::string_view name : kUsed) {
    lua_pushlstring(state, name.data(), name.size());
    lua_pushvalue(state, -1);
    if (lua_rawget(state, from) == LUA_TNIL) {
      lua_pop(state, 2);
      continue;
    }
    lua_rawset(state, to);
    if (keep) continue;
    lua_pushlstring(state, name.data(), name.size());
    lua_pushnil(state);
    lua_rawset(state, from);
  }
}

// The table at the index is put under watch; pushes what stands behind it.
void push_watched(lua_State* state, int table) {
  lua_createtable(state, 0, 2);
  const int inner = lua_gettop(state);
  move_used(state, table, inner, false);
  lua_createtable(state, 0, 3);
  lua_pushvalue(state, inner);
  lua_setfield(state, -2, "__index");
  lua_pushcfunction(state, assign);
  lua_setfield(state, -2, "__newindex");
  lua_pushvalue(state, inner);
  lua_rawsetp(state, -2, &inner_key);
  lua_setmetatable(state, table);
}

// Writing into a table is watched over through the metatable on top, which it has for other reasons.
void watch_through(lua_State* state) {
  const int metatable = lua_gettop(state);
  lua_pushliteral(state, "__newindex");
  if (lua_rawget(state, metatable) == LUA_TNIL && !is_frozen(state, metatable)) {
    lua_pushliteral(state, "__newindex");
    lua_pushcfunction(state, assign_to_copied);
    lua_rawset(state, metatable);
  }
  lua_settop(state, metatable);
}

void push_copied(lua_State* state, int table) {
  lua_createtable(state, 0, 2);
  move_used(state, table, lua_gettop(state), true);
  if (lua_getmetatable(state, table) == 0) return;
  watch_through(state);
  lua_pop(state, 1);
}

// Pushes what is to be the metatable of the first table where the script gives it the second.
void push_what_serves(lua_State* state, int first, int second) {
  if (is_frozen(state, second)) {
    push_entries(state, second);  // Lua itself looks metamethods up raw
  } else if (lua_rawequal(state, first, second) != 0) {
    push_copied(state, second);
  } else if (push_own_metatable(state, second)) {
    lua_pop(state, 1);
    push_copied(state, second);
  } else if (!push_inner(state, second)) {
    push_watched(state, second);
  }
}

}  // namespace

void put_used_back(lua_State* state, int index) {
  const int table = lua_absindex(state, index);
  if (!push_inner(state, table)) return;
  push_entries(state, -1);
  move_used(state, lua_gettop(state), table, true);
  lua_pop(state, 2);
}

bool push_own_metatable(lua_State* state, int index) {
  if (lua_getmetatable(state, index) == 0) return false;
  const bool watch = lua_rawgetp(state, -1, &inner_key) != LUA_TNIL;
  lua_pop(state, watch ? 2 : 1);
  return !watch;
}

int set_metatable(Call& call) {
  lua_State* state = call.state();
  for (const int index : {1, 2}) {
    if (!call.is_table(index) && !(index == 2 && call.absent(index)))
      throw Fault("script.argument", fmt::format("第 {} 个参数应为表 {{ … }}", index),
                  fmt::format("argument {} must be a table", index));
  }
  if (push_own_metatable(state, 1))
    throw std::move(
        Fault("script.read_only", "这张表的元表不能再改", "the metatable cannot be changed again")
            .hint("在函数里新建一张 local 表，给它元表", "make a local table in the function and give that one"));
  lua_settop(state, 2);
  if (call.absent(2)) {
    lua_settop(state, 1);
    return 1;
  }
  push_entries(state, 2);
  for (const std::string_view name : kRefused) {
    lua_pushlstring(state, name.data(), name.size());
    if (lua_rawget(state, 3) != LUA_TNIL) refuse_name(name);
    lua_pop(state, 1);
  }
  lua_pushliteral(state, "__call");
  lua_rawget(state, 3);
  refuse_call_by_table(state, -1);
  lua_settop(state, 2);
  const bool serves = push_inner(state, 1);  // as a metatable itself; what others have of it stays as it is
  lua_settop(state, 2);
  put_used_back(state, 1);
  push_what_serves(state, 1, 2);
  if (serves && !is_frozen(state, 2)) watch_through(state);
  lua_setmetatable(state, 1);
  lua_settop(state, 1);
  return 1;
}

}  // namespace gouji::script::access
