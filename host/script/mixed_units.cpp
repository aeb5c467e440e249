// Figures of different kinds that a rule brings together: whose mistake it is. A document that prints 23.5% among
// amounts leaves the rule without a figure; a rule that adds a rate to an amount is at fault itself.
#include <fmt/format.h>

#include "base/fault.hpp"
#include "script/values.hpp"

namespace gouji::script {
namespace {

constexpr std::size_t kMostVisited = 10'000;  // a script may have built the formula as deep as it likes

std::string word_of(const Unit& unit) { return unit.word.empty() ? name_of(unit.kind) : std::string(unit.word); }

// The kind of figures that a cell holds where the document prints no unit; none where every unit is printed.
std::optional<UnitKind> usual_kind(const Leaf& leaf) {
  if (leaf.field == nullptr) return UnitKind::money;  // of a table
  switch (leaf.field->role) {
    case Role::money: return UnitKind::money;
    case Role::weight:
    case Role::points: return UnitKind::points;
    case Role::ratio: return UnitKind::ratio;
    case Role::words:
    case Role::target:
    case Role::count: break;
  }
  return std::nullopt;
}

}  // namespace

// The first cell below these values whose unit is another than its place has.
std::optional<ValueId> Values::printed_otherwise(std::vector<ValueId> under) const {
  std::size_t visited = 0;
  while (!under.empty() && visited++ < kMostVisited) {
    const ValueId id = under.back();
    const Value& value = values_.at(id);
    under.pop_back();
    switch (value.op) {
      case Op::parameter:
      case Op::constant: break;
      case Op::cell:
        if (!value.missing && value.unit.kind != UnitKind::plain && value.unit.kind != usual_kind(leaf(value)))
          return id;
        break;
      case Op::sum: {
        const auto all = parts(value);
        under.insert(under.end(), all.rbegin(), all.rend());
        break;
      }
      default:
        if (value.right != value.left) under.push_back(value.right);
        under.push_back(value.left);
    }
  }
  return std::nullopt;
}

void Values::refuse_mixed(ValueId a, ValueId b, std::string_view verb, std::span<const ValueId> sum) const {
  std::vector<ValueId> under{b, a};  // looked through from the back
  under.insert(under.begin(), sum.rbegin(), sum.rend());
  const Unit &left = values_.at(a).unit, &right = values_.at(b).unit;
  if (const auto odd = printed_otherwise(std::move(under))) {
    const Value& own = values_.at(*odd);
    throw MissingValue(leaf(own), word_of(own.unit.kind == left.kind ? right : left));
  }
  throw std::move(
      Fault("unit.mixed", fmt::format("单位不同，不能{}：{} 与 {}", verb, word_of(left), word_of(right)),
            fmt::format("figures of different kinds cannot be combined: {} and {}", word_of(left), word_of(right)))
          .hint("先换算成同一种数（如用比率乘以分值）再比较", "bring both to one kind first"));
}

}  // namespace gouji::script
