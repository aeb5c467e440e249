#include "import/statement_head_spans.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "base/exact.hpp"
#include "base/text.hpp"
#include "import/statement_columns.hpp"
#include "import/statement_grid_head.hpp"
#include "import/statement_text_head.hpp"

namespace gouji::intake {
namespace {

constexpr int kWrongStart = 3;      // a subtotal that does not open its span; a word twice below one cell
constexpr int kTwoTables = 10;      // a span over the names of a second table
constexpr int kUncovered = 2;       // a column of figures that no cell of a row is over
constexpr int kAside = 3;           // times as much where all columns that a cell is spread over lie to one side of it
constexpr int kAddsUp = 20;         // for a span whose first column adds up the others in every row
constexpr int kNamesPerFigure = 4;  // in a column of names
constexpr int kRowsAdded = 200;     // at most so many rows are looked at

class SpanFinder {
 public:
  SpanFinder(const StatementLexicon& lexicon, const GridRows& grid, int begin, int end, const StatementSpec* spec)
      : lexicon_(lexicon), grid_(grid), begin_(begin), end_(end), spec_(spec) {
    over_.assign(static_cast<std::size_t>(end - begin),
                 std::vector<const SourceCell*>(static_cast<std::size_t>(grid.columns()), nullptr));
    for (int row = begin; row < end; ++row) {
      // 类 | 款 | 项 | 栏次 | 1 | 2: numbers of columns are no words below a cell.
      const bool numbers = row > begin && numbers_columns(lexicon, grid, row);
      for (int column = 0; column < grid.columns(); ++column) {
        const SourceCell* cell = grid.at(row, column);
        if (numbers && cell != nullptr && cell->row == row && !text::has_han(grid.text(*cell))) continue;
        if (cell == nullptr || cell->row < begin || cell->end <= cell->begin) continue;
        if (cell->row == row && cell->column == column && grid.printed(row, column) == nullptr) continue;
        at(row, column) = cell;
      }
    }
  }

  // From below, so that what a cell is over is known.
  void spread() {
    for (int row = end_ - 1; row-- > begin_;) spread_row(row);
  }

  // In a loose grid a cell over several columns stands over their middle, or already reaches over them.
  void spread_loose() {
    for (int row = end_ - 1; row-- > begin_;) spread_loose_row(row);
  }

  const SourceCell* over(int row, int column) const {
    return over_[static_cast<std::size_t>(row - begin_)][static_cast<std::size_t>(column)];
  }

  // Whether as much speaks for the cells over the column as for others.
  bool tied(int column) const { return tied_.contains(column); }

 private:
  const SourceCell*& at(int row, int column) {
    return over_[static_cast<std::size_t>(row - begin_)][static_cast<std::size_t>(column)];
  }

  bool below(int row, int column) const {
    for (int lower = row + 1; lower < end_; ++lower) {
      if (over(lower, column) != nullptr) return true;
    }
    return false;
  }
  // The last words over the column.
  std::string leaf(int column) const {
    for (int row = end_ - 1; row >= begin_; --row) {
      if (const SourceCell* cell = over(row, column)) return StatementLexicon::key(grid_.text(*cell));
    }
    return {};
  }

  struct Owner {
    int first = 0, last = 0;
  };
  struct Reach {
    static constexpr int kNone = std::numeric_limits<int>::max();
    int cost = kNone;         // kNone: it overlaps each reach of the cell before
    int first = 0, last = 0;  // columns
    std::vector<int> before;  // which reaches of the cell before are as cheap
  };

  // What stands next below the row in this column; nullptr for nothing.
  const SourceCell* cell_below(int row, int column) const {
    for (int lower = row + 1; lower < end_; ++lower) {
      if (const SourceCell* cell = over(lower, column)) return cell;
    }
    return nullptr;
  }
  std::string word_below(int row, int column) const {
    const SourceCell* cell = cell_below(row, column);
    return cell == nullptr ? std::string() : StatementLexicon::key(grid_.text(*cell));
  }

  // 小计 below a cell, 合计 before it: the cell's columns begin at the 小计, and columns before and behind them have no
  // head above their own. -1: nothing says so.
  int opened_by_subtotal(int row, int left, const Owner& own) const {
    int opens = own.first;
    while (opens > left && !lexicon_.is_subtotal(word_below(row, opens))) --opens;
    const std::string word = word_below(row, opens);
    if (!lexicon_.is_subtotal(word)) return -1;
    for (int column = left; column < opens; ++column) {
      const std::string before = word_below(row, column);
      if (lexicon_.is_subtotal(before) && before != word) return opens;
    }
    return -1;
  }

  // The words from this row down are one name of the known table: 上缴上 over 级支出.
  bool is_wrapped(int row, const Owner& own) const {
    if (spec_ == nullptr || own.first != own.last) return false;
    std::string whole;
    for (int lower = row; lower < end_; ++lower) {
      if (const SourceCell* cell = over(lower, own.first)) whole += text::strip_spaces(grid_.text(*cell));
    }
    return whole != grid_.text(*over(row, own.first)) && is_column_level(*spec_, whole);
  }

  // A cell of a row above is printed over the column, and over others.
  bool covered_above(int row, int column) const {
    for (int upper = begin_; upper < row; ++upper) {
      const SourceCell* cell = over(upper, column);
      if (cell != nullptr && cell->columns > 1) return true;
    }
    return false;
  }

  int uncovered(int row, int first, int end) const {
    int sum = 0;
    for (int column = first; column < end; ++column) {
      const std::string word = word_below(row, column);
      if (over(row, column) == nullptr && !word.empty() && lexicon_.role(word) == HeadRole::value &&
          !covered_above(row, column))
        sum += kUncovered;
    }
    return sum;
  }

  std::optional<Exact> figure(int row, int column) const {
    const SourceCell* cell = grid_.printed(row, column);
    if (cell == nullptr || !is_table_number(grid_.text(*cell))) return std::nullopt;
    return Exact::parse(grid_.text(*cell));
  }

  // The columns that the first of a span adds up: of those below a cell of their own the one that opens it. Empty where
  // the first column is no sum.
  std::vector<int> parts_of(int row, int first, int last) const {
    std::vector<int> parts;
    if (!lexicon_.is_subtotal(word_below(row, first))) return parts;
    const SourceCell* before = nullptr;
    for (int column = first + 1; column <= last; ++column) {
      const SourceCell* below = cell_below(row, column);
      const bool same = below != nullptr && below == before;
      before = below;
      if (!same || !lexicon_.is_subtotal(leaf(parts.back()))) parts.push_back(column);
    }
    return parts;
  }

  // The rows in which the first column of the span has a figure, and those in which it is the sum of the others.
  struct Added {
    int rows = 0, held = 0;
    bool shown = false;  // by a figure in the last of the others
  };
  Added added_up(int row, int first, int last) const {
    Added added;
    const std::vector<int> parts = parts_of(row, first, last);
    if (parts.size() < 2) return added;
    for (int line = end_; line < std::min(grid_.count(), end_ + kRowsAdded); ++line) {
      const auto total = figure(line, first);
      if (!total) continue;
      Exact sum;
      for (const int part : parts) sum = sum + figure(line, part).value_or(Exact(0));
      ++added.rows;
      if (sum != *total) continue;
      ++added.held;
      added.shown = added.shown || figure(line, parts.back()).value_or(Exact(0)) != Exact(0);
    }
    return added;
  }
  // In how much of the rows, in parts of kAddsUp, the first column of the span is the sum of the others; 0 where
  // nothing shows it.
  int adds_up(int row, int first, int last) const {
    const Added added = added_up(row, first, last);
    return added.shown ? kAddsUp * added.held / added.rows : 0;
  }
  bool never_adds_up(int row, int first, int last) const {
    const Added added = added_up(row, first, last);
    return added.rows > 0 && added.held == 0;
  }

  // A total of the columns behind the span too holds in rows in which one of the span alone does not: 合计 |
  // 一般公共预算 below 本年拨款, 一般公共预算 below 结转结余.
  bool adds_up_more(int row, int first, int last) const {
    return last + 1 < grid_.columns() && lexicon_.is_subtotal(word_below(row, first)) &&
           added_up(row, first, grid_.columns() - 1).held > added_up(row, first, last).held;
  }

  int loose_cost(int row, int first, int last, const Owner& own) const {
    const int added = adds_up(row, first, last);
    int sum = std::abs((own.first - first) - (last - own.last)) - added;
    if (first < own.first && adds_up_more(row, first, last)) sum += kAddsUp;
    // At one end of what it is said to be the middle of.
    const bool aside = (own.first == first) != (own.last == last);
    if (aside && added == 0 && (last - first) - (own.last - own.first) > 1) sum *= kAside;
    std::set<std::string> words;
    std::string before;
    for (int column = first; column <= last; ++column) {
      const std::string word = word_below(row, column);
      if (word.empty() || word == before) continue;  // one cell over both
      if (!words.insert(word).second) sum += kWrongStart;
      if (column > first && lexicon_.is_subtotal(word)) sum += kWrongStart;
      if (lexicon_.role(word) != HeadRole::value && words.size() > 1) sum += kTwoTables;
      before = word;
    }
    // What stands over figures is no title of the names beside them, but for the word of a side.
    if (first < own.first && lexicon_.role(word_below(row, first)) != HeadRole::value && words.size() > 1 &&
        lexicon_.side(grid_.text(*over(row, own.first))).empty())
      sum += kTwoTables;
    // A sum over one part would be that part.
    if (words.size() == 2 && lexicon_.is_subtotal(word_below(row, first))) sum += kWrongStart;
    return sum;
  }

  // Names of rows stand in the column, and hardly a figure.
  bool prints_names(int column) const {
    int names = 0;
    int figures = 0;
    for (int row = end_; row < std::min(grid_.count(), end_ + kRowsAdded); ++row) {
      const SourceCell* cell = grid_.printed(row, column);
      if (cell == nullptr || cell->columns > 1) continue;
      const std::string_view text = grid_.text(*cell);
      if (text::has_han(text)) ++names;
      if (is_table_number(text)) ++figures;
    }
    return names > kNamesPerFigure * figures;
  }

  // 收入 | 支出, nothing else: they share out all columns, and each side begins with its names, or with the codes and
  // numbers before them. False: the row is none, or where a side begins is not plain.
  bool spread_sides(int row, const std::vector<Owner>& owners) {
    if (owners.size() < 2) return false;
    std::vector<int> starts;
    std::set<std::string> sides;
    for (const Owner& own : owners) {
      const std::string side = lexicon_.side(grid_.text(*over(row, own.first)));
      if (side.empty() || !sides.insert(side).second) return false;
      const int before = starts.empty() ? -1 : starts.back();
      int start = own.first;
      while (start > before && !prints_names(start)) --start;
      if (start == before) return false;
      const auto opens = [&](int column) {
        const HeadRole role = lexicon_.role(leaf(column));
        return role == HeadRole::code || role == HeadRole::serial;
      };
      while (start - 1 > before && opens(start - 1)) --start;
      starts.push_back(starts.empty() ? 0 : start);
    }
    for (std::size_t i = 0; i < owners.size(); ++i) {
      const SourceCell* cell = over(row, owners[i].first);
      const int end = i + 1 < owners.size() ? starts[i + 1] : grid_.columns();
      for (int column = starts[i]; column < end; ++column) at(row, column) = cell;
    }
    return true;
  }

  void spread_loose_row(int row) {
    std::vector<Owner> owners;
    for (int column = 0; column < grid_.columns(); ++column) {
      if (over(row, column) == nullptr) continue;
      if (!owners.empty() && owners.back().last == column - 1 && over(row, column - 1) == over(row, column))
        owners.back().last = column;
      else
        owners.push_back({column, column});
    }
    if (owners.empty() || spread_sides(row, owners)) return;
    const auto open = [&](int column) {
      return column >= 0 && column < grid_.columns() && over(row, column) == nullptr &&
             !word_below(row, column).empty();
    };
    std::vector<std::vector<Reach>> reaches;
    const auto reach_left = [&](int column) {
      while (open(column - 1)) --column;
      return column;
    };
    const auto opens_at = [&](const Owner& own) {
      const bool one = own.first == own.last && !word_below(row, own.first).empty() && !is_wrapped(row, own);
      return one ? opened_by_subtotal(row, reach_left(own.first), own) : -1;
    };
    // Columns that no cell of the row is over: nothing speaks against them where a sum opens the columns of one.
    const bool bare = std::any_of(owners.begin(), owners.end(), [&](const Owner& own) { return opens_at(own) >= 0; });
    const auto missing = [&](int first, int end) { return bare ? 0 : uncovered(row, first, end); };
    for (std::size_t i = 0; i < owners.size(); ++i) {
      const Owner& own = owners[i];
      int left = own.first;
      int right = own.last;
      int latest = own.first;   // where it begins
      int earliest = own.last;  // … and ends
      // What reaches over several columns as it is, or over none with words below, stays.
      if (is_wrapped(row, own)) {
        // a line of a name
      } else if (own.first == own.last && !word_below(row, own.first).empty()) {
        left = reach_left(left);
        while (open(right + 1)) ++right;
        if (const int opens = opens_at(own); opens >= 0) {
          left = latest = opens;
          if (opens < right && !lexicon_.is_subtotal(word_below(row, opens + 1)))
            earliest = std::max(own.last, opens + 1);
        }
      } else {
        // … but for the sum that opens its parts, and for parts that it adds up.
        int sum = left;
        if (!lexicon_.is_subtotal(word_below(row, sum))) {
          while (open(sum - 1) && !lexicon_.is_subtotal(word_below(row, sum))) --sum;
        }
        if (sum == left - 1 && lexicon_.is_subtotal(word_below(row, sum)) && !never_adds_up(row, sum, right)) {
          left = sum;
          // Printed over the middle of its columns, it reaches as far to the right.
          if (open(right + 1) && adds_up(row, left, right + 1) >= adds_up(row, left, right)) ++right;
        }
        int best = adds_up(row, left, right);
        // Printed a little aside, it covers the end of a column that is none of the parts.
        for (int first = sum; first <= own.last; ++first) {
          for (int last = first; last < grid_.columns() && (last <= own.last || open(last)); ++last) {
            if (last < own.first || adds_up(row, first, last) <= best) continue;
            best = adds_up(row, first, last);
            left = first;
            right = last;
          }
        }
      }
      reaches.emplace_back();
      for (int first = left; first <= std::max(left, latest); ++first) {
        for (int last = std::min(right, earliest); last <= right; ++last) {
          Reach reach;
          reach.first = first;
          reach.last = last;
          const int own_cost = loose_cost(row, first, last, own);
          if (i == 0) {
            reach.cost = own_cost + missing(0, first);
          } else {
            for (std::size_t k = 0; k < reaches[i - 1].size(); ++k) {
              const Reach& one = reaches[i - 1][k];
              if (one.last >= first || one.cost == Reach::kNone) continue;
              const int sum = one.cost + own_cost + missing(one.last + 1, first);
              if (sum < reach.cost) reach.before.clear();
              if (sum > reach.cost) continue;
              reach.cost = sum;
              reach.before.push_back(static_cast<int>(k));
            }
          }
          if (i + 1 == owners.size() && reach.cost != Reach::kNone) reach.cost += missing(last + 1, grid_.columns());
          reaches.back().push_back(reach);
        }
      }
    }
    const auto cheaper = [](const Reach& a, const Reach& b) { return a.cost < b.cost; };
    const auto best = std::min_element(reaches.back().begin(), reaches.back().end(), cheaper);
    note_ties(reaches, best->cost);
    auto taken = static_cast<int>(best - reaches.back().begin());
    for (std::size_t i = owners.size(); i-- > 0;) {
      const Reach& reach = reaches[i][static_cast<std::size_t>(taken)];
      const SourceCell* cell = over(row, owners[i].first);
      for (int column = owners[i].first; column <= owners[i].last; ++column) at(row, column) = nullptr;
      for (int column = reach.first; column <= reach.last; ++column) at(row, column) = cell;
      if (i > 0) taken = reach.before.front();
    }
    cover_whole(row);
  }

  // A cell over some of the columns of one below is over all of them.
  void cover_whole(int row) {
    if (row + 1 >= end_) return;
    const auto beside = [&](int column, int from) {
      const bool one = over(row + 1, column) != nullptr && over(row + 1, column) == over(row + 1, from);
      if (one && over(row, column) == nullptr) at(row, column) = over(row, from);
    };
    for (int column = 1; column < grid_.columns(); ++column) beside(column, column - 1);
    for (int column = grid_.columns() - 2; column >= 0; --column) beside(column, column + 1);
  }

  // Columns that one cell of the row is over in one of the cheapest ways, and another cell or none in another.
  void note_ties(const std::vector<std::vector<Reach>>& reaches, int least) {
    std::vector<std::set<std::size_t>> open(reaches.size());
    for (std::size_t k = 0; k < reaches.back().size(); ++k) {
      if (reaches.back()[k].cost == least) open.back().insert(k);
    }
    for (std::size_t i = reaches.size(); i-- > 0;) {
      for (int column = 0; column < grid_.columns(); ++column) {
        const auto covers = [&](std::size_t k) {
          return reaches[i][k].first <= column && column <= reaches[i][k].last;
        };
        const auto covering = std::count_if(open[i].begin(), open[i].end(), covers);
        if (covering > 0 && covering < static_cast<std::ptrdiff_t>(open[i].size())) tied_.insert(column);
      }
      for (const std::size_t k : open[i]) {
        for (const int before : reaches[i][k].before) open[i - 1].insert(static_cast<std::size_t>(before));
      }
    }
  }

  // What speaks against one cell over columns [first, last], printed in `own`.
  int cost(int row, int first, int last, int own) const {
    int sum = own == first ? 0 : std::abs((own - first) - (last - own));
    std::set<std::string> words;
    const SourceCell* before = nullptr;
    int names = 0;
    for (int column = first; column <= last; ++column) {
      const SourceCell* below = cell_below(row, column);
      if (below == nullptr || below == before) continue;  // nothing, or one cell over both
      before = below;
      const std::string word = StatementLexicon::key(grid_.text(*below));
      if (!words.insert(word).second) sum += kWrongStart;
      if (column > first && lexicon_.is_subtotal(word)) sum += kWrongStart;
      if (column > first && lexicon_.role(word) == HeadRole::label && words.size() > 1) ++names;
    }
    if (names > 0 && last - first >= 2) sum += kTwoTables;
    return sum;
  }

  void spread_row(int row) {
    std::vector<int> owners;
    for (int column = 0; column < grid_.columns(); ++column) {
      if (over(row, column) != nullptr) owners.push_back(column);
    }
    if (owners.empty()) return;
    // Gaps between owners: only columns with words below them are to be given away; a column whose own words stand
    // lower and whose neighbour has none there stays without.
    const auto open = [&](int column) { return over(row, column) == nullptr && below(row, column); };
    // Columns without any head lie between those of one cell, where blank columns were printed.
    const auto reaches = [&](int column, int next) {
      while (column < next && over(row, column) == nullptr && !below(row, column)) ++column;
      return column < next && open(column);
    };
    int reach = owners.front();
    while (!grid_.drawn() && reach > 0 && open(reach - 1)) --reach;
    // best[k] for each possible left end of the span of the next owner
    struct State {
      int left = 0, cost = 0;
      std::vector<int> lefts;
    };
    std::vector<State> states{{owners.front(), 0, {owners.front()}}};
    for (int left = reach; left < owners.front(); ++left) states.push_back({left, 0, {left}});
    for (std::size_t i = 0; i < owners.size(); ++i) {
      const int own = owners[i];
      const int next = i + 1 < owners.size() ? owners[i + 1] : grid_.columns();
      int right = own;
      if (below(row, own) || !grid_.drawn()) {
        while (reaches(right + 1, next)) ++right;
      }
      std::vector<State> following;
      if (i + 1 == owners.size()) {
        for (State& state : states) state.cost += cost(row, state.left, right, own);
        break;
      }
      // The next owner begins somewhere between; scans centre, other grids print a merged cell where it begins.
      const int first_next = grid_.drawn() ? next : own + 1;
      for (int left = next; left >= first_next; --left) {
        if (left < next && !open(left)) break;
        State best{left, std::numeric_limits<int>::max(), {}};
        for (const State& state : states) {
          const int sum = state.cost + cost(row, state.left, std::min(right, left - 1), own);
          if (sum < best.cost) best = {left, sum, state.lefts};
        }
        best.lefts.push_back(left);
        following.push_back(std::move(best));
      }
      states = std::move(following);
    }
    const State& best =
        *std::min_element(states.begin(), states.end(), [](const State& a, const State& b) { return a.cost < b.cost; });
    for (const State& other : states) {
      if (other.cost > best.cost) continue;
      for (std::size_t i = 0; i < owners.size(); ++i) {
        const auto [from, to] = std::minmax(best.lefts[i], other.lefts[i]);
        for (int column = from; column < to; ++column) tied_.insert(column);
      }
    }
    for (std::size_t i = 0; i < owners.size(); ++i) {
      const SourceCell* cell = over(row, owners[i]);
      const int next = i + 1 < owners.size() ? best.lefts[i + 1] : grid_.columns();
      for (int column = owners[i] - 1; column >= best.lefts[i]; --column) at(row, column) = cell;
      if (!below(row, owners[i]) && grid_.drawn()) continue;
      for (int column = owners[i] + 1; reaches(column, next); ++column) {
        if (open(column)) at(row, column) = cell;
      }
    }
  }

  const StatementLexicon& lexicon_;
  const GridRows& grid_;
  int begin_, end_;
  const StatementSpec* spec_;
  std::vector<std::vector<const SourceCell*>> over_;
  std::set<int> tied_;
};

// What a cell says over one column: where borders are worked out, as many words as columns are a head each.
std::string own_words(const GridRows& grid, const SourceCell& cell, int column) {
  const std::string whole = StatementLexicon::without_tags(grid.text(cell));
  if (grid.drawn() || cell.columns < 2) return whole;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = std::min(whole.find(' ', at), whole.size());
    if (end > at) words.push_back(whole.substr(at, end - at));
    at = end + 1;
  }
  const auto several = [](const std::string& word) { return text::decode(word).size() > 1; };
  if (words.size() != static_cast<std::size_t>(cell.columns) || !std::all_of(words.begin(), words.end(), several))
    return whole;
  return words[static_cast<std::size_t>(column - cell.column)];
}

}  // namespace

std::vector<HeadColumn> head_columns(const StatementLexicon& lexicon, const GridRows& grid, int begin, int end,
                                     const StatementSpec* spec) {
  SpanFinder spans(lexicon, grid, begin, end, spec);
  if (is_loose(grid.grid()))
    spans.spread_loose();
  else if (!grid.merges())
    spans.spread();
  std::vector<HeadColumn> columns(static_cast<std::size_t>(grid.columns()));
  for (int column = 0; column < grid.columns(); ++column) {
    HeadColumn& one = columns[static_cast<std::size_t>(column)];
    if (spans.tied(column)) one.doubtful = kUncertainHead;
    for (int row = begin; row < end; ++row) {
      const SourceCell* cell = spans.over(row, column);
      if (cell == nullptr || (!one.cells.empty() && one.cells.back() == cell)) continue;
      one.cells.push_back(cell);
    }
  }
  for (int column = 0; column < grid.columns(); ++column) {
    HeadColumn& one = columns[static_cast<std::size_t>(column)];
    const auto shared = [&](const SourceCell* cell) {
      const auto holds = [&](int other) {
        if (other < 0 || other >= grid.columns()) return false;
        const auto& cells = columns[static_cast<std::size_t>(other)].cells;
        return std::find(cells.begin(), cells.end(), cell) != cells.end();
      };
      return holds(column - 1) || holds(column + 1);
    };
    // The words below the cell stand below another one too, which is over several columns: each is a title of them.
    const auto titles_repeated = [&](int own, const SourceCell* cell) {
      const auto below_of = [&](int other, const SourceCell* upper) {
        const auto& cells = columns[static_cast<std::size_t>(other)].cells;
        const auto at = std::find(cells.begin(), cells.end(), upper);
        return at == cells.end() || std::next(at) == cells.end() ? nullptr : *std::next(at);
      };
      const SourceCell* below = below_of(own, cell);
      if (below == nullptr) return false;
      for (int other = 0; other < grid.columns(); ++other) {
        for (const SourceCell* upper : columns[static_cast<std::size_t>(other)].cells) {
          if (upper == cell || upper->row != cell->row) continue;
          const SourceCell* twin = below_of(other, upper);
          const bool wide = (other > 0 && below_of(other - 1, upper) != nullptr) ||
                            (other + 1 < grid.columns() && below_of(other + 1, upper) != nullptr);
          if (twin != nullptr && twin != below && twin->row == below->row && wide &&
              StatementLexicon::key(grid.text(*twin)) == StatementLexicon::key(grid.text(*below)) &&
              StatementLexicon::key(grid.text(*upper)) != StatementLexicon::key(grid.text(*cell)))
            return true;
        }
      }
      return false;
    };
    // A title over the same columns as the one above it, line below line: the rest of its words.
    const auto goes_on = [&](const SourceCell* upper, const SourceCell* cell) {
      return upper->columns > 1 && upper->column == cell->column && upper->columns == cell->columns &&
             upper->row + 1 == cell->row;
    };
    bool joins = false;
    const SourceCell* before = nullptr;
    for (const SourceCell* cell : one.cells) {
      if (before != nullptr && goes_on(before, cell)) joins = true;
      before = cell;
      std::string words = text::strip_spaces(own_words(grid, *cell, column));
      // 单位：万元 stood close above the head.
      if (const auto unit = grid.drawn() ? std::nullopt : lexicon.unit_in(words); unit && words.size() > unit->second) {
        const std::string_view before = std::string_view(words).substr(0, unit->first);
        if (before.ends_with("：") || before.ends_with(":")) words.erase(0, unit->second);
      }
      if (words.empty()) continue;
      // A scan cuts a word at the border of two rows.
      if (joins && !grid.drawn()) {
        one.parts.back() += words;
      } else if (one.parts.empty() || one.parts.back() != words) {
        one.parts.push_back(std::move(words));
      }
      joins = !shared(cell) && !titles_repeated(column, cell);
    }
  }
  return columns;
}

}  // namespace gouji::intake
