#include "script/lua_access.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "script/fields.hpp"

namespace gouji::script::access {
namespace {

constexpr std::size_t kWorkWorthALook = 1000;  // steps: reading the clock costs about a hundred

constexpr unsigned kGenerationShift = 48;

struct Held {
  Object object;
  std::uint16_t generation = 0;
};

[[noreturn]] void expired() {
  throw std::move(Fault("script.expired", "这个数或对象属于上一次审核，已经失效",
                        "this value belongs to an evaluation that has ended")
                      .hint("不要把数或行存到函数之外的变量里", "do not keep values outside the function"));
}

int index_object_body(Call& call) {
  const Object* object = object_at(call.state(), 1);
  const TypeInfo& type = call.context().catalogue->type(object->type);
  const std::string_view key = call.text(2, "字段名");
  if (type.field != nullptr && type.field(call, *object, key) > 0) return 1;
  std::vector<std::string> names;
  if (type.field_names != nullptr) names = type.field_names(*object);
  for (const Function& method : type.methods) names.emplace_back(method.name);
  const std::string guess = nearest(key, names);
  Fault fault("script.unknown_field", fmt::format("{}没有名为“{}”的字段", type.chinese, key),
              fmt::format("{} has no field named {}", type.name, key));
  if (!guess.empty()) {
    fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
  }
  throw fault;
}

// The field's number, as install_types wrote it, is argument 3.
int numbered_field_body(Call& call) {
  const Object* object = object_at(call.state(), 1);
  const auto number = static_cast<std::size_t>(lua_tointegerx(call.state(), 3, nullptr));
  return give_field(call, call.context().catalogue->type(object->type).record(*object), number);
}

// Upvalue 1: table from key to method (function) or number of a record's field (integer); everything else goes through
// the type's own reader.
int index_object(lua_State* state) {
  lua_pushvalue(state, 2);  // Lua itself calls this, with the object and the key
  const int found = lua_rawget(state, lua_upvalueindex(1));
  if (found == LUA_TFUNCTION) return 1;
  if (found == LUA_TNUMBER) return guarded<numbered_field_body>(state);
  lua_settop(state, 2);
  return guarded<index_object_body>(state);
}

int refuse_assignment_body(Call&) {
  throw std::move(Fault("script.read_only", "数据是只读的，规则不能改动", "data cannot be changed by scripts")
                      .hint("把中间结果放进 local 变量", "keep intermediate results in local variables"));
}

int refuse_assignment(lua_State* state) { return guarded<refuse_assignment_body>(state); }

int text_of_object_body(Call& call) {
  const Object* object = object_at(call.state(), 1);
  const TypeInfo& type = call.context().catalogue->type(object->type);
  return call.give(type.text != nullptr ? type.text(*object) : fmt::format("<{}>", type.name));
}

int text_of_object(lua_State* state) { return guarded<text_of_object_body>(state); }

}  // namespace

void push_value(lua_State* state, ValueId id) {
  const auto generation = static_cast<std::uintptr_t>(context_of(state).generation);
  const std::uintptr_t bits = (generation << kGenerationShift) | (static_cast<std::uintptr_t>(id) + 1);
  lua_pushlightuserdata(state, reinterpret_cast<void*>(bits));  // NOLINT: a number in a pointer's clothes
}

ValueId value_at(lua_State* state, int index) {
  const auto bits = reinterpret_cast<std::uintptr_t>(lua_touserdata(state, index));
  const Context& context = context_of(state);
  const auto id = (bits & ((std::uintptr_t{1} << kGenerationShift) - 1)) - 1;
  if ((bits >> kGenerationShift) != context.generation || id >= context.values.size()) expired();
  return static_cast<ValueId>(id);
}

void push_object(lua_State* state, const Object& object) {
  Context& context = context_of(state);
  auto* held = static_cast<Held*>(lua_newuserdatauv(state, sizeof(Held), 0));
  *held = Held{object, context.generation};
  lua_rawgetp(state, LUA_REGISTRYINDEX, &context.catalogue->type(object.type));
  lua_setmetatable(state, -2);
}

const Object* object_at(lua_State* state, int index) {
  if (lua_type(state, index) != LUA_TUSERDATA) return nullptr;
  if (lua_rawlen(state, index) != sizeof(Held)) return nullptr;  // the sentinel of kept exceptions
  const auto* held = static_cast<const Held*>(lua_touserdata(state, index));
  // Parameter names do not belong to an evaluation: a file's top level may keep them.
  if (held->generation != context_of(state).generation && held->object.type != types::parameter) expired();
  return &held->object;
}

ValueId parameter_value(Context& context, std::string_view name) {
  return parameter_value(context, name, context.parameter ? context.parameter(name) : nullptr);
}

ValueId parameter_value(Context& context, std::string_view name, const GivenParameter* given) {
  if (given == nullptr) {
    Fault fault("param.unknown", fmt::format("没有名为“{}”的参数", name), fmt::format("no parameter named {}", name));
    if (context.parameter_names) {
      if (const std::string guess = nearest(name, context.parameter_names()); !guess.empty()) {
        fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
      }
    }
    throw fault;
  }
  if (!given->value->number) {
    throw Fault("param.not_a_number", fmt::format("参数“{}”不是一个数", name),
                fmt::format("parameter {} is no number", name));
  }
  return context.values.parameter(given->name, *given->value->number, given->value->unit);
}

bool out_of_time(Context& context) {
  const CpuTime now = cpu_time();
  if (!context.began) context.began = now;  // what went before was shorter than one look of the hook
  return std::chrono::duration<double>(now - *context.began).count() > context.limits.seconds;
}

void charge(Call& call, std::size_t work) {
  Context& context = call.context();
  context.steps_used += work;
  Limit crossed = Limit::none;
  if (context.steps_used > context.most_steps()) crossed = Limit::steps;
  if (crossed == Limit::none && work >= kWorkWorthALook && out_of_time(context)) crossed = Limit::time;
  if (crossed == Limit::none || !context.armed) return;
  if (context.tripped == Limit::none) {
    context.tripped = crossed;
    context.tripped_at = where(call.state());
  }
  throw Fault(fmt::format("limit.{}", code_of(crossed)), fmt::format("脚本超过{}", chinese_of(crossed)),
              fmt::format("the script crossed its {} limit", code_of(crossed)));
}

void check_text_size(std::size_t bytes) {
  if (bytes <= kLongestText) return;
  throw std::move(Fault("limit.memory", "文字过长，超过 16 MB", "the text is longer than 16 MB")
                      .hint("检查有没有不断变长的文字", "look for an ever-growing text"));
}

void check_item_count(std::size_t items) {
  if (items > kMostItems)
    throw Fault("limit.memory", fmt::format("列表超过 {} 项", kMostItems),
                fmt::format("the list has more than {} items", kMostItems));
}

Location where(lua_State* state) {
  lua_Debug info{};
  for (int level = 0; level < 20 && lua_getstack(state, level, &info) != 0; ++level) {
    lua_getinfo(state, "Sl", &info);
    if (info.currentline > 0) {
      return {info.source[0] == '@' ? info.source + 1 : info.source, info.currentline, 0};
    }
  }
  return {};
}

void install_types(lua_State* state) {
  const Context& context = context_of(state);
  for (const TypeInfo& type : context.catalogue->types()) {
    lua_newtable(state);  // metatable
    lua_newtable(state);  // methods, and numbers of a record's fields
    for (std::size_t i = 0; i < type.cells.size(); ++i) {
      lua_pushlstring(state, type.cells[i].key.data(), type.cells[i].key.size());
      lua_pushinteger(state, static_cast<lua_Integer>(i));
      lua_rawset(state, -3);
    }
    for (const Function& method : type.methods) {
      lua_pushlstring(state, method.name.data(), method.name.size());
      lua_pushcfunction(state, method.function);
      lua_rawset(state, -3);
    }
    lua_pushcclosure(state, index_object, 1);
    lua_setfield(state, -2, "__index");
    lua_pushcfunction(state, refuse_assignment);
    lua_setfield(state, -2, "__newindex");
    lua_pushcfunction(state, text_of_object);
    lua_setfield(state, -2, "__tostring");
    lua_pushboolean(state, 0);
    lua_setfield(state, -2, "__metatable");
    if (&type == &context.catalogue->type(types::parameter)) {
      lua_pushlightuserdata(state, nullptr);
      lua_getmetatable(state, -1);  // parameters compute as the values they stand for
      for (const char* name : {"__add", "__sub", "__mul", "__div", "__unm", "__lt", "__le", "__concat"}) {
        lua_getfield(state, -1, name);
        lua_setfield(state, -4, name);
      }
      lua_pop(state, 2);
    }
    lua_rawsetp(state, LUA_REGISTRYINDEX, &type);
  }
}

}  // namespace gouji::script::access
