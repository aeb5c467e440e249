#include "bench/plain_lua.hpp"

#include <array>
#include <cstdlib>
#include <string>
#include <utility>

namespace gouji::bench {
namespace {

constexpr std::array<const char*, 4> kNames{"initial", "annual", "executed", "weight"};
constexpr int kHookEvery = 1000;  // as host/script/state.cpp

std::int64_t power(int exponent) {
  std::int64_t result = 1;
  for (; exponent > 0; --exponent) result *= 10;
  return result;
}

// Brings both to one scale; false where 64 bits do not hold it.
bool aligned(Decimal& a, Decimal& b) {
  if (a.scale == b.scale) return true;
  Decimal& coarse = a.scale < b.scale ? a : b;
  const Decimal& fine = a.scale < b.scale ? b : a;
  const bool fits = !__builtin_mul_overflow(coarse.mantissa, power(fine.scale - coarse.scale), &coarse.mantissa);
  coarse.scale = fine.scale;
  return fits;
}

// --- full userdata: one collected object a value -------------------------------------------------------------------

void push_full(lua_State* state, Decimal value, int metatable) {
  *static_cast<Decimal*>(lua_newuserdatauv(state, sizeof(Decimal), 0)) = value;
  lua_pushvalue(state, metatable);
  lua_setmetatable(state, -2);
}

Decimal full_at(lua_State* state, int index) {
  if (lua_type(state, index) != LUA_TUSERDATA || lua_rawlen(state, index) != sizeof(Decimal))
    luaL_error(state, "no decimal");
  return *static_cast<const Decimal*>(lua_touserdata(state, index));
}

// --- packed: 56 bits of mantissa above 8 bits of scale, without trailing zeros
// ------------------------------------------

void push_packed(lua_State* state, Decimal value, int) {
  while (value.scale > 0 && value.mantissa % 10 == 0) {
    value.mantissa /= 10;
    --value.scale;
  }
  if (value.mantissa >= (std::int64_t{1} << 55) || value.mantissa < -(std::int64_t{1} << 55))
    luaL_error(state, "too large");
  const auto bits = (static_cast<std::uintptr_t>(value.mantissa) << 8U) | value.scale;
  lua_pushlightuserdata(state, reinterpret_cast<void*>(bits));  // NOLINT: the representation that is measured
}

Decimal packed_at(lua_State* state, int index) {
  if (lua_type(state, index) != LUA_TLIGHTUSERDATA) luaL_error(state, "no decimal");
  const auto bits = reinterpret_cast<std::uintptr_t>(lua_touserdata(state, index));
  return {static_cast<std::int64_t>(bits) >> 8, static_cast<std::uint8_t>(bits & 0xFFU)};
}

// --- their operators; upvalue 1 is the metatable -------------------------------------------------------------------

using Push = void (*)(lua_State*, Decimal, int);
using Read = Decimal (*)(lua_State*, int);

template <Push push, Read read>
int add(lua_State* state) {
  Decimal a = read(state, 1);
  Decimal b = read(state, 2);
  if (!aligned(a, b) || __builtin_add_overflow(a.mantissa, b.mantissa, &a.mantissa))
    return luaL_error(state, "too large");
  push(state, a, lua_upvalueindex(1));
  return 1;
}

template <Read read>
int at_most(lua_State* state) {
  Decimal a = read(state, 1);
  Decimal b = read(state, 2);
  if (!aligned(a, b)) return luaL_error(state, "too large");
  lua_pushboolean(state, a.mantissa <= b.mantissa ? 1 : 0);
  return 1;
}

void push_integer(lua_State* state, Decimal value, int) { lua_pushinteger(state, value.mantissa); }

// Upvalue 1: the decimals' metatable; 2: table from key to field number.
template <Push push>
int read_field(lua_State* state) {
  lua_settop(state, 2);
  if (lua_rawget(state, lua_upvalueindex(2)) != LUA_TNUMBER) return luaL_error(state, "no such field");
  const auto* const* row = static_cast<const DecimalRow* const*>(lua_touserdata(state, 1));
  push(state, (*row)->fields[lua_tointegerx(state, -1, nullptr)], lua_upvalueindex(1));
  return 1;
}

template <Push push, Read read>
void install(lua_State* state) {  // leaves the metatable on the stack
  lua_newtable(state);
  lua_pushvalue(state, -1);
  lua_pushcclosure(state, add<push, read>, 1);
  lua_setfield(state, -2, "__add");
  lua_pushvalue(state, -1);
  lua_pushcclosure(state, at_most<read>, 1);
  lua_setfield(state, -2, "__le");
}

}  // namespace

PlainLua::PlainLua(Form form, bool confined) : lua_(luaL_newstate()) {
  luaL_openlibs(lua_);
  lua_gc(lua_, LUA_GCGEN, 0, 0);
  lua_CFunction reader = read_field<push_integer>;
  if (form == Form::full) {
    install<push_full, full_at>(lua_);
    reader = read_field<push_full>;
  } else if (form == Form::packed) {
    install<push_packed, packed_at>(lua_);
    lua_pushlightuserdata(lua_, nullptr);
    lua_pushvalue(lua_, -2);
    lua_setmetatable(lua_, -2);
    lua_pop(lua_, 1);
    reader = read_field<push_packed>;
  } else {
    lua_newtable(lua_);
  }
  lua_newtable(lua_);
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    lua_pushinteger(lua_, static_cast<lua_Integer>(i));
    lua_setfield(lua_, -2, kNames[i]);
  }
  lua_pushcclosure(lua_, reader, 2);
  lua_setglobal(lua_, "read");
  if (confined)
    lua_sethook(
        lua_, [](lua_State*, lua_Debug*) {}, LUA_MASKCOUNT, kHookEvery);
}

PlainLua::~PlainLua() { lua_close(lua_); }

void PlainLua::give_proxy(const DecimalRow& row) {
  *static_cast<const DecimalRow**>(lua_newuserdatauv(lua_, sizeof(const DecimalRow*), 0)) = &row;
  lua_newtable(lua_);
  lua_getglobal(lua_, "read");
  lua_setfield(lua_, -2, "__index");
  lua_setmetatable(lua_, -2);
  lua_setglobal(lua_, "row");
}

void PlainLua::give_table(const DecimalRow& row) {
  lua_newtable(lua_);
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    lua_pushinteger(lua_, row.fields[i].mantissa);
    lua_setfield(lua_, -2, kNames[i]);
  }
  lua_setglobal(lua_, "row");
}

void PlainLua::load(std::string_view body) {
  const std::string source = "local it = row\n" + std::string(body);
  if (luaL_loadbufferx(lua_, source.data(), source.size(), "=bench", "t") != LUA_OK) std::abort();
  lua_setglobal(lua_, "body");
}

std::int64_t PlainLua::run() {
  lua_getglobal(lua_, "body");
  if (lua_pcallk(lua_, 0, 1, 0, 0, nullptr) != LUA_OK) return -1;
  std::int64_t result = -1;
  if (lua_isinteger(lua_, -1) != 0) result = lua_tointegerx(lua_, -1, nullptr);
  if (lua_type(lua_, -1) == LUA_TLIGHTUSERDATA) result = packed_at(lua_, -1).mantissa;
  if (lua_type(lua_, -1) == LUA_TUSERDATA) result = full_at(lua_, -1).mantissa;
  lua_settop(lua_, 0);
  return result;
}

}  // namespace gouji::bench
