#include "script/parameter_lines.hpp"

#include <algorithm>

namespace gouji::script {
namespace {

Line constant_line(const Exact& value) { return {value, Exact(0)}; }
Line times(const Line& line, const Exact& factor) { return {line.at_zero * factor, line.slope * factor}; }
Line plus(const Line& a, const Line& b) { return {a.at_zero + b.at_zero, a.slope + b.slope}; }
Line negative(const Line& line) { return {-line.at_zero, -line.slope}; }

Lines constant_lines(const Value& value) {
  return {constant_line(value.value), constant_line(value.low), constant_line(value.high)};
}
Lines times(const Lines& lines, const Exact& factor) {
  return {times(lines.value, factor), times(lines.low, factor), times(lines.high, factor)};
}
bool still(const Lines& lines) {
  return lines.value.slope.is_zero() && lines.low.slope.is_zero() && lines.high.slope.is_zero();
}

class Walk {
 public:
  Walk(const Values& values, std::string_view parameter) : values_(values), parameter_(parameter) {}

  std::optional<Lines> of(ValueId id) {
    const Value& value = values_.at(id);
    if (value.missing) return std::nullopt;
    std::optional<Lines> lines = made(id, value);
    // What does not give the value that it stands for was not understood.
    if (lines && present_ &&
        !(lines->value.at(*present_) == value.value && lines->low.at(*present_) == value.low &&
          lines->high.at(*present_) == value.high))
      return std::nullopt;
    return lines;
  }

 private:
  std::optional<Lines> made(ValueId id, const Value& value) {
    switch (value.op) {
      case Op::cell:
      case Op::constant: return constant_lines(value);
      case Op::parameter: {
        if (values_.leaf(value).name != parameter_) return constant_lines(value);
        present_ = value.value;
        const Line line{Exact(0), Exact(1)};
        return Lines{line, line, line};
      }
      case Op::add:
      case Op::subtract: return added(value);
      case Op::sum: return summed(value);
      case Op::multiply: return multiplied(value);
      case Op::divide: return divided(value);
      case Op::negate: return turned(of(value.left));
      case Op::absolute: return value.value == values_.at(value.left).value ? of(value.left) : turned(of(value.left));
      case Op::least:
      case Op::most: return picked(value);
      case Op::printed: return printed(value);
      case Op::rounded:
      case Op::banded: return unmoved(id, value);
    }
    return std::nullopt;
  }

  static std::optional<Lines> turned(const std::optional<Lines>& lines) {
    if (!lines) return std::nullopt;
    return Lines{negative(lines->value), negative(lines->high), negative(lines->low)};
  }

  std::optional<Lines> unmoved(ValueId id, const Value& value) {
    if (rests_on(values_, id, parameter_)) return std::nullopt;
    return constant_lines(value);
  }

  std::optional<Lines> in_unit(ValueId id, const Unit& unit) {
    const auto lines = of(id);
    if (!lines) return std::nullopt;
    return times(*lines, values_.factor_to(id, unit));
  }

  std::optional<Lines> added(const Value& value) {
    const auto left = in_unit(value.left, value.unit);
    const auto right = in_unit(value.right, value.unit);
    if (!left || !right) return std::nullopt;
    const Lines other = value.op == Op::add ? *right : *turned(right);
    return Lines{plus(left->value, other.value), plus(left->low, other.low), plus(left->high, other.high)};
  }

  std::optional<Lines> summed(const Value& value) {
    Lines total = constant_lines({});
    for (const ValueId part : values_.parts(value)) {
      if (values_.at(part).missing) continue;
      const auto lines = in_unit(part, value.unit);
      if (!lines) return std::nullopt;
      total = {plus(total.value, lines->value), plus(total.low, lines->low), plus(total.high, lines->high)};
    }
    return total;
  }

  // Of the ends that a product or quotient may have, the one that it has now.
  std::optional<Line> end_at(const std::vector<Line>& ends, const Exact& end) const {
    if (!present_) return constant_line(end);
    for (const Line& line : ends) {
      if (line.at(*present_) == end) return line;
    }
    return std::nullopt;
  }

  std::optional<Lines> multiplied(const Value& value) {
    const auto left = of(value.left);
    const auto right = of(value.right);
    if (!left || !right) return std::nullopt;
    if (still(*left) && still(*right)) return constant_lines(value);
    if (!still(*left) && !still(*right)) return std::nullopt;
    const Lines& moving = still(*left) ? *right : *left;
    const Lines& fixed = still(*left) ? *left : *right;
    std::vector<Line> ends;
    for (const Line* one : {&moving.low, &moving.high}) {
      for (const Line* other : {&fixed.low, &fixed.high}) ends.push_back(times(*one, other->at_zero));
    }
    const auto low = end_at(ends, value.low);
    const auto high = end_at(ends, value.high);
    if (!low || !high) return std::nullopt;
    return Lines{times(moving.value, fixed.value.at_zero), *low, *high};
  }

  std::optional<Lines> divided(const Value& value) {
    const auto left = of(value.left);
    const auto right = of(value.right);
    if (!left || !right || !still(*right)) return std::nullopt;
    if (still(*left)) return constant_lines(value);
    const Exact& divisor = right->value.at_zero;
    if (divisor.is_zero()) return std::nullopt;
    // One factor brings both to one scale; what it is shows in the quotient itself.
    const Exact plain = values_.at(value.left).value / divisor;
    if (plain.is_zero()) return std::nullopt;
    const Exact factor = value.value / plain;
    std::vector<Line> ends{times(left->value, factor / divisor)};
    for (const Line* one : {&left->low, &left->high}) {
      for (const Line* other : {&right->low, &right->high}) {
        if (!other->at_zero.is_zero()) ends.push_back(times(*one, factor / other->at_zero));
      }
    }
    const auto low = end_at(ends, value.low);
    const auto high = end_at(ends, value.high);
    if (!low || !high) return std::nullopt;
    return Lines{ends.front(), *low, *high};
  }

  std::optional<Lines> picked(const Value& value) {
    const auto left = in_unit(value.left, value.unit);
    const auto right = in_unit(value.right, value.unit);
    if (!left || !right) return std::nullopt;
    if (still(*left) && still(*right)) return constant_lines(value);
    const auto pick = [&](const Line& a, const Line& b, const Exact& now) -> Line {
      return present_ && !(a.at(*present_) == now) ? b : a;
    };
    return Lines{pick(left->value, right->value, value.value), pick(left->low, right->low, value.low),
                 pick(left->high, right->high, value.high)};
  }

  std::optional<Lines> printed(const Value& value) {
    const auto lines = of(value.left);
    if (!lines) return std::nullopt;
    if (still(*lines)) return constant_lines(value);
    const Exact& source = values_.at(value.left).value;
    return source.is_zero() ? lines : times(*lines, value.value / source);
  }

  const Values& values_;
  std::string_view parameter_;
  std::optional<Exact> present_;  // the parameter's value, once it was met
};

void add_root(const Line& a, const Line& b, std::vector<Exact>& roots) {
  const Exact slope = a.slope - b.slope;
  if (slope.is_zero()) return;  // parallel: they never meet, or always
  const Exact root = (b.at_zero - a.at_zero) / slope;
  if (std::find(roots.begin(), roots.end(), root) == roots.end()) roots.push_back(root);
}

}  // namespace

bool rests_on(const Values& values, ValueId id, std::string_view parameter) {
  const auto leaves = values.leaves_of(id);
  return std::any_of(leaves.begin(), leaves.end(), [&](ValueId leaf) {
    const Value& value = values.at(leaf);
    return value.op == Op::parameter && values.leaf(value).name == parameter;
  });
}

std::optional<Lines> lines_of(const Values& values, ValueId id, std::string_view parameter) {
  return Walk(values, parameter).of(id);
}

std::optional<std::vector<Exact>> turning_points(const Values& values, const Compared& comparison,
                                                 std::string_view parameter) {
  const auto left = lines_of(values, comparison.left, parameter);
  auto right = lines_of(values, comparison.right, parameter);
  if (!left || !right) return std::nullopt;
  const Unit& unit = values.at(comparison.left).unit;
  const Unit& own = values.at(comparison.right).unit;
  right = times(*right, values.factor_to(comparison.right, unit.kind == UnitKind::plain ? own : unit));
  std::vector<Exact> roots;
  add_root(left->value, right->value, roots);
  if (comparison.by_envelope) {
    add_root(left->low, right->high, roots);
    add_root(left->high, right->low, roots);
  }
  return roots;
}

}  // namespace gouji::script
