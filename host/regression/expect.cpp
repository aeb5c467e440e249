#include "regression/expect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/fault.hpp"
#include "model/figure.hpp"
#include "script/context.hpp"

namespace gouji {
namespace {

using script::Call;
using script::ValueId;
using script::Values;

constexpr int kDeepestTable = 6;
constexpr std::size_t kMostUnmet = 50;

script::ObjectType expect_type = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): set on registration

ExpectSession& expect_session(Call& call) {
  const auto object = call.object(1, expect_type, "expect（写作 expect:动词(…)）");
  auto& session = *static_cast<ExpectSession*>(const_cast<void*>(object.pointer));  // NOLINT: made by the host
  ++session.made;
  return session;
}

void unmet(Call& call, ExpectSession& session, std::string expected, std::string got) {
  if (session.unmet.size() < kMostUnmet) session.unmet.push_back({call.caller(), std::move(expected), std::move(got)});
}

// nil, true, a whole number, a text; empty for anything else.
std::optional<std::string> scalar_text(Call& call, int index) {
  if (call.absent(index)) return "nil";
  if (call.is_text(index)) return fmt::format("“{}”", call.text(index, "值"));
  if (call.is_table(index) || call.is_value(index)) return std::nullopt;
  try {
    const script::Plain plain = call.plain(index, "值");
    if (const bool* flag = plain.flag()) return *flag ? "true" : "false";
    if (const std::int64_t* number = plain.integer()) return std::to_string(*number);
    if (plain.function() != nullptr) return "函数";
    if (const auto* parameter = plain.parameter()) return fmt::format("参数“{}”", parameter->name);
  } catch (const Fault&) {
    return std::nullopt;
  }
  return std::nullopt;
}

std::string figure_text(const Values& values, ValueId id) { return values.at(id).missing ? "缺数" : values.shown(id); }

std::string shown(Call& call, int index, int depth = 0) {
  if (call.is_value(index)) return figure_text(call.context().values, call.value(index, "值"));
  if (const auto text = scalar_text(call, index)) return *text;
  if (!call.is_table(index)) return "一个对象";
  if (depth >= kDeepestTable) return "{ … }";
  std::string out;
  for (const std::string& key : call.keys(index)) {
    const int field = call.push_field(index, key);
    const bool numbered = !key.empty() && key.find_first_not_of("0123456789") == std::string::npos;
    out += fmt::format("{}{}{}", out.empty() ? " " : ", ", numbered ? "" : key + " = ", shown(call, field, depth + 1));
    call.pop();
  }
  return "{" + out + (out.empty() ? "}" : " }");
}

// A text beside a figure is read as one; without a unit it is in the figure's.
std::optional<ValueId> figure_at(Call& call, int index, std::optional<ValueId> beside) {
  if (call.is_text(index)) {
    const auto figure = parse_figure(call.text(index, "值"));
    if (!figure) return std::nullopt;
    Values& values = call.context().values;
    const ValueId id = values.constant(figure->value, figure->unit);
    return beside && !values.at(*beside).missing ? values.like(id, *beside) : id;
  }
  try {
    return call.value(index, "值");
  } catch (const Fault&) {
    return std::nullopt;
  }
}

bool same_value(const Values& values, ValueId got, ValueId wanted) {
  if (values.at(got).missing || values.at(wanted).missing) return values.at(got).missing && values.at(wanted).missing;
  try {
    return values.at(got).value == values.in_unit_of(wanted, got).value;
  } catch (const Fault&) {  // money is no percentage
    return false;
  } catch (const script::MissingValue&) {  // nor is it where a case prints one
    return false;
  }
}

bool equal_things(Call& call, int got, int wanted, int depth = 0) {
  if (call.is_value(got) || call.is_value(wanted)) {
    if (call.absent(got) || call.absent(wanted)) return false;
    const auto left = figure_at(call, got, std::nullopt);
    if (!left) return false;
    const auto right = figure_at(call, wanted, left);
    return right && same_value(call.context().values, *left, *right);
  }
  if (!call.is_table(got) || !call.is_table(wanted)) {
    const auto left = scalar_text(call, got), right = scalar_text(call, wanted);
    return left && right && *left == *right;
  }
  if (depth >= kDeepestTable) throw Fault("script.table_too_large", "表的层次过多", "the table is too deep");
  const auto keys = call.keys(got);
  if (keys != call.keys(wanted)) return false;
  return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    const int left = call.push_field(got, key);
    const int right = call.push_field(wanted, key);
    const bool equal = equal_things(call, left, right, depth + 1);
    call.pop();
    call.pop();
    return equal;
  });
}

int expect_equal(Call& call) {
  ExpectSession& session = expect_session(call);
  const bool equal = equal_things(call, 2, 3);
  if (!equal) unmet(call, session, shown(call, 3), shown(call, 2));
  return call.give(equal);
}

int expect_near(Call& call) {
  ExpectSession& session = expect_session(call);
  const Values& values = call.context().values;
  const auto got = figure_at(call, 2, std::nullopt);
  const auto wanted = figure_at(call, 3, got);
  const auto within = figure_at(call, 4, got);
  bool near = false;
  if (got && wanted && within && !values.at(*got).missing && !values.at(*wanted).missing) {
    const Exact gap = values.at(*got).value - values.in_unit_of(*wanted, *got).value;
    near = (gap.sign() < 0 ? -gap : gap) <= values.in_unit_of(*within, *got).value;
  }
  if (!near) unmet(call, session, fmt::format("{} ± {}", shown(call, 3), shown(call, 4)), shown(call, 2));
  return call.give(near);
}

int expect_missing(Call& call) {
  ExpectSession& session = expect_session(call);
  const bool missing = call.absent(2) || (call.is_value(2) && call.context().values.at(call.value(2, "值")).missing);
  if (!missing) unmet(call, session, "缺数", shown(call, 2));
  return call.give(missing);
}

int expect_contains(Call& call) {
  ExpectSession& session = expect_session(call);
  const std::string part(call.text(3, "部分"));
  const bool found = call.is_text(2) && call.text(2, "文字").find(part) != std::string_view::npos;
  if (!found) unmet(call, session, fmt::format("含有“{}”", part), shown(call, 2));
  return call.give(found);
}

int expect_truth(Call& call, bool wanted) {
  ExpectSession& session = expect_session(call);
  const bool met = call.truthy(2) == wanted;
  if (!met) unmet(call, session, wanted ? "成立" : "不成立", shown(call, 2));
  return call.give(met);
}

int expect_truthy(Call& call) { return expect_truth(call, true); }
int expect_falsy(Call& call) { return expect_truth(call, false); }

}  // namespace

script::ObjectType add_expect_type(script::Catalogue& catalogue) {
  script::TypeInfo type;
  type.name = "expect";
  type.chinese = "expect";
  type.methods = {
      script::host_function<expect_equal>("equal", "expect:equal(got, wanted) -> boolean",
                                          "两者相等：数按精确值和单位比较（写成文字的数也可以），表逐项比较。"),
      script::host_function<expect_near>("near", "expect:near(got, wanted, within) -> boolean",
                                         "两数相差不超过 within。"),
      script::host_function<expect_missing>("missing", "expect:missing(got) -> boolean", "是缺数，或 nil。"),
      script::host_function<expect_contains>("contains", "expect:contains(text, part) -> boolean",
                                             "文字里含有这一部分。"),
      script::host_function<expect_truthy>("truthy", "expect:truthy(got) -> boolean", "成立：不是 nil，也不是 false。"),
      script::host_function<expect_falsy>("falsy", "expect:falsy(got) -> boolean", "不成立：nil 或 false。")};
  expect_type = catalogue.add(std::move(type));
  return expect_type;
}

}  // namespace gouji
