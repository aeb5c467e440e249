// What loaded files keep, made safe against what runs later: nothing that a rule or a layout does there reaches another
// rule or another document, so that evaluation stays a function.
//
// Reached from everything that the host keeps (rule functions, libraries) by upvalues of Lua functions and of the
// iterators of `pairs`, and by entries and metatables of tables. Tables are frozen (frozen.hpp): what writes into them
// is told at its line, and nothing is left to be put back. What cannot be frozen is remembered and put back: upvalues
// that a statement of their file may assign, each once however many functions share it, and tables to which a script
// gave a metatable.
#include "script/frozen.hpp"
#include "script/lua_access.hpp"
#include "script/metatables.hpp"

namespace gouji::script::access {
namespace {

const char known_key = 0;                      // whatever has been looked at: tables, functions, ids of upvalues
const char upvalues_key = 0;                   // list: function, number of the upvalue, its value; [0] how many
const char copies_key = 0;                     // table with a script's metatable → shallow copy of its entries
constexpr int kFirstKept = LUA_RIDX_LAST + 1;  // references of luaL_ref begin here, its free list among them
constexpr int kTriple = 3;

// Stack of `walk`.
constexpr int kKnown = 1, kUpvalues = 2, kCopies = 3, kQueue = 4;

void push_or_make(lua_State* state, const char* key) {
  if (lua_rawgetp(state, LUA_REGISTRYINDEX, key) != LUA_TNIL) return;
  lua_pop(state, 1);
  lua_newtable(state);
  lua_pushvalue(state, -1);
  lua_rawsetp(state, LUA_REGISTRYINDEX, key);
}

lua_Integer count_of(lua_State* state, int list) {
  lua_rawgeti(state, list, 0);
  const lua_Integer count = lua_tointegerx(state, -1, nullptr);
  lua_pop(state, 1);
  return count;
}

// Takes the key on top off; true where it was not known before.
bool is_new(lua_State* state) {
  lua_pushvalue(state, -1);
  if (lua_rawget(state, kKnown) != LUA_TNIL) {
    lua_pop(state, 2);
    return false;
  }
  lua_pop(state, 1);
  lua_pushboolean(state, 1);
  lua_rawset(state, kKnown);
  return true;
}

// Of the host's functions only the iterators of `pairs` remember anything.
bool remembers(lua_State* state, int index) {
  return lua_isfunction(state, index) && (lua_iscfunction(state, index) == 0 || is_iterator(state, index));
}

// Puts the value on top into the queue when it is new and can change; takes it off the stack.
void note(lua_State* state) {
  if (lua_istable(state, -1) || remembers(state, -1)) {
    lua_pushvalue(state, -1);
    if (is_new(state)) {
      lua_pushvalue(state, -1);
      lua_rawseti(state, kQueue, static_cast<lua_Integer>(lua_rawlen(state, kQueue)) + 1);
    }
  }
  lua_pop(state, 1);
}

// The variables that the function's file may assign; nullptr: it may be any.
const Names* assigned_by(lua_State* state, int function) {
  lua_Debug info{};
  lua_pushvalue(state, function);
  lua_getinfo(state, ">S", &info);
  const auto& assigned = context_of(state).assigned;
  const auto found = assigned.find(std::string_view(info.source));
  return found == assigned.end() || !found->second ? nullptr : &*found->second;
}

void look_into_function(lua_State* state, int function) {
  const bool iterator = lua_iscfunction(state, function) != 0;
  const Names* assigned = iterator ? nullptr : assigned_by(state, function);
  const char* name = nullptr;
  for (int i = 1; (name = lua_getupvalue(state, function, i)) != nullptr; ++i) {
    const bool stays = assigned != nullptr && !assigned->contains(std::string_view(name));
    lua_pushlightuserdata(state, lua_upvalueid(state, function, i));
    if (is_new(state) && !stays) {
      const lua_Integer count = count_of(state, kUpvalues);
      lua_pushvalue(state, function);
      lua_rawseti(state, kUpvalues, count * kTriple + 1);
      lua_pushinteger(state, i);
      lua_rawseti(state, kUpvalues, count * kTriple + 2);
      lua_pushvalue(state, -1);
      lua_rawseti(state, kUpvalues, count * kTriple + 3);
      lua_pushinteger(state, count + 1);
      lua_rawseti(state, kUpvalues, 0);
    }
    // The second of an iterator is its own list of keys, which nobody else has.
    if (iterator && i > 1) {
      lua_pop(state, 1);
    } else {
      note(state);
    }
  }
}

void note_entries(lua_State* state, int table) {
  lua_pushnil(state);
  while (lua_next(state, table) != 0) {
    note(state);
    lua_pushvalue(state, -1);
    note(state);
  }
}

void copy_entries(lua_State* state, int from, int to) {
  lua_pushnil(state);
  while (lua_next(state, from) != 0) {
    lua_pushvalue(state, -2);
    lua_insert(state, -2);
    lua_rawset(state, to);
  }
}

void look_into_table(lua_State* state, int table) {
  if (is_frozen(state, table)) return;  // by an earlier walk
  if (!push_own_metatable(state, table)) {
    put_used_back(state, table);
    note_entries(state, table);
    freeze(state, table);
    push_entries(state, table);
    is_new(state);  // it may be in use as a metatable
    return;
  }
  lua_pushliteral(state, "__metatable");
  if (lua_rawget(state, -2) != LUA_TNIL) return;  // of the host, which refuses every write
  lua_pop(state, 1);
  note(state);
  note_entries(state, table);
  lua_pushvalue(state, table);
  lua_newtable(state);
  copy_entries(state, table, lua_gettop(state));
  lua_rawset(state, kCopies);
}

// Lua looks metamethods up raw, where a frozen table has none.
void lead_metatables(lua_State* state) {
  lua_pushnil(state);
  while (lua_next(state, kCopies) != 0) {
    const int table = lua_gettop(state) - 1;
    if (lua_getmetatable(state, table) != 0) {
      push_entries(state, -1);
      lua_setmetatable(state, table);
    }
    lua_settop(state, table);
  }
}

// What is known already stays as it was then. Argument: one reference, or none for everything that is kept.
int walk(lua_State* state) {
  const lua_Integer only = lua_tointegerx(state, 1, nullptr);
  lua_settop(state, 0);
  for (const char* key : {&known_key, &upvalues_key, &copies_key}) push_or_make(state, key);
  lua_newtable(state);
  const auto kept = static_cast<lua_Integer>(lua_rawlen(state, LUA_REGISTRYINDEX));
  for (lua_Integer i = only == 0 ? kFirstKept : only; i <= (only == 0 ? kept : only); ++i) {
    lua_rawgeti(state, LUA_REGISTRYINDEX, i);
    note(state);
  }
  for (lua_Integer next = 1; lua_rawgeti(state, kQueue, next) != LUA_TNIL; ++next) {
    const int item = lua_gettop(state);
    if (lua_istable(state, item)) {
      look_into_table(state, item);
    } else {
      look_into_function(state, item);
    }
    lua_settop(state, kQueue);
  }
  lua_settop(state, kQueue);
  lead_metatables(state);
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

bool holds_all_of(lua_State* state, int table, int other) {
  const int top = lua_gettop(state);
  lua_pushnil(state);
  while (lua_next(state, other) != 0) {
    lua_pushvalue(state, -2);
    lua_rawget(state, table);
    if (!same(state)) {
      lua_settop(state, top);
      return false;
    }
    lua_pop(state, 2);
  }
  return true;
}

bool put_back_tables(lua_State* state) {
  bool changed = false;
  lua_rawgetp(state, LUA_REGISTRYINDEX, &copies_key);
  const int copies = lua_gettop(state);
  lua_pushnil(state);
  while (lua_next(state, copies) != 0) {
    const int table = copies + 1, copy = copies + 2;
    if (!holds_all_of(state, table, copy) || !holds_all_of(state, copy, table)) {
      lua_pushnil(state);
      while (lua_next(state, table) != 0) {
        lua_pop(state, 1);
        lua_pushvalue(state, -1);
        lua_pushnil(state);
        lua_rawset(state, table);  // clearing is allowed while it is walked through
      }
      copy_entries(state, copy, table);
      changed = true;
    }
    lua_settop(state, table);
  }
  lua_settop(state, copies - 1);
  return changed;
}

bool put_back_upvalues(lua_State* state) {
  bool changed = false;
  lua_rawgetp(state, LUA_REGISTRYINDEX, &upvalues_key);
  const int list = lua_gettop(state);
  const lua_Integer count = count_of(state, list);
  for (lua_Integer i = 0; i < count; ++i) {
    lua_rawgeti(state, list, i * kTriple + 1);
    lua_rawgeti(state, list, i * kTriple + 2);
    const int number = static_cast<int>(lua_tointegerx(state, -1, nullptr));
    lua_getupvalue(state, list + 1, number);
    lua_rawgeti(state, list, i * kTriple + 3);
    if (!same(state)) {
      lua_setupvalue(state, list + 1, number);
      changed = true;
    }
    lua_settop(state, list);
  }
  lua_settop(state, list - 1);
  return changed;
}

int put_back(lua_State* state) {
  if (lua_rawgetp(state, LUA_REGISTRYINDEX, &known_key) == LUA_TNIL) {
    lua_pushboolean(state, 0);
    return 1;
  }
  const bool tables = put_back_tables(state);
  const bool upvalues = put_back_upvalues(state);
  lua_pushboolean(state, tables || upvalues ? 1 : 0);
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
