// The base environment: an allow list built from nothing. What is not named here does not exist for scripts.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "script/bind.hpp"
#include "script/context.hpp"
#include "script/frozen.hpp"
#include "script/iteration.hpp"
#include "script/lua_access.hpp"
#include "script/metatables.hpp"
#include "script/missing.hpp"

namespace gouji::script {
namespace {

using access::charge;
using access::kLongestText;
using access::look_through;
using access::need_table;

constexpr std::size_t kTextBytesPerStep = 16;
constexpr std::uint64_t kStepsOfCaught = 100;  // a caught error unwinds the stack, which takes microseconds

lua_Integer list_length(Call& call, int index) {
  need_table(call, index);
  const auto length = static_cast<lua_Integer>(lua_rawlen(call.state(), index));
  access::check_item_count(static_cast<std::size_t>(length));
  charge(call, static_cast<std::size_t>(length));
  return length;
}

// --- small functions ---------------------------------------------------------------------------------------------

int type_of(Call& call) {
  if (call.count() == 0) throw Fault("script.argument", "type 需要一个参数", "type needs an argument");
  if (call.is_value(1)) return call.give("value");
  lua_pushstring(call.state(), luaL_typename(call.state(), 1));
  return 1;
}

// No addresses: they differ from run to run.
int to_text(Call& call) {
  lua_State* state = call.state();
  switch (lua_type(state, 1)) {
    case LUA_TTABLE: return call.give("table");
    case LUA_TFUNCTION: return call.give("function");
    default: luaL_tolstring(state, 1, nullptr); return 1;
  }
}

int to_number(Call& call) {
  if (call.is_text(1)) {
    if (const std::size_t bytes = lua_rawlen(call.state(), 1); bytes >= kTextBytesPerStep)
      charge(call, bytes / kTextBytesPerStep);
    if (lua_stringtonumber(call.state(), lua_tolstring(call.state(), 1, nullptr)) == 0) return call.give_nil();
    return 1;
  }
  lua_settop(call.state(), 1);
  return lua_type(call.state(), 1) == LUA_TNUMBER ? 1 : call.give_nil();
}

int raise(lua_State* state) {
  lua_settop(state, 2);
  const int level = static_cast<int>(luaL_optinteger(state, 2, 1));
  lua_settop(state, 1);
  if (lua_type(state, 1) == LUA_TSTRING && level > 0) {
    luaL_where(state, level);
    lua_pushvalue(state, 1);
    lua_concat(state, 2);
  }
  return lua_error(state);
}

int assert_true(lua_State* state) {
  if (lua_toboolean(state, 1) != 0) return lua_gettop(state);
  luaL_checkany(state, 1);
  lua_remove(state, 1);
  lua_pushliteral(state, "assert 不成立");
  lua_settop(state, 1);
  return raise(state);
}

int select_from(Call& call) {
  const int count = call.count();
  if (call.is_text(1) && call.text(1, "n") == "#") return call.give(count - 1);
  lua_Integer position = call.integer(1, "n");
  if (position < 0) position = count + position;
  if (position < 1) throw Fault("script.argument", "select 的位置超出范围", "select: position out of range");
  return count - static_cast<int>(std::min<lua_Integer>(position, count));
}

// Cut between characters.
void copy_what(const std::exception& error, char* to, std::size_t room) {
  std::string_view what = error.what();
  if (what.size() >= room) {
    std::size_t end = room - 1;
    while (end > 0 && (static_cast<unsigned char>(what[end]) & 0xC0U) == 0x80U) --end;
    what = what.substr(0, end);
  }
  what.copy(to, what.size());
  to[what.size()] = '\0';
}

// A limit that was crossed and a missing figure cannot be swallowed; everything else can.
int protected_call(lua_State* state) {
  luaL_checkany(state, 1);
  lua_pushboolean(state, 1);
  lua_insert(state, 1);
  const int status = lua_pcallk(state, lua_gettop(state) - 2, LUA_MULTRET, 0, 0, nullptr);
  if (status == LUA_OK) return lua_gettop(state);
  Context& context = access::context_of(state);
  context.steps_used += kStepsOfCaught;
  bool sticky = context.tripped != Limit::none || status == LUA_ERRMEM;
  if (status == LUA_ERRMEM && context.tripped == Limit::none) {
    context.tripped = Limit::memory;
    context.tripped_at = context.refused_at;
  }
  lua_rawgetp(state, LUA_REGISTRYINDEX, &context);
  const bool from_host = lua_rawequal(state, -1, -2) != 0;
  lua_pop(state, 1);
  char message[512] = "";
  if (from_host && !sticky) {
    try {
      std::rethrow_exception(context.kept);
    } catch (const MissingValue&) {
      sticky = true;
    } catch (const MissingPart&) {
      sticky = true;
    } catch (const Fault& fault) {
      const Limit crossed = limit_named_by(fault.code());
      sticky = crossed != Limit::none;
      if (sticky) {
        context.tripped = crossed;
        context.tripped_at = context.kept_at;
      }
      copy_what(fault, message, sizeof message);
    } catch (const std::bad_alloc&) {
      sticky = true;
      context.tripped = Limit::memory;
      context.tripped_at = context.kept_at;
    } catch (const std::exception& error) {
      copy_what(error, message, sizeof message);
    }
  }
  if (sticky) return lua_error(state);
  if (from_host) {
    context.kept = nullptr;
    lua_pop(state, 1);
    lua_pushstring(state, message);
  }
  lua_pushboolean(state, 0);
  lua_insert(state, -2);
  return 2;
}

// Host tables and frozen ones read through a metatable; writing into them raw would be seen by every other rule.
lua_Integer writable_length(Call& call, int index) {
  const lua_Integer length = list_length(call, index);
  if (access::push_own_metatable(call.state(), index)) {
    throw std::move(Fault("script.read_only", "这张表是只读的，不能改动", "this table cannot be changed")
                        .hint("在函数里新建一张 local 表，把要的内容抄过去再改",
                              "make a local table in the function and change that"));
  }
  return length;
}

// --- table -------------------------------------------------------------------------------------------------------

int insert(Call& call) {
  lua_State* state = call.state();
  const lua_Integer length = writable_length(call, 1);
  lua_Integer position = length + 1;
  if (call.count() >= 3) {
    position = call.integer(2, "位置");
    if (position < 1 || position > length + 1)
      throw Fault("script.argument", "插入位置超出列表", "position out of range");
    for (lua_Integer i = length; i >= position; --i) {
      lua_rawgeti(state, 1, i);
      lua_rawseti(state, 1, i + 1);
    }
  }
  lua_settop(state, std::max(2, std::min(call.count(), 3)));
  lua_rawseti(state, 1, position);
  return 0;
}

int remove(Call& call) {
  lua_State* state = call.state();
  const lua_Integer length = writable_length(call, 1);
  const lua_Integer position = call.absent(2) ? length : call.integer(2, "位置");
  if (length == 0) return call.give_nil();
  if (position < 1 || position > length) throw Fault("script.argument", "删除位置超出列表", "position out of range");
  lua_rawgeti(state, 1, position);
  for (lua_Integer i = position; i < length; ++i) {
    lua_rawgeti(state, 1, i + 1);
    lua_rawseti(state, 1, i);
  }
  lua_pushnil(state);
  lua_rawseti(state, 1, length);
  return 1;
}

int concat(Call& call) {
  lua_State* state = call.state();
  need_table(call, 1);
  look_through(call, 1);
  const lua_Integer length = list_length(call, 1);
  const std::string separator(call.optional_text(2, "分隔").value_or(""));
  std::string joined;
  for (lua_Integer i = 1; i <= length; ++i) {
    if (i > 1) joined += separator;
    lua_rawgeti(state, 1, i);
    const int type = lua_type(state, -1);
    if (type != LUA_TSTRING && type != LUA_TNUMBER) {
      throw Fault("script.argument", fmt::format("第 {} 项不是文字", i), fmt::format("item {} is no text", i));
    }
    std::size_t bytes = 0;
    luaL_tolstring(state, -1, &bytes);
    access::check_text_size(joined.size() + bytes);
    joined.append(lua_tolstring(state, -1, nullptr), bytes);
    charge(call, bytes / kTextBytesPerStep);
    lua_pop(state, 2);
    if (joined.size() > kLongestText)
      throw Fault("limit.memory", "文字过长，超过 16 MB", "the text is longer than 16 MB");
  }
  return call.give(joined);
}

int unpack(Call& call) {
  lua_State* state = call.state();
  need_table(call, 1);
  look_through(call, 1);
  const lua_Integer length = list_length(call, 1);
  if (length > 200 || lua_checkstack(state, static_cast<int>(length)) == 0) {
    throw Fault("script.argument", "unpack 的列表过长（上限 200）", "unpack: more than 200 items");
  }
  for (lua_Integer i = 1; i <= length; ++i) lua_rawgeti(state, 1, i);
  return static_cast<int>(length);
}

bool before(Call& call, int a, int b) {
  lua_State* state = call.state();
  charge(call, 4);
  if (lua_type(state, 2) == LUA_TFUNCTION) {
    lua_pushvalue(state, 2);
    lua_pushvalue(state, a < 0 ? a - 1 : a);
    lua_pushvalue(state, b < 0 ? b - 2 : b);
    lua_callk(state, 2, 1, 0, nullptr);
    const bool result = lua_toboolean(state, -1) != 0;
    lua_pop(state, 1);
    return result;
  }
  if (lua_type(state, a) != LUA_TSTRING || lua_type(state, b) != LUA_TSTRING)
    return lua_compare(state, a, b, LUA_OPLT) != 0;
  const std::string_view left(lua_tolstring(state, a, nullptr), lua_rawlen(state, a));
  const std::string_view right(lua_tolstring(state, b, nullptr), lua_rawlen(state, b));
  charge(call, std::min(left.size(), right.size()) / kTextBytesPerStep);
  return left < right;  // by bytes, as Lua's < in the C locale, which takes very long over texts of zeros
}

// Stable merge sort: no pivot seeded by a clock, and an inconsistent comparison function does no harm.
int sort(Call& call) {
  lua_State* state = call.state();
  const lua_Integer length = writable_length(call, 1);
  lua_settop(state, 2);
  lua_createtable(state, static_cast<int>(length), 0);  // 3: the other half-sorted list
  for (lua_Integer width = 1; width < length; width *= 2) {
    for (lua_Integer start = 1; start <= length; start += 2 * width) {
      lua_Integer left = start;
      lua_Integer right = std::min(start + width, length + 1);
      const lua_Integer left_end = right;
      const lua_Integer right_end = std::min(start + 2 * width, length + 1);
      for (lua_Integer out = start; out < right_end; ++out) {
        bool take_left = right >= right_end;
        if (!take_left && left < left_end) {
          lua_rawgeti(state, 1, right);
          lua_rawgeti(state, 1, left);
          take_left = !before(call, 4, 5);
          lua_settop(state, 3);
        }
        lua_rawgeti(state, 1, take_left ? left++ : right++);
        lua_rawseti(state, 3, out);
      }
    }
    charge(call, static_cast<std::size_t>(length));
    for (lua_Integer i = 1; i <= length; ++i) {
      lua_rawgeti(state, 3, i);
      lua_rawseti(state, 1, i);
    }
  }
  return 0;
}

// --- string ------------------------------------------------------------------------------------------------------

int repeat(Call& call) {
  const std::string_view text = call.text(1, "文字");
  const std::int64_t times = call.integer(2, "次数");
  const std::string_view separator = call.optional_text(3, "分隔").value_or("");
  const std::size_t one = text.size() + separator.size();
  if (times <= 0 || one == 0) return call.give("");
  if (static_cast<std::uint64_t>(times) > kLongestText / one) {
    throw std::move(Fault("limit.memory", fmt::format("重复 {} 次的文字过长，超过 16 MB", times),
                          "the repeated text is longer than 16 MB")
                        .hint("减少重复次数", "repeat it fewer times"));
  }
  std::string result;
  result.reserve(one * static_cast<std::size_t>(times));
  for (std::int64_t i = 0; i < times; ++i) {
    if (i > 0) result += separator;
    result += text;
  }
  charge(call, result.size() / 16);
  return call.give(result);
}

// The work of many functions grows with the texts that they are given.
int charge_texts(Call& call) {
  std::size_t bytes = 0;
  for (int i = 1; i <= call.count(); ++i) {
    if (call.is_text(i)) bytes += lua_rawlen(call.state(), i);
  }
  if (bytes >= kTextBytesPerStep) charge(call, bytes / kTextBytesPerStep);
  return 0;
}

int format_body(Call& call) {
  charge_texts(call);
  const std::string_view pattern = call.text(1, "格式");
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    ++i;
    while (i < pattern.size() && std::string_view("-+ #0123456789.").find(pattern[i]) != std::string_view::npos) ++i;
    if (i < pattern.size() && std::string_view("pa").find(pattern[i]) != std::string_view::npos) {
      throw Fault("script.argument", fmt::format("格式 %{} 不能使用", pattern[i]),
                  fmt::format("format %{} is not available", pattern[i]));
    }
  }
  for (int i = 2; i <= call.count(); ++i) {
    const int type = lua_type(call.state(), i);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION) {
      throw Fault("script.argument", fmt::format("第 {} 个参数是表或函数，不能排成文字", i),
                  "tables and functions cannot be formatted");
    }
  }
  return 0;
}

// string.format without addresses: the library's own, after a look at what it is asked for. Upvalue 1: the original.
int format(lua_State* state) {
  const int checked = guarded<format_body>(state);
  (void)checked;
  lua_pushvalue(state, lua_upvalueindex(1));
  lua_insert(state, 1);
  lua_callk(state, lua_gettop(state) - 1, 1, 0, nullptr);
  return 1;
}

// A function of Lua's own, upvalue 1, after its texts are charged.
int charged(lua_State* state) {
  guarded<charge_texts>(state);
  lua_pushvalue(state, lua_upvalueindex(1));
  lua_insert(state, 1);
  lua_callk(state, lua_gettop(state) - 1, LUA_MULTRET, 0, nullptr);
  return lua_gettop(state);
}

// --- locked libraries --------------------------------------------------------------------------------------------

int refuse_write_body(Call& call) {
  const std::string key = call.is_text(2) ? std::string(call.text(2, "名称")) : "?";
  throw std::move(Fault("script.global_write", fmt::format("不能给“{}”赋值：没有声明为 local，或是系统的名称", key),
                        fmt::format("cannot assign to {}: it is not declared local", key))
                      .hint(fmt::format("写成 local {} = …", key), fmt::format("write local {} = …", key)));
}

int refuse_write(lua_State* state) { return guarded<refuse_write_body>(state); }

// Parameters, local variables and upvalues of the function that is calling: the likeliest names to be mistyped.
void add_names_in_reach(lua_State* state, std::vector<std::string>& names) {
  lua_Debug caller{};
  if (lua_getstack(state, 1, &caller) == 0) return;
  for (int i = 1; const char* name = lua_getlocal(state, &caller, i); ++i) {
    if (name[0] != '(') names.emplace_back(name);
    lua_pop(state, 1);
  }
  lua_getinfo(state, "f", &caller);
  for (int i = 1; const char* name = lua_getupvalue(state, -1, i); ++i) {
    if (name[0] != '_' && name[0] != '(' && name[0] != '\0') names.emplace_back(name);
    lua_pop(state, 1);
  }
  lua_pop(state, 1);
}

int unknown_global_body(Call& call) {
  const std::string key = call.is_text(2) ? std::string(call.text(2, "名称")) : "?";
  std::vector<std::string> names;
  for (const int table : {lua_upvalueindex(1), 1}) {  // what lines at a prompt have set, and the base names
    lua_pushnil(call.state());
    while (lua_next(call.state(), table) != 0) {
      if (lua_type(call.state(), -2) == LUA_TSTRING) names.emplace_back(lua_tolstring(call.state(), -2, nullptr));
      lua_pop(call.state(), 1);
    }
  }
  add_names_in_reach(call.state(), names);
  std::sort(names.begin(), names.end());
  Fault fault("script.unknown_name", fmt::format("没有名为“{}”的变量或函数", key), fmt::format("unknown name {}", key));
  if (const std::string guess = nearest(key, names); !guess.empty()) {
    fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
  } else {
    fault.hint("规则里没有 io、os、require 系统库等；可用的名称见 docs/reference/lua.md", "see docs/reference/lua.md");
  }
  throw fault;
}

// An unknown global is an error at once, with the nearest name. Upvalue 1: the environment.
int unknown_global(lua_State* state) {
  lua_settop(state, 2);
  return guarded<unknown_global_body>(state);
}

int unknown_member_body(Call& call) {
  const std::string key = call.is_text(2) ? std::string(call.text(2, "名称")) : "?";
  std::vector<std::string> names;
  lua_pushnil(call.state());
  while (lua_next(call.state(), 1) != 0) {
    if (lua_type(call.state(), -2) == LUA_TSTRING) names.emplace_back(lua_tolstring(call.state(), -2, nullptr));
    lua_pop(call.state(), 1);
  }
  std::sort(names.begin(), names.end());
  const std::string guess = nearest(key, names);
  Fault fault("script.unknown_field", fmt::format("没有名为“{}”的函数", key), fmt::format("no function {} here", key));
  fault.hint(
      guess.empty() ? fmt::format("可用：{}", fmt::join(names, "、")) : fmt::format("是否想写“{}”？", guess),
      guess.empty() ? fmt::format("use one of {}", fmt::join(names, ", ")) : fmt::format("did you mean {}?", guess));
  throw fault;
}

// A misspelt function of a library would read as nil, and as “no” in a condition.
int unknown_member(lua_State* state) {
  lua_settop(state, 2);
  return guarded<unknown_member_body>(state);
}

// Replaces the table on top by an empty one that reads through to it and refuses every write and every unknown name.
void lock_library(lua_State* state) {
  lua_newtable(state);
  lua_pushcfunction(state, unknown_member);
  lua_setfield(state, -2, "__index");
  lua_setmetatable(state, -2);
  lua_newtable(state);
  lua_newtable(state);
  lua_pushvalue(state, -3);
  lua_setfield(state, -2, "__index");
  lua_pushcfunction(state, refuse_write);
  lua_setfield(state, -2, "__newindex");
  lua_pushboolean(state, 0);
  lua_setfield(state, -2, "__metatable");
  lua_setmetatable(state, -2);
  lua_remove(state, -2);
}

// Copies the named functions of the library on top into a new table and replaces it.
void keep_only(lua_State* state, std::initializer_list<const char*> names, bool work_on_texts = false) {
  lua_newtable(state);
  for (const char* name : names) {
    lua_getfield(state, -2, name);
    if (work_on_texts) lua_pushcclosure(state, charged, 1);
    lua_setfield(state, -2, name);
  }
  lua_remove(state, -2);
}

void set_functions(lua_State* state, const std::vector<Function>& functions) {
  for (const Function& function : functions) {
    lua_pushlstring(state, function.name.data(), function.name.size());
    lua_pushcfunction(state, function.function);
    lua_rawset(state, -3);
  }
}

char base_key;  // its address names the base table in the registry

}  // namespace

void access::install_base(lua_State* state) {
  const Context& context = context_of(state);
  lua_newtable(state);  // the base names
  const int base = lua_gettop(state);
  set_functions(state, {host_function<access::pairs>("pairs", "", ""), host_function<access::ipairs>("ipairs", "", ""),
                        host_function<access::next_key>("next", "", ""), host_function<type_of>("type", "", ""),
                        host_function<to_text>("tostring", "", ""), host_function<to_number>("tonumber", "", ""),
                        host_function<select_from>("select", "", ""),
                        host_function<access::set_metatable>("setmetatable", "", "")});
  for (const auto& [name, function] :
       {std::pair{"error", &raise}, std::pair{"assert", &assert_true}, std::pair{"pcall", &protected_call}}) {
    lua_pushcfunction(state, function);
    lua_setfield(state, base, name);
  }

  luaL_requiref(state, "math", luaopen_math, 0);
  keep_only(state,
            {"abs", "ceil", "floor", "max", "min", "tointeger", "type", "ult", "fmod", "maxinteger", "mininteger"});
  lock_library(state);
  lua_setfield(state, base, "math");

  luaL_requiref(state, "utf8", luaopen_utf8, 0);
  keep_only(state, {"char", "codepoint", "len"}, true);
  lock_library(state);
  lua_setfield(state, base, "utf8");

  lua_newtable(state);
  set_functions(state, {host_function<insert>("insert", "", ""), host_function<remove>("remove", "", ""),
                        host_function<concat>("concat", "", ""), host_function<unpack>("unpack", "", ""),
                        host_function<sort>("sort", "", "")});
  lock_library(state);
  lua_setfield(state, base, "table");

  luaL_requiref(state, "string", luaopen_string, 0);  // also gives texts their metatable
  lua_getfield(state, -1, "format");
  lua_insert(state, -2);
  lua_getfield(state, -1, "len");
  lua_getfield(state, -2, "char");
  lua_rotate(state, -3, 2);
  keep_only(state, {"byte", "lower", "upper", "reverse", "sub"}, true);
  lua_insert(state, -3);
  lua_setfield(state, -3, "char");
  lua_setfield(state, -2, "len");
  lua_insert(state, -2);  // the table below the original format
  lua_pushcclosure(state, format, 1);
  lua_setfield(state, -2, "format");
  set_functions(state, {host_function<repeat>("rep", "", "")});
  lock_library(state);
  lua_pushliteral(state, "");
  lua_newtable(state);  // a new, locked metatable for all texts
  lua_pushvalue(state, -3);
  lua_setfield(state, -2, "__index");
  lua_pushboolean(state, 0);
  lua_setfield(state, -2, "__metatable");
  lua_setmetatable(state, -2);
  lua_pop(state, 1);
  lua_setfield(state, base, "string");
  lua_settop(state, base);

  for (const Library& library : context.catalogue->libraries()) {
    if (library.name.empty()) {
      set_functions(state, library.functions);
      continue;
    }
    lua_newtable(state);
    set_functions(state, library.functions);
    lock_library(state);
    lua_setfield(state, base, std::string(library.name).c_str());
  }
  lua_rawsetp(state, LUA_REGISTRYINDEX, &base_key);
  // luaL_requiref leaves libraries in the registry's loaded table; nothing may find them there.
  lua_pushnil(state);
  lua_setfield(state, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
}

void access::push_environment(lua_State* state, const std::vector<Function>& functions) {
  lua_newtable(state);
  lua_newtable(state);  // metatable
  lua_newtable(state);  // own names and the base names
  lua_rawgetp(state, LUA_REGISTRYINDEX, &base_key);
  lua_pushnil(state);
  while (lua_next(state, -2) != 0) {
    lua_pushvalue(state, -2);
    lua_insert(state, -2);
    lua_rawset(state, -5);
  }
  lua_pop(state, 1);
  set_functions(state, functions);
  lua_newtable(state);  // what the names lead to in their turn: Lua finds a name there is without calling the host
  lua_pushvalue(state, -4);
  lua_pushcclosure(state, unknown_global, 1);
  lua_setfield(state, -2, "__index");
  lua_setmetatable(state, -2);
  lua_setfield(state, -2, "__index");
  lua_pushcfunction(state, refuse_write);
  lua_setfield(state, -2, "__newindex");
  lua_pushboolean(state, 0);
  lua_setfield(state, -2, "__metatable");
  lua_setmetatable(state, -2);
}

}  // namespace gouji::script
