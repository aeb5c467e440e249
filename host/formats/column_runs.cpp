#include "formats/column_runs.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "formats/column_layout.hpp"
#include "formats/pdf_lines.hpp"

namespace gouji {
namespace {

constexpr double kFarAsUsual = 2.2;      // lines further apart than this, of the usual distance, …
constexpr double kTitleSize = 1.25;      // letters of a title are so much taller
constexpr double kWide = 0.5;            // of the width of the table
constexpr std::size_t kLoosened = 2;     // so many lines before and behind may be of the first or last row
constexpr std::size_t kMostSingles = 8;  // lines of one text between two with several
constexpr std::size_t kEvidence = 3;     // gaps between texts that make a table
constexpr std::size_t kHeadTexts = 3;    // a head has at least so many texts, …
constexpr std::size_t kRowsAbove = 2;    // … and the table above so many rows with figures
constexpr std::size_t kWindow = 24;      // lines above and below a head that are looked at
constexpr std::size_t kFullHead = 5;     // texts of a head over words, …
constexpr std::size_t kManyFigures = 3;  // … below rows with so many figures, above rows with less
constexpr std::size_t kMuchLess = 2;     // … or with so many times less

bool overlap(const PlacedText& a, const PlacedText& b) { return a.left() < b.right() && b.left() < a.right(); }

std::size_t overlaps(const PlacedText& text, const PlacedLine& line) {
  return static_cast<std::size_t>(
      std::count_if(line.texts.begin(), line.texts.end(), [&](const PlacedText& one) { return overlap(text, one); }));
}

// A run of lines that may be a table: most have several texts, and none between lies across.
class Runs {
 public:
  Runs(const std::vector<PlacedLine>& lines, double wide_gap, WrappedLines wrapped)
      : lines_(lines), wide_gap_(wide_gap), wrapped_(wrapped) {}

  std::vector<ColumnRun> find() {
    std::vector<ColumnRun> found;
    for (std::size_t i = 0; i < lines_.size();) {
      if (lines_[i].texts.size() < 2) {
        ++i;
        continue;
      }
      ColumnRun run = grow(i);
      if (evidence_ >= kEvidence) {
        attach(run, found.empty() ? 0 : found.back().last + 1);
        part(run, found);
      }
      i = run.last + 1;
    }
    return found;
  }

 private:
  ColumnRun grow(std::size_t start) {
    ColumnRun run{start, start, start, start, lines_[start].size};
    std::size_t fullest = start;
    double left = lines_[start].texts.front().left();
    double right = lines_[start].texts.back().right();
    std::vector<double> sizes{lines_[start].size};
    double gaps = 0;
    std::size_t gap_count = 0;
    evidence_ = lines_[start].texts.size() - 1;
    std::set<double> names;  // where texts behind the first one of a line begin
    note_names(lines_[start], names);
    std::size_t singles = 0;  // since the last line of several texts
    for (std::size_t j = start + 1; j < lines_.size(); ++j) {
      const PlacedLine& line = lines_[j];
      if (line.page != lines_[start].page || singles >= kMostSingles) break;
      const double gap = distance(lines_[j - 1], line);
      const double usual = gap_count == 0 ? run.size : gaps / static_cast<double>(gap_count);
      if (gap > std::max(kFarthestLines * run.size, kFarAsUsual * usual)) break;
      if (line.texts.size() < 2) {
        const PlacedText& text = line.texts.front();
        if (line.size > kTitleSize * run.size) break;
        const bool row = text.words.size() > 1 && is_printed_figure(text.words.back().text);
        if (!row && overlaps(text, lines_[fullest]) > 1 && text.right() - text.left() > kWide * (right - left)) break;
        // Names of the second side go on alone where the first side has no more rows.
        singles += wrapped_ == WrappedLines::kept && names.contains(text.left()) ? 0U : 1U;
        continue;
      }
      if (opens_next_table(start, run.last, j)) break;
      note_names(line, names);
      singles = 0;
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

  static void note_names(const PlacedLine& line, std::set<double>& names) {
    for (std::size_t i = 1; i < line.texts.size(); ++i) {
      if (text::has_han(line.texts[i].text)) names.insert(line.texts[i].left());
    }
  }

  // “部门：… 单位：…” right below a title that stands apart from the rows above: the next table, where no number of a
  // page parts it from them.
  bool opens_next_table(std::size_t start, std::size_t last, std::size_t at) const {
    if (wrapped_ == WrappedLines::joined || last + 1 >= at) return false;
    if (names_no_column(start, last, at) || stands_below_title(start, last, at)) return true;
    if (!says_facts(lines_[at])) return false;
    if (lines_[at - 1].texts.size() != 1 || !text::has_han(lines_[at - 1].texts.front().text)) return false;
    bool rows = false;
    bool figures = false;
    for (std::size_t i = start; i <= last && !figures; ++i) {
      figures = figures_on(lines_[i]) > 0;
      rows = rows || (lines_[i].texts.size() > 1 && !says_facts(lines_[i]));
    }
    if (!figures) return rows;
    for (std::size_t i = last + 1; i < at; ++i) {
      if (distance(lines_[i - 1], lines_[i]) > 1) return true;
    }
    return false;
  }
  // A heading of two texts (第二部分  报表), then a lone “单位：万元” below it: the table begins behind that.
  bool names_no_column(std::size_t start, std::size_t last, std::size_t at) const {
    for (std::size_t i = start; i <= last; ++i) {
      if (figures_on(lines_[i]) > 0 || says_facts(lines_[i])) return false;
    }
    const auto& fact = lines_[at - 1].texts;
    return fact.size() == 1 && says_money_unit(fact.front().text);
  }
  // 项目名称 … behind rows of figures, an empty line and a title that begins where no text above does: the next form,
  // which says its facts without colons. A title printed again is that of the next page.
  bool stands_below_title(std::size_t start, std::size_t last, std::size_t at) const {
    if (figures_on(lines_[at]) > 0 || distance(lines_[last], lines_[last + 1]) <= 1) return false;
    std::set<double> begins;
    bool figures = false;
    for (std::size_t i = start; i <= last; ++i) {
      figures = figures || figures_on(lines_[i]) > 0;
      if (i > start && distance(lines_[i - 1], lines_[i]) > 1) return false;  // empty lines part rows, too
      for (const PlacedText& text : lines_[i].texts) begins.insert(text.left());
    }
    if (!figures) return false;
    for (std::size_t i = last + 1; i < at; ++i) {
      const PlacedText& title = lines_[i].texts.front();
      if (lines_[i].texts.size() != 1 || !text::has_han(title.text) || begins.contains(title.left())) return false;
      if (is_printed_above(start, title.text)) return false;
    }
    return true;
  }
  bool is_printed_above(std::size_t start, const std::string& title) const {
    const std::size_t from = start - std::min(start, kTitleLines);
    return std::any_of(
        lines_.begin() + static_cast<std::ptrdiff_t>(from), lines_.begin() + static_cast<std::ptrdiff_t>(start),
        [&](const PlacedLine& line) { return line.texts.size() == 1 && line.texts.front().text == title; });
  }
  static bool says_facts(const PlacedLine& line) {
    std::vector<std::string_view> texts;
    for (const PlacedText& text : line.texts) texts.push_back(text.text);
    return texts.size() > 1 && say_facts(texts);
  }

  // First and last lines of wrapped cells may stand beside the table's own; rows that they make alone are none.
  void attach(ColumnRun& run, std::size_t from) const {
    run.core_first = run.first;
    run.core_last = run.last;
    const auto near = [&](std::size_t above, std::size_t below) {
      return lines_[above].page == lines_[below].page &&
             distance(lines_[above], lines_[below]) < kLooseLines * run.size;
    };
    while (run.first > from && run.core_first - run.first < kLoosened && near(run.first - 1, run.first)) --run.first;
    while (run.last + 1 < lines_.size() && run.last - run.core_last < kLoosened &&
           lines_[run.last + 1].texts.size() == 1 && near(run.last, run.last + 1))
      ++run.last;
  }

  // Behind rows with figures, a line of several words and no figure that does not keep to the columns above begins a
  // table of its own. Only what stands near is looked at, so that long tables cost no more.
  void part(ColumnRun run, std::vector<ColumnRun>& found) const {
    std::size_t rows = 0;  // with figures, since the run or its last part began
    std::size_t head = run.first;
    for (std::size_t i = run.first; i <= run.core_last; ++i) {
      const std::size_t figures = figures_on(lines_[i]);
      const bool below_rows = rows >= kRowsAbove || (rows > 0 && is_full_head(i));
      if (figures == 0 && lines_[i].texts.size() >= kHeadTexts && below_rows && !is_printed_again(head, i) &&
          (columns_change(run, i) || heads_block(run, i) || heads_halves(run, i))) {
        const std::size_t at = head_start(run, i);
        ColumnRun above = run;
        above.last = above.core_last = at - (is_caption(at - 1) ? 2 : 1);
        found.push_back(above);
        run.first = run.core_first = at;
        head = i;
        rows = 0;
      }
      rows += figures > 0 ? 1U : 0U;
    }
    found.push_back(run);
  }

  static std::size_t figures_on(const PlacedLine& line) {
    return static_cast<std::size_t>(std::count_if(line.texts.begin(), line.texts.end(), [](const PlacedText& text) {
      return is_printed_figure(text.words.back().text);
    }));
  }

  bool columns_change(const ColumnRun& run, std::size_t at) const {
    const std::size_t from = std::max(run.first, at - std::min(at, kWindow));
    const std::size_t to = std::min(run.core_last, at + kWindow);
    const auto laid_out = [&](std::size_t first, std::size_t last) {
      return lay_out_columns(lines_, first, last, run.size, wide_gap_);
    };
    const ColumnLayout both = laid_out(from, to);
    const ColumnLayout below = laid_out(at, to);
    return count_misfits(both.lines[at - from]) > count_misfits(below.lines[0]) &&
           count_misfits(both).misfits > count_misfits(laid_out(from, at - 1)).misfits + count_misfits(below).misfits;
  }

  // Many texts without any digit: of what stands above it, one row of figures tells enough.
  bool is_full_head(std::size_t at) const {
    if (wrapped_ == WrappedLines::joined || lines_[at].texts.size() < kFullHead) return false;
    return std::none_of(lines_[at].texts.begin(), lines_[at].texts.end(), [](const PlacedText& text) {
      const std::u32string letters = text::decode(text.text);
      return std::any_of(letters.begin(), letters.end(), [](char32_t c) { return text::is_digit(c); });
    });
  }

  // The head of this block on its next page.
  bool is_printed_again(std::size_t head, std::size_t at) const {
    return is_full_head(at) &&
           std::equal(lines_[head].texts.begin(), lines_[head].texts.end(), lines_[at].texts.begin(),
                      lines_[at].texts.end(), [](const PlacedText& one, const PlacedText& other) {
                        return one.text == other.text && one.left() == other.left();
                      });
  }

  // A full line without any digit, between rows of many figures and rows of few: the head of a block of words, or that
  // of figures below it. What stands behind another head is no part of either: the figures of another form, perhaps.
  bool heads_block(const ColumnRun& run, std::size_t at) const {
    if (!is_full_head(at)) return false;
    const std::size_t last = std::min(run.core_last + 1, at + kWindow);
    const std::size_t first = std::max(run.first, at - std::min(at, kWindow));
    std::size_t above = 0;
    std::size_t below = 0;
    for (std::size_t i = at + 1; i < last && !is_full_head(i); ++i) below = std::max(below, figures_on(lines_[i]));
    for (std::size_t i = at; i-- > first && !is_full_head(i);) above = std::max(above, figures_on(lines_[i]));
    const auto is_less = [](std::size_t few, std::size_t many) {
      return few > 0 && many >= kManyFigures && (few < kManyFigures || few * kMuchLess <= many);
    };
    return is_less(below, above) || is_less(above, below);
  }

  // 项目  统计数  项目  统计数: the head of a table printed in two halves, where no such line stands above.
  bool heads_halves(const ColumnRun& run, std::size_t at) const {
    const auto& texts = lines_[at].texts;
    const std::size_t half = texts.size() / 2;
    if (wrapped_ == WrappedLines::joined || half < 2 || half * 2 != texts.size()) return false;
    for (std::size_t i = 0; i < half; ++i) {
      if (texts[i].text != texts[i + half].text || !text::has_han(texts[i].text)) return false;
    }
    const auto same = [&](const PlacedLine& line) {
      return std::equal(line.texts.begin(), line.texts.end(), texts.begin(), texts.end(),
                        [](const PlacedText& one, const PlacedText& other) { return one.text == other.text; });
    };
    return std::none_of(lines_.begin() + static_cast<std::ptrdiff_t>(run.first),
                        lines_.begin() + static_cast<std::ptrdiff_t>(at), same);
  }

  // 相关统计数： alone on its line.
  bool is_caption(std::size_t at) const {
    const auto& texts = lines_[at].texts;
    return wrapped_ == WrappedLines::kept && texts.size() == 1 && texts.front().text.ends_with("：");
  }

  // A head of several lines begins with its first; one of its cells may begin above the others, where these leave room.
  std::size_t head_start(const ColumnRun& run, std::size_t at) const {
    while (at > run.first + 1 && figures_on(lines_[at - 1]) == 0 &&
           distance(lines_[at - 1], lines_[at]) < kBesideLines * run.size)
      --at;
    if (at > run.first + 1 && lines_[at - 1].texts.size() == 1 && figures_on(lines_[at - 1]) == 0 &&
        distance(lines_[at - 1], lines_[at]) < kLooseLines * run.size &&
        overlaps(lines_[at - 1].texts.front(), lines_[at]) == 0)
      --at;
    return at;
  }

  const std::vector<PlacedLine>& lines_;
  double wide_gap_;
  WrappedLines wrapped_;
  std::size_t evidence_ = 0;
};

}  // namespace

std::vector<ColumnRun> find_column_runs(const std::vector<PlacedLine>& lines, double wide_gap, WrappedLines wrapped) {
  return Runs(lines, wide_gap, wrapped).find();
}

}  // namespace gouji
