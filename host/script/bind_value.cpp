// Arithmetic and methods of values: the metatable that all light userdata share.
#include "script/bind.hpp"

#include <fmt/format.h>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "script/context.hpp"
#include "script/lua_access.hpp"
#include "script/value_methods.hpp"

namespace gouji::script {
namespace {

template <ValueId (Values::*operation)(ValueId, ValueId)>
int binary(Call& call) {
  Values& values = call.context().values;
  const ValueId left = call.value(1, "左边的数");
  const ValueId right = call.value(2, "右边的数");
  return call.give_value((values.*operation)(left, right));
}

int negate(Call& call) { return call.give_value(call.context().values.negate(call.value(1, "数"))); }

template <bool or_equal>
int less(Call& call) {
  Values& values = call.context().values;
  const ValueId left = call.value(1, "左边的数");
  const ValueId right = call.value(2, "右边的数");
  const Value other = values.in_unit_of(right, left);
  const Value& own = values.need(left);
  const bool holds = or_equal ? own.value <= other.value : own.value < other.value;
  values.compared(left, or_equal ? Relation::at_most : Relation::less, right, false, holds);
  return call.give(holds);
}

int refuse_concat(Call&) {
  throw std::move(
      Fault("script.no_concat", "数不能用 .. 拼进文字", "a value cannot be joined with ..")
          .hint("在 message 里写槽位 {left} {right} {gap}，或用 values = { 名称 = 数 }", "use message slots"));
}

int value_text(Call& call) { return call.give(call.context().values.shown(call.value(1, "数"))); }

int rounded(Call& call) {
  const ValueId value = call.value(1, "数");
  const auto decimals = call.integer(2, "位数");
  if (decimals < 0 || decimals > 12)
    throw Fault("script.argument", "位数应在 0 到 12 之间", "decimals must be 0 to 12");
  const std::string_view mode = call.optional_text(3, "方式").value_or("四舍五入");
  Rounding rounding = Rounding::half_up;
  if (mode == "截尾") {
    rounding = Rounding::truncate;
  } else if (mode == "进一") {
    rounding = Rounding::up;
  } else if (mode != "四舍五入") {
    throw std::move(
        Fault("script.argument", fmt::format("没有名为“{}”的舍入方式", mode), fmt::format("unknown rounding {}", mode))
            .hint("可用：四舍五入、截尾、进一", "use 四舍五入, 截尾 or 进一"));
  }
  return call.give_value(call.context().values.rounded(value, static_cast<int>(decimals), rounding));
}

int absolute_value(Call& call) { return call.give_value(call.context().values.absolute(call.value(1, "数"))); }
int printed_value(Call& call) { return call.give_value(call.context().values.printed(call.value(1, "数"))); }
int like(Call& call) {
  return call.give_value(call.context().values.like(call.value(1, "数"), call.value(2, "单位参照")));
}
int is_missing(Call& call) { return call.give(call.context().values.missing(call.value(1, "数"))); }
const Value& beside_zero(Call& call) {
  const Values& values = call.context().values;
  const ValueId id = call.value(1, "数");
  if (values.recorder() != nullptr) values.recorder()->compared_with_zero(values, id);
  return values.need(id);
}
int is_zero(Call& call) { return call.give(beside_zero(call).value.is_zero()); }
int is_negative(Call& call) { return call.give(beside_zero(call).value.sign() < 0); }
int is_rate(Call& call) {
  const Values& values = call.context().values;
  return call.give(values.need(call.value(1, "数")).unit.kind == UnitKind::ratio);
}

const std::vector<Function>& methods() {
  static const std::vector<Function> list{
      host_function<rounded>("rounded", "value:rounded(decimals [, mode]) -> value",
                             "按名舍入：四舍五入（缺省）、截尾、进一；百分数的位数按百分号前计。"),
      host_function<absolute_value>("absolute", "value:absolute() -> value", "绝对值。"),
      host_function<printed_value>("printed", "value:printed() -> value",
                                   "同一个数，带上填报位数的半个单位（得分与公式比较时用：9 涵盖 8.62）。"),
      host_function<like>("like", "value:like(other) -> value",
                          "没有印单位的数，按另一个数的单位看待；印了单位的不变。"),
      host_function<is_missing>(
          "missing", "value:missing() -> boolean",
          "空白、横线、“无”、没有这一格或填的是文字时为真；印有数字却认不出是数的，本条规则以“无法审核”结束。"),
      host_function<is_zero>("zero", "value:zero() -> boolean", "等于 0；缺数时本条规则以“缺数无法审核”结束。"),
      host_function<is_negative>("negative", "value:negative() -> boolean", "小于 0。"),
      host_function<is_rate>("is_rate", "value:is_rate() -> boolean",
                             "填的是百分比或比率；缺数时本条规则以“缺数无法审核”结束，先问 :missing()。"),
  };
  return list;
}

int index_value_body(Call& call) {
  const std::string_view key = call.is_text(2) ? call.text(2, "名称") : "?";
  std::vector<std::string> names;
  for (const Function& method : methods()) names.emplace_back(method.name);
  Fault fault("script.unknown_field", fmt::format("数没有名为“{}”的用法", key),
              fmt::format("a value has no method {}", key));
  if (const auto guess = nearest(key, names); !guess.empty()) {
    fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
  }
  throw fault;
}

// Upvalue 1: table of methods.
int index_value(lua_State* state) {
  lua_settop(state, 2);
  lua_pushvalue(state, 2);
  if (lua_rawget(state, lua_upvalueindex(1)) == LUA_TFUNCTION) return 1;
  lua_settop(state, 2);
  return guarded<index_value_body>(state);
}

}  // namespace

std::span<const Function> value_methods() { return methods(); }

void install_values(lua_State* state) {
  lua_pushlightuserdata(state, nullptr);
  lua_newtable(state);
  const std::vector<std::pair<const char*, LuaFunction>> events{
      {"__add", &guarded<binary<&Values::add>>},
      {"__sub", &guarded<binary<&Values::subtract>>},
      {"__mul", &guarded<binary<&Values::multiply>>},
      {"__div", &guarded<binary<&Values::divide>>},
      {"__unm", &guarded<negate>},
      {"__lt", &guarded<less<false>>},
      {"__le", &guarded<less<true>>},
      {"__concat", &guarded<refuse_concat>},
      {"__tostring", &guarded<value_text>},
  };
  for (const auto& [name, function] : events) {
    lua_pushcfunction(state, function);
    lua_setfield(state, -2, name);
  }
  lua_newtable(state);
  for (const Function& method : methods()) {
    lua_pushlstring(state, method.name.data(), method.name.size());
    lua_pushcfunction(state, method.function);
    lua_rawset(state, -3);
  }
  lua_pushcclosure(state, index_value, 1);
  lua_setfield(state, -2, "__index");
  lua_pushboolean(state, 0);
  lua_setfield(state, -2, "__metatable");
  lua_setmetatable(state, -2);  // one metatable serves every light userdata of the state
  lua_pop(state, 1);
}

}  // namespace gouji::script
