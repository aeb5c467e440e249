#include "script/call.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/text.hpp"
#include "script/context.hpp"
#include "script/fields.hpp"
#include "script/frozen.hpp"
#include "script/lua_access.hpp"
#include "script/lua_headers.hpp"

namespace gouji::script {
namespace {

constexpr std::size_t kLongestWritten = 40;  // of a text that is told

std::string given(lua_State* state, int index) {
  switch (lua_type(state, index)) {
    case LUA_TNONE:
    case LUA_TNIL: return "没有给出";
    case LUA_TBOOLEAN: return lua_toboolean(state, index) != 0 ? "true" : "false";
    case LUA_TNUMBER:
      return fmt::format("数字 {}", lua_isinteger(state, index) != 0
                                        ? std::to_string(lua_tointegerx(state, index, nullptr))
                                        : "（二进制小数）");
    case LUA_TSTRING:
      return fmt::format("文字“{}”", text::shorten(lua_tolstring(state, index, nullptr), kLongestWritten));
    case LUA_TTABLE: return "表 { }";
    case LUA_TFUNCTION: return "函数";
    case LUA_TLIGHTUSERDATA: return "一个数";
    case LUA_TUSERDATA: {
      const Object* object = access::object_at(state, index);
      return object == nullptr ? "未知对象"
                               : std::string(access::context_of(state).catalogue->type(object->type).chinese);
    }
    default: return "不能使用的值";
  }
}

int absolute(lua_State* state, int index) { return lua_absindex(state, index); }

constexpr int kDeepestPlain = 12;
constexpr std::size_t kMostNodes = 100'000;
constexpr std::size_t kMostPlainBytes = std::size_t{16} << 20U;  // a text counts each time it stands there

struct Reading {
  std::size_t nodes = 0, bytes = 0;
};

Plain read_plain(lua_State* state, int index, int depth, Reading& read) {
  if (++read.nodes > kMostNodes || depth > kDeepestPlain || read.bytes > kMostPlainBytes) {
    throw Fault("script.table_too_large", "表的层次或内容过多", "the table is too deep or too large");
  }
  if (lua_checkstack(state, 8) == 0) throw Fault("script.stack", "表的层次过多", "the table is too deep");
  index = absolute(state, index);
  switch (lua_type(state, index)) {
    case LUA_TNIL: return {};
    case LUA_TBOOLEAN: return {lua_toboolean(state, index) != 0};
    case LUA_TSTRING: {
      std::size_t length = 0;
      const char* bytes = lua_tolstring(state, index, &length);
      read.bytes += length;
      if (read.bytes > kMostPlainBytes)
        throw Fault("script.table_too_large", "表里的文字过长", "the texts of the table are too long");
      return {std::string(bytes, length)};
    }
    case LUA_TNUMBER:
      if (lua_isinteger(state, index) != 0) return {static_cast<std::int64_t>(lua_tointegerx(state, index, nullptr))};
      throw std::move(Fault("script.binary_float", "这里不能写二进制小数", "binary floats are not accepted here")
                          .hint("把小数写成文字：\"0.5\"，或放进 parameters.toml", "write it as text: \"0.5\""));
    case LUA_TFUNCTION: {
      lua_Debug info{};
      lua_pushvalue(state, index);
      lua_getinfo(state, ">S", &info);
      lua_pushvalue(state, index);
      const int reference = luaL_ref(state, LUA_REGISTRYINDEX);
      access::context_of(state).function_refs.push_back(reference);
      return {FunctionRef{reference, info.linedefined}};
    }
    case LUA_TUSERDATA: {
      const Object* object = access::object_at(state, index);
      if (object != nullptr && object->type == types::parameter) {
        return {ParameterRef{*static_cast<const std::string*>(object->pointer)}};
      }
      break;
    }
    case LUA_TTABLE: {
      access::push_entries(state, index);
      const int table = lua_gettop(state);
      const auto length = static_cast<std::int64_t>(lua_rawlen(state, table));
      if (length > 0) {
        PlainList list;
        for (std::int64_t i = 1; i <= length; ++i) {
          lua_rawgeti(state, table, i);
          list.push_back(read_plain(state, -1, depth + 1, read));
          lua_pop(state, 1);
        }
        lua_pop(state, 1);
        return {std::move(list)};
      }
      PlainMap map;
      lua_pushnil(state);
      while (lua_next(state, table) != 0) {
        std::string key;
        if (lua_type(state, -2) == LUA_TSTRING) {
          key = lua_tolstring(state, -2, nullptr);
          read.bytes += key.size();
        } else if (lua_isinteger(state, -2) != 0) {
          key = std::to_string(lua_tointegerx(state, -2, nullptr));
        } else {
          throw Fault("script.bad_key", "表的键只能是文字或整数", "table keys must be texts or whole numbers");
        }
        map.emplace_back(std::move(key), read_plain(state, -1, depth + 1, read));
        lua_pop(state, 1);
      }
      lua_pop(state, 1);
      std::sort(map.begin(), map.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      return {std::move(map)};
    }
    default: break;
  }
  throw Fault("script.bad_value", fmt::format("这里不能使用{}", given(state, index)),
              "a value of this type cannot stand here");
}

}  // namespace

void access::push_plain(lua_State* state, const Plain& plain) {
  luaL_checkstack(state, 4, "表的层次过多");
  if (const auto* flag = plain.flag()) {
    lua_pushboolean(state, *flag ? 1 : 0);
  } else if (const auto* number = plain.integer()) {
    lua_pushinteger(state, *number);
  } else if (const auto* words = plain.text()) {
    lua_pushlstring(state, words->data(), words->size());
  } else if (const auto* list = plain.list()) {
    lua_createtable(state, static_cast<int>(list->size()), 0);
    for (std::size_t i = 0; i < list->size(); ++i) {
      push_plain(state, (*list)[i]);
      lua_rawseti(state, -2, static_cast<lua_Integer>(i + 1));
    }
  } else if (const auto* map = plain.map()) {
    lua_createtable(state, 0, static_cast<int>(map->size()));
    for (const auto& [key, value] : *map) {
      push_plain(state, value);
      lua_setfield(state, -2, key.c_str());
    }
  } else {
    lua_pushnil(state);
  }
}

Call::Call(lua_State* state) : state_(state), context_(&access::context_of(state)), count_(lua_gettop(state)) {}

void Call::wrong(int index, std::string_view name, std::string_view wanted) const {
  throw Fault("script.argument", fmt::format("参数“{}”应为{}，这里是{}", name, wanted, given(state_, index)),
              fmt::format("argument {} has the wrong type: {}", name, given(state_, index)));
}

bool Call::absent(int index) const { return lua_isnoneornil(state_, index); }
bool Call::is_text(int index) const { return lua_type(state_, index) == LUA_TSTRING; }
bool Call::is_table(int index) const { return lua_type(state_, index) == LUA_TTABLE; }
bool Call::is_value(int index) const { return lua_type(state_, index) == LUA_TLIGHTUSERDATA; }
bool Call::is_object(int index, ObjectType type) const {
  const Object* object = access::object_at(state_, index);
  return object != nullptr && object->type == type;
}
bool Call::truthy(int index) const { return lua_toboolean(state_, index) != 0; }

std::string_view Call::text(int index, std::string_view name) const {
  if (!is_text(index)) wrong(index, name, "文字");
  std::size_t length = 0;
  const char* bytes = lua_tolstring(state_, index, &length);
  return {bytes, length};
}

std::optional<std::string_view> Call::optional_text(int index, std::string_view name) const {
  if (absent(index)) return std::nullopt;
  return text(index, name);
}

std::int64_t Call::integer(int index, std::string_view name) const {
  if (lua_isinteger(state_, index) == 0) wrong(index, name, "整数");
  return lua_tointegerx(state_, index, nullptr);
}

ValueId Call::value(int index, std::string_view name) const {
  Context& context = *context_;
  if (lua_type(state_, index) == LUA_TLIGHTUSERDATA) return access::value_at(state_, index);
  if (lua_isinteger(state_, index) != 0) return context.values.constant(lua_tointegerx(state_, index, nullptr), {});
  if (lua_type(state_, index) == LUA_TNUMBER) {
    throw std::move(Fault("script.binary_float", fmt::format("“{}”是二进制小数，算不准", name),
                          fmt::format("argument {} is a binary float, which is not exact", name))
                        .hint("写进 parameters.toml，用 param \"名称\" 读；或写成带引号的 amount \"0.5\"",
                              "put it into parameters.toml and use param, or write amount \"0.5\""));
  }
  if (const Object* object = access::object_at(state_, index); object != nullptr && object->type == types::parameter) {
    return access::parameter_value(context, *static_cast<const std::string*>(object->pointer));
  }
  if (is_object(index, types::target)) {
    const auto* target = static_cast<const Target*>(access::object_at(state_, index)->pointer);
    (void)target;
    wrong(index, name, "一个数（指标值请写 .value）");
  }
  // A threshold written as text: 80%.
  if (is_text(index)) {
    const std::string written = text::shorten(text(index, name), kLongestWritten);
    throw std::move(
        Fault("script.argument", fmt::format("“{}”应为一个数，这里是文字“{}”", name, written),
              fmt::format("argument {} must be a number, this is the text “{}”", name, written))
            .hint(fmt::format("写进 parameters.toml（unit、basis、value），用 param \"名称\" 读；或写 amount \"{}\"",
                              written),
                  fmt::format("put it into parameters.toml and read it by param, or write amount \"{}\"", written)));
  }
  wrong(index, name, "一个数");
}

Object Call::object(int index, ObjectType type, std::string_view name) const {
  const Object* object = access::object_at(state_, index);
  if (object == nullptr || object->type != type) wrong(index, name, context_->catalogue->type(type).chinese);
  return *object;
}

Plain Call::plain(int index, std::string_view) const {
  Reading read;
  return read_plain(state_, index, 0, read);
}

std::vector<std::string_view> Call::texts(int index, std::string_view name) const {
  std::vector<std::string_view> texts;
  bool nothing_else = is_table(index);
  if (nothing_else) {
    access::push_entries(state_, index);
    const std::size_t length = std::min<std::size_t>(lua_rawlen(state_, -1), kMostNodes);
    texts.reserve(length);
    for (std::size_t i = 1; i <= length; ++i) {
      if (lua_rawgeti(state_, -1, static_cast<lua_Integer>(i)) == LUA_TSTRING)
        texts.push_back(text(-1, name));
      else
        nothing_else = false;
      lua_pop(state_, 1);
    }
    lua_pop(state_, 1);
  }
  // Reading it all refuses what is no plain data, keys among it, and what is too large.
  if (!nothing_else || texts.empty() || texts.size() >= kMostNodes) plain(index, name);
  return texts;
}

std::vector<std::string_view> Call::names(int index, std::string_view name) const {
  if (is_text(index)) return {text(index, name)};
  auto names = texts(index, name);
  if (names.empty())
    throw Fault("script.argument", fmt::format("“{}”应为名称或名称列表", name), "a name or a list of names is wanted");
  return names;
}

std::vector<ValueId> Call::value_list(int index, std::string_view name) {
  if (!is_table(index)) wrong(index, name, "列表 { … }");
  std::vector<ValueId> values;
  access::push_entries(state_, index);
  const int list = lua_gettop(state_);
  const auto length = static_cast<std::int64_t>(lua_rawlen(state_, list));
  if (length > 0) access::charge(*this, static_cast<std::size_t>(length));
  for (std::int64_t i = 1; i <= length; ++i) {
    lua_rawgeti(state_, list, i);
    values.push_back(value(lua_gettop(state_), name));
    lua_pop(state_, 1);
  }
  lua_pop(state_, 1);
  return values;
}

std::vector<ValueId> Call::field_values(int index, std::string_view field) const {
  if (!is_table(index)) wrong(index, "行的列表", "列表 { … }");
  std::vector<ValueId> values;
  access::push_entries(state_, index);
  const int list = lua_gettop(state_);
  const auto length = static_cast<std::int64_t>(lua_rawlen(state_, list));
  for (std::int64_t i = 1; i <= length; ++i) {
    lua_rawgeti(state_, list, i);
    const Object* object = access::object_at(state_, -1);
    const bool record = object != nullptr && (object->type == types::fund || object->type == types::indicator ||
                                              object->type == types::claim);
    if (!record) wrong(lua_gettop(state_), "行的列表", "资金行、指标等的列表");
    const auto& source = *static_cast<const Record*>(object->pointer);
    const int position = field_index(source.kind, field);
    if (position < 0) {
      throw Fault("script.unknown_field", fmt::format("没有名为“{}”的字段", field),
                  fmt::format("no field named {}", field));
    }
    values.push_back(
        context_->values.cell(leaf_of(source, fields_of(source.kind)[static_cast<std::size_t>(position)])));
    lua_pop(state_, 1);
  }
  lua_pop(state_, 1);
  return values;
}

std::vector<TableKey> Call::table_keys(int index) const {
  if (!is_table(index)) wrong(index, "表", "表 { … }");
  access::push_entries(state_, index);
  const int table = lua_gettop(state_);
  std::vector<TableKey> keys;
  lua_pushnil(state_);
  while (lua_next(state_, table) != 0) {  // by next, not by length: a list with holes keeps what stands behind them
    lua_pop(state_, 1);
    if (lua_type(state_, -1) == LUA_TSTRING)
      keys.push_back({lua_tolstring(state_, -1, nullptr), std::nullopt});
    else if (lua_isinteger(state_, -1) != 0)
      keys.push_back({{}, lua_tointegerx(state_, -1, nullptr)});
  }
  lua_pop(state_, 1);
  std::sort(keys.begin(), keys.end(), [](const TableKey& a, const TableKey& b) {
    if (a.position || b.position) return a.position < b.position;  // none is less than any
    return a.text < b.text;
  });
  return keys;
}

int Call::push_field(int index, const TableKey& key) {
  if (lua_checkstack(state_, 4) == 0) throw Fault("script.stack", "表的层次过多", "the table is too deep");
  access::push_entries(state_, index);
  const int table = lua_gettop(state_);
  if (key.position) {
    lua_rawgeti(state_, table, *key.position);
  } else {
    lua_pushlstring(state_, key.text.data(), key.text.size());
    lua_rawget(state_, table);
  }
  lua_remove(state_, table);
  return lua_gettop(state_);
}

std::vector<std::string> Call::keys(int index) const {
  std::vector<std::string> names;
  for (const TableKey& key : table_keys(index)) names.push_back(key.name());
  return names;
}

int Call::push_field(int index, const std::string& key) {
  if (key.starts_with('#')) return push_field(index, TableKey{{}, std::stoll(key.substr(1))});
  return push_field(index, TableKey{key, std::nullopt});
}

void Call::pop() { lua_pop(state_, 1); }

int Call::give(std::string_view text) {
  lua_pushlstring(state_, text.data(), text.size());
  return 1;
}
int Call::give(bool flag) {
  lua_pushboolean(state_, flag ? 1 : 0);
  return 1;
}
int Call::give(std::int64_t number) {
  lua_pushinteger(state_, number);
  return 1;
}
int Call::give_nil() {
  lua_pushnil(state_);
  return 1;
}
int Call::give_value(ValueId id) {
  access::push_value(state_, id);
  return 1;
}
int Call::give_object(const Object& object) {
  access::push_object(state_, object);
  return 1;
}
int Call::give_plain(const Plain& plain) {
  access::push_plain(state_, plain);
  return 1;
}
int Call::give_list(const std::vector<Object>& objects) {
  lua_createtable(state_, static_cast<int>(objects.size()), 0);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    access::push_object(state_, objects[i]);
    lua_rawseti(state_, -2, static_cast<lua_Integer>(i + 1));
  }
  return 1;
}
int Call::give_values(const std::vector<ValueId>& values) {
  lua_createtable(state_, static_cast<int>(values.size()), 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    access::push_value(state_, values[i]);
    lua_rawseti(state_, -2, static_cast<lua_Integer>(i + 1));
  }
  return 1;
}
int Call::give_reference(int reference) {
  lua_rawgeti(state_, LUA_REGISTRYINDEX, reference);
  return 1;
}
int Call::give_self() {
  lua_pushvalue(state_, 1);
  return 1;
}

void Call::call_with(int index, const Object& argument) {
  lua_pushvalue(state_, index);
  access::push_object(state_, argument);
  lua_callk(state_, 1, 0, 0, nullptr);
}

Location Call::caller() const { return access::where(state_); }

}  // namespace gouji::script
