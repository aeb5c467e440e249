#include "engine/broken_sum.hpp"

#include <algorithm>

namespace gouji {
namespace {

// Decimals that the figure needs; negative where it ends in zeros.
int needed_decimals(const Exact& value) {
  if (value.is_zero()) return -12;
  for (int decimals = -12; decimals < 8; ++decimals) {
    const Exact scaled = decimals >= 0 ? value * Exact::fraction(power_of_ten(decimals), 1)
                                       : value / Exact::fraction(power_of_ten(-decimals), 1);
    if (scaled == scaled.rounded(0)) return decimals;
  }
  return 8;
}

}  // namespace

std::optional<BrokenSum> broken_sum(const IdentityLog& log, const Identity& identity) {
  BrokenSum sum;
  sum.unit = identity.unit;
  sum.slack = identity.slack;
  if (sum.unit.kind == UnitKind::ratio) return std::nullopt;
  int decimals = -12;
  int totals = 0;
  std::vector<script::Leaf> parts;
  for (const Term& term : log.terms(identity)) {
    const auto figure = figure_in(*term.leaf.cell, identity.unit);
    if (term.leaf.cell->has_figure() && !figure) return std::nullopt;
    if (figure) decimals = std::max(decimals, needed_decimals(*figure));
    if (term.printed_side) {
      if (++totals > 1 || !figure || term.factor.sign() < 0) return std::nullopt;
      sum.total = term.leaf;
      sum.printed = *figure;
      continue;
    }
    const bool adds = term.factor.sign() < 0;  // the log keeps left − right
    const Exact value = adds ? figure.value_or(0) : -figure.value_or(0);
    sum.parts.push_back({term.leaf, value, adds ? Exact(1) : Exact(-1)});
    sum.added = sum.added + value;
    parts.push_back(term.leaf);
  }
  if (totals == 0 || sum.parts.empty()) return std::nullopt;
  sum.gap = sum.printed - sum.added;
  if (sum.gap.is_zero()) return std::nullopt;
  sum.grain = decimals >= 0 ? Exact::fraction(1, power_of_ten(decimals)) : Exact::fraction(power_of_ten(-decimals), 1);
  sum.lines = CauseLines::around(sum.total, parts);
  return sum;
}

}  // namespace gouji
