#include "script/iteration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/fault.hpp"
#include "script/frozen.hpp"
#include "script/lua_access.hpp"

namespace gouji::script::access {
namespace {

constexpr std::size_t kLookEvery = 4096;

int key_rank(lua_State* state, int index) {
  switch (lua_type(state, index)) {
    case LUA_TBOOLEAN: return 0;
    case LUA_TNUMBER: return 1;
    case LUA_TSTRING: return 2;
    default: return 3;
  }
}

// Pushes a list of the table's keys: booleans, numbers, texts by bytes. Other keys have no order that is the same in
// every run, so they are refused.
void push_sorted_keys(Call& call, int index) {
  lua_State* state = call.state();
  struct Key {
    int rank;
    double number;
    lua_Integer integer;
    std::string_view text;  // of the table's own key, which stays where it is
    lua_Integer position;
  };
  std::vector<Key> keys;
  lua_newtable(state);
  const int unsorted = lua_gettop(state);
  lua_pushnil(state);
  while (lua_next(state, index) != 0) {
    lua_pop(state, 1);
    Key key{key_rank(state, -1), 0, 0, {}, static_cast<lua_Integer>(keys.size()) + 1};
    if (key.rank == 3) {
      throw std::move(Fault("script.unordered_key", "表的键只能是文字、数字或真假值，才能按固定顺序遍历",
                            "only text, number and boolean keys can be walked in a fixed order")
                          .hint("用名称作键，不要用行、数等对象作键", "use names as keys"));
    }
    if (key.rank == 0) key.integer = lua_toboolean(state, -1);
    if (key.rank == 1) {
      key.integer = lua_isinteger(state, -1) != 0 ? lua_tointegerx(state, -1, nullptr) : 0;
      key.number = lua_tonumberx(state, -1, nullptr);
    }
    if (key.rank == 2) {
      std::size_t length = 0;
      const char* bytes = lua_tolstring(state, -1, &length);
      key.text = {bytes, length};
    }
    keys.push_back(std::move(key));
    lua_pushvalue(state, -1);
    lua_rawseti(state, unsorted, static_cast<lua_Integer>(keys.size()));
    if (keys.size() % kLookEvery == 0) {
      access::check_item_count(keys.size());
      charge(call, kLookEvery);
    }
  }
  charge(call, keys.size() * 4);
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    if (a.rank == 2) return a.text < b.text;
    return a.number != b.number ? a.number < b.number : a.integer < b.integer;
  });
  lua_createtable(state, static_cast<int>(keys.size()), 0);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    lua_rawgeti(state, unsorted, keys[i].position);
    lua_rawseti(state, -2, static_cast<lua_Integer>(i + 1));
  }
  lua_remove(state, unsorted);
}

// Upvalues: the table, its sorted keys, the position.
int next_pair(lua_State* state) {
  lua_Integer position = lua_tointegerx(state, lua_upvalueindex(3), nullptr);
  for (;;) {
    ++position;
    lua_pushinteger(state, position);
    lua_copy(state, -1, lua_upvalueindex(3));
    lua_pop(state, 1);
    if (lua_rawgeti(state, lua_upvalueindex(2), position) == LUA_TNIL) return 1;
    access::push_entries(state, lua_upvalueindex(1));
    lua_pushvalue(state, -2);
    const bool there = lua_rawget(state, -2) != LUA_TNIL;
    lua_remove(state, -2);
    if (there) return 2;
    lua_pop(state, 2);  // removed while walking
  }
}

int next_item(lua_State* state) {
  luaL_checktype(state, 1, LUA_TTABLE);
  const lua_Integer position = lua_tointegerx(state, 2, nullptr) + 1;
  access::push_entries(state, 1);
  lua_pushinteger(state, position);
  return lua_rawgeti(state, -2, position) == LUA_TNIL ? 1 : 2;
}

}  // namespace

void need_table(Call& call, int index) {
  if (!call.is_table(index)) {
    throw Fault("script.argument", fmt::format("第 {} 个参数应为表 {{ … }}", index),
                fmt::format("argument {} must be a table", index));
  }
}

// In the place of a frozen table the one that holds its entries: for functions that only look into it.
void look_through(Call& call, int index) {
  access::push_entries(call.state(), index);
  lua_replace(call.state(), index);
}

int pairs(Call& call) {
  need_table(call, 1);
  lua_settop(call.state(), 1);
  look_through(call, 1);
  lua_pushvalue(call.state(), 1);
  push_sorted_keys(call, 1);
  lua_pushinteger(call.state(), 0);
  lua_pushcclosure(call.state(), next_pair, 3);
  return 1;
}

int ipairs(Call& call) {
  need_table(call, 1);
  lua_pushcfunction(call.state(), next_item);
  lua_pushvalue(call.state(), 1);
  lua_pushinteger(call.state(), 0);
  return 3;
}

int next_key(Call& call) {
  need_table(call, 1);
  lua_settop(call.state(), 2);
  look_through(call, 1);
  push_sorted_keys(call, 1);
  const auto length = static_cast<lua_Integer>(lua_rawlen(call.state(), 3));
  lua_Integer found = 0;
  for (lua_Integer i = 1; i <= length && !lua_isnil(call.state(), 2); ++i) {
    lua_rawgeti(call.state(), 3, i);
    if (lua_rawequal(call.state(), -1, 2) != 0) found = i;
    lua_pop(call.state(), 1);
  }
  if (lua_rawgeti(call.state(), 3, found + 1) == LUA_TNIL) return 1;
  lua_pushvalue(call.state(), -1);
  lua_rawget(call.state(), 1);
  return 2;
}

bool is_iterator(lua_State* state, int index) { return lua_tocfunction(state, index) == next_pair; }

}  // namespace gouji::script::access
