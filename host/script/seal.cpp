// What loaded files hold in their local variables and tables, remembered, so that nothing a rule leaves there reaches
// another rule or another document: evaluation stays a function.
//
// Reached from everything that the host keeps (rule functions, libraries): tables by their entries and metatables, Lua
// functions and the iterators of `pairs` by their upvalues. Copies are shallow, one a table or function, in tables of
// the registry.
#include "script/lua_access.hpp"

namespace gouji::script::access {
namespace {

const char copies_key = 0;                     // table → shallow copy of its entries
const char counts_key = 0;                     // table → number of its entries
const char upvalues_key = 0;                   // function → its upvalues by number
const char metas_key = 0;                      // table → its metatable, false for none
constexpr int kFirstKept = LUA_RIDX_LAST + 1;  // references of luaL_ref begin here, its free list among them

// Stack of `walk`: 1 copies, 2 counts, 3 upvalues, 4 metatables, 5 queue.
constexpr int kCopies = 1, kCounts = 2, kUpvalues = 3, kMetas = 4, kQueue = 5;

// Of the host's functions only the iterators of `pairs` remember anything.
bool remembers(lua_State* state, int index) {
  return lua_isfunction(state, index) && (lua_iscfunction(state, index) == 0 || is_iterator(state, index));
}

// Puts the value on top into the queue when it is new and can change; takes it off the stack.
void note(lua_State* state) {
  const bool table = lua_istable(state, -1);
  const bool function = remembers(state, -1);
  const int known = table ? kCopies : kUpvalues;
  if (table || function) {
    lua_pushvalue(state, -1);
    if (lua_rawget(state, known) == LUA_TNIL) {
      lua_pushvalue(state, -2);
      lua_newtable(state);
      lua_rawset(state, known);
      lua_pushvalue(state, -2);
      lua_rawseti(state, kQueue, static_cast<lua_Integer>(lua_rawlen(state, kQueue)) + 1);
    }
    lua_pop(state, 1);
  }
  lua_pop(state, 1);
}

// The table or function on top: copies what it holds and notes all of that.
void look_into(lua_State* state) {
  const int item = lua_gettop(state);
  lua_pushvalue(state, item);
  if (!lua_istable(state, item)) {
    lua_rawget(state, kUpvalues);
    for (int i = 1; lua_getupvalue(state, item, i) != nullptr; ++i) {
      lua_pushvalue(state, -1);
      lua_rawseti(state, item + 1, i);
      note(state);
    }
    lua_settop(state, item);
    return;
  }
  lua_rawget(state, kCopies);
  lua_Integer count = 0;
  lua_pushnil(state);
  while (lua_next(state, item) != 0) {
    ++count;
    lua_pushvalue(state, -2);
    lua_pushvalue(state, -2);
    lua_rawset(state, item + 1);
    note(state);
    lua_pushvalue(state, -1);
    note(state);
  }
  lua_pushvalue(state, item);
  lua_pushinteger(state, count);
  lua_rawset(state, kCounts);
  lua_pushvalue(state, item);
  if (lua_getmetatable(state, item) != 0) {
    lua_pushvalue(state, -1);
    note(state);
  } else {
    lua_pushboolean(state, 0);
  }
  lua_rawset(state, kMetas);
  lua_settop(state, item);
}

// What is remembered already stays as it was then. Argument: one reference, or none for everything that is kept.
int walk(lua_State* state) {
  const lua_Integer only = lua_tointegerx(state, 1, nullptr);
  lua_settop(state, 0);
  for (const char* key : {&copies_key, &counts_key, &upvalues_key, &metas_key}) {
    if (lua_rawgetp(state, LUA_REGISTRYINDEX, key) != LUA_TNIL) continue;
    lua_pop(state, 1);
    lua_newtable(state);
  }
  lua_newtable(state);
  const auto kept = static_cast<lua_Integer>(lua_rawlen(state, LUA_REGISTRYINDEX));
  for (lua_Integer i = only == 0 ? kFirstKept : only; i <= (only == 0 ? kept : only); ++i) {
    lua_rawgeti(state, LUA_REGISTRYINDEX, i);
    note(state);
  }
  for (lua_Integer next = 1; lua_rawgeti(state, kQueue, next) != LUA_TNIL; ++next) {
    look_into(state);
    lua_settop(state, kQueue);
  }
  lua_settop(state, kMetas);
  lua_rawsetp(state, LUA_REGISTRYINDEX, &metas_key);
  lua_rawsetp(state, LUA_REGISTRYINDEX, &upvalues_key);
  lua_rawsetp(state, LUA_REGISTRYINDEX, &counts_key);
  lua_rawsetp(state, LUA_REGISTRYINDEX, &copies_key);
  return 0;
}

// The two values on top; not a number (0/0) is the same as itself here.
bool same(lua_State* state) {
  if (lua_rawequal(state, -1, -2) != 0) return true;
  const auto no_number = [&](int index) {
    return lua_isnumber(state, index) && lua_rawequal(state, index, index) == 0;
  };
  return no_number(-1) && no_number(-2);
}

// Table and its copy at the given places, its count below them in the registry's table.
bool same_entries(lua_State* state, int table, int copy, lua_Integer count) {
  const int top = lua_gettop(state);
  lua_Integer seen = 0;
  lua_pushnil(state);
  while (lua_next(state, table) != 0) {
    lua_pushvalue(state, -2);
    lua_rawget(state, copy);
    if (++seen > count || !same(state)) {
      lua_settop(state, top);
      return false;
    }
    lua_pop(state, 2);
  }
  return seen == count;
}

void copy_entries(lua_State* state, int table, int copy) {
  lua_pushnil(state);
  while (lua_next(state, table) != 0) {
    lua_pop(state, 1);
    lua_pushvalue(state, -1);
    lua_pushnil(state);
    lua_rawset(state, table);  // clearing is allowed while it is walked through
  }
  lua_pushnil(state);
  while (lua_next(state, copy) != 0) {
    lua_pushvalue(state, -2);
    lua_insert(state, -2);
    lua_rawset(state, table);
  }
}

bool put_back_tables(lua_State* state) {
  bool changed = false;
  lua_rawgetp(state, LUA_REGISTRYINDEX, &counts_key);
  const int counts = lua_gettop(state);
  lua_rawgetp(state, LUA_REGISTRYINDEX, &copies_key);
  lua_pushnil(state);
  while (lua_next(state, counts + 1) != 0) {
    const int table = lua_gettop(state) - 1, copy = table + 1;
    lua_pushvalue(state, table);
    lua_rawget(state, counts);
    const lua_Integer count = lua_tointegerx(state, -1, nullptr);
    lua_pop(state, 1);
    if (!same_entries(state, table, copy, count)) {
      copy_entries(state, table, copy);
      changed = true;
    }
    lua_settop(state, table);
  }
  lua_settop(state, counts - 1);
  return changed;
}

bool put_back_upvalues(lua_State* state) {
  bool changed = false;
  lua_rawgetp(state, LUA_REGISTRYINDEX, &upvalues_key);
  const int all = lua_gettop(state);
  lua_pushnil(state);
  while (lua_next(state, all) != 0) {
    const int function = lua_gettop(state) - 1, saved = function + 1;
    for (int i = 1; lua_getupvalue(state, function, i) != nullptr; ++i) {
      lua_rawgeti(state, saved, i);
      if (!same(state)) {
        lua_setupvalue(state, function, i);
        changed = true;
      }
      lua_settop(state, saved);
    }
    lua_settop(state, function);
  }
  lua_settop(state, all - 1);
  return changed;
}

bool put_back_metatables(lua_State* state) {
  bool changed = false;
  lua_rawgetp(state, LUA_REGISTRYINDEX, &metas_key);
  const int metas = lua_gettop(state);
  lua_pushnil(state);
  while (lua_next(state, metas) != 0) {
    const int table = metas + 1, saved = metas + 2;
    if (lua_getmetatable(state, table) == 0) lua_pushboolean(state, 0);
    if (lua_rawequal(state, -1, saved) == 0) {
      if (lua_istable(state, saved))
        lua_pushvalue(state, saved);
      else
        lua_pushnil(state);
      lua_setmetatable(state, table);
      changed = true;
    }
    lua_settop(state, table);
  }
  lua_settop(state, metas - 1);
  return changed;
}

int put_back(lua_State* state) {
  if (lua_rawgetp(state, LUA_REGISTRYINDEX, &copies_key) == LUA_TNIL) {
    lua_pushboolean(state, 0);
    return 1;
  }
  const bool tables = put_back_tables(state);
  const bool upvalues = put_back_upvalues(state);
  const bool metatables = put_back_metatables(state);
  lua_pushboolean(state, tables || upvalues || metatables ? 1 : 0);
  return 1;
}

}  // namespace

bool take_seal(lua_State* state, int reference) {
  lua_pushcfunction(state, walk);
  lua_pushinteger(state, reference);
  if (lua_pcallk(state, 1, 0, 0, 0, nullptr) == LUA_OK) return true;
  lua_pop(state, 1);
  return false;
}

bool restore_seal(lua_State* state) {
  lua_pushcfunction(state, put_back);
  // Without memory to look, the worst is assumed.
  const bool changed = lua_pcallk(state, 0, 1, 0, 0, nullptr) != LUA_OK || lua_toboolean(state, -1) != 0;
  lua_pop(state, 1);
  return changed;
}

}  // namespace gouji::script::access
