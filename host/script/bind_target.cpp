// Targets and results: operator, number, direction, and whether one meets the other.
#include "base/fault.hpp"
#include "script/bind.hpp"
#include "script/context.hpp"
#include "script/imagined.hpp"

namespace gouji::script {
namespace {

const BoundTarget& bound_target(const Object& object) { return *static_cast<const BoundTarget*>(object.pointer); }

ValueId number(Call& call, const BoundTarget& target, const Figure& figure) {
  return call.context().values.number_in(target.leaf, figure);
}

// A bare number compares with any amount or count; a rate only with a rate (95 may or may not mean 95%).
bool comparable(const Figure& a, const Figure& b) {
  if (a.unit.kind == b.unit.kind) return true;
  const bool ratio = a.unit.kind == UnitKind::ratio || b.unit.kind == UnitKind::ratio;
  return !ratio && (a.unit.kind == UnitKind::plain || b.unit.kind == UnitKind::plain);
}

// The number of `figure` in the scale of `other`. A bare number beside an amount or a count takes its scale (700.19
// beside 772.62万元); two bare numbers are what they say (100万 and 980000).
Exact figure_in_unit(const Figure& figure, const Figure& other) {
  const auto bare = [](const Unit& unit) { return unit.kind == UnitKind::plain && unit.exponent == 0; };
  const bool one_kind = figure.unit.kind == other.unit.kind;
  if (figure.unit.kind == UnitKind::ratio || (!one_kind && (bare(figure.unit) || bare(other.unit))))
    return figure.value;
  const int shift = figure.unit.exponent - other.unit.exponent;
  if (shift == 0) return figure.value;
  return shift > 0 ? figure.value * Exact::fraction(power_of_ten(shift), 1)
                   : figure.value / Exact::fraction(power_of_ten(-shift), 1);
}

int comparable_with(Call& call) {
  const Target& own = bound_target(call.object(1, types::target, "指标值")).target;
  if (call.absent(2)) return call.give(false);
  const Target& other = bound_target(call.object(2, types::target, "完成值")).target;
  return call.give(own.low && other.low && comparable(*own.low, *other.low));
}

// true or false; nil where the print does not decide: no operator, words beside the number, other kinds of number.
int met_by(Call& call) {
  const Target& own = bound_target(call.object(1, types::target, "指标值")).target;
  const Target& result = bound_target(call.object(2, types::target, "完成值")).target;
  if (!own.low || own.high || !result.low || !comparable(*own.low, *result.low)) return call.give_nil();
  const Exact& wanted = own.low->value;
  const Exact least = figure_in_unit(*result.low, *own.low);
  const Exact most = result.high ? figure_in_unit(*result.high, *own.low) : least;
  switch (own.comparison) {
    case Comparison::equal: return call.give(least == wanted && most == wanted);
    case Comparison::at_least: return call.give(least >= wanted);
    case Comparison::more_than: return call.give(least > wanted);
    case Comparison::at_most: return call.give(most <= wanted);
    case Comparison::less_than: return call.give(most < wanted);
    case Comparison::none: return call.give_nil();
  }
  return call.give_nil();
}

// How far the result goes towards the target: 完成值 ÷ 指标值; where less is better (≤), the other way round. nil where
// there are no two numbers of one kind.
int completion(Call& call) {
  const BoundTarget& own = bound_target(call.object(1, types::target, "指标值"));
  const BoundTarget& result = bound_target(call.object(2, types::target, "完成值"));
  Values& values = call.context().values;
  if (Imagined* imagined = call.context().imagined)
    return call.give_value(imagined->completion(values, own.leaf, result.leaf));
  const bool numbers = own.target.low && !own.target.high && result.target.low && !result.target.high;
  if (!numbers || !comparable(*own.target.low, *result.target.low)) return call.give_nil();
  const ValueId wanted = number(call, own, *own.target.low);
  const ValueId reached = number(call, result, *result.target.low);
  const bool reverse = is_reverse(own.target).value_or(false);
  return call.give_value(reverse ? values.divide(wanted, reached) : values.divide(reached, wanted));
}

int read_target_field(Call& call, const Object& object, std::string_view key) {
  const BoundTarget& target = bound_target(object);
  if (key == "comparison") {
    const auto sign = symbol(target.target.comparison);
    return sign.empty() ? call.give_nil() : call.give(sign);
  }
  if (key == "value")
    return target.target.low ? call.give_value(number(call, target, *target.target.low)) : call.give_nil();
  if (key == "high")
    return target.target.high ? call.give_value(number(call, target, *target.target.high)) : call.give_nil();
  if (key == "unit") {  // 万 and 亿 alone are a scale, not a unit
    if (!target.target.low) return call.give_nil();
    const Unit& unit = target.target.low->unit;
    return call.give(unit.kind == UnitKind::plain ? std::string_view() : unit.word.text());
  }
  if (key == "numeric") return call.give(target.target.numeric());
  if (key == "worded") return call.give(target.target.worded);
  if (key == "is_rate") return call.give(target.target.low && target.target.low->unit.kind == UnitKind::ratio);
  if (key == "is_money") return call.give(target.target.low && target.target.low->unit.kind == UnitKind::money);
  if (key == "reverse") {
    const auto reverse = is_reverse(target.target);
    return reverse ? call.give(*reverse) : call.give_nil();
  }
  if (key == "text") return call.give(target.leaf.cell->printed);
  if (key == "cell") return call.give_value(call.context().values.cell(target.leaf));
  return 0;
}

std::vector<std::string> field_names(const Object&) {
  return {"comparison", "value", "high", "unit", "numeric", "worded", "is_rate", "is_money", "reverse", "text", "cell"};
}

std::string target_text(const Object& object) { return bound_target(object).leaf.cell->printed; }

}  // namespace

TypeInfo target_type() {
  TypeInfo type;
  type.name = "target";
  type.chinese = "指标值";
  type.methods = {
      host_function<comparable_with>("comparable", "target:comparable(actual) -> boolean",
                                     "两边都是数而且同类（都是金额、比率或数量）。"),
      host_function<met_by>("met_by", "target:met_by(actual) -> boolean | nil",
                            "完成值是否达到指标值；没有印出比较方向或不是同类数时为 nil。"),
      host_function<completion>("completion", "target:completion(actual) -> value | nil",
                                "完成比例：完成值÷指标值，指标值为 ≤、＜ 时指标值÷完成值；不是同类的两个数时为 nil。"),
  };
  type.field = read_target_field;
  type.field_names = field_names;
  type.text = target_text;
  return type;
}

TypeInfo parameter_type() {
  TypeInfo type;
  type.name = "parameter";
  type.chinese = "参数";
  type.text = [](const Object& object) { return "参数 " + *static_cast<const std::string*>(object.pointer); };
  return type;
}

}  // namespace gouji::script
