# liblua5.4-c++ is Lua compiled as C++. Debian 12 exports its functions under C names, Debian 13 under
# C++ names, and neither header says which: the linker is asked (script/lua_headers.hpp uses the answer).
include(CheckCXXSourceCompiles)

function(gouji_lua_names lua)
  set(CMAKE_REQUIRED_LIBRARIES ${lua})
  set(call "int main() { return lua_absindex(nullptr, 0) + (luaL_newstate() != nullptr); }")
  check_cxx_source_compiles("#include <lua.hpp>\n${call}" GOUJI_LUA_HAS_C_NAMES)
  if(NOT GOUJI_LUA_HAS_C_NAMES)
    check_cxx_source_compiles("#include <lua.h>\n#include <lauxlib.h>\n${call}" GOUJI_LUA_HAS_CXX_NAMES)
    if(NOT GOUJI_LUA_HAS_CXX_NAMES)
      message(FATAL_ERROR "liblua5.4-c++ links neither with C nor with C++ names; is liblua5.4-dev whole?")
    endif()
    set_property(TARGET ${lua} APPEND PROPERTY INTERFACE_COMPILE_DEFINITIONS GOUJI_LUA_CXX_NAMES)
  endif()
endfunction()
