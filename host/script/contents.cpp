#include "script/contents.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "script/frozen.hpp"
#include "script/lua_headers.hpp"

namespace gouji::script {
namespace {

constexpr int kDeepest = 12;

void put(std::string& out, char kind, std::uint64_t number) {
  out += kind;
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

// A table gives its keys in an order that differs from state to state.
void sort_entries(std::string& out, std::size_t begin, const std::vector<std::size_t>& entries) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::size_t end = i + 1 < entries.size() ? entries[i + 1] : out.size();
    parts.push_back(std::string_view(out).substr(entries[i], end - entries[i]));
  }
  if (std::is_sorted(parts.begin(), parts.end())) return;
  std::sort(parts.begin(), parts.end());
  std::string sorted;
  sorted.reserve(out.size() - begin);
  for (const std::string_view part : parts) sorted += part;
  out.replace(begin, std::string::npos, sorted);
}

// Never raises: it reads texts only where they are texts, and asks for stack before it uses any.
bool put(lua_State* state, int index, int depth, KeyOrder order, std::string& out) {
  if (depth > kDeepest || lua_checkstack(state, 6) == 0) return false;
  switch (lua_type(state, index)) {
    case LUA_TNIL: out += 'n'; return true;
    case LUA_TBOOLEAN: out += lua_toboolean(state, index) != 0 ? 't' : 'f'; return true;
    case LUA_TSTRING: {
      std::size_t length = 0;
      const char* bytes = lua_tolstring(state, index, &length);
      put(out, 's', length);
      out.append(bytes, length);
      return true;
    }
    case LUA_TNUMBER:
      if (lua_isinteger(state, index) == 0) return false;
      put(out, 'i', static_cast<std::uint64_t>(lua_tointegerx(state, index, nullptr)));
      return true;
    case LUA_TTABLE: break;
    default: return false;
  }
  // A frozen table holds the same for good: as it is kept, it is itself.
  if (order == KeyOrder::as_kept && access::is_frozen(state, index)) {
    put(out, 'f', reinterpret_cast<std::uintptr_t>(lua_topointer(state, index)));
    return true;
  }
  access::push_entries(state, index);
  const int table = lua_gettop(state);
  out += '{';
  const std::size_t begin = out.size();
  std::vector<std::size_t> entries;  // where each begins
  lua_pushnil(state);
  while (lua_next(state, table) != 0) {
    if (order == KeyOrder::sorted) entries.push_back(out.size());
    const bool told = put(state, -2, depth + 1, order, out) && put(state, -1, depth + 1, order, out);
    if (!told) {
      lua_settop(state, table - 1);
      return false;
    }
    lua_pop(state, 1);
  }
  lua_pop(state, 1);
  sort_entries(out, begin, entries);
  out += '}';
  return true;
}

}  // namespace

const void* lasting_identity(const Call& call, int index) {
  const bool lasting = call.is_table(index) && access::is_frozen(call.state(), index);
  return lasting ? lua_topointer(call.state(), index) : nullptr;
}

bool contents_of(const Call& call, int index, KeyOrder order, std::string& out) {
  out.clear();
  return put(call.state(), index, 0, order, out);
}

}  // namespace gouji::script
