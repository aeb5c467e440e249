#include "engine/check_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"

namespace gouji::checks {

using script::Call;
using script::Op;
using script::Relation;
using script::Value;
using script::ValueId;
using script::Values;

namespace {

constexpr std::size_t kMostResults = 1000;
constexpr std::size_t kMostHeld = 4;
constexpr std::size_t kLongestFormula = std::size_t{64} << 10U;
constexpr std::size_t kMostSlots = 200;
constexpr std::size_t kMostOperands = 1000;
constexpr std::size_t kMostBytes = std::size_t{2} << 20U;  // of one rule's results on one subject

// Set when the types are registered; one catalogue a process is the rule, and the numbers are the same in each.
CheckTypes registered;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

const std::vector<std::string>& option_names() {
  static const std::vector<std::string> names{"message", "case",     "severity", "tail", "row",  "column",
                                              "printed", "expected", "values",   "at",   "name", "formula"};
  return names;
}

[[noreturn]] void unknown_option(const std::string& key) {
  const std::string guess = nearest(key, option_names());
  Fault fault("check.unknown_option", fmt::format("不认识的选项“{}”", key), fmt::format("unknown option {}", key));
  fault.hint(
      guess.empty() ? fmt::format("可用：{}", fmt::join(option_names(), "、")) : fmt::format("是否想写“{}”？", guess),
      guess.empty() ? fmt::format("use one of {}", fmt::join(option_names(), ", "))
                    : fmt::format("did you mean {}?", guess));
  throw fault;
}

Operand operand_of(const Values& values, ValueId id) {
  const Value& value = values.at(id);
  const script::Leaf& leaf = values.leaf(value);
  Operand operand;
  if (value.op == Op::cell) {
    const std::string row = leaf.row_name();
    const std::string column = leaf.column_name();
    operand.name = row.empty() ? column : fmt::format("{}·{}", row, column);
    if (const script::Origin* origin = values.origin_of(leaf)) {
      operand.name = fmt::format("{}·{}", origin->name, operand.name);
      operand.document = origin->document;
    }
    operand.printed = leaf.cell->printed;
    operand.at = leaf.place();
  } else {
    operand.name = leaf.name;
    operand.printed = script::number_text(value.value, value.unit, 0, 6, true);
  }
  operand.value = value.missing ? std::string() : script::number_text(value.value, value.unit, 0, 8, false);
  return operand;
}

std::string key_of(const Operand& operand) {
  return fmt::format("{}\n{}\n{}", operand.name, operand.printed, operand.at.line);
}

int shown_decimals(const Values& values, ValueId id) {
  while (values.at(id).op == Op::printed) id = values.at(id).left;
  const Value& value = values.at(id);
  return value.op == Op::cell ? values.leaf(value).cell->figure.decimals : 2;
}

// The expected figure with as many decimals as the printed one has, at least two (8.85, not 9).
std::string expected_text(const Values& values, ValueId expected, ValueId printed) {
  const Value& value = values.at(expected);
  if (value.op == Op::cell) return values.leaf(value).cell->printed;
  Unit unit = values.at(printed).unit;
  if (unit.kind == UnitKind::plain) unit = value.unit;
  const Value converted = values.in_unit_of(expected, printed);
  if (unit.kind == UnitKind::ratio && unit.exponent == 0 && values.at(printed).op != Op::cell) unit = Unit::percent();
  // A cell without a unit word takes none beside it: 180, not 180 against 360 万元.
  const Value& own = values.at(printed);
  const bool bare = own.op == Op::cell && values.leaf(own).cell->has_figure() && !own.unit.word.empty() &&
                    values.leaf(own).cell->printed.find(own.unit.word) == std::string::npos;
  return script::number_text(converted.value, unit, 0, std::max(2, shown_decimals(values, printed)),
                             !bare || unit.kind == UnitKind::ratio);
}

std::string difference_text(const Values& values, ValueId printed, ValueId expected) {
  const Value left = values.at(printed);
  const Value right = values.in_unit_of(expected, printed);
  const int decimals = std::max(2, shown_decimals(values, printed));
  return script::number_text(left.value - right.value, left.unit, 0, decimals + 2, false);
}

std::size_t bytes_of(const CheckResult& result) {
  std::size_t bytes = sizeof result + result.message.size() + result.printed.size() + result.expected.size() +
                      result.row.size() + result.column.size() + result.case_name.size() + result.formula.size() +
                      result.formula_figures.size();
  for (const Operand& operand : result.operands)
    bytes += sizeof operand + operand.name.size() + operand.printed.size() + operand.value.size();
  for (const auto& [name, words] : result.slots) bytes += sizeof name + sizeof words + name.size() + words.size();
  return bytes;
}

// What a finding repeats of its rule.
std::size_t bytes_of_header(const CheckSession& session) {
  return session.rule == nullptr ? 0
                                 : session.rule->title.size() + session.rule->basis.size() +
                                       session.rule->remedy.size() + session.rule->id.size();
}

void keep_held(CheckSession& session, CheckResult result) {
  result.outcome = Outcome::pass;
  session.held.push_back(std::move(result));
}

bool wants_held(const CheckSession& session) { return session.keep_held && session.held.size() < kMostHeld; }

}  // namespace

std::optional<std::string_view> Options::text(std::string_view key) const {
  const auto found = std::find_if(given.begin(), given.end(), [&](const Given& one) { return one.key == key; });
  if (found == given.end()) return std::nullopt;
  if (!found->text)
    throw Fault("check.bad_option", fmt::format("选项“{}”应为文字", key), fmt::format("option {} must be a text", key));
  return found->text;
}

void register_types(const CheckTypes& types) { registered = types; }
const CheckTypes& registered_types() { return registered; }

CheckSession& session_of(Call& call) {
  const auto object = call.object(1, registered.check, "check（写作 check:动词(…)）");
  return *static_cast<CheckSession*>(
      const_cast<void*>(object.pointer));  // NOLINT: the host made it, the host may change it
}

Evidence evidence_of(Call& call, int index) {
  Evidence evidence;
  if (call.absent(index)) return evidence;
  if (!call.is_table(index))
    throw Fault("check.bad_option", "选项应写成 { message = \"…\" }", "options are a table { message = … }");
  const auto keys = call.table_keys(index);
  evidence.options.given.reserve(keys.size());
  for (const script::TableKey& option : keys) {
    const std::string_view key = option.text;
    if (option.position || std::find(option_names().begin(), option_names().end(), key) == option_names().end())
      unknown_option(option.name());
    const int field = call.push_field(index, option);
    if (key == "at") {
      evidence.at = call.value(field, "at");
    } else if (key == "formula") {
      std::vector<ValueId> sides;
      if (call.is_table(field)) {
        for (const script::TableKey& one : call.table_keys(field)) {
          sides.push_back(call.value(call.push_field(field, one), "formula"));
          call.pop();
        }
      }
      if (sides.size() != 2)
        throw Fault("check.bad_option", "formula 应写成 { 左边的数, 右边的数 }", "formula is a list of two figures");
      evidence.formula = {sides[0], sides[1]};
    } else if (key == "values") {
      for (const script::TableKey& one : call.table_keys(field)) {
        const int item = call.push_field(field, one);
        if (evidence.named.size() >= kMostSlots)
          throw Fault("check.bad_option", fmt::format("values 里多于 {} 项", kMostSlots),
                      fmt::format("values holds more than {} entries", kMostSlots));
        Named& named = evidence.named.emplace_back(Named{one.name(), std::nullopt, {}});
        if (call.is_text(item)) {
          named.text = call.text(item, named.name);
        } else {
          named.figure = call.value(item, named.name);
          evidence.extra.push_back(*named.figure);
        }
        call.pop();
      }
    } else if ((key == "printed" || key == "expected") && call.is_value(field)) {
      const ValueId id = call.value(field, key);
      evidence.extra.push_back(id);
      (key == "printed" ? evidence.printed : evidence.expected) = id;
      if (key == "printed" && !evidence.at) evidence.at = id;
    } else if (call.is_text(field)) {
      evidence.options.given.push_back({key, call.text(field, key)});
    } else {
      call.plain(field, key);  // refuses what is no plain data
      evidence.options.given.push_back({key, std::nullopt});
    }
    call.pop();
  }
  return evidence;
}

void add_operands(const Values& values, ValueId id, CheckResult& result) {
  std::set<std::string> told;
  for (const Operand& operand : result.operands) told.insert(key_of(operand));
  for (const ValueId leaf_id : values.leaves_of(id)) {
    const Value& value = values.at(leaf_id);
    if (value.op == Op::constant && values.leaf(value).name.empty()) continue;
    if (result.operands.size() >= kMostOperands) {
      if (value.op == Op::cell && values.leaf(value).doubt() != nullptr) result.doubtful = true;
      continue;
    }
    Operand operand = operand_of(values, leaf_id);
    const bool known = !told.insert(key_of(operand)).second;
    if (value.op == Op::cell && values.leaf(value).doubt() != nullptr) result.doubtful = true;
    if (!known) result.operands.push_back(std::move(operand));
  }
}

void point_at(const Values& values, ValueId id, CheckResult& result) {
  for (const ValueId leaf_id : values.leaves_of(id)) {
    const Value& value = values.at(leaf_id);
    if (value.op != Op::cell) continue;
    const script::Leaf& leaf = values.leaf(value);
    if (values.origin_of(leaf) != nullptr) continue;  // the finding is about its own document
    result.at = leaf.place();
    result.row = leaf.row_name();
    result.column = leaf.column_name();
    return;
  }
}

void limit_text(std::string& words, std::size_t longest) {
  if (words.size() > longest) words = text::shorten(words, longest / 4) + fmt::format("（共 {} 字节）", words.size());
}

bool only_counts(CheckSession& session) {
  if (session.results.size() < kMostResults && session.bytes <= kMostBytes) return false;
  ++session.dropped;
  return true;
}

void keep(CheckSession& session, CheckResult result) {
  for (std::string* words :
       {&result.message, &result.printed, &result.expected, &result.row, &result.column, &result.case_name}) {
    limit_text(*words);
  }
  limit_text(result.formula, kLongestFormula);
  limit_text(result.formula_figures, kLongestFormula);
  for (auto& [name, words] : result.slots) {
    limit_text(name);
    limit_text(words);
  }
  session.bytes += bytes_of(result) + bytes_of_header(session);
  session.results.push_back(std::move(result));
}

void apply_options(const Values& values, const Evidence& evidence, CheckResult& result) {
  const Options& options = evidence.options;
  result.message = options.text("message").value_or("");
  result.case_name = options.text("case").value_or("");
  if (const auto severity = options.text("severity")) {
    result.severity = severity_from(*severity);
    if (!result.severity)
      throw Fault("check.bad_option", fmt::format("没有名为“{}”的严重程度", *severity),
                  fmt::format("unknown severity {}", *severity));
  }
  if (evidence.at) point_at(values, *evidence.at, result);
  if (const auto row = options.text("row")) result.row = *row;
  if (const auto column = options.text("column")) result.column = *column;
  if (evidence.printed) result.printed = values.shown(*evidence.printed);
  if (const auto printed = options.text("printed")) result.printed = *printed;
  if (evidence.expected) result.expected = values.shown(*evidence.expected);
  if (const auto expected = options.text("expected")) result.expected = *expected;
  if (evidence.printed && evidence.expected && !values.at(*evidence.printed).missing &&
      !values.at(*evidence.expected).missing) {
    result.difference = difference_text(values, *evidence.printed, *evidence.expected);
  }
  for (const ValueId id : evidence.extra) add_operands(values, id, result);
  for (const Named& one : evidence.named)
    result.slots.emplace_back(one.name, one.figure ? values.shown(*one.figure) : std::string(one.text));
}

Verdict judge(Relation relation, const Value& left, const Value& right) {
  switch (relation) {
    case Relation::same: return {left.value == right.value, left.low <= right.high && right.low <= left.high};
    case Relation::at_most: return {left.value <= right.value, left.low <= right.high};
    case Relation::at_least: return {left.value >= right.value, left.high >= right.low};
    case Relation::less: return {left.value < right.value, left.low < right.high};
    case Relation::more: return {left.value > right.value, left.high > right.low};
  }
  return {};
}

namespace {

// What is asked for, and what holds where it is not so.
std::string_view sign_of(Relation relation, bool held) {
  switch (relation) {
    case Relation::same: return held ? "＝" : "≠";
    case Relation::at_most: return held ? "≤" : "＞";
    case Relation::at_least: return held ? "≥" : "＜";
    case Relation::less: return held ? "＜" : "≥";
    case Relation::more: return held ? "＞" : "≤";
  }
  return {};
}

// Builds the evidence of left ○ right: left is the printed side. The formula is what is asked for; with its figures it
// says what is so.
CheckResult compared(Call& call, Relation relation, bool held, ValueId left, ValueId right, const Evidence& evidence) {
  const Values& values = call.context().values;
  CheckResult result;
  point_at(values, left, result);
  result.printed = values.shown(left);
  result.expected = expected_text(values, right, left);
  result.difference = difference_text(values, left, right);
  add_operands(values, left, result);
  add_operands(values, right, result);
  const auto [one, other] = evidence.formula.value_or(std::pair(left, right));
  if (evidence.formula) {
    add_operands(values, one, result);
    add_operands(values, other, result);
  }
  result.formula = fmt::format("{} {} {}", values.formula(one), sign_of(relation, true), values.formula(other));
  result.formula_figures = fmt::format("{} {} {}", values.formula_with_figures(one), sign_of(relation, held),
                                       values.formula_with_figures(other));
  apply_options(values, evidence, result);
  const std::string gap = result.difference.starts_with('-') ? result.difference.substr(1) : result.difference;
  result.slots.insert(
      result.slots.begin(),
      {{"left", result.printed}, {"right", result.expected}, {"gap", gap}, {"difference", result.difference}});
  return result;
}

}  // namespace

bool settle(Call& call, Relation relation, ValueId left, ValueId right, const Evidence& evidence) {
  CheckSession& session = session_of(call);
  Values& values = call.context().values;
  const Value& own = values.need(left);
  const Value other = values.in_unit_of(right, left);
  ++session.performed;
  const Verdict verdict = judge(relation, own, other);
  const bool tail_noted = evidence.options.text("tail").value_or("") == "note";
  values.compared(left, relation, right, true, verdict.possible, tail_noted);
  int identity = IdentityLog::kNone;
  if (relation == Relation::same && session.log != nullptr)
    identity = session.log->note(values, left, right, verdict.possible);
  const bool held = verdict.exact || (verdict.possible && !tail_noted);
  if (held && !wants_held(session)) return true;
  if (!held && only_counts(session)) return false;
  CheckResult result = compared(call, relation, held, left, right, evidence);
  if (held) {
    keep_held(session, std::move(result));
    return true;
  }
  const bool tail = verdict.possible;
  if (tail) result.severity = Severity::note;
  result.identity = tail ? IdentityLog::kNone : identity;
  keep(session, std::move(result));
  return false;
}

bool settle_computed(Call& call, ValueId printed, ValueId formula, const Evidence& evidence) {
  CheckSession& session = session_of(call);
  Values& values = call.context().values;
  values.need(printed);
  values.need(formula);
  const ValueId widened = values.printed(printed);
  const Value own = values.at(widened);
  const Value other = values.in_unit_of(formula, widened);
  ++session.performed;
  const Verdict verdict = judge(Relation::same, own, other);
  const bool tail_noted = evidence.options.text("tail").value_or("") == "note";
  values.compared(widened, Relation::same, formula, true, verdict.possible, tail_noted);
  const bool held = verdict.exact || (verdict.possible && (!tail_noted || own.value == other.value));
  if (held && !wants_held(session)) return true;
  if (!held && only_counts(session)) return false;
  CheckResult result = compared(call, Relation::same, held, printed, formula, evidence);
  if (held) {
    keep_held(session, std::move(result));
    return true;
  }
  if (verdict.possible) result.severity = Severity::note;
  keep(session, std::move(result));
  return false;
}

}  // namespace gouji::checks
