#include "formats/column_rows.hpp"

#include <algorithm>
#include <set>

#include "formats/column_claims.hpp"

namespace gouji {
namespace {

// In sizes of a letter, from centre to centre.
constexpr double kWidestWrap = 2.4;  // lines of one cell stand no further apart
constexpr double kJump = 1.2;        // what tells two kinds of distances apart
constexpr double kNearerThanRows = 0.93;
constexpr double kMuchNearer = 0.8;
constexpr std::size_t kFewestHeads = 2;  // words over figures that make a line one of heads

// Which lines of a run are rows of their own.
class Rows {
 public:
  Rows(const std::vector<PlacedLine>& lines, const ColumnRun& run, const ColumnLayout& layout)
      : lines_(lines), run_(run), layout_(layout) {}

  std::vector<ColumnRow> make() {
    const double wrap = widest_wrap();
    row_distance_ = least_row_distance();
    claims_ = claim_centred_texts(lines_, run_, layout_, wrap);
    for (std::size_t i = run_.first; i <= run_.last; ++i) {
      if (is_claimed(i)) continue;
      if (!rows_.empty() && joins(i, wrap))
        add(i);
      else
        open(i);
    }
    close();
    std::erase_if(rows_,
                  [&](const ColumnRow& row) { return row.last < run_.core_first || row.first > run_.core_last; });
    return std::move(rows_);
  }

 private:
  const std::vector<SpannedText>& texts(std::size_t line) const { return layout_.lines[line - run_.first]; }
  const std::vector<std::size_t>& owners(std::size_t line) const { return claims_.owners[line - run_.first]; }
  bool is_claimed(std::size_t line) const {
    return std::find(owners(line).begin(), owners(line).end(), kUnclaimed) == owners(line).end();
  }
  // A cell of the line begins above it.
  bool reaches_up(std::size_t line) const {
    return std::find(owners(line - 1).begin(), owners(line - 1).end(), line) != owners(line - 1).end();
  }

  bool joins(std::size_t line, double wrap) const {
    const double gap = gap_before(line);
    const bool near = gap < kBesideLines || gap <= wrap || goes_on(line);
    return near && !lies_across(line) && !says_facts(line) && !says_facts(line - 1) && !reaches_up(line) &&
           !meet(figures_, figures_of(line)) && !belongs_below(line) && !below_heads(line);
  }

  // Figures right below words, several of them: where blank lines part the rows, the head stands as near to the first
  // row as lines of one cell do.
  bool below_heads(std::size_t line) const {
    const std::set<int> own = figures_of(line);
    std::set<int> named;
    for (const SpannedText& above : under_way_) {
      if (above.column == above.last && own.contains(above.column) && !is_printed_figure(above.text))
        named.insert(above.column);
    }
    return figures_.empty() && named.size() >= kFewestHeads;
  }

  // “部门：… 单位：…”: what stands above a table, close to its head.
  bool says_facts(std::size_t line) const {
    std::vector<std::string_view> all;
    for (const SpannedText& one : texts(line)) all.push_back(one.text);
    return all.size() > 1 && say_facts(all);
  }

  // One text over columns that have texts of their own in the row above: a line below the table.
  bool lies_across(std::size_t line) const {
    if (texts(line).size() != 1 || texts(line).front().column == texts(line).front().last) return false;
    const SpannedText& one = texts(line).front();
    std::set<int> above;
    for (const SpannedText& text : under_way_) {
      if (text.column >= one.column && text.last <= one.last) above.insert(text.column);
    }
    return above.size() > 1;
  }

  // The line's one text that is left stands just a line of a cell below another one of the row, while rows stand
  // further apart.
  bool goes_on(std::size_t line) const {
    const auto& all = owners(line);
    if (std::count(all.begin(), all.end(), kUnclaimed) != 1) return false;
    if (claims_.line_pitch >= kNearerThanRows * row_distance_) return false;
    const auto left = static_cast<std::size_t>(std::find(all.begin(), all.end(), kUnclaimed) - all.begin());
    return std::any_of(under_way_.begin(), under_way_.end(), [&](const SpannedText& above) {
      return above.column == texts(line)[left].column &&
             is_line_pitch(distance(lines_[above.line], lines_[line]) / run_.size, claims_.line_pitch);
    });
  }

  void open(std::size_t line) {
    close();
    rows_.push_back({line, line, false, {}});
    add(line);
  }
  void add(std::size_t line) {
    const std::set<int> own = figures_of(line);
    figures_.insert(own.begin(), own.end());
    rows_.back().last = std::max(rows_.back().last, line);
    take(line, kUnclaimed);
    if (own.empty()) return;
    for (std::size_t i = line; i > run_.first && figures_of(i - 1).empty(); --i) take_claimed(i - 1, line);
    for (std::size_t i = line; i < run_.last && figures_of(i + 1).empty(); ++i) take_claimed(i + 1, line);
  }
  void take_claimed(std::size_t line, std::size_t owner) {
    if (!take(line, owner)) return;
    rows_.back().first = std::min(rows_.back().first, line);
    rows_.back().last = std::max(rows_.back().last, line);
  }
  bool take(std::size_t line, std::size_t owner) {
    bool any = false;
    for (std::size_t i = 0; i < texts(line).size(); ++i) {
      if (owners(line)[i] != owner) continue;
      under_way_.push_back(texts(line)[i]);
      any = true;
    }
    return any;
  }
  void close() {
    if (!rows_.empty()) fill_row(rows_.back(), std::move(under_way_));
    under_way_.clear();
    figures_.clear();
  }

  double gap_before(std::size_t line) const { return distance(lines_[line - 1], lines_[line]) / run_.size; }

  std::set<int> figures_of(std::size_t line) const { return figure_columns(texts(line)); }
  static bool meet(const std::set<int>& a, const std::set<int>& b) {
    return std::any_of(a.begin(), a.end(), [&](int column) { return b.contains(column); });
  }

  // A line midway between two rows goes to the nearer one.
  bool belongs_below(std::size_t line) const {
    if (line >= run_.last || texts(line).size() >= texts(line + 1).size()) return false;
    return gap_before(line + 1) < gap_before(line) && gap_before(line + 1) < kBesideLines &&
           meet(figures_, figures_of(line + 1));
  }

  // Two figures in one column are two rows: what stands much nearer than any two such lines is of one cell. Besides,
  // lines of a cell stand nearer than rows do where the distances are of two kinds.
  double widest_wrap() const {
    std::vector<double> gaps;
    double rows = kFarthestLines;
    for (std::size_t i = run_.first + 1; i <= run_.last; ++i) {
      const double gap = gap_before(i);
      if (gap < kBesideLines) continue;
      gaps.push_back(gap);
      if (meet(figures_of(i - 1), figures_of(i))) rows = std::min(rows, gap);
    }
    std::sort(gaps.begin(), gaps.end());
    double best = kJump;
    double widest = 0;
    for (std::size_t k = 0; k + 1 < gaps.size(); ++k) {
      if (gaps[k] > kWidestWrap || gaps[k] >= kNearerThanRows * rows) break;
      if (gaps[k + 1] / gaps[k] >= best) {
        best = gaps[k + 1] / gaps[k];
        widest = (gaps[k] + gaps[k + 1]) / 2;
      }
    }
    if (rows < kFarthestLines) widest = std::max(widest, kMuchNearer * rows);
    return std::min(widest, kNearerThanRows * rows);
  }

  // Between lines that each have a figure in one column, whatever stands between.
  double least_row_distance() const {
    double least = kFarthestLines;
    std::size_t before = run_.last + 1;
    for (std::size_t i = run_.first; i <= run_.last; ++i) {
      if (figures_of(i).empty()) continue;
      if (before <= run_.last && meet(figures_of(before), figures_of(i)))
        least = std::min(least, distance(lines_[before], lines_[i]) / run_.size);
      before = i;
    }
    return least;
  }

  const std::vector<PlacedLine>& lines_;
  const ColumnRun& run_;
  const ColumnLayout& layout_;
  ColumnClaims claims_;
  double row_distance_ = 0;
  std::vector<ColumnRow> rows_;
  std::vector<SpannedText> under_way_;  // of the last row
  std::set<int> figures_;               // its columns with a figure
};

}  // namespace

void fill_row(ColumnRow& row, std::vector<SpannedText> all) {
  // What stands to the left stays before.
  std::stable_sort(all.begin(), all.end(), [](const SpannedText& a, const SpannedText& b) {
    return a.column != b.column ? a.column < b.column : a.line < b.line;
  });
  for (std::size_t i = 0; i < all.size();) {
    int last = all[i].last;
    std::size_t end = i + 1;
    while (end < all.size() && all[end].column <= last) last = std::max(last, all[end++].last);
    ColumnCell cell{all[i].column, last - all[i].column + 1, {}, 1};
    for (std::size_t k = i + 1; k < end; ++k) cell.starts += all[k].column != all[k - 1].column ? 1U : 0U;
    for (std::size_t k = i; k < end; ++k) {
      if (k > i && all[k].line == all[k - 1].line)
        cell.text += " " + all[k].text;  // a printed gap
      else
        append_wrapped(cell.text, all[k].text);
    }
    row.cells.push_back(std::move(cell));
    i = end;
  }
}

std::vector<ColumnRow> find_column_rows(const std::vector<PlacedLine>& lines, const ColumnRun& run,
                                        const ColumnLayout& layout) {
  return Rows(lines, run, layout).make();
}

// Two texts of a line that lie over one column are a cell each: the gutter between them is the nearer one's.
std::vector<SpannedText> set_apart(std::vector<SpannedText> line) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    SpannedText& left = line[i - 1];
    SpannedText& right = line[i];
    if (left.last < right.column) continue;
    if (left.column < right.column)
      left.last = right.column - 1;
    else if (left.last < right.last)
      right.column = left.last + 1;
  }
  return line;
}

std::vector<ColumnRow> keep_lines_as_rows(const ColumnRun& run, const ColumnLayout& layout) {
  std::vector<ColumnRow> rows;
  for (std::size_t i = run.core_first; i <= run.core_last; ++i) {
    rows.push_back({i, i, false, {}});
    fill_row(rows.back(), layout.lines[i - run.first]);
  }
  return rows;
}

}  // namespace gouji
