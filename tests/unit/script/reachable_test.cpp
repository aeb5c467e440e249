// Everything that a script can get hold of without being given anything: each function is one that is known, each table
// that others share refuses every write.
#include <catch2/catch.hpp>
#include <set>

#include "sandbox.hpp"
#include "script/context.hpp"
#include "script/lua_headers.hpp"

namespace gouji::test {
namespace {

// Beside what the catalogue holds. A name that is added to the base environment is added here, too.
const std::set<std::string> kBase{"assert",         "error",          "ipairs",         "next",         "pairs",
                                  "pcall",          "select",         "setmetatable",   "tonumber",     "tostring",
                                  "type",           "math.abs",       "math.ceil",      "math.floor",   "math.max",
                                  "math.min",       "math.type",      "math.tointeger", "math.ult",     "math.fmod",
                                  "string.byte",    "string.char",    "string.format",  "string.len",   "string.lower",
                                  "string.rep",     "string.reverse", "string.sub",     "string.upper", "table.concat",
                                  "table.insert",   "table.remove",   "table.sort",     "table.unpack", "utf8.char",
                                  "utf8.codepoint", "utf8.len",       "note",           "walk"};

struct Walk {
  std::set<std::string> functions, tables, unlocked;
  std::set<const void*> seen;
};

Walk& walked() {
  static Walk walk;
  return walk;
}

bool metatable_is_locked(lua_State* state) {
  lua_pushliteral(state, "__metatable");
  const bool locked = lua_rawget(state, -2) == LUA_TBOOLEAN;
  lua_pop(state, 1);
  return locked;
}

void look_at(lua_State* state, int index, const std::string& name);

void look_at_entries(lua_State* state, int table, const std::string& name) {
  lua_pushnil(state);
  while (lua_next(state, table) != 0) {
    const std::string key = lua_type(state, -2) == LUA_TSTRING ? lua_tolstring(state, -2, nullptr) : "?";
    look_at(state, lua_gettop(state), name.empty() ? key : name + "." + key);
    lua_pop(state, 1);
  }
}

// What reading a table gives: its own entries, and those that its metatable leads to, however far.
void look_at_table(lua_State* state, int table, const std::string& name) {
  Walk& walk = walked();
  walk.tables.insert(name);
  const int top = lua_gettop(state);
  lua_pushnil(state);
  const bool has_entries = lua_next(state, table) != 0;
  lua_settop(state, top);
  bool locked = lua_getmetatable(state, table) != 0 && metatable_is_locked(state);
  if (locked) {
    lua_pushliteral(state, "__newindex");
    locked = lua_rawget(state, -2) == LUA_TFUNCTION;
  }
  if (!locked || has_entries) walk.unlocked.insert(name);
  lua_settop(state, top);
  lua_pushvalue(state, table);
  while (lua_istable(state, -1)) {
    look_at_entries(state, lua_gettop(state), name);
    if (lua_getmetatable(state, -1) == 0) break;
    lua_pushliteral(state, "__index");
    lua_rawget(state, -2);
  }
  lua_settop(state, top);
}

void look_at(lua_State* state, int index, const std::string& name) {
  REQUIRE(lua_checkstack(state, 20) != 0);
  const int type = lua_type(state, index);
  if (type == LUA_TFUNCTION) {
    walked().functions.insert(name);
  } else if (type == LUA_TTABLE) {
    if (walked().seen.insert(lua_topointer(state, index)).second) look_at_table(state, index, name);
  } else {
    CHECK((type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TBOOLEAN));
  }
}

int walk_here(script::Call& call) {
  look_at(call.state(), 1, "");
  return 0;
}

TEST_CASE("what a script can reach is known, and what is shared is shut") {
  walked() = {};
  Sandbox sandbox({script::host_function<walk_here>("walk", "", "")});
  REQUIRE(sandbox.run("walk(_ENV)").empty());
  std::set<std::string> known = kBase;
  const script::Catalogue catalogue = script::base_catalogue();
  for (const script::Library& library : catalogue.libraries()) {
    for (const script::Function& function : library.functions)
      known.insert(library.name.empty() ? std::string(function.name)
                                        : std::string(library.name) + "." + std::string(function.name));
  }
  CHECK(walked().functions == known);
  CHECK(walked().unlocked == std::set<std::string>{});
  CHECK(walked().tables.contains("string"));
  CHECK(walked().tables.size() >= 6);  // the environment among them
}

TEST_CASE("no function writes into what scripts share") {
  const auto way = GENERATE(as<std::string>{}, "l.x = 1", "l[1] = 1", "l.len = nil", "table.insert(l, 1)",
                            "table.insert(l, 1, 1)", "table.sort(l)", "table.remove(l)", "setmetatable(l, {})");
  for (const std::string name : {"string", "table", "math", "utf8", "text", "_ENV"}) {
    Sandbox sandbox;
    CAPTURE(way, name);
    CHECK_FALSE(sandbox.run("local l = " + name + " " + way).empty());
  }
}

TEST_CASE("metatables of texts, figures and host objects are shut") {
  Sandbox sandbox;
  REQUIRE(sandbox.run("").empty());
  lua_State* state = sandbox.state().context().state;
  lua_pushliteral(state, "");
  lua_pushlightuserdata(state, nullptr);
  for (const int index : {-1, -3}) {  // the figure; then, below it and its metatable, the text
    REQUIRE(lua_getmetatable(state, index) != 0);
    CHECK(metatable_is_locked(state));
  }
  lua_settop(state, 0);
  for (const script::TypeInfo& type : sandbox.state().context().catalogue->types()) {
    CAPTURE(type.name);
    REQUIRE(lua_rawgetp(state, LUA_REGISTRYINDEX, &type) == LUA_TTABLE);
    CHECK(metatable_is_locked(state));
    lua_settop(state, 0);
  }
  for (const int kind : {LUA_TNIL, LUA_TBOOLEAN, LUA_TNUMBER, LUA_TFUNCTION, LUA_TTHREAD}) {
    CAPTURE(kind);
    if (kind == LUA_TNIL) lua_pushnil(state);
    if (kind == LUA_TBOOLEAN) lua_pushboolean(state, 1);
    if (kind == LUA_TNUMBER) lua_pushinteger(state, 1);
    if (kind == LUA_TFUNCTION) lua_pushcfunction(state, [](lua_State*) { return 0; });
    if (kind == LUA_TTHREAD) lua_pushthread(state);
    CHECK(lua_getmetatable(state, -1) == 0);
    lua_settop(state, 0);
  }
}

}  // namespace
}  // namespace gouji::test
