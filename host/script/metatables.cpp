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

const char guard_key = 0;  // in the registry: the metatable of tables that serve as metatables and have none themselves

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

int assign_body(Call& call) {
  if (call.is_text(2)) {
    refuse_name(call.text(2, "名称"));
    if (call.text(2, "名称") == "__call") refuse_call_by_table(call.state(), 3);
  }
  lua_settop(call.state(), 3);
  lua_rawset(call.state(), 1);
  return 0;
}

// Called for names that the metatable does not have yet, and those that are refused it never has.
int assign(lua_State* state) { return guarded<assign_body>(state); }

void push_guard(lua_State* state) {
  if (lua_rawgetp(state, LUA_REGISTRYINDEX, &guard_key) == LUA_TTABLE) return;
  lua_pop(state, 1);
  lua_createtable(state, 0, 1);
  lua_pushcfunction(state, assign);
  lua_setfield(state, -2, "__newindex");
  lua_pushvalue(state, -1);
  lua_rawsetp(state, LUA_REGISTRYINDEX, &guard_key);
}

// A table that has a metatable of its own is watched over through that.
void watch_through(lua_State* state, int metatable) {
  lua_pushliteral(state, "__newindex");
  if (lua_rawget(state, metatable) == LUA_TNIL && !is_frozen(state, metatable)) {
    lua_pushliteral(state, "__newindex");
    lua_pushcfunction(state, assign);
    lua_rawset(state, metatable);
  }
  lua_pop(state, 1);
}

void watch(lua_State* state, int table) {
  if (is_frozen(state, table)) return;
  if (lua_getmetatable(state, table) == 0) {
    push_guard(state);
    lua_setmetatable(state, table);
    return;
  }
  watch_through(state, lua_gettop(state));
  lua_pop(state, 1);
}

}  // namespace

bool push_own_metatable(lua_State* state, int index) {
  if (lua_getmetatable(state, index) == 0) return false;
  lua_rawgetp(state, LUA_REGISTRYINDEX, &guard_key);
  const bool guard = lua_rawequal(state, -1, -2) != 0;
  lua_pop(state, guard ? 2 : 1);
  return !guard;
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
  const bool serves = lua_getmetatable(state, 1) != 0;  // the guard: the table is a metatable itself
  lua_settop(state, 2);
  push_entries(state, 2);  // Lua itself looks metamethods up raw
  for (const std::string_view name : kRefused) {
    lua_pushlstring(state, name.data(), name.size());
    if (lua_rawget(state, 3) != LUA_TNIL) refuse_name(name);
    lua_pop(state, 1);
  }
  lua_pushliteral(state, "__call");
  lua_rawget(state, 3);
  refuse_call_by_table(state, -1);
  lua_pop(state, 1);
  watch(state, 2);
  if (serves) watch_through(state, 3);
  lua_setmetatable(state, 1);
  lua_settop(state, 1);
  return 1;
}

}  // namespace gouji::script::access
