#include "engine/trace.hpp"

#include <algorithm>

#include "script/parameter_lines.hpp"

namespace gouji {
namespace {

using script::Op;
using script::Value;
using script::ValueId;
using script::Values;

// The parameters below the values, each once, with its present number.
std::vector<std::pair<std::string_view, Exact>> parameters_below(const Values& values,
                                                                 std::initializer_list<ValueId> ids) {
  std::vector<std::pair<std::string_view, Exact>> found;
  if (!values.hold_parameters()) return found;
  for (const ValueId id : ids) {
    for (const ValueId leaf : values.leaves_of(id)) {
      const Value& value = values.at(leaf);
      if (value.op != Op::parameter) continue;
      const std::string_view name = values.leaf(value).name;
      if (std::none_of(found.begin(), found.end(), [&](const auto& one) { return one.first == name; }))
        found.emplace_back(name, value.value);
    }
  }
  return found;
}

}  // namespace

void Tracer::looked_at(const Cell& cell) {
  if (seen_.insert(&cell).second) trace_.cells.push_back(&cell);
}

void Tracer::marked(std::uint32_t mark) {
  if (marks_.insert(mark).second) trace_.marks.push_back(mark);
}

void Tracer::note_equation(const Values& values, const script::Compared& comparison) {
  const Value& left = values.at(comparison.left);
  if (left.missing || values.at(comparison.right).missing) return;
  EquationUse use;
  for (const ValueId id : {comparison.left, comparison.right}) {
    for (const ValueId leaf : values.leaves_of(id)) {
      const Value& value = values.at(leaf);
      if (value.op == Op::cell) use.cells.push_back(values.leaf(value).cell);
    }
  }
  if (use.cells.empty()) return;
  const Value right = values.in_unit_of(comparison.right, comparison.left);
  const int exponent = left.unit.kind == UnitKind::ratio ? 0 : left.unit.exponent;  // a ratio is held as itself
  const Exact base = exponent < 0 ? Exact::decimal(1, -exponent) : Exact::fraction(power_of_ten(exponent), 1);
  use.kind = left.unit.kind;
  use.gap = (left.value - right.value) * base;
  use.slack = (left.high - left.low + right.high - right.low) * base * Exact::fraction(1, 2);
  use.holds = comparison.holds;
  trace_.equations.push_back(std::move(use));
}

void Tracer::compared(const Values& values, const script::Compared& comparison) {
  if (equations_ && comparison.relation == script::Relation::same) note_equation(values, comparison);
  const auto parameters = parameters_below(values, {comparison.left, comparison.right});
  for (const auto& [name, number] : parameters) {
    ThresholdUse use{std::string(name), number, {}, false, parameters.size() == 1, comparison.holds};
    if (auto ends = script::turning_points(values, comparison, name)) {
      use.ends = std::move(*ends);
      use.straight = true;
    }
    trace_.thresholds.push_back(std::move(use));
  }
}

void Tracer::compared_with_zero(const Values& values, ValueId value) {
  const auto parameters = parameters_below(values, {value});
  for (const auto& [name, number] : parameters) {
    ThresholdUse use{std::string(name), number, {}, false, parameters.size() == 1, values.at(value).value.sign() < 0};
    if (const auto lines = script::lines_of(values, value, name)) {
      use.straight = true;
      const script::Line& line = lines->value;
      if (!line.slope.is_zero()) use.ends.push_back(-line.at_zero / line.slope);
    }
    trace_.thresholds.push_back(std::move(use));
  }
}

void Tracer::banded(const Values& values, ValueId value, std::string_view parameter, const Brackets&) {
  trace_.bands.push_back({std::string(parameter), values.at(value).value});
  for (const auto& [name, number] : parameters_below(values, {value}))
    trace_.thresholds.push_back({std::string(name), number, {}, false, false, false});
}

}  // namespace gouji
