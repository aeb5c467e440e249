// Thresholds of a parameter: the points that a value gets.
#include <fmt/format.h>

#include "base/fault.hpp"
#include "script/bind.hpp"
#include "script/context.hpp"

namespace gouji::script {
namespace {

const BoundBrackets& brackets_of(Call& call) {
  return *static_cast<const BoundBrackets*>(call.object(1, types::brackets, "分档").pointer);
}

// A bare number is meant in the unit of the thresholds: 102 beside 100 % is 102 %.
ValueId value_in_unit(Values& values, ValueId given, const Unit& unit) {
  const bool bare = values.need(given).unit.kind == UnitKind::plain;
  if (bare && unit.kind == UnitKind::ratio && unit.exponent < 0)
    return values.divide(given, values.constant(Exact::fraction(power_of_ten(-unit.exponent), 1), {}));
  return values.like(given, values.constant({}, unit));
}

int points(Call& call) {
  const BoundBrackets& own = brackets_of(call);
  Values& values = call.context().values;
  const ValueId given = call.value(2, "数");
  const ValueId like = value_in_unit(values, given, own.parameter->unit);
  const Value value = values.in_unit_of(like, values.constant({}, own.parameter->unit));
  const auto found = own.parameter->brackets->between(value.value, value.low, value.high);
  if (!found) {
    throw std::move(Fault("param.outside_brackets",
                          fmt::format("{} 不在参数“{}”的任何一档里", values.shown(given), own.name),
                          fmt::format("{} is in none of the brackets of {}", values.shown(given), own.name))
                        .hint("加一行没有端点的档，管其余的数", "add a row without an end for everything else"));
  }
  if (values.recorder() != nullptr) values.recorder()->banded(values, like, own.name, *own.parameter->brackets);
  return call.give_value(values.banded(given, own.name, found->value, found->low, found->high));
}

int best(Call& call) {
  const BoundBrackets& own = brackets_of(call);
  return call.give_value(call.context().values.constant(own.parameter->brackets->best(), {}));
}

}  // namespace

TypeInfo brackets_type() {
  TypeInfo type;
  type.name = "brackets";
  type.chinese = "分档";
  type.methods = {
      host_function<points>("points", "brackets:points(value) -> value",
                            "这个数该得的分；填报精度跨过端点的，得分带上下限。没有印单位的数按端点的单位看。"),
      host_function<best>("best", "brackets:best() -> value", "最高能得的分。"),
  };
  type.text = [](const Object& object) {
    return fmt::format("分档 {}", static_cast<const BoundBrackets*>(object.pointer)->name);
  };
  return type;
}

}  // namespace gouji::script
