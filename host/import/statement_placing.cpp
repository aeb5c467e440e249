#include "import/statement_placing.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace gouji::intake {
namespace {

constexpr const char* kSeveral = "空栏无痕迹，数属于哪一栏不能确定";
constexpr double kJitter = 3;                // so far figures of one column may stand apart
constexpr std::size_t kMostOptions = 2000;   // of one row
constexpr std::size_t kMostStates = 20'000;  // of one half of a family
constexpr std::size_t kMostPlacingSteps = 1'000'000;
constexpr std::size_t kMostResiduals = 400;

using PrintedUnits = Int128;             // of the last printed decimal
using Sums = std::vector<PrintedUnits>;  // by column

struct Option {
  std::vector<std::size_t> columns;
  Sums values;
  int named = 0;     // figures that something else in the document puts there
  int denied = 0;    // figures in columns that something else says to be blank
  double apart = 0;  // how far they are printed from these columns
  int rank = 0;      // how seldom these columns have figures: blank ones are mostly the last
};

PrintedUnits absolute(PrintedUnits value) { return value < 0 ? -value : value; }

struct Hash {
  std::size_t operator()(const Sums& sums) const {
    std::size_t hash = 0;
    for (const PrintedUnits one : sums)
      hash = hash * 1'000'003 + static_cast<std::size_t>(static_cast<std::uint64_t>(one));
    return hash;
  }
};

// Ways of one family (the parts of one total): which options of each child take part in a placement that adds up.
struct FamilyWays {
  std::vector<std::vector<bool>> usable;  // by child, by option
  std::vector<std::size_t> chosen;        // the likeliest one
  bool found = false;
  bool gave_up = false;
};

class Placer {
 public:
  explicit Placer(const PlacingProblem& problem) : problem_(problem), children_(problem.rows.size()) {
    unit_ = Exact(power_of_ten_exact());
    for (std::size_t i = 0; i < problem.rows.size(); ++i) {
      const int parent = problem.rows[i].parent;
      if (parent >= 0) children_[static_cast<std::size_t>(parent)].push_back(i);
    }
  }

  std::vector<PlacedRow> place() {
    const std::size_t count = problem_.rows.size();
    options_.resize(count);
    feasible_.resize(count);
    known_.assign(count, false);
    result_.resize(count);
    for (std::size_t i = 0; i < count; ++i) options_[i] = options_of(i);
    for (std::size_t i = 0; i < count; ++i) {
      if (problem_.rows[i].parent < 0) place_root(i);
    }
    return std::move(result_);
  }

 private:
  std::int64_t power_of_ten_exact() const {
    std::int64_t power = 1;
    for (int i = 0; i < problem_.decimals; ++i) power *= 10;
    return power;
  }

  PrintedUnits units(const Exact& value) const {
    const Exact scaled = (value * unit_).rounded(0);
    return scaled.numerator();
  }

  // ---------------------------------------------------------------- one row

  std::vector<Option> options_of(std::size_t row) {
    const PlacingRow& one = problem_.rows[row];
    const std::size_t figures = std::min(one.figures.size(), one.columns);
    Sums values;
    for (std::size_t i = 0; i < figures; ++i) values.push_back(units(one.figures[i]));
    std::vector<Option> options;
    std::vector<std::size_t> columns(figures);
    for (std::size_t i = 0; i < figures; ++i) columns[i] = one.first + i;
    const std::size_t end = one.first + one.columns;
    while (true) {
      options.push_back(option(row, columns, values));
      // The next placement in order: the last figure that can move on.
      std::size_t i = figures;
      while (i > 0 && columns[i - 1] == end - (figures - i) - 1) --i;
      if (i == 0 || options.size() >= kMostOptions) break;
      ++columns[i - 1];
      for (std::size_t k = i; k < figures; ++k) columns[k] = columns[k - 1] + 1;
    }
    const bool cut = options.size() >= kMostOptions;
    std::vector<bool> open(figures, false);
    for (const Option& other : options) mark_open(open, options.front(), other);
    if (!keep_adding_up(row, options))
      result_[row].reason = kNoneAddsUp;
    else if (cut)
      result_[row].reason = kSeveral;
    if (result_[row].reason != std::string_view()) result_[row].open = std::move(open);
    return options;
  }

  Option option(std::size_t row, const std::vector<std::size_t>& columns, const Sums& values) const {
    Option made{columns, Sums(problem_.columns, 0)};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      made.values[columns[i]] = values[i];
      made.rank += problem_.ranks.empty() ? static_cast<int>(columns[i]) : problem_.ranks[columns[i]];
      if (problem_.apart) made.apart += problem_.apart(row, i, columns[i]);
      if (problem_.named && problem_.named(row, i, columns[i])) ++made.named;
      if (problem_.denied && problem_.denied(row, columns[i])) ++made.denied;
    }
    return made;
  }

  // How far the columns are from adding up; `allowed` is what rounding explains.
  PrintedUnits deviation(const Option& option, bool& within) const {
    PrintedUnits total = 0;
    within = true;
    for (const PlacingSum& sum : problem_.sums) {
      PrintedUnits parts = 0;
      for (const std::size_t part : sum.parts) parts += option.values[part];
      for (const std::size_t part : sum.minus) parts -= option.values[part];
      const PrintedUnits gap = absolute(option.values[sum.total] - parts);
      within = within && gap * 2 <= static_cast<PrintedUnits>(sum.parts.size() + sum.minus.size()) + 1;
      total += gap;
    }
    return total;
  }

  static void mark_open(std::vector<bool>& open, const Option& one, const Option& other) {
    for (std::size_t i = 0; i < open.size(); ++i) open[i] = open[i] || one.columns[i] != other.columns[i];
  }

  // False where no placement adds up.
  bool keep_adding_up(std::size_t row, std::vector<Option>& options) const {
    if (options.size() < 2) return true;
    PrintedUnits least = -1;
    bool any_within = false;
    std::vector<std::pair<PrintedUnits, bool>> gaps;
    for (const Option& one : options) {
      bool within = false;
      const PrintedUnits gap = deviation(one, within);
      gaps.emplace_back(gap, within);
      any_within = any_within || within;
      if (least < 0 || gap < least) least = gap;
    }
    // A figure that is no sum can stand anywhere only while nothing adds up.
    std::vector<Option> kept;
    for (std::size_t i = 0; i < options.size(); ++i) {
      if (any_within ? (least == 0 ? gaps[i].first == 0 : gaps[i].second) : gaps[i].first == least)
        kept.push_back(std::move(options[i]));
    }
    options = std::move(kept);
    if (problem_.reach && problem_.reach(row) > 0) keep_near(options, std::max(kJitter, problem_.reach(row)));
    std::stable_sort(options.begin(), options.end(), likelier);
    return any_within;
  }

  // Where a figure is printed rules out what is a column further away.
  static void keep_near(std::vector<Option>& options, double reach) {
    double least = options.front().apart;
    for (const Option& one : options) least = std::min(least, one.apart);
    std::erase_if(options, [&](const Option& one) { return one.apart > least + reach; });
  }

  static bool likelier(const Option& a, const Option& b) {
    if (a.denied != b.denied) return a.denied < b.denied;
    return a.named != b.named ? a.named > b.named : a.rank < b.rank;
  }

  // ---------------------------------------------------------------- a family

  // Options of a row whose own parts can add up to them; all where none can (the document's own mistake).
  const std::vector<std::size_t>& feasible(std::size_t row) {
    std::vector<std::size_t>& list = feasible_[row];
    if (known_[row]) return list;
    known_[row] = true;
    if (!children_[row].empty() && options_[row].size() > 1) {
      for (std::size_t i = 0; i < options_[row].size(); ++i) {
        const FamilyWays ways = ways_of(row, options_[row][i], false);
        if (ways.found || ways.gave_up) list.push_back(i);
      }
    }
    if (list.empty()) {
      for (std::size_t i = 0; i < options_[row].size(); ++i) list.push_back(i);
    }
    return list;
  }

  // Columns that the total leaves blank have no parts.
  std::vector<std::size_t> allowed(std::size_t child, const Option& total) {
    std::vector<std::size_t> list;
    for (const std::size_t i : feasible(child)) {
      const Option& one = options_[child][i];
      const bool fits = std::all_of(one.columns.begin(), one.columns.end(), [&](std::size_t column) {
        return std::find(total.columns.begin(), total.columns.end(), column) != total.columns.end();
      });
      if (fits) list.push_back(i);
    }
    return list.empty() ? feasible(child) : list;
  }

  struct State {
    Sums sums;
    std::vector<std::pair<std::size_t, std::size_t>> from;  // state of the layer before, index into the child's list
  };
  struct Layer {
    std::vector<State> states;
    std::unordered_map<Sums, std::size_t, Hash> index;
  };

  // All sums that the children [first, last) can make, child by child.
  bool grow(const std::vector<std::size_t>& children, const std::vector<std::vector<std::size_t>>& lists,
            std::size_t first, std::size_t last, std::vector<Layer>& layers) {
    layers.assign(1, {});
    layers[0].states.push_back({Sums(problem_.columns, 0), {}});
    for (std::size_t c = first; c < last; ++c) {
      const Layer& before = layers.back();
      Layer after;
      for (std::size_t s = 0; s < before.states.size(); ++s) {
        for (std::size_t o = 0; o < lists[c].size(); ++o) {
          if (++steps_ > kMostPlacingSteps) return false;
          Sums sums = before.states[s].sums;
          const Option& one = options_[children[c]][lists[c][o]];
          for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += one.values[k];
          const auto [place, fresh] = after.index.emplace(sums, after.states.size());
          if (fresh) after.states.push_back({std::move(sums), {}});
          after.states[place->second].from.emplace_back(s, o);
        }
        if (after.states.size() > kMostStates) return false;
      }
      layers.push_back(std::move(after));
    }
    return true;
  }

  // Residuals by column that rounding explains, the smallest first.
  std::vector<Sums> residuals(const Option& total, std::size_t parts) const {
    const PrintedUnits most = std::min<PrintedUnits>(3, (static_cast<PrintedUnits>(parts) + 1) / 2);
    std::vector<Sums> list{Sums(problem_.columns, 0)};
    for (const std::size_t column : total.columns) {
      const std::size_t known = list.size();
      for (std::size_t i = 0; i < known && list.size() < kMostResiduals; ++i) {
        for (PrintedUnits step = 1; step <= most; ++step) {
          for (const PrintedUnits sign : {PrintedUnits(1), PrintedUnits(-1)}) {
            Sums more = list[i];
            more[column] += sign * step;
            list.push_back(std::move(more));
          }
        }
      }
    }
    const auto size = [](const Sums& sums) {
      PrintedUnits all = 0;
      for (const PrintedUnits one : sums) all += absolute(one);
      return all;
    };
    std::stable_sort(list.begin(), list.end(), [&](const Sums& a, const Sums& b) { return size(a) < size(b); });
    return list;
  }

  FamilyWays ways_of(std::size_t row, const Option& total, bool all) {
    FamilyWays ways;
    const std::vector<std::size_t>& children = children_[row];
    std::vector<std::vector<std::size_t>> lists;
    for (const std::size_t child : children) lists.push_back(allowed(child, total));
    // Meet in the middle: half of what is open on either side.
    std::size_t open = 0;
    for (const auto& list : lists) open += list.size() > 1 ? 1U : 0U;
    std::size_t middle = 0;
    for (std::size_t seen = 0; middle < lists.size() && seen * 2 < open; ++middle)
      seen += lists[middle].size() > 1 ? 1U : 0U;
    std::vector<Layer> left;
    std::vector<Layer> right;
    if (!grow(children, lists, 0, middle, left) || !grow(children, lists, middle, children.size(), right)) {
      ways.gave_up = true;
      return ways;
    }
    for (const Sums& residual : residuals(total, children.size())) {
      if ((steps_ += left.back().states.size()) > kMostPlacingSteps) {
        ways.gave_up = true;
        return ways;
      }
      std::vector<std::pair<std::size_t, std::size_t>> meetings;
      for (std::size_t s = 0; s < left.back().states.size(); ++s) {
        Sums wanted = total.values;
        for (std::size_t k = 0; k < wanted.size(); ++k) wanted[k] -= left.back().states[s].sums[k] + residual[k];
        const auto met = right.size() == 1 ? zero(wanted) : find(right.back(), wanted);
        if (met != kNowhere) meetings.emplace_back(s, met);
      }
      if (meetings.empty()) continue;
      ways.found = true;
      if (all) trace(children, lists, left, right, middle, meetings, ways);
      return ways;
    }
    return ways;
  }

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  static std::size_t zero(const Sums& sums) {
    return std::all_of(sums.begin(), sums.end(), [](PrintedUnits one) { return one == 0; }) ? 0 : kNowhere;
  }
  static std::size_t find(const Layer& layer, const Sums& sums) {
    const auto found = layer.index.find(sums);
    return found == layer.index.end() ? kNowhere : found->second;
  }

  void trace(const std::vector<std::size_t>& children, const std::vector<std::vector<std::size_t>>& lists,
             const std::vector<Layer>& left, const std::vector<Layer>& right, std::size_t middle,
             const std::vector<std::pair<std::size_t, std::size_t>>& meetings, FamilyWays& ways) const {
    ways.usable.resize(children.size());
    for (std::size_t c = 0; c < children.size(); ++c) ways.usable[c].assign(lists[c].size(), false);
    ways.chosen.assign(children.size(), 0);
    std::vector<std::size_t> left_ends;
    std::vector<std::size_t> right_ends;
    for (const auto& [a, b] : meetings) {
      left_ends.push_back(a);
      right_ends.push_back(b);
    }
    trace_half(left, 0, left_ends, ways);
    trace_half(right, middle, right_ends, ways);
    // Options as indices of the rows' own.
    for (std::size_t c = 0; c < children.size(); ++c) {
      std::vector<bool> usable(options_[children[c]].size(), false);
      for (std::size_t o = 0; o < lists[c].size(); ++o) usable[lists[c][o]] = ways.usable[c][o];
      ways.usable[c] = std::move(usable);
      ways.chosen[c] = lists[c][ways.chosen[c]];
    }
  }

  // Backwards from the ends: which options take part, and the first way as the choice (options are in order of
  // likelihood, so that the first ends are the likeliest).
  static void trace_half(const std::vector<Layer>& layers, std::size_t first, const std::vector<std::size_t>& ends,
                         FamilyWays& ways) {
    std::vector<bool> reached(layers.back().states.size(), false);
    for (const std::size_t end : ends) reached[end] = true;
    std::size_t choice = ends.front();
    for (std::size_t layer = layers.size() - 1; layer > 0; --layer) {
      std::vector<bool> before(layers[layer - 1].states.size(), false);
      for (std::size_t s = 0; s < layers[layer].states.size(); ++s) {
        if (!reached[s]) continue;
        for (const auto& [from, option] : layers[layer].states[s].from) {
          before[from] = true;
          ways.usable[first + layer - 1][option] = true;
        }
      }
      const auto& [from, option] = layers[layer].states[choice].from.front();
      ways.chosen[first + layer - 1] = option;
      choice = from;
      reached = std::move(before);
    }
  }

  // ---------------------------------------------------------------- from the totals down

  void place_root(std::size_t row) {
    std::vector<std::size_t> list = feasible(row);
    const std::vector<Option>& options = options_[row];
    std::size_t best = list.front();
    for (const std::size_t i : list) {
      if (likelier(options[i], options[best])) best = i;
    }
    // What is said elsewhere rules the others out, where it tells them apart.
    if (options[best].denied == 0) {
      std::erase_if(list, [&](std::size_t i) {
        return i != best && (options[i].denied > 0 || options[i].named < options[best].named);
      });
    }
    take(row, best, list, kSeveral);
    descend(row, best);
  }

  bool certain(std::size_t row) const {
    const std::vector<bool>& open = result_[row].open;
    return std::find(open.begin(), open.end(), true) == open.end();
  }

  void take(std::size_t row, std::size_t option, const std::vector<std::size_t>& possible, const char* reason) {
    const std::vector<Option>& options = options_[row];
    PlacedRow& placed = result_[row];
    placed.columns = options[option].columns;
    placed.open.resize(placed.columns.size(), false);
    for (const std::size_t other : possible) mark_open(placed.open, options[option], options[other]);
    if (!certain(row) && placed.reason == std::string_view()) placed.reason = reason;
  }

  std::vector<std::size_t> all_options(std::size_t row) const {
    std::vector<std::size_t> all(options_[row].size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }

  void descend(std::size_t row, std::size_t option) {
    const std::vector<std::size_t>& children = children_[row];
    if (children.empty()) return;
    const Option& total = options_[row][option];
    FamilyWays ways = ways_of(row, total, true);
    if (!ways.found) {
      take_nearest(row, total, ways.gave_up);
      return;
    }
    for (std::size_t c = 0; c < children.size(); ++c) {
      std::vector<std::size_t> possible;
      for (std::size_t o = 0; o < ways.usable[c].size(); ++o) {
        if (ways.usable[c][o]) possible.push_back(o);
      }
      take(children[c], ways.chosen[c], certain(row) ? possible : all_options(children[c]), kSeveral);
      descend(children[c], ways.chosen[c]);
    }
  }

  // The parts do not add up: the placement that is nearest to it, each open row marked.
  void take_nearest(std::size_t row, const Option& total, bool gave_up) {
    const std::vector<std::size_t>& children = children_[row];
    std::vector<std::vector<std::size_t>> lists;
    std::vector<std::size_t> choice(children.size(), 0);
    Sums gap = total.values;
    for (std::size_t c = 0; c < children.size(); ++c) {
      lists.push_back(allowed(children[c], total));
      subtract(gap, options_[children[c]][lists[c][0]].values);
    }
    // The best single move, again and again.
    while (steps_ < kMostPlacingSteps) {
      Sums nearest = gap;
      std::size_t moved = children.size();
      std::size_t to = 0;
      for (std::size_t c = 0; c < children.size(); ++c) {
        for (std::size_t o = 0; o < lists[c].size(); ++o) {
          steps_ += problem_.columns;
          Sums other = gap;
          const auto& now = options_[children[c]][lists[c][choice[c]]].values;
          for (std::size_t k = 0; k < other.size(); ++k) other[k] += now[k];
          subtract(other, options_[children[c]][lists[c][o]].values);
          if (size_of(other) >= size_of(nearest)) continue;
          nearest = std::move(other);
          moved = c;
          to = o;
        }
      }
      if (moved == children.size()) break;
      gap = std::move(nearest);
      choice[moved] = to;
    }
    for (std::size_t c = 0; c < children.size(); ++c) {
      const std::size_t option = lists[c][choice[c]];
      take(children[c], option, certain(row) ? lists[c] : all_options(children[c]), gave_up ? kSeveral : kNoneAddsUp);
      descend(children[c], option);
    }
  }

  static void subtract(Sums& from, const Sums& what) {
    for (std::size_t k = 0; k < from.size(); ++k) from[k] -= what[k];
  }
  static PrintedUnits size_of(const Sums& sums) {
    PrintedUnits all = 0;
    for (const PrintedUnits one : sums) all += absolute(one);
    return all;
  }

  const PlacingProblem& problem_;
  Exact unit_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::vector<Option>> options_;
  std::vector<std::vector<std::size_t>> feasible_;
  std::vector<bool> known_;
  std::vector<PlacedRow> result_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<PlacedRow> place_figures(const PlacingProblem& problem) { return Placer(problem).place(); }

}  // namespace gouji::intake
