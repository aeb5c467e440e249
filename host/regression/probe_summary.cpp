#include "regression/probe_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

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

// What stands or falls together, see ProbedTable::checked: a table, the head of a form, a column of its funds, one
// figure of an indicator.
std::tuple<FigurePart, std::size_t, std::size_t, std::size_t> fault_group(const FigureSpot& spot) {
  const bool by_row = spot.part == FigurePart::indicator;
  const bool by_column = by_row || spot.part == FigurePart::fund;
  return {spot.part, spot.list, by_column ? spot.column : 0, by_row ? spot.row : 0};
}

std::vector<bool> checked_spots(const Probe& probe) {
  std::set<std::tuple<FigurePart, std::size_t, std::size_t, std::size_t>> groups;
  for (std::size_t i = 0; i < probe.spots().size(); ++i) {
    if (probe.equated(i) && probe.spots()[i].part != FigurePart::claim) groups.insert(fault_group(probe.spots()[i]));
  }
  std::vector<bool> checked;
  for (const FigureSpot& spot : probe.spots()) checked.push_back(groups.contains(fault_group(spot)));
  return checked;
}

// A row that is missing or doubled counts by any of its figures.
bool is_checked(const Probe& probe, const DataFault& fault, const std::vector<bool>& checked) {
  const auto& spots = probe.spots();
  for (std::size_t i = fault.spot; i < spots.size(); ++i) {
    if (i != fault.spot && !(fault.of_a_row() && spots[i].same_row(spots[fault.spot]))) break;
    if (checked[i]) return true;
  }
  return false;
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
    const CountByKind& kinds = checked_only ? table.checked_kinds : table.kinds;
    for (std::size_t i = 0; i < kFaultKinds; ++i) sum.at(i) += kinds.at(i);
  }
  return sum;
}

void add_probe(ProbedPack& pack, const Probe& probe, const std::map<std::size_t, ProbeOutcome>& outcomes) {
  ++pack.documents;
  const std::vector<bool> checked = checked_spots(probe);
  for (std::size_t i = 0; i < probe.spots().size(); ++i) {
    ProbedTable& table = table_of(pack, probe.spots()[i]);
    ++pack.figures;
    ++table.figures;
    if (probe.accused(i)) ++pack.accused;
    if (probe.read(i)) ++table.read;
    if (probe.equated(i)) ++table.equated;
    if (checked[i]) ++table.checked;
  }
  std::map<std::size_t, BlindFigure> blind;
  std::map<std::size_t, RoundedFigure> rounded;
  for (const auto& [number, outcome] : outcomes) {
    const DataFault& fault = probe.faults().at(number);
    const FigureSpot& spot = probe.spots()[fault.spot];
    ProbedTable& table = table_of(pack, spot);
    const auto kind = static_cast<std::size_t>(fault.kind);
    table.kinds.at(kind).add(outcome);
    if (is_checked(probe, fault, checked)) table.checked_kinds.at(kind).add(outcome);
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
