// Thresholds and points: 0 → 3 分, 不超过 10% → 2 分, … of a parameter. Exact, and honest about what rounding hides.
#pragma once

#include <optional>
#include <vector>

#include "base/exact.hpp"

namespace gouji {

enum class BracketMode : std::uint8_t {
  whole,     // the whole value gets the points of its bracket
  marginal,  // each bracket adds points for the part of the value inside it
};
enum class BracketSteps : std::uint8_t { exact, full, started };  // of `each`: in proportion, 每满, 每…不足按…计

struct Bracket {
  std::optional<Exact> end;  // in the base unit; none: everything beyond the others
  bool included = true;      // the end belongs to this bracket (from, to) or to its neighbour (above, below)
  Exact points;
  std::optional<Exact> each;  // marginal: points for each so much
};

struct Points {
  Exact value, low, high;
};

struct Brackets {
  BracketMode mode = BracketMode::whole;
  BracketSteps steps = BracketSteps::exact;
  bool by_lower_ends = false;  // rows say from, above and go downwards; else to, below and upwards
  std::vector<Bracket> rows;   // from the first end outwards
  Exact base;                  // marginal: where counting starts
  std::optional<Exact> floor, cap;

  // The points of a value; none when no row holds it.
  std::optional<Exact> at(const Exact& value) const;
  // The same with the least and the most points between `low` and `high`.
  std::optional<Points> between(const Exact& value, const Exact& low, const Exact& high) const;
  // The most points that the table gives.
  Exact best() const;

 private:
  bool holds(const Bracket& row, const Exact& value) const;
  Exact clamped(const Exact& points) const;
  Exact counted(const Bracket& row, const Exact& part) const;
  Exact marginal(const Exact& value) const;
};

}  // namespace gouji
