#include "model/brackets.hpp"

#include <algorithm>

namespace gouji {

bool Brackets::holds(const Bracket& row, const Exact& value) const {
  if (!row.end) return true;
  if (by_lower_ends) return row.included ? value >= *row.end : value > *row.end;
  return row.included ? value <= *row.end : value < *row.end;
}

Exact Brackets::clamped(const Exact& points) const {
  Exact result = points;
  if (floor) result = std::max(result, *floor);
  if (cap) result = std::min(result, *cap);
  return result;
}

Exact Brackets::counted(const Bracket& row, const Exact& part) const {
  const Exact times = row.each ? part / *row.each : part;
  switch (steps) {
    case BracketSteps::exact: return times * row.points;
    case BracketSteps::full: return times.rounded(0, Rounding::truncate) * row.points;
    case BracketSteps::started: return times.rounded(0, Rounding::up) * row.points;
  }
  return times * row.points;
}

// Rows by upper ends count upwards, the first from zero; rows by lower ends count downwards from the first end.
Exact Brackets::marginal(const Exact& value) const {
  Exact total = base;
  std::optional<Exact> edge;
  if (!by_lower_ends) edge = Exact(0);
  for (const Bracket& row : rows) {
    if (edge) {
      const Exact& from = *edge;
      const Exact beyond = by_lower_ends ? from - value : value - from;
      if (beyond.sign() <= 0) break;
      Exact part = beyond;
      if (row.end) part = std::min(part, by_lower_ends ? from - *row.end : *row.end - from);
      if (part.sign() > 0) total = total + counted(row, part);
    }
    edge = row.end;
    if (!edge) break;
  }
  return total;
}

std::optional<Exact> Brackets::at(const Exact& value) const {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Bracket& one) { return holds(one, value); });
  if (row == rows.end()) return std::nullopt;
  return clamped(mode == BracketMode::whole ? row->points : marginal(value));
}

std::optional<Points> Brackets::between(const Exact& value, const Exact& low, const Exact& high) const {
  const auto own = at(value);
  if (!own) return std::nullopt;
  Points points{*own, *own, *own};
  const auto widen = [&](const std::optional<Exact>& other) {
    if (!other) return;
    points.low = std::min(points.low, *other);
    points.high = std::max(points.high, *other);
  };
  widen(at(low));
  widen(at(high));
  for (std::size_t i = 0; i < rows.size(); ++i) {  // both sides of every end inside the range
    const Bracket& row = rows[i];
    if (!row.end || *row.end < low || *row.end > high) continue;
    widen(at(*row.end));
    if (mode != BracketMode::whole) continue;
    const bool inside = by_lower_ends ? high > *row.end : low < *row.end;
    const bool beyond = by_lower_ends ? low < *row.end : high > *row.end;
    if (inside) widen(clamped(row.points));
    if (beyond && i + 1 < rows.size()) widen(clamped(rows[i + 1].points));
  }
  return points;
}

Exact Brackets::best() const {
  Exact most = mode == BracketMode::whole ? clamped(rows.front().points) : clamped(base);
  if (mode == BracketMode::whole) {
    for (const Bracket& row : rows) most = std::max(most, clamped(row.points));
  }
  return most;
}

}  // namespace gouji
