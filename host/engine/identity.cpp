#include "engine/identity.hpp"

namespace gouji {

using script::Op;
using script::Value;
using script::ValueId;
using script::Values;

namespace {

constexpr std::size_t kMostTerms = 1'000'000;     // of a document
constexpr std::size_t kMostTermsOfOne = 100'000;  // parts that are shared count each time
constexpr int kDeepest = 1000;

}  // namespace

bool IdentityLog::add(const Values& values, ValueId id, const Exact& factor, bool printed_side, int depth) {
  if (depth > kDeepest || terms_.size() - first_ >= kMostTermsOfOne) return false;
  const Value& value = values.at(id);
  switch (value.op) {
    case Op::cell: {
      const script::Leaf& leaf = values.leaf(value);
      // A number read out of words (a target) is not what stands in the cell.
      if (!value.missing && !(leaf.cell->has_figure() && leaf.cell->figure.value == value.value)) return false;
      terms_.push_back({leaf, factor, printed_side});
      return true;
    }
    case Op::sum:
      for (const ValueId part : values.parts(value)) {
        const Exact own = values.at(part).missing ? factor : factor * values.factor_to(part, value.unit);
        if (!add(values, part, own, printed_side, depth + 1)) return false;
      }
      return true;
    case Op::add:
    case Op::subtract: {
      const Exact right = factor * values.factor_to(value.right, value.unit);
      return add(values, value.left, factor * values.factor_to(value.left, value.unit), printed_side, depth + 1) &&
             add(values, value.right, value.op == Op::add ? right : -right, printed_side, depth + 1);
    }
    case Op::negate: return add(values, value.left, -factor, printed_side, depth + 1);
    default: return false;
  }
}

int IdentityLog::note(const Values& values, ValueId left, ValueId right, bool held) {
  if (terms_.size() >= kMostTerms) return kNone;
  Identity identity;
  first_ = terms_.size();
  identity.first = static_cast<std::uint32_t>(first_);
  identity.unit = values.at(left).unit.kind == UnitKind::plain ? values.at(right).unit : values.at(left).unit;
  identity.held = held;
  if (!add(values, left, values.factor_to(left, identity.unit), true, 0) ||
      !add(values, right, -values.factor_to(right, identity.unit), false, 0)) {
    terms_.resize(identity.first);
    return kNone;
  }
  identity.last = static_cast<std::uint32_t>(terms_.size());
  const Exact half = Exact::fraction(1, 2);
  const Value& own = values.at(left);
  const Value& other = values.at(right);
  identity.slack = ((own.high - own.low) * values.factor_to(left, identity.unit) +
                    (other.high - other.low) * values.factor_to(right, identity.unit)) *
                   half;
  identities_.push_back(identity);
  return static_cast<int>(identities_.size() - 1);
}

}  // namespace gouji
