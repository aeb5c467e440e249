#include "formats/column_grid.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "formats/column_layout.hpp"

namespace gouji {
namespace {

// In sizes of a line, from centre to centre.
constexpr double kBeside = 0.95;     // nearer: lines that stand beside each other, cells of one row
constexpr double kWidestWrap = 2.4;  // lines of one cell stand no further apart
constexpr double kFarthest = 5.0;    // further: another table, …
constexpr double kFarAsUsual = 2.2;  // … if it is so many times the usual distance besides
constexpr double kJump = 1.2;        // what tells two kinds of distances apart
constexpr double kNearerThanRows = 0.93;
constexpr double kTitleSize = 1.25;  // letters of a title are so much taller
constexpr double kWide = 0.5;        // of the width of the table

constexpr double kLoose = 1.6;           // lines so near a table may be of its first or last row, …
constexpr std::size_t kLoosened = 2;     // … so many
constexpr std::size_t kMostSingles = 8;  // lines of one text between two with several
constexpr std::size_t kEvidence = 3;     // gaps between texts that make a table
constexpr std::size_t kMisfitShare = 5;  // at most one text of so many keeps to no column
constexpr std::size_t kMostBetween = 8;  // lines between two pages of a table
constexpr std::size_t kMostPageDigits = 8;
constexpr std::size_t kTitleLines = 6;  // above a table, which may be printed again

double distance(const PlacedLine& above, const PlacedLine& below) { return below.centre - above.centre; }

bool overlap(const PlacedText& a, const PlacedText& b) { return a.left() < b.right() && b.left() < a.right(); }

std::size_t overlaps(const PlacedText& text, const PlacedLine& line) {
  return static_cast<std::size_t>(
      std::count_if(line.texts.begin(), line.texts.end(), [&](const PlacedText& one) { return overlap(text, one); }));
}

double middle_of(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Run {
  std::size_t first = 0, last = 0;
  std::size_t core_first = 0, core_last = 0;  // without lines of one text that may belong to the first and last row
  double size = 1;
};

// A run of lines that may be a table: most have several texts, and none between lies across.
class Runs {
 public:
  explicit Runs(const std::vector<PlacedLine>& lines) : lines_(lines) {}

  std::vector<Run> find() {
    std::vector<Run> found;
    for (std::size_t i = 0; i < lines_.size();) {
      if (lines_[i].texts.size() < 2) {
        ++i;
        continue;
      }
      Run run = grow(i);
      if (evidence_ >= kEvidence) {
        attach(run, found.empty() ? 0 : found.back().last + 1);
        found.push_back(run);
      }
      i = run.last + 1;
    }
    return found;
  }

 private:
  Run grow(std::size_t start) {
    Run run{start, start, start, start, lines_[start].size};
    std::size_t fullest = start;
    double left = lines_[start].texts.front().left();
    double right = lines_[start].texts.back().right();
    std::vector<double> sizes{lines_[start].size};
    double gaps = 0;
    std::size_t gap_count = 0;
    evidence_ = lines_[start].texts.size() - 1;
    for (std::size_t j = start + 1; j < lines_.size(); ++j) {
      const PlacedLine& line = lines_[j];
      if (line.page != lines_[start].page || j - run.last > kMostSingles) break;
      const double gap = distance(lines_[j - 1], line);
      const double usual = gap_count == 0 ? run.size : gaps / static_cast<double>(gap_count);
      if (gap > std::max(kFarthest * run.size, kFarAsUsual * usual)) break;
      if (line.texts.size() < 2) {
        const PlacedText& text = line.texts.front();
        if (line.size > kTitleSize * run.size) break;
        const bool row = text.words.size() > 1 && is_printed_figure(text.words.back().text);
        if (!row && overlaps(text, lines_[fullest]) > 1 && text.right() - text.left() > kWide * (right - left)) break;
        continue;
      }
      for (std::size_t k = run.last + 1; k <= j; ++k) {
        sizes.push_back(lines_[k].size);
        gaps += distance(lines_[k - 1], lines_[k]);
        ++gap_count;
      }
      run.last = j;
      run.size = middle_of(sizes);
      evidence_ += line.texts.size() - 1;
      if (line.texts.size() > lines_[fullest].texts.size()) fullest = j;
      left = std::min(left, line.texts.front().left());
      right = std::max(right, line.texts.back().right());
    }
    return run;
  }

  // First and last lines of wrapped cells may stand beside the table's own; rows that they make alone are none.
  void attach(Run& run, std::size_t from) const {
    run.core_first = run.first;
    run.core_last = run.last;
    const auto near = [&](std::size_t above, std::size_t below) {
      return lines_[above].page == lines_[below].page && distance(lines_[above], lines_[below]) < kLoose * run.size;
    };
    while (run.first > from && run.core_first - run.first < kLoosened && near(run.first - 1, run.first)) --run.first;
    while (run.last + 1 < lines_.size() && run.last - run.core_last < kLoosened &&
           lines_[run.last + 1].texts.size() == 1 && near(run.last, run.last + 1))
      ++run.last;
  }

  const std::vector<PlacedLine>& lines_;
  std::size_t evidence_ = 0;
};

// Which lines of a run are rows of their own.
class Rows {
 public:
  Rows(const std::vector<PlacedLine>& lines, const Run& run, const ColumnLayout& layout)
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
    return (gap < kBeside || gap <= wrap) && !meet(figures_, figures_of(line)) && !belongs_below(line, figures_);
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
           gap_before(line) < kLoose && gap_before(line + 1) < kLoose && meet(figures_, figures_of(line + 1));
  }
  bool is_of_next(std::size_t line, const SpannedText& text) const {
    return !used_.contains(text.column) &&
           (gap_before(line + 1) < kBeside || holds(line + 1 - run_.first, text.column));
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
    return gap_before(line + 1) < gap_before(line) && gap_before(line + 1) < kBeside &&
           meet(above, figures_of(line + 1));
  }

  // Lines of a cell stand nearer than rows do, where the distances are of two kinds. Two figures in one column are
  // two rows, so that their distance is one of rows.
  double widest_wrap() const {
    std::vector<double> gaps;
    double rows = kFarthest;
    for (std::size_t i = run_.first + 1; i <= run_.last; ++i) {
      const double gap = gap_before(i);
      if (gap < kBeside) continue;
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
  const Run& run_;
  const ColumnLayout& layout_;
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
  std::vector<ColumnRow> rows_;
  std::vector<SpannedText> under_way_, carried_;  // of the last row, of the next
  std::set<int> used_, figures_;                  // columns of the last row: with words, with a figure
  std::vector<std::size_t> owner_;                // by line: the line of figures whose name it is a part of
};

struct Found {
  Run run;
  std::vector<ColumnSpan> columns;
  ColumnGrid grid;
};

// Texts that keep to no column of their own: they lie across a gutter, or two of a line share a column. Heads do so;
// where many texts do, they do not stand in columns at all.
bool keeps_columns(const ColumnLayout& layout) {
  std::size_t texts = 0;
  std::size_t misfits = 0;
  for (const auto& line : layout.lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      ++texts;
      const bool across = line[i].column != line[i].last;
      misfits += across || (i > 0 && line[i - 1].last >= line[i].column) ? 1U : 0U;
    }
  }
  return misfits * kMisfitShare <= texts;
}

bool is_table(const Found& found, std::size_t fullest) {
  std::size_t rows = 0;
  for (const ColumnRow& row : found.grid.rows) rows += row.cells.size() > 1 ? 1U : 0U;
  const std::size_t columns = found.columns.size();
  return columns > 1 && rows > 1 && (rows > 2 || columns > 2) && columns <= fullest + 2;
}

std::string plain_text(const PlacedLine& line) {
  std::string out;
  for (const PlacedText& text : line.texts) out += text::strip_spaces(text.text);
  return out;
}

// "12", "- 12 -", "第 12 页 共 30 页": no word of the table.
bool is_page_mark(std::string_view text) {
  constexpr std::u32string_view kBesides = U"-—–－·•~～/第页共，,()（）";
  std::size_t digits = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::decode_next(text, at);
    if (text::is_digit(c))
      ++digits;
    else if (kBesides.find(c) == std::u32string_view::npos)
      return false;
  }
  return digits > 0 && digits <= kMostPageDigits;
}

// A table that goes on over the page: nothing but page marks and a title printed again between, the same columns.
class Pages {
 public:
  explicit Pages(const std::vector<PlacedLine>& lines) : lines_(lines) {}

  bool join(Found& table, Found& next) const {
    if (lines_[next.run.first].page != lines_[table.run.last].page + 1) return false;
    const std::size_t begin = table.run.last + 1;
    const std::size_t end = next.run.first;
    if (end - begin > kMostBetween) return false;
    std::set<std::string> above;
    for (std::size_t i = table.run.first; i > 0 && table.run.first - i < kTitleLines; --i)
      above.insert(plain_text(lines_[i - 1]));
    for (std::size_t i = begin; i < end; ++i) {
      const std::string text = plain_text(lines_[i]);
      if (!is_page_mark(text) && !above.contains(text)) return false;
    }
    const auto columns = columns_of(table, next);
    if (!columns) return false;
    append(table, next, *columns);
    return true;
  }

 private:
  // Of each column of `next`: which of the table's it is.
  static std::optional<std::vector<int>> columns_of(const Found& table, const Found& next) {
    std::vector<int> same;
    std::size_t at = 0;
    for (const ColumnSpan& column : next.columns) {
      while (at < table.columns.size() && table.columns[at].right <= column.left) ++at;
      if (at == table.columns.size() || table.columns[at].left >= column.right) return std::nullopt;
      if (!same.empty() && same.back() == static_cast<int>(at)) return std::nullopt;
      if (at + 1 < table.columns.size() && table.columns[at + 1].left < column.right) return std::nullopt;
      same.push_back(static_cast<int>(at));
    }
    return same;
  }

  static bool alike(const ColumnRow& a, const ColumnRow& b) {
    return a.cells.size() == b.cells.size() &&
           std::equal(a.cells.begin(), a.cells.end(), b.cells.begin(), [](const ColumnCell& x, const ColumnCell& y) {
             return text::strip_spaces(x.text) == text::strip_spaces(y.text);
           });
  }

  static void append(Found& table, Found& next, const std::vector<int>& columns) {
    for (std::size_t i = table.run.last + 1; i < next.run.first; ++i) table.grid.rows.push_back({i, i, true, {}});
    auto& rows = next.grid.rows;
    std::size_t head = 0;
    while (head < rows.size() && head < table.grid.rows.size() && alike(rows[head], table.grid.rows[head])) ++head;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i].between = rows[i].between || i < head;
      for (ColumnCell& cell : rows[i].cells) {
        const int last = columns[static_cast<std::size_t>(cell.column + cell.columns - 1)];
        cell.column = columns[static_cast<std::size_t>(cell.column)];
        cell.columns = last - cell.column + 1;
      }
      table.grid.rows.push_back(std::move(rows[i]));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      ColumnSpan& span = table.columns[static_cast<std::size_t>(columns[i])];
      span.left = std::min(span.left, next.columns[i].left);
      span.right = std::max(span.right, next.columns[i].right);
    }
    table.run.last = next.run.last;
  }

  const std::vector<PlacedLine>& lines_;
};

}  // namespace

bool is_printed_figure(std::string_view text) {
  bool digit = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::fold(text::decode_next(text, at));
    if (text::is_digit(c))
      digit = true;
    else if (c != U',' && c != U'.' && c != U'%' && c != U'-' && c != U'+' && c != U'−')
      return false;
  }
  return digit;
}

void append_wrapped(std::string& text, std::string_view next) {
  next = text::trim(next);
  if (!text.empty() && !next.empty()) {
    const std::u32string before =
        text::decode(std::string_view(text).substr(text.size() - std::min<std::size_t>(text.size(), 4)));
    std::size_t at = 0;
    const char32_t right = text::decode_next(next, at);
    const auto wide = [](char32_t c) { return text::display_width(c) == 2; };
    if (!wide(before.back()) && !wide(right)) text += ' ';
  }
  text += next;
}

std::vector<ColumnGrid> find_column_grids(const std::vector<PlacedLine>& lines, double wide_gap) {
  std::vector<Found> tables;
  const Pages pages(lines);
  for (const Run& run : Runs(lines).find()) {
    const ColumnLayout layout = lay_out_columns(lines, run.first, run.last, run.size, wide_gap);
    std::size_t fullest = 0;
    for (std::size_t i = run.first; i <= run.last; ++i) fullest = std::max(fullest, lines[i].texts.size());
    Found found{run, layout.columns, {}};
    found.grid.rows = Rows(lines, run, layout).make();
    if (!is_table(found, fullest) || !keeps_columns(layout)) continue;
    found.run.first = found.grid.rows.front().first;
    found.run.last = found.grid.rows.back().last;
    if (tables.empty() || !pages.join(tables.back(), found)) tables.push_back(std::move(found));
  }
  std::vector<ColumnGrid> grids;
  for (Found& table : tables) {
    table.grid.columns = static_cast<int>(table.columns.size());
    grids.push_back(std::move(table.grid));
  }
  return grids;
}

}  // namespace gouji
