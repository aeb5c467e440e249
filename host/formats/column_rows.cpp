#include "formats/column_rows.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gouji {
namespace {

// In sizes of a letter, from centre to centre.
constexpr double kWidestWrap = 2.4;  // lines of one cell stand no further apart
constexpr double kJump = 1.2;        // what tells two kinds of distances apart
constexpr double kNearerThanRows = 0.93;

// Which lines of a run are rows of their own.
class Rows {
 public:
  Rows(const std::vector<PlacedLine>& lines, const ColumnRun& run, const ColumnLayout& layout)
      : lines_(lines), run_(run), layout_(layout) {}

  std::vector<ColumnRow> make() {
    const double wrap = widest_wrap();
    find_split_names();
    for (std::size_t i = run_.first; i <= run_.last; ++i) {
      if (i > run_.first && joins(i, wrap))
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
  bool joins(std::size_t line, double wrap) const {
    const std::size_t at = line - run_.first;
    if (owner_[at] != kNobody || owner_[at - 1] != kNobody) return owner_[at] == owner_[at - 1];
    const double gap = gap_before(line);
    return (gap < kBesideLines || gap <= wrap) && !meet(figures_, figures_of(line)) && !belongs_below(line, figures_);
  }

  void open(std::size_t line) {
    const bool carried = !carried_.empty();
    close();
    rows_.push_back({carried ? line - 1 : line, line, false, {}});
    under_way_ = std::move(carried_);
    carried_.clear();
    add(line);
  }
  // What stands on a line between two rows is of the upper one where that has words in the column already.
  void add(std::size_t line) {
    const bool shared = line > rows_.back().first && is_between(line);
    bool taken = !shared;
    for (const SpannedText& text : texts(line)) {
      if (shared && is_of_next(line, text)) {
        carried_.push_back(text);
        continue;
      }
      under_way_.push_back(text);
      used_.insert(text.column);
      taken = true;
    }
    const std::set<int> own = figures_of(line);
    figures_.insert(own.begin(), own.end());
    if (taken) rows_.back().last = line;
  }
  void close() {
    if (!rows_.empty()) fill(rows_.back(), std::move(under_way_));
    under_way_.clear();
    used_.clear();
    figures_.clear();
  }
  // Just below a row with figures and just above the next.
  bool is_between(std::size_t line) const {
    return line < run_.last && figures_of(line).empty() && owner_[line - run_.first] == kNobody &&
           gap_before(line) < kLooseLines && gap_before(line + 1) < kLooseLines && meet(figures_, figures_of(line + 1));
  }
  bool is_of_next(std::size_t line, const SpannedText& text) const {
    return !used_.contains(text.column) &&
           (gap_before(line + 1) < kBesideLines || holds(line + 1 - run_.first, text.column));
  }

  double gap_before(std::size_t line) const { return distance(lines_[line - 1], lines_[line]) / run_.size; }

  std::set<int> figures_of(std::size_t line) const {
    std::set<int> columns;
    for (const SpannedText& text : texts(line)) {
      if (text.column == text.last && is_printed_figure(text.text)) columns.insert(text.column);
    }
    return columns;
  }
  // A row whose name is printed on the lines above and below it, as cells centred on their row are: the figures stand
  // on a line without a name, between lines of nothing else.
  void find_split_names() {
    const std::size_t count = run_.last - run_.first + 1;
    owner_.assign(count, kNobody);
    std::map<int, std::size_t> filled;  // by column: lines with figures that have words there
    std::size_t lines = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::set<int> figures = figures_of(run_.first + i);
      if (figures.empty()) continue;
      ++lines;
      for (const SpannedText& text : layout_.lines[i]) {
        if (text.column == text.last && !figures.contains(text.column)) ++filled[text.column];
      }
    }
    for (std::size_t i = 1; i + 1 < count; ++i) {
      if (figures_of(run_.first + i).empty()) continue;
      const int name = only_column(i - 1);
      if (name < 0 || only_column(i + 1) != name || filled[name] * 2 < lines || holds(i, name)) continue;
      for (std::size_t k = 1; k <= i && i + k < count; ++k) {
        if (only_column(i - k) != name || only_column(i + k) != name) break;
        if (owner_[i - k] != kNobody || owner_[i + k] != kNobody) break;
        owner_[i - k] = owner_[i + k] = i;
        owner_[i] = i;
      }
    }
  }
  // The one column that the line has words in, or -1.
  int only_column(std::size_t at) const {
    const auto& found = layout_.lines[at];
    return found.size() == 1 && found[0].column == found[0].last && !is_printed_figure(found[0].text) ? found[0].column
                                                                                                      : -1;
  }
  bool holds(std::size_t at, int column) const {
    return std::any_of(layout_.lines[at].begin(), layout_.lines[at].end(),
                       [&](const SpannedText& text) { return text.column <= column && column <= text.last; });
  }

  static bool meet(const std::set<int>& a, const std::set<int>& b) {
    return std::any_of(a.begin(), a.end(), [&](int column) { return b.contains(column); });
  }

  // A line midway between two rows goes to the nearer one.
  bool belongs_below(std::size_t line, const std::set<int>& above) const {
    if (line >= run_.last || texts(line).size() >= texts(line + 1).size()) return false;
    return gap_before(line + 1) < gap_before(line) && gap_before(line + 1) < kBesideLines &&
           meet(above, figures_of(line + 1));
  }

  // Lines of a cell stand nearer than rows do, where the distances are of two kinds. Two figures in one column are
  // two rows, so that their distance is one of rows.
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
    return std::min(widest, kNearerThanRows * rows);
  }

  static void fill(ColumnRow& row, std::vector<SpannedText> all) {
    // By column; what stands above or to the left stays before.
    std::stable_sort(all.begin(), all.end(),
                     [](const SpannedText& a, const SpannedText& b) { return a.column < b.column; });
    for (std::size_t i = 0; i < all.size();) {
      int last = all[i].last;
      std::size_t end = i + 1;
      while (end < all.size() && all[end].column <= last) last = std::max(last, all[end++].last);
      ColumnCell cell{all[i].column, last - all[i].column + 1, {}};
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

  const std::vector<PlacedLine>& lines_;
  const ColumnRun& run_;
  const ColumnLayout& layout_;
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
  std::vector<ColumnRow> rows_;
  std::vector<SpannedText> under_way_, carried_;  // of the last row, of the next
  std::set<int> used_, figures_;                  // columns of the last row: with words, with a figure
  std::vector<std::size_t> owner_;                // by line: the line of figures whose name it is a part of
};

}  // namespace

std::vector<ColumnRow> find_column_rows(const std::vector<PlacedLine>& lines, const ColumnRun& run,
                                        const ColumnLayout& layout) {
  return Rows(lines, run, layout).make();
}

}  // namespace gouji
