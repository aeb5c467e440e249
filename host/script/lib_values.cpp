// Making and combining values: amount, param, sum, least, most.
#include <fmt/format.h>

#include "base/fault.hpp"
#include "script/bind.hpp"
#include "script/context.hpp"
#include "script/lua_access.hpp"

namespace gouji::script {
namespace {

int amount(Call& call) {
  const std::string_view text = call.text(1, "数");
  Unit unit;
  if (const auto word = call.optional_text(2, "单位")) {
    const auto named = unit_from_word(*word);
    if (!named)
      throw Fault("unit.unknown", fmt::format("不认识的单位“{}”", *word), fmt::format("unknown unit {}", *word));
    unit = *named;
  }
  const auto figure = parse_figure(text, unit);
  if (!figure) {
    throw std::move(
        Fault("number.unreadable", fmt::format("“{}”不是一个数", text), fmt::format("{} is no number", text))
            .hint("写成 amount \"0.5\" 或 amount(\"48\", \"万元\")", "write amount \"0.5\""));
  }
  if (!call.context().active) {
    throw std::move(
        Fault("script.no_evaluation", "amount 只能在 run 等函数里使用", "amount works inside functions only")
            .hint("把它移到函数里，或放进 parameters.toml", "move it into the function"));
  }
  return call.give_value(call.context().values.constant(figure->value, figure->unit));
}

// Names that headers use live as long as the state; an honest pack has as many as parameters.
const std::string* keep_name(Context& context, std::string_view name) {
  constexpr std::size_t kLongest = 200, kMostNames = 10'000;
  if (name.size() > kLongest) throw Fault("param.unknown", "参数名过长", "the parameter's name is too long");
  const auto known = context.kept_names.find(name);
  if (known != context.kept_names.end()) return &*known;
  if (context.kept_names.size() >= kMostNames) {
    throw std::move(
        Fault("param.too_many", fmt::format("文件最外层写到的参数名超过 {} 个，“{}”不再取", kMostNames, name),
              fmt::format("the top levels of files name more than {} parameters; {} is one too many", kMostNames, name))
            .hint("参数在函数里用到的时候再取", "ask for parameters inside functions"));
  }
  return &*context.kept_names.emplace(name).first;
}

// Inside an evaluation a parameter is its value at once (a list for lists, brackets for brackets); in a header it stays
// a name.
int param(Call& call) {
  Context& context = call.context();
  const std::string_view name = call.text(1, "参数名");
  if (!context.active) {
    constexpr std::size_t kStepsOfName = 1000;  // the names stay
    access::charge(call, kStepsOfName);
    return call.give_object({types::parameter, keep_name(context, name), 0});
  }
  GivenParameter* given = context.parameter ? context.parameter(name) : nullptr;
  if (given != nullptr && given->value->brackets) {
    const auto& bound =
        context.brackets.try_emplace(given->value, BoundBrackets{given->value, given->name}).first->second;
    return call.give_object({types::brackets, &bound, 0});
  }
  if (given != nullptr && !given->value->number) {
    access::push_parameter(call.state(), *given);
    return 1;
  }
  return call.give_value(access::parameter_value(context, name, given));
}

// sum { a, b, c } or sum(rows, "weight")
int sum(Call& call) {
  Values& values = call.context().values;
  if (call.absent(2)) {
    if (call.is_object(1, types::values)) {
      return call.give_value(
          values.sum(*static_cast<const std::vector<ValueId>*>(call.object(1, types::values, "列表").pointer)));
    }
    return call.give_value(values.sum(call.value_list(1, "数的列表")));
  }
  const std::string_view field = call.text(2, "字段名");
  return call.give_value(values.sum(call.field_values(1, field)));
}

int least(Call& call) { return call.give_value(call.context().values.least(call.value(1, "数"), call.value(2, "数"))); }
int most(Call& call) { return call.give_value(call.context().values.most(call.value(1, "数"), call.value(2, "数"))); }

}  // namespace

Library value_library() {
  return {
      "",
      {
          host_function<amount>("amount", "amount(text [, unit]) -> value",
                                "写在公式里的数：amount \"0.5\"、amount(\"48\", \"万元\")；精确，不经过二进制小数。"),
          host_function<param>("param", "param(name) -> value | list | brackets",
                               "规则包参数，取该公开文本年度的值；列表参数得到列表，分档参数得到分档。"),
          host_function<sum>("sum", "sum(values) / sum(rows, field) -> value",
                             "合计；空白、横线、“无”不计入；全部为空时合计也为空。"),
          host_function<least>("least", "least(a, b) -> value", "两数中较小的。"),
          host_function<most>("most", "most(a, b) -> value", "两数中较大的。"),
      }};
}

}  // namespace gouji::script
