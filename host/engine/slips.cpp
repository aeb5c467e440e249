#include "engine/slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "base/text.hpp"
#include "engine/beside.hpp"
#include "engine/cause_lines.hpp"

namespace gouji {
namespace {

const Exact kHalf = Exact::fraction(1, 2);

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
      return leaf.table == nullptr ? own
                                   : fmt::format("{}·{}", text::shorten(leaf.table->name, kLongestCauseName), own);
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
  const bool dense = far - near + 1 == lines.parts().size();
  const auto range = [&](std::size_t from, std::size_t to) {  // steps, both within
    if (dense && from == near && to == far) return;           // the right range
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
          const std::string where = own ? std::string() : text::shorten(table.name, kLongestCauseName) + "·";
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

}  // namespace

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
