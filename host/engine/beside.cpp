#include "engine/beside.hpp"

#include <algorithm>

namespace gouji {
namespace {

const NamedFraction* fraction_of(const Exact& printed, const Exact& added, const Exact& slack,
                                 const CauseSettings& settings) {
  for (const NamedFraction& fraction : settings.fractions)
    if ((added * fraction.value - printed).abs() <= slack) return &fraction;
  return nullptr;
}

// One column (row) beside the sum, added up as it should be and as the slip has it.
struct Lane {
  Exact printed, added, otherwise, slack;
  bool has_parts = false;  // some part is printed there
  int figures = 0;         // that the slip adds
  Exact only;              // the last of them
};

std::optional<Lane> lane_of(const BrokenSum& sum, const Slip& slip, std::size_t at) {
  const CauseLines& lines = *sum.lines;
  const auto printed = lines.figure(lines.total(), at, sum.unit);
  if (!printed) return std::nullopt;
  Lane lane;
  lane.printed = *printed;
  lane.slack = slack_of(*lines.leaf(lines.total(), at).cell, sum.unit);
  for (std::size_t i = 0; i < sum.parts.size(); ++i) {
    const auto figure = lines.figure(lines.parts()[i], at, sum.unit);
    if (!figure) continue;
    lane.has_parts = true;
    lane.added = sum.parts[i].factor.sign() < 0 ? lane.added - *figure : lane.added + *figure;
    lane.slack = lane.slack + slack_of(*lines.leaf(lines.parts()[i], at).cell, sum.unit);
  }
  for (std::size_t line = 0; line < slip.weights.size(); ++line) {
    const auto figure = slip.weights[line] == 0 ? std::nullopt : lines.figure(line, at, sum.unit);
    if (!figure) continue;
    ++lane.figures;
    lane.only = *figure;
    lane.otherwise = lane.otherwise + *figure * Exact(slip.weights[line]);
  }
  lane.otherwise = lane.otherwise / slip.divisor;
  return lane;
}

}  // namespace

Chance chance_near(const Exact& gap, const Exact& grain, std::int64_t near, const Exact& off) {
  const Exact steps = gap.abs() / grain * Exact::fraction(3, 2);
  return chance_of((off / grain * Exact(2) + Exact(1)) * Exact(std::max<std::int64_t>(near, 1)) / steps);
}

void look_beside(const BrokenSum& sum, const CauseSettings& settings, Slip& slip) {
  if (slip.weights.empty()) return;
  const CauseLines& lines = *sum.lines;
  for (std::size_t at = 0; at < lines.lanes(); ++at) {
    const auto lane = at == lines.lane() ? std::nullopt : lane_of(sum, slip, at);
    if (!lane || (lane->otherwise - lane->added).abs() <= lane->slack) continue;  // none, or no difference there
    const Exact gap = lane->printed - lane->added;
    const Exact off = (lane->printed - lane->otherwise).abs();
    if (off > lane->slack) {
      ++slip.against;
    } else if (gap.abs() > lane->slack) {
      slip.chance = both(slip.chance, chance_near(gap, sum.grain, 1, off));
      const bool known = lane->has_parts || lane->figures == 1;
      const Exact& truth = lane->has_parts ? lane->added : lane->only;
      slip.beside.push_back(
          {lines.lane_name(at), known ? fraction_of(lane->printed, truth, lane->slack, settings) : nullptr});
      slip.edits.push_back({lines.leaf(lines.total(), at), lane->added});
    }
  }
}

}  // namespace gouji
