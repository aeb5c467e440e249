#include "regression/probe_summary.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gouji {
namespace {

ProbedTable& table_of(ProbedPack& pack, const FigureSpot& spot) {
  const auto found = std::find_if(pack.tables.begin(), pack.tables.end(), [&](const ProbedTable& one) {
    return one.part == spot.part && one.name == spot.table;
  });
  if (found != pack.tables.end()) return *found;
  ProbedTable& table = pack.tables.emplace_back();
  table.part = spot.part;
  table.name = spot.table;
  return table;
}

}  // namespace

ProbeCount& ProbeCount::operator+=(const ProbeCount& other) {
  faults += other.faults;
  noticed += other.noticed;
  rounding += other.rounding;
  for (std::size_t i = 0; i < kSeverities; ++i) severities.at(i) += other.severities.at(i);
  return *this;
}

void ProbeCount::add(const ProbeOutcome& outcome) {
  ++faults;
  if (outcome.noticed == Noticed::rounding) ++rounding;
  if (outcome.noticed != Noticed::yes) return;
  ++noticed;
  ++severities.at(static_cast<std::size_t>(outcome.severity));
}

std::string ProbeCount::rate() const {
  if (tellable() == 0) return {};
  const std::int64_t tenths = std::int64_t{noticed} * 1000 / tellable();
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

ProbeCount total_of(const CountByKind& kinds) {
  ProbeCount total;
  for (const ProbeCount& one : kinds) total += one;
  return total;
}

CountByKind ProbedPack::kinds(bool checked_only) const {
  CountByKind sum;
  for (const ProbedTable& table : tables) {
    if (checked_only && !table.checked()) continue;
    for (std::size_t i = 0; i < kFaultKinds; ++i) sum.at(i) += table.kinds.at(i);
  }
  return sum;
}

void add_probe(ProbedPack& pack, const Probe& probe, const std::map<std::size_t, ProbeOutcome>& outcomes) {
  ++pack.documents;
  for (std::size_t i = 0; i < probe.spots().size(); ++i) {
    ProbedTable& table = table_of(pack, probe.spots()[i]);
    ++pack.figures;
    ++table.figures;
    if (probe.accused(i)) ++pack.accused;
    if (probe.read(i)) ++table.read;
    if (probe.equated(i)) ++table.equated;
  }
  std::map<std::size_t, BlindFigure> blind;
  std::map<std::size_t, RoundedFigure> rounded;
  for (const auto& [number, outcome] : outcomes) {
    const DataFault& fault = probe.faults().at(number);
    const FigureSpot& spot = probe.spots()[fault.spot];
    table_of(pack, spot).kinds.at(static_cast<std::size_t>(fault.kind)).add(outcome);
    const auto note = [&](auto& list) -> auto& {
      const auto [place, fresh] = list.try_emplace(fault.spot);
      auto& figure = place->second;
      if (fresh) figure.document = probe.document().id, figure.spot = spot, figure.to = fault.to;
      figure.kinds.push_back(fault.kind);
      return figure;
    };
    if (outcome.noticed == Noticed::rounding) {
      RoundedFigure& figure = note(rounded);
      if (figure.kinds.size() == 1) figure.slack = outcome.slack;
    } else if (outcome.noticed == Noticed::no) {
      BlindFigure& figure = note(blind);
      if (figure.kinds.size() == 1) figure.blindness = outcome.blindness, figure.rules = outcome.rules;
    }
  }
  for (auto& [spot, figure] : blind) pack.blind.push_back(std::move(figure));
  for (auto& [spot, figure] : rounded) pack.rounded.push_back(std::move(figure));
}

}  // namespace gouji
