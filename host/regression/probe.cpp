#include "regression/probe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "regression/clean_ground.hpp"
#include "regression/figure_slip.hpp"

namespace gouji {
namespace {

constexpr std::array<std::string_view, 3> kNoticedCodes{"yes", "rounding", "no"};
constexpr std::array<std::string_view, 6> kBlindnessCodes{"none",  "unread",     "unequated",
                                                          "noted", "unverified", "tolerated"};

// Every cell, in an order that a fault in a figure leaves as it is.
std::vector<const Cell*> cells_of(const Document& document) {
  std::vector<const Cell*> cells;
  const auto add = [&](const std::vector<Cell>& list) {
    for (const Cell& cell : list) cells.push_back(&cell);
  };
  for (const Table& table : document.tables) {
    for (const TableRow& row : table.rows) add(row.cells);
  }
  for (const Evaluation& form : document.evaluations) {
    add(form.head.cells);
    for (const Record& one : form.funds) add(one.cells);
    for (const Record& one : form.indicators) add(one.cells);
  }
  for (const Record& one : document.claims) add(one.cells);
  for (const Record& one : document.mentions) add(one.cells);
  return cells;
}

bool differs(const Cell& a, const Cell& b) {
  return a.printed != b.printed || a.state != b.state || a.precision != b.precision;
}

// At most `count` of each kind in each table or part of the forms, drawn by the seed.
void draw(std::vector<DataFault>& faults, const std::vector<FigureSpot>& spots, const Document& document,
          const ProbeOptions& options) {
  std::map<std::tuple<FaultKind, FigurePart, std::string>, std::vector<std::pair<std::uint64_t, std::size_t>>> groups;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const FigureSpot& spot = spots[faults[i].spot];
    SlipRandom random(options.seed, fmt::format("draw|{}|{}|{}|{}|{}|{}", code_of(faults[i].kind), document.id,
                                                code_of(spot.part), spot.list, spot.row, spot.column));
    groups[{faults[i].kind, spot.part, spot.table}].emplace_back(random.next(), i);
  }
  std::vector<std::size_t> drawn;
  for (auto& [key, group] : groups) {
    std::sort(group.begin(), group.end());
    for (std::size_t i = 0; i < group.size() && i < options.sample; ++i) drawn.push_back(group[i].second);
  }
  std::sort(drawn.begin(), drawn.end());
  std::vector<DataFault> kept;
  for (const std::size_t i : drawn) kept.push_back(std::move(faults[i]));
  faults = std::move(kept);
}

Exact in_base(const Figure& figure) {
  const int exponent = figure.unit.kind == UnitKind::ratio ? 0 : figure.unit.exponent;
  return figure.value * (exponent < 0 ? Exact::decimal(1, -exponent) : Exact::fraction(power_of_ten(exponent), 1));
}

// What an equation leaves open, in the figure's own unit.
std::string slack_text(const Exact& slack, const Figure& figure) {
  Unit unit = figure.unit;
  if (unit.kind == UnitKind::ratio) return script::number_text(slack, Unit::percent(), 0, 6, true);
  const Exact own =
      unit.exponent < 0 ? slack / Exact::decimal(1, -unit.exponent) : slack * Exact::decimal(1, unit.exponent);
  return script::number_text(own, unit, 0, 6, true);
}

}  // namespace

std::string_view code_of(Noticed noticed) { return kNoticedCodes.at(static_cast<std::size_t>(noticed)); }
std::string_view code_of(Blindness blindness) { return kBlindnessCodes.at(static_cast<std::size_t>(blindness)); }

Probe::Probe(Document document, RuleBook& book, const Verbs& verbs, const ProbeOptions& options)
    : document_(std::move(document)), book_(&book), verbs_(verbs), options_(options), spots_(figure_spots(document_)) {
  link_suppression();
  look(evaluated(document_, nullptr));
  faults_ = data_faults(document_, spots_, options_.seed);
  std::erase_if(faults_, [&](const DataFault& fault) {
    const auto& kinds = options_.kinds;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), fault.kind) == kinds.end()) return true;
    const std::vector<std::size_t> own = spots_of(fault);
    return std::any_of(own.begin(), own.end(), [&](std::size_t spot) { return accused_[spot]; });
  });
  if (options_.sample > 0) draw(faults_, spots_, document_, options_);
  std::erase_if(faults_, [&](const DataFault& fault) { return !with_fault(document_, spots_, fault); });
}

void Probe::link_suppression() {
  for (const Rule& rule : book_->rules()) {
    for (const std::string& other : rule.suppresses) {
      company_[rule.id].insert(other);
      company_[other].insert(rule.id);
    }
  }
}

void Probe::look(const DocumentResult& result) {
  accused_ = accused_spots(spots_, result.findings);
  std::set<const Cell*> equated;
  for (const EvaluationTrace& trace : result.traces) {
    for (const Cell* cell : trace.cells) readers_[cell].insert(trace.rule);
    for (const EquationUse& use : trace.equations) equated.insert(use.cells.begin(), use.cells.end());
  }
  for (const FigureSpot& spot : spots_) equated_.push_back(equated.contains(&cell_at(document_, spot)));
  for (const Finding& finding : result.findings) {
    if (finding.outcome == Outcome::finding) findings_.emplace(finding.fingerprint, finding.severity);
    if (finding.outcome == Outcome::cannot_evaluate) unverified_.insert(finding.fingerprint);
  }
}

bool Probe::read(std::size_t spot) const { return readers_.contains(&cell_at(document_, spots_[spot])); }

DocumentResult Probe::evaluated(const Document& document, const std::set<std::string>* rules) const {
  EvaluateOptions options;
  options.trace = options.equations = true;
  options.rules_year = options_.rules_year;
  options.wanted = [&](const std::string& rule) {
    return (rules == nullptr || rules->contains(rule)) && (!options_.wanted || options_.wanted(rule));
  };
  return evaluate(document, *book_, verbs_, options);
}

// A figure also changes how exact the others of its column are taken to be.
std::set<std::string> Probe::affected_by(const Document& changed) const {
  const auto before = cells_of(document_), after = cells_of(changed);
  std::set<std::string> rules;
  for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
    const auto readers = readers_.find(before[i]);
    if (readers == readers_.end() || !differs(*before[i], *after[i])) continue;
    rules.insert(readers->second.begin(), readers->second.end());
  }
  std::vector<std::string> open(rules.begin(), rules.end());
  while (!open.empty()) {
    const auto others = company_.find(open.back());
    open.pop_back();
    if (others == company_.end()) continue;
    for (const std::string& other : others->second) {
      if (rules.insert(other).second) open.push_back(other);
    }
  }
  return rules;
}

std::vector<std::size_t> Probe::spots_of(const DataFault& fault) const {
  std::vector<std::size_t> own{fault.spot};
  if (fault.kind == FaultKind::swapped) own.push_back(fault.other);
  if (!fault.of_a_row()) return own;
  for (std::size_t i = fault.spot + 1; i < spots_.size() && spots_[i].same_row(spots_[fault.spot]); ++i)
    own.push_back(i);
  return own;
}

void Probe::tell_new(const DocumentResult& result, ProbeOutcome& outcome, bool& unverified) const {
  std::set<std::string> rules;
  for (const Finding& finding : result.findings) {
    if (finding.outcome == Outcome::cannot_evaluate)
      unverified = unverified || !unverified_.contains(finding.fingerprint);
    if (finding.outcome != Outcome::finding) continue;
    const auto known = findings_.find(finding.fingerprint);
    // A note that has become more than one is told anew.
    const bool fresh =
        known == findings_.end() || (known->second == Severity::note && finding.severity < known->second);
    if (!fresh) continue;
    if (finding.severity > Severity::verify) {
      if (outcome.blindness == Blindness::none) outcome.blindness = Blindness::noted;
      continue;
    }
    outcome.noticed = Noticed::yes;
    outcome.severity = std::min(outcome.severity, finding.severity);
    rules.insert(finding.rule);
  }
  outcome.rules.assign(rules.begin(), rules.end());
  if (outcome.noticed == Noticed::yes) outcome.blindness = Blindness::none;
}

void Probe::tell_equations(const DocumentResult& result, const Document& changed, const DataFault& fault,
                           ProbeOutcome& outcome) const {
  std::vector<std::size_t> own;
  if (!fault.of_a_row()) own = spots_of(fault);
  bool equated = std::any_of(own.begin(), own.end(), [&](std::size_t spot) { return equated_[spot]; });
  for (const std::size_t spot : own) {
    const Cell& cell = cell_at(changed, spots_[spot]);
    const Figure& before = cell_at(document_, spots_[spot]).figure;
    const Exact moved = (in_base(cell.figure) - in_base(before)).abs();
    std::optional<Exact> least;
    for (const EvaluationTrace& trace : result.traces) {
      for (const EquationUse& use : trace.equations) {
        if (std::find(use.cells.begin(), use.cells.end(), &cell) == use.cells.end()) continue;
        equated = true;
        // Both before and after the fault both sides are within the slack of each other.
        const bool hidden = use.within_rounding() && use.kind == cell.figure.unit.kind && moved <= use.slack * Exact(2);
        if (hidden && (!least || use.slack < *least)) least = use.slack;
      }
    }
    if (!least) continue;
    outcome.noticed = Noticed::rounding;
    outcome.blindness = Blindness::none;
    outcome.slack = slack_text(*least, cell.figure);
    return;
  }
  if (fault.of_a_row())
    for (const std::size_t spot : spots_of(fault)) equated = equated || equated_[spot];
  if (outcome.blindness == Blindness::none) outcome.blindness = equated ? Blindness::tolerated : Blindness::unequated;
}

ProbeOutcome Probe::run(const DataFault& fault, bool everything) const {
  ProbeOutcome outcome;
  std::set<std::string> readers;
  for (const std::size_t spot : spots_of(fault)) {
    const auto found = readers_.find(&cell_at(document_, spots_[spot]));
    if (found != readers_.end()) readers.insert(found->second.begin(), found->second.end());
  }
  const Document changed = *with_fault(document_, spots_, fault);
  // Rules that read no figure of a row may still miss it.
  const std::set<std::string> affected =
      everything || fault.of_a_row() ? std::set<std::string>() : affected_by(changed);
  const bool all = everything || fault.of_a_row();
  const DocumentResult result =
      all || !affected.empty() ? evaluated(changed, all ? nullptr : &affected) : DocumentResult();
  bool unverified = false;
  tell_new(result, outcome, unverified);
  if (outcome.noticed == Noticed::yes) return outcome;
  if (unverified && outcome.blindness == Blindness::none) outcome.blindness = Blindness::unverified;
  if (readers.empty() && outcome.blindness == Blindness::none)
    outcome.blindness = Blindness::unread;
  else
    tell_equations(result, changed, fault, outcome);
  outcome.rules.assign(readers.begin(), readers.end());
  return outcome;
}

std::string packed_outcome(const ProbeOutcome& outcome) {
  return fmt::format("{}\t{}\t{}\t{}\t{}\n", static_cast<int>(outcome.noticed), static_cast<int>(outcome.severity),
                     static_cast<int>(outcome.blindness), outcome.slack, fmt::join(outcome.rules, " "));
}

ProbeOutcome unpacked_outcome(const std::string& line) {
  std::array<std::string, 5> parts;
  std::size_t from = 0;
  for (std::string& part : parts) {
    const std::size_t end = std::min(line.find_first_of("\t\n", from), line.size());
    part = line.substr(from, end - from);
    from = end + 1;
  }
  ProbeOutcome outcome;
  outcome.noticed = static_cast<Noticed>(std::stoi(parts[0]));
  outcome.severity = static_cast<Severity>(std::stoi(parts[1]));
  outcome.blindness = static_cast<Blindness>(std::stoi(parts[2]));
  outcome.slack = parts[3];
  for (std::size_t i = 0; i < parts[4].size();) {
    const std::size_t end = std::min(parts[4].find(' ', i), parts[4].size());
    outcome.rules.push_back(parts[4].substr(i, end - i));
    i = end + 1;
  }
  return outcome;
}

}  // namespace gouji
