#include "engine/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/text.hpp"
#include "engine/check_columns.hpp"
#include "engine/check_evidence.hpp"

namespace gouji {
namespace {

using namespace checks;
using script::Call;
using script::Op;
using script::Relation;
using script::Value;
using script::ValueId;
using script::Values;

template <Relation relation>
int compare(Call& call) {
  const ValueId left = call.value(2, "左边的数");
  const ValueId right = call.value(3, "右边的数");
  return call.give(settle(call, relation, left, right, evidence_of(call, 4)));
}

// A printed figure against a formula: the printed one carries half a unit of its last printed digit.
int computed(Call& call) {
  const ValueId printed = call.value(2, "填报数");
  const ValueId formula = call.value(3, "公式");
  return call.give(settle_computed(call, printed, formula, evidence_of(call, 4)));
}

// Does the printed figure agree with the formula within its printed digits? Answers only; nothing is recorded.
int check_agrees(Call& call) {
  session_of(call);
  Values& values = call.context().values;
  const ValueId printed = call.value(2, "填报数");
  const ValueId formula = call.value(3, "公式");
  values.need(printed);
  const ValueId widened = values.printed(printed);
  const Value own = values.at(widened);
  const Value other = values.in_unit_of(formula, widened);
  const bool possible = judge(Relation::same, own, other).possible;
  values.compared(widened, Relation::same, formula, true, possible);
  return call.give(possible);
}

int holds(Call& call) {
  CheckSession& session = session_of(call);
  const bool truth = call.truthy(2);
  const Evidence evidence = evidence_of(call, 3);
  ++session.performed;
  if (truth) return call.give(true);
  if (only_counts(session)) return call.give(false);
  const Values& values = call.context().values;
  CheckResult result;
  apply_options(values, evidence, result);
  if (evidence.at) {
    add_operands(values, *evidence.at, result);
    if (result.printed.empty()) result.printed = values.shown(*evidence.at);
  }
  keep(session, std::move(result));
  return call.give(false);
}

bool is_present(Call& call, int index) {
  if (call.absent(index)) return false;
  if (call.is_text(index)) return !text::trim(call.text(index, "内容")).empty();
  if (call.is_value(index)) {
    const Value& value = call.context().values.at(call.value(index, "内容"));
    if (value.op != Op::cell) return !value.missing;
    const CellState state = call.context().values.leaf(value).cell->state;
    return state == CellState::figure || state == CellState::words;
  }
  return true;
}

int present(Call& call) {
  CheckSession& session = session_of(call);
  const bool there = is_present(call, 2);
  const Evidence evidence = evidence_of(call, 3);
  ++session.performed;
  if (there) return call.give(true);
  if (only_counts(session)) return call.give(false);
  const Values& values = call.context().values;
  CheckResult result;
  if (call.is_value(2)) {
    const ValueId id = call.value(2, "内容");
    point_at(values, id, result);
    add_operands(values, id, result);
  }
  apply_options(values, evidence, result);
  if (result.printed.empty()) result.printed = "（空）";
  keep(session, std::move(result));
  return call.give(false);
}

int present_any(Call& call) {
  CheckSession& session = session_of(call);
  const Evidence evidence = evidence_of(call, 3);
  bool any = false;
  for (const script::TableKey& key : call.table_keys(2)) {
    const int item = call.push_field(2, key);
    any = any || is_present(call, item);
    call.pop();
  }
  ++session.performed;
  if (any) return call.give(true);
  if (only_counts(session)) return call.give(false);
  CheckResult result;
  apply_options(call.context().values, evidence, result);
  if (result.printed.empty()) result.printed = "（空）";
  keep(session, std::move(result));
  return call.give(false);
}

int one_of(Call& call) {
  CheckSession& session = session_of(call);
  const std::string given(call.text(2, "文字"));
  const auto wanted = call.texts(3, "可用的文字");
  const Evidence evidence = evidence_of(call, 4);
  ++session.performed;
  if (std::find(wanted.begin(), wanted.end(), given) != wanted.end()) return call.give(true);
  if (only_counts(session)) return call.give(false);
  CheckResult result;
  apply_options(call.context().values, evidence, result);
  result.printed = given;
  for (std::size_t i = 0; result.expected.empty() || i > 0; ++i) {
    if (i >= wanted.size() || result.expected.size() > kLongestText) break;
    if (i > 0) result.expected += "、";
    result.expected += wanted[i].substr(0, kLongestText);
  }
  keep(session, std::move(result));
  return call.give(false);
}

// check:when(condition) or check:when(left, "<", right): what follows is 不适用 when it does not hold.
int when(Call& call) {
  const CheckSession& session = session_of(call);
  bool truth = false;
  if (call.count() >= 4 && call.is_text(3)) {
    Values& values = call.context().values;
    const ValueId left = call.value(2, "左边的数");
    const ValueId right = call.value(4, "右边的数");
    const std::string_view sign = call.text(3, "比较");
    const Value& own = values.need(left);
    const Value other = values.in_unit_of(right, left);
    Relation relation = Relation::less;
    if (sign == "<") {
      truth = own.value < other.value;
    } else if (sign == "<=" || sign == "≤") {
      relation = Relation::at_most;
      truth = own.value <= other.value;
    } else if (sign == ">") {
      relation = Relation::more;
      truth = own.value > other.value;
    } else if (sign == ">=" || sign == "≥") {
      relation = Relation::at_least;
      truth = own.value >= other.value;
    } else {
      throw Fault("check.bad_option", fmt::format("不认识的比较“{}”", sign),
                  fmt::format("unknown comparison {}", sign));
    }
    values.compared(left, relation, right, false, truth);
  } else {
    truth = call.truthy(2);
  }
  if (truth) return call.give_object({registered_types().check, &session, 0});
  return call.give_object({registered_types().muted, &session, 0});
}

int muted_verb(Call& call) { return call.give(true); }
int muted_when(Call& call) { return call.give_self(); }

// The figures cannot settle it: a threshold or band end lies inside what the printing allows.
int undetermined(Call& call) {
  CheckSession& session = session_of(call);
  const Evidence evidence = evidence_of(call, 2);
  ++session.performed;
  if (only_counts(session)) return call.give(false);
  CheckResult result;
  result.outcome = Outcome::undetermined;
  apply_options(call.context().values, evidence, result);
  keep(session, std::move(result));
  return call.give(false);
}

// Ends nothing: says that this subject (or part of it) cannot be checked and why.
int cannot(Call& call) {
  CheckSession& session = session_of(call);
  const Evidence evidence = evidence_of(call, 2);
  if (only_counts(session)) return call.give(false);
  CheckResult result;
  result.outcome = Outcome::cannot_evaluate;
  apply_options(call.context().values, evidence, result);
  keep(session, std::move(result));
  return call.give(false);
}

std::vector<script::Function> verbs() {
  using script::host_function;
  return {
      host_function<compare<Relation::same>>(
          "same", "check:same(left, right [, options]) -> boolean",
          "两数应相等：相等或差额在填报精度之内（尾差）为通过；options.tail = \"note\" 时尾差记为提示。"),
      host_function<compare<Relation::at_most>>("at_most", "check:at_most(left, limit [, options]) -> boolean",
                                                "左边不应大于右边（考虑填报精度）。"),
      host_function<compare<Relation::at_least>>("at_least", "check:at_least(left, limit [, options]) -> boolean",
                                                 "左边不应小于右边（考虑填报精度）。"),
      host_function<computed>("computed", "check:computed(printed, formula [, options]) -> boolean",
                              "填报数应等于公式：填报数带最后一位的半个单位（得分 9 涵盖 8.62）；"
                              "options.tail = \"note\" 时取整的差额记为提示。"),
      host_function<check_agrees>("agrees", "check:agrees(printed, formula) -> boolean",
                                  "同 computed，只回答，不记录。"),
      host_function<holds>("holds", "check:holds(condition [, options]) -> boolean",
                           "条件应成立；用 options 的 at、printed、expected 指明位置和内容。"),
      host_function<present>("present", "check:present(cell [, options]) -> boolean",
                             "应有内容：空白、横线、“无”都不算。"),
      host_function<present_any>("present_any", "check:present_any({ cell, … } [, options]) -> boolean",
                                 "几处中至少一处有内容。"),
      host_function<one_of>("one_of", "check:one_of(text, { text, … } [, options]) -> boolean", "应为所列文字之一。"),
      host_function<when>("when", "check:when(condition) / check:when(left, \"<\", right) -> check",
                          "条件不成立时，其后的检查为不适用。"),
      host_function<undetermined>("undetermined", "check:undetermined(options) -> boolean", "记为“尾差内无法判定”。"),
      host_function<cannot>("cannot", "check:cannot(options) -> boolean", "记为“缺数无法审核”，并继续。"),
  };
}

}  // namespace

CheckTypes add_check_types(script::Catalogue& catalogue) {
  script::TypeInfo type;
  type.name = "check";
  type.chinese = "check";
  type.methods = verbs();
  for (const script::Function& verb : column_verbs()) type.methods.push_back(verb);
  script::TypeInfo muted;
  muted.name = "check";
  muted.chinese = "check";
  for (const script::Function& verb : type.methods) {
    script::Function silent = verb;
    silent.function = verb.name == "when" ? &script::guarded<muted_when> : &script::guarded<muted_verb>;
    silent.signature = "";
    muted.methods.push_back(silent);
  }
  const script::ObjectType check = catalogue.add(std::move(type));
  register_types({check, catalogue.add(std::move(muted))});
  return registered_types();
}

std::string filled(const std::string& pattern, const std::vector<std::pair<std::string, std::string>>& slots) {
  std::string result;
  for (std::size_t i = 0; i < pattern.size();) {
    if (result.size() > kLongestMessage) {
      limit_text(result, kLongestMessage);
      break;
    }
    if (pattern[i] == '{') {
      const std::size_t end = pattern.find('}', i);
      if (end != std::string::npos) {
        const std::string name = pattern.substr(i + 1, end - i - 1);
        const auto slot = std::find_if(slots.begin(), slots.end(), [&](const auto& one) { return one.first == name; });
        if (slot != slots.end()) {
          result += slot->second;
          i = end + 1;
          continue;
        }
      }
    }
    result += pattern[i++];
  }
  return result;
}

}  // namespace gouji
