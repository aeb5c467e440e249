#include "script/boundary.hpp"

#include "script/context.hpp"
#include "script/lua_access.hpp"
#include "script/lua_headers.hpp"

namespace gouji::script::detail {

void keep_exception(lua_State* state, std::exception_ptr exception) {
  Context& context = access::context_of(state);
  context.kept = std::move(exception);
  context.kept_at = access::where(state);
}

int raise_kept(lua_State* state) {
  // The sentinel stands for the kept exception; no text is built here, so nothing can fail half-way.
  lua_rawgetp(state, LUA_REGISTRYINDEX, &access::context_of(state));
  return lua_error(state);
}

}  // namespace gouji::script::detail
