#include "engine/slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "base/text.hpp"

namespace gouji {
namespace {

constexpr std::size_t kLongestName = 24;
const Exact kHalf = Exact::fraction(1, 2);

// Chance that one of `near` equally likely differences hits the gap to within `off`, when they spread over half to
// twice its size in steps of `grain`.
Chance chance_near(const Exact& gap, const Exact& grain, std::int64_t near, const Exact& off) {
  const Exact steps = gap.abs() / grain * Exact::fraction(3, 2);
  return chance_of((off / grain * Exact(2) + Exact(1)) * Exact(std::max<std::int64_t>(near, 1)) / steps);
}

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

// Every figure that comes of exchanging two neighbouring digits.
std::vector<Exact> transposed(const Cell& cell, const Unit& unit) {
  std::vector<Exact> found;
  const Exact tens = Exact::fraction(power_of_ten(cell.figure.decimals), 1);
  const Exact scale = *figure_in(cell, unit) / cell.figure.value;
  const Exact whole = (cell.figure.value.abs() * tens).rounded(0);
  std::string digits = whole.text(0);
  for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
    if (digits[i] == digits[i + 1] || (i == 0 && digits[1] == '0')) continue;
    std::swap(digits[i], digits[i + 1]);
    const Exact other = *Exact::parse(digits) / tens * scale;
    found.push_back(cell.figure.value.sign() < 0 ? -other : other);
    std::swap(digits[i], digits[i + 1]);
  }
  return found;
}

class Search {
 public:
  Search(const BrokenSum& sum, const CauseSettings& settings) : sum_(sum), settings_(settings) {}

  bool tries(std::string_view kind) const { return settings_.find(kind) != nullptr; }

  // A slip that would make printed − added come to `gap`; `make` says more about one that fits.
  template <class Make>
  void consider(std::string_view kind, const Exact& gap, const Exact& slack, const Make& make) {
    if (gap.is_zero()) return;
    const Exact part = gap / sum_.gap;
    if (part >= kHalf && part <= Exact(2)) ++near_[kind];
    const Exact off = (gap - sum_.gap).abs();
    if (off > slack) return;
    Slip slip = make();
    slip.kind = kind;
    fits_.emplace_back(std::move(slip), off);
  }

  // A wrong figure in the total, or in a part, that should have been `value` (as it counts in the sum).
  void wrong_figure(std::string_view kind, const BrokenSum::Part* part, const Exact& value, const Exact& slack) {
    const script::Leaf& leaf = part != nullptr ? part->leaf : sum_.total;
    const Exact gap = part != nullptr ? value - part->value : sum_.printed - value;
    consider(kind, gap, slack, [&] {
      Slip slip;
      const bool negative = part != nullptr && part->factor.sign() < 0;
      slip.edits.push_back({leaf, negative ? -value : value});
      slip.names.push_back(name(leaf));
      return slip;
    });
  }

  // The total was worked out otherwise: what was printed differs by `gap` from what should stand there.
  void wrong_formula(std::string_view kind, const Exact& gap, const std::function<void(Slip&)>& more) {
    consider(kind, gap, sum_.slack, [&] {
      Slip slip;
      slip.formula = true;
      slip.edits.push_back({sum_.total, sum_.added});
      more(slip);
      return slip;
    });
  }

  std::string name(const script::Leaf& leaf) const {
    const auto all = [&](auto same) { return std::all_of(sum_.parts.begin(), sum_.parts.end(), same); };
    if (!all([&](const BrokenSum::Part& part) { return part.leaf.table == sum_.total.table; })) {
      const std::string own = fmt::format("{}·{}", name_of(leaf, true), name_of(leaf, false));
      return leaf.table == nullptr ? own : fmt::format("{}·{}", text::shorten(leaf.table->name, kLongestName), own);
    }
    if (sum_.lines) return name_of(leaf, sum_.lines->by_rows());
    return name_of(
        leaf, all([&](const BrokenSum::Part& part) { return part.leaf.column_name() == sum_.total.column_name(); }));
  }

  std::vector<Slip> take() {
    std::vector<Slip> slips;
    for (auto& [slip, off] : fits_) {
      slip.chance = chance_near(sum_.gap, sum_.grain, near_[slip.kind], off);
      slips.push_back(std::move(slip));
    }
    return slips;
  }

 private:
  const BrokenSum& sum_;
  const CauseSettings& settings_;
  std::map<std::string_view, std::int64_t> near_;
  std::vector<std::pair<Slip, Exact>> fits_;
};

void try_factors(Search& search, const BrokenSum& sum, std::string_view kind, const std::vector<Exact>& factors) {
  if (!search.tries(kind)) return;
  const auto each = [&](const BrokenSum::Part* part, const Exact& figure) {
    for (const Exact& factor : factors) {
      search.wrong_figure(kind, part, figure * factor, sum.slack * factor);
      const Exact less = figure / factor;
      if (less.abs() > sum.slack + sum.grain) search.wrong_figure(kind, part, less, sum.slack);
    }
  };
  if (!sum.added.is_zero()) each(nullptr, sum.printed);
  for (const BrokenSum::Part& part : sum.parts) each(&part, part.value);
}

void try_figures(Search& search, const BrokenSum& sum, const CauseSettings& settings) {
  if (sum.unit.kind == UnitKind::money) try_factors(search, sum, "scale", settings.scales);
  try_factors(search, sum, "point", settings.points);
  if (search.tries("sign")) {
    search.wrong_figure("sign", nullptr, -sum.printed, sum.slack);
    for (const BrokenSum::Part& part : sum.parts) search.wrong_figure("sign", &part, -part.value, sum.slack);
  }
  if (search.tries("transposed")) {
    if (!sum.printed.is_zero())
      for (const Exact& other : transposed(*sum.total.cell, sum.unit))
        search.wrong_figure("transposed", nullptr, other, sum.slack);
    for (const BrokenSum::Part& part : sum.parts) {
      if (part.value.is_zero()) continue;
      for (const Exact& other : transposed(*part.leaf.cell, sum.unit))
        search.wrong_figure("transposed", &part, part.factor.sign() < 0 ? -other : other, sum.slack);
    }
  }
}

// How often each line counts in the sum as it should be.
std::vector<int> plain_weights(const BrokenSum& sum) {
  std::vector<int> weights(sum.lines->lines(), 0);
  for (std::size_t i = 0; i < sum.parts.size(); ++i) weights[sum.lines->parts()[i]] = sum.parts[i].factor.sign();
  return weights;
}

// A child that the total leaves out, or has twice.
void try_children(Search& search, const BrokenSum& sum) {
  if (sum.parts.size() < 2) return;
  for (std::size_t i = 0; i < sum.parts.size(); ++i) {
    const BrokenSum::Part& part = sum.parts[i];
    const auto with_weight = [&](int weight) {
      return [&, weight](Slip& slip) {
        slip.names.push_back(search.name(part.leaf));
        slip.slots.emplace_back("figure", part.leaf.cell->printed);
        if (!sum.lines) return;
        slip.weights = plain_weights(sum);
        slip.weights[sum.lines->parts()[i]] *= weight;
      };
    };
    if (search.tries("missing")) search.wrong_formula("missing", -part.value, with_weight(0));
    if (search.tries("doubled")) search.wrong_formula("doubled", part.value, with_weight(2));
  }
}

// A line of the table that is no part of the sum was added (其中 beside its parent).
void try_extra(Search& search, const BrokenSum& sum) {
  const CauseLines& lines = *sum.lines;
  for (std::size_t line = 0; line < lines.lines(); ++line) {
    if (!lines.counts(line) || lines.is_part(line)) continue;
    const auto figure = lines.figure(line, lines.lane(), sum.unit);
    if (!figure) continue;
    search.wrong_formula("extra", *figure, [&](Slip& slip) {
      slip.names.push_back(lines.line_name(line));
      slip.slots.emplace_back("figure", lines.leaf(line, lines.lane()).cell->printed);
      slip.weights = plain_weights(sum);
      slip.weights[line] = 1;
    });
  }
}

// SUM over a wrong range, or an average where a sum should stand. The lines are walked away from the total: a range
// begins at the nearest part or ends at the furthest one, and may be divided (each amount stands at several levels).
void try_ranges(Search& search, const BrokenSum& sum, const CauseSettings& settings) {
  const CauseLines& lines = *sum.lines;
  const auto [low, high] = std::minmax_element(lines.parts().begin(), lines.parts().end());
  const bool above = *high < lines.total();
  if (!above && *low < lines.total()) return;  // parts on both sides: no plain range
  const auto at = [&](std::size_t step) { return above ? lines.total() - 1 - step : lines.total() + 1 + step; };
  const std::size_t steps = above ? lines.total() : lines.lines() - lines.total() - 1;
  const std::size_t near = above ? lines.total() - 1 - *high : *low - lines.total() - 1;
  const std::size_t far = above ? lines.total() - 1 - *low : *high - lines.total() - 1;
  std::vector<Exact> running{0};  // running[i]: the first i lines
  for (std::size_t i = 0; i < steps; ++i) {
    const auto figure = lines.counts(at(i)) ? lines.figure(at(i), lines.lane(), sum.unit) : std::optional<Exact>();
    running.push_back(running.back() + figure.value_or(0));
  }
  const auto range = [&](std::size_t from, std::size_t to) {  // steps, both within
    for (const Exact& divisor : settings.divisors) {
      const bool whole = divisor == Exact(1);
      const std::string_view kind = whole ? "range" : "divided";
      if (!search.tries(kind)) continue;
      const Exact value = (running[to + 1] - running[from]) / divisor;
      search.wrong_formula(kind, value - sum.added, [&](Slip& slip) {
        const std::size_t first = above ? at(to) : at(from);
        const std::size_t last = above ? at(from) : at(to);
        slip.slots = {{"first", lines.line_name(first)},
                      {"last", lines.line_name(last)},
                      {"divisor", divisor.text()},
                      {"lines", std::to_string(to - from + 1)}};
        slip.divisor = divisor;
        slip.weights.assign(lines.lines(), 0);
        for (std::size_t step = from; step <= to; ++step) slip.weights[at(step)] = lines.counts(at(step)) ? 1 : 0;
      });
    }
  };
  const auto changes = [&](std::size_t step) { return !(running[step + 1] == running[step]); };
  for (std::size_t to = near; to < steps; ++to)
    if (changes(to) || to == far) range(near, to);
  for (std::size_t from = 0; from <= far; ++from)
    if (from != near && changes(from)) range(from, far);
  if (near != 0 && far + 1 != steps) range(0, steps - 1);
}

// The figures of the neighbouring column (row) stand here.
void try_shifts(Search& search, const BrokenSum& sum) {
  const CauseLines& lines = *sum.lines;
  if (!search.tries("shifted")) return;
  for (const int step : {-1, 1}) {
    if ((step < 0 && lines.lane() == 0) || (step > 0 && lines.lane() + 1 >= lines.lanes())) continue;
    const std::size_t lane = step < 0 ? lines.lane() - 1 : lines.lane() + 1;
    Exact there = 0;
    for (std::size_t i = 0; i < sum.parts.size(); ++i) {
      const auto figure = lines.figure(lines.parts()[i], lane, sum.unit);
      const bool negative = sum.parts[i].factor.sign() < 0;
      if (figure) there = negative ? there - *figure : there + *figure;
      if (!figure || sum.parts[i].leaf.cell->has_figure()) continue;
      search.consider("shifted", negative ? -*figure : *figure, sum.slack, [&] {
        Slip slip;
        slip.edits = {{sum.parts[i].leaf, *figure}, {lines.leaf(lines.parts()[i], lane), 0}};
        slip.names.push_back(lines.line_name(lines.parts()[i]));
        slip.slots.emplace_back("from", lines.lane_name(lane));
        return slip;
      });
    }
    if (there.is_zero() || !search.tries("neighbour")) continue;
    search.wrong_formula("neighbour", there - sum.added,
                         [&](Slip& slip) { slip.slots.emplace_back("from", lines.lane_name(lane)); });
  }
}

bool is_earlier(const std::string& column, int year, const CauseSettings& settings) {
  const auto holds = [&](const std::string& word) { return column.find(word) != std::string::npos; };
  if (std::any_of(settings.earlier.begin(), settings.earlier.end(), holds)) return true;
  return year > 0 && holds(std::to_string(year - 1)) && !holds(std::to_string(year));
}

// The total is last year's, as another column of its item shows.
void try_earlier(Search& search, const BrokenSum& sum, const Document& document, const CauseSettings& settings) {
  if (!search.tries("stale") || sum.total.row == nullptr) return;
  if (is_earlier(sum.total.column_name(), document.year, settings)) return;
  const std::string label = text::label_form(sum.total.row_name());
  for (const Table& table : document.tables) {
    for (const TableRow& row : table.rows) {
      const bool own = &row == sum.total.row;
      if (!own && (label.empty() || text::label_form(row.label.value_or("")) != label)) continue;
      for (std::size_t column = 0; column < row.cells.size() && column < table.columns.size(); ++column) {
        if (!is_earlier(table.columns[column], document.year, settings)) continue;
        const auto figure = figure_in(row.cells[column], sum.unit);
        if (!figure) continue;
        search.wrong_formula("stale", *figure - sum.added, [&](Slip& slip) {
          const std::string where = own ? std::string() : text::shorten(table.name, kLongestName) + "·";
          slip.slots.emplace_back("from", where + table.columns[column]);
        });
      }
    }
  }
}

void try_fractions(Search& search, const BrokenSum& sum, const CauseSettings& settings) {
  if (!search.tries("fraction")) return;
  for (const NamedFraction& fraction : settings.fractions) {
    search.wrong_formula("fraction", sum.added * fraction.value - sum.added,
                         [&](Slip& slip) { slip.fraction = &fraction; });
  }
}

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

// Beside the sum, the same wrong formula usually stands in every column: each that it explains makes chance less
// likely; each that holds although it would have been broken tells against it.
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

std::vector<Slip> fitting_slips(const BrokenSum& sum, const Document& document, const CauseSettings& settings) {
  Search search(sum, settings);
  try_figures(search, sum, settings);
  try_children(search, sum);
  if (sum.lines) {
    if (search.tries("extra")) try_extra(search, sum);
    try_ranges(search, sum, settings);
    try_shifts(search, sum);
  }
  try_earlier(search, sum, document, settings);
  try_fractions(search, sum, settings);
  std::vector<Slip> slips = search.take();
  for (Slip& slip : slips) look_beside(sum, settings, slip);
  return slips;
}

}  // namespace gouji
