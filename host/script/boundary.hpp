// The single place where a C++ exception becomes a Lua error.
//
// Rules that hold for every host function (proved in tests/unit/script/boundary_test.cpp):
//  - the body runs inside the try; by the time Lua unwinds, every destructor of the body has run;
//  - no Lua error is raised while a handler is open: the exception is put aside first, then raised outside;
//  - only std::exception is caught: Lua's own unwinding (liblua5.4-c++ throws) must pass through untouched.
#pragma once

#include <exception>
#include <string_view>

#include "script/call.hpp"

namespace gouji::script {

using Body = int (*)(Call&);
using LuaFunction = int (*)(lua_State*);

namespace detail {
void keep_exception(lua_State* state, std::exception_ptr exception);
int raise_kept(lua_State* state);  // never returns normally
}  // namespace detail

template <Body body>
int guarded(lua_State* state) {
  bool failed = false;
  int results = 0;
  try {
    Call call(state);
    results = body(call);
  } catch (const std::exception&) {
    detail::keep_exception(state, std::current_exception());
    failed = true;
  }
  return failed ? detail::raise_kept(state) : results;
}

// A registered function is its own documentation: the reference and the editor types are made from these entries.
struct Function {
  std::string_view name;
  LuaFunction function;
  std::string_view signature;  // check:same(left, right, options) -> boolean
  std::string_view about;      // what it does, units, errors; Chinese, one or two sentences
};

template <Body body>
constexpr Function host_function(std::string_view name, std::string_view signature, std::string_view about) {
  return {name, &guarded<body>, signature, about};
}

}  // namespace gouji::script
