#pragma once

// Lua's own headers, under the names that this system's liblua5.4-c++ exports (host/cmake/lua_names.cmake
// asks the linker): lua.hpp declares C names, the bare headers those of the language that compiles them.
#ifdef GOUJI_LUA_CXX_NAMES
#include <lua.h>
// lua.h first: the others build on it
#include <lauxlib.h>
#include <lualib.h>
#else
#include <lua.hpp>
#endif
