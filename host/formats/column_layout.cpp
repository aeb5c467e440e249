#include "formats/column_layout.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <set>

#include "base/text.hpp"
#include "formats/head_columns.hpp"

namespace gouji {
namespace {

constexpr double kTouch = 0.15;  // of a letter: so little of an overlap is none
constexpr double kSlight =
    2;  // letters that a name may reach over; the name that stands there has more than twice that
constexpr std::size_t kFewLines = 2;
constexpr std::size_t kManyLines = 3;         // so many lines with text on both sides make a narrow gap a gutter
constexpr std::size_t kHeadLines = 4;         // of a name wrapped in its head
constexpr std::size_t kOwnNameLetters = 4;    // letters of a name that is no part of the one before it
constexpr std::size_t kFiguresOverProse = 3;  // figures of a line that tells columns more surely than prose hides them

constexpr char kCodePart = 1;      // figures of a column: parts of codes, …
constexpr char kOtherFigures = 2;  // … or others among them

// The words of one line that stand in this column alone.
struct Entry {
  std::size_t line = 0;
  const PlacedWord* first = nullptr;
  const PlacedWord* last = nullptr;
};

struct Draft {
  ColumnSpan span;
  std::vector<Entry> entries;    // by line
  std::size_t bridged = 0;       // words that reach over into the next column
  std::size_t bridged_rows = 0;  // … on rows of figures
  bool own_head = false;         // words above the last line of the head, and nothing else, that stand beside its words

  std::vector<std::size_t> lines() const {
    std::vector<std::size_t> out;
    for (const Entry& entry : entries) out.push_back(entry.line);
    return out;
  }
};

bool is_one_wide_letter(const PlacedWord& word) {
  std::size_t end = 0;
  return text::display_width(text::decode_next(word.text, end)) == 2 && end == word.text.size();
}

bool is_one_letter(const PlacedWord& word) {
  std::size_t end = 0;
  text::decode_next(word.text, end);
  return end == word.text.size();
}

class Columns {
 public:
  Columns(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last, double size, double wide_gap)
      : lines_(lines), first_(first), last_(last), size_(size), touch_(kTouch * size), wide_gap_(wide_gap) {}

  ColumnLayout make() {
    const HeadedColumns headed = columns_below_heads(lines_, first_, last_, touch_);
    if (!headed.aside) {
      draw();
      count();
      find_own_heads();
      merge();
    }
    // Where blanks part more columns below the heads than figures tell, some of them have no figure.
    const bool told = headed.aside || columns() < headed.columns.size();
    if (told) take(headed);
    find_code_parts();
    ColumnLayout layout;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      layout.own_heads += drafts_[i].own_head ? 1U : 0U;
      const ColumnSpan& span = drafts_[i].span;
      if (kept_[i] == static_cast<int>(layout.columns.size())) {
        layout.columns.push_back(span);
      } else {
        ColumnSpan& column = layout.columns.back();
        column = {std::min(column.left, span.left), std::max(column.right, span.right)};
      }
    }
    for (std::size_t i = first_; i <= last_; ++i) layout.lines.push_back(place(i));
    if (told && headed.flush) reach_over_columns(layout, headed.rows_from - first_);
    return layout;
  }

 private:
  std::size_t columns() const { return kept_.empty() ? 0 : static_cast<std::size_t>(kept_.back()) + 1; }

  void take(const HeadedColumns& headed) {
    drafts_.clear();
    for (const ColumnSpan& span : headed.columns) drafts_.push_back({span, {}});
    count();
    kept_.resize(drafts_.size());
    std::iota(kept_.begin(), kept_.end(), 0);
  }

  // The drafts that a word overlaps: [from, to).
  std::pair<std::size_t, std::size_t> overlapped(const PlacedWord& word) const {
    const double touch = std::min(touch_, (word.right - word.left) / 3);
    const auto from = std::partition_point(drafts_.begin(), drafts_.end(),
                                           [&](const Draft& one) { return one.span.right - touch <= word.left; });
    const auto to =
        std::partition_point(from, drafts_.end(), [&](const Draft& one) { return one.span.left + touch < word.right; });
    return {static_cast<std::size_t>(from - drafts_.begin()), static_cast<std::size_t>(to - drafts_.begin())};
  }

  // The lines with most figures and texts tell the columns best; words over several columns tell nothing.
  void draw() {
    std::vector<std::size_t> order(last_ - first_ + 1);
    std::iota(order.begin(), order.end(), first_);
    std::vector<std::size_t> weights;
    for (const std::size_t line : order) {
      // Numbers of columns stand beside the figures, where these are the wider ones.
      const bool numbers = numbers_columns(lines_[line]);
      std::size_t weight = stands_over_heads(line) || numbers ? 0 : lines_[line].texts.size();
      for (const PlacedText& text : lines_[line].texts) {
        for (const PlacedWord& word : text.words) weight += is_printed_figure(word.text) && !numbers ? 2U : 0U;
      }
      weights.push_back(weight);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return weights[a - first_] > weights[b - first_]; });
    for (const std::size_t line : order) {
      for (const PlacedText& text : lines_[line].texts) {
        for (const PlacedWord& word : text.words) {
          const auto [from, to] = overlapped(word);
          if (from == to) {
            drafts_.insert(drafts_.begin() + static_cast<std::ptrdiff_t>(from), Draft{{word.left, word.right}, {}, 0});
          } else if (to - from == 1 && !is_alone(lines_[line]) && !says_facts(lines_[line])) {
            ColumnSpan& span = drafts_[from].span;
            span.left = std::min(span.left, word.left);
            span.right = std::max(span.right, word.right);
          }
        }
      }
    }
  }

  // A line of the head with a text over several of the next line: these tell the columns.
  bool stands_over_heads(std::size_t line) const {
    if (line >= last_ || has_figure(lines_[line]) || has_figure(lines_[line + 1])) return false;
    const auto& below = lines_[line + 1].texts;
    return std::any_of(lines_[line].texts.begin(), lines_[line].texts.end(), [&](const PlacedText& over) {
      return std::count_if(below.begin(), below.end(), [&](const PlacedText& one) {
               return over.left() < one.right() && one.left() < over.right();
             }) > 1;
    });
  }

  static bool says_facts(const PlacedLine& line) {
    std::vector<std::string_view> texts;
    for (const PlacedText& text : line.texts) texts.push_back(text.text);
    return texts.size() > 1 && say_facts(texts);
  }

  // A text alone on its line, a title perhaps, does not say how wide a column is.
  static bool is_alone(const PlacedLine& line) {
    return line.texts.size() == 1 && !is_printed_figure(line.texts.front().words.back().text);
  }

  static bool has_figure(const PlacedLine& line) {
    return std::any_of(line.texts.begin(), line.texts.end(),
                       [](const PlacedText& text) { return is_printed_figure(text.text); });
  }
  static bool is_figure_row(const PlacedLine& line) {
    const auto figures = std::count_if(line.texts.begin(), line.texts.end(),
                                       [](const PlacedText& text) { return is_printed_figure(text.text); });
    return static_cast<std::size_t>(figures) >= kFiguresOverProse;
  }

  void count() {
    const bool figures = std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(first_),
                                     lines_.begin() + static_cast<std::ptrdiff_t>(last_) + 1, has_figure);
    for (std::size_t i = first_; i <= last_; ++i) {
      const bool row = is_figure_row(lines_[i]);
      // A note below a head without rows hides none of its columns, nor does what stands over the names of the head.
      const bool beside = (!figures && is_alone(lines_[i])) || stands_over_heads(i) || says_facts(lines_[i]) ||
                          (is_alone(lines_[i]) && says_money_unit(lines_[i].texts.front().text));
      for (const PlacedText& text : lines_[i].texts) {
        for (const PlacedWord& word : text.words) {
          const auto [from, to] = overlapped(word);
          if (to - from == 1) add(drafts_[from], i, word);
          for (std::size_t c = from; c + 1 < to && !beside; ++c) {
            ++drafts_[c].bridged;
            if (row) ++drafts_[c].bridged_rows;
          }
        }
      }
    }
  }

  static void add(Draft& draft, std::size_t line, const PlacedWord& word) {
    if (draft.entries.empty() || draft.entries.back().line != line)
      draft.entries.push_back({line, &word, &word});
    else
      draft.entries.back().last = &word;
  }

  // 上年结转 on the upper line of a head, beside 单位资金 on the lower one, and no figure below it: a column all the
  // same.
  void find_own_heads() {
    rows_from_ = first_;
    while (rows_from_ <= last_ && (lines_[rows_from_].texts.size() < 2 || !has_figure(lines_[rows_from_])))
      ++rows_from_;
    if (rows_from_ > last_) return;
    std::set<std::pair<std::size_t, std::size_t>> taken;  // lines and drafts that a title of the line stands over
    for (std::size_t i = first_; i < rows_from_; ++i) {
      for (const PlacedText& text : lines_[i].texts) {
        const auto [from, to] = overlapped({text.left(), text.right(), {}});
        for (std::size_t c = from; c < to; ++c) taken.insert({i, c});
      }
    }
    for (std::size_t c = 0; c < drafts_.size(); ++c) {
      if (!is_upper_head(drafts_[c])) continue;
      const std::size_t line = drafts_[c].entries.back().line;
      // Between two columns that nothing else on the line is over: their title.
      const auto open = [&](std::size_t one) {
        return !taken.contains({line, one}) && has_head_below(drafts_[one], line);
      };
      const bool title = c > 0 && c + 1 < drafts_.size() && open(c - 1) && open(c + 1);
      if (title) taken.insert({{line, c - 1}, {line, c + 1}});
      drafts_[c].own_head = !title;
    }
  }

  // A line of the head: several texts, none of them a fact (单位：万元).
  static bool is_head_line(const PlacedLine& line) {
    return line.texts.size() > 1 && std::none_of(line.texts.begin(), line.texts.end(),
                                                 [](const PlacedText& text) { return say_facts({text.text}); });
  }
  // Words of a head that goes on below them, letters alone; what stands above the head is none of it.
  bool is_upper_head(const Draft& draft) const {
    std::size_t words = 0;
    for (const Entry& entry : draft.entries) {
      if (!is_head_line(lines_[entry.line]) && entry.line < rows_from_) continue;
      if (!is_name(entry) || ++words > kFewLines) return false;
    }
    return words > 0 && draft.entries.back().line + 1 < rows_from_;
  }
  bool is_lower_head(const Draft& draft) const {
    return !draft.entries.empty() && draft.entries.back().line < rows_from_ && draft.entries.front().line > first_ &&
           is_head_line(lines_[draft.entries.front().line]) &&
           std::all_of(draft.entries.begin(), draft.entries.end(), is_name);
  }
  static bool is_name(const Entry& entry) {
    const std::u32string letters = text::decode(entry.first->text);
    return entry.first == entry.last && letters.size() > 1 && std::all_of(letters.begin(), letters.end(), text::is_han);
  }
  bool has_head_below(const Draft& draft, std::size_t line) const {
    return std::any_of(draft.entries.begin(), draft.entries.end(),
                       [&](const Entry& entry) { return entry.line > line && entry.line < rows_from_; });
  }
  // Of two columns side by side one is named above the other: the upper one without a figure, or the lower one beside
  // figures.
  bool stand_beside(const Draft& one, const Draft& other) const {
    return is_named_above(one, other) || is_named_above(other, one);
  }
  bool is_named_above(const Draft& upper, const Draft& lower) const {
    if (upper.own_head) return has_head_below(lower, upper.entries.back().line);
    if (upper.entries.empty() || upper.entries.back().line < rows_from_ || !is_lower_head(lower)) return false;
    const std::size_t line = lower.entries.front().line;
    return !has_head_below(upper, line - 1) &&
           std::any_of(upper.entries.begin(), upper.entries.end(), [&](const Entry& entry) {
             return entry.line < line && is_head_line(lines_[entry.line]) && !is_printed_figure(entry.last->text);
           });
  }

  // What a gap between two columns is made of, on the lines that have words on both sides.
  struct Gap {
    std::size_t lines = 0;    // with words on both sides
    std::size_t spread = 0;   // … a wide letter on either: "项  目", one word printed with a gap
    std::size_t figures = 0;  // … a figure on either
    std::size_t names = 0;    // … a figure, then a name: a code and what it stands for
    std::size_t rows = 0;     // … that are rows of figures
    bool aligned = true;      // what stands behind the gap begins at one place
  };
  Gap gap_between(const Draft& left, const Draft& right) const {
    Gap gap;
    double begin = 0;
    auto one = left.entries.begin();
    for (const Entry& entry : right.entries) {
      while (one != left.entries.end() && one->line < entry.line) ++one;
      if (one == left.entries.end()) break;
      if (one->line != entry.line) continue;
      const bool single = one->first == one->last && entry.first == entry.last;
      const bool figure = is_printed_figure(one->last->text);
      gap.spread += single && is_one_wide_letter(*one->first) && is_one_wide_letter(*entry.first) ? 1U : 0U;
      gap.figures += figure && is_printed_figure(entry.first->text) ? 1U : 0U;
      gap.names += figure && !is_printed_figure(entry.first->text) && !is_one_letter(*entry.first) ? 1U : 0U;
      gap.rows += is_figure_row(lines_[entry.line]) ? 1U : 0U;
      if (gap.lines++ == 0) begin = entry.first->left;
      gap.aligned = gap.aligned && std::abs(entry.first->left - begin) <= touch_;
    }
    return gap;
  }

  // A gap that may be no more than a space between words: lines must share it, and figures stand beside it.
  bool parts_narrowly(const Gap& gap) const {
    return gap.lines >= kManyLines && (gap.figures * 2 > gap.lines || (gap.aligned && gap.names * 2 > gap.lines));
  }

  // 政府性基金预 国有资本经营 over 算财政拨款 预算财政拨款: names wrapped beside each other, on each of their lines a
  // blank in the same place.
  static bool are_stacked_names(const Draft& left, const Draft& right) {
    std::vector<std::size_t> lines;  // with words of both
    auto one = left.entries.begin();
    for (const Entry& entry : right.entries) {
      while (one != left.entries.end() && one->line < entry.line) ++one;
      if (one == left.entries.end()) break;
      if (one->line != entry.line) continue;
      if (!is_name(*one) || !is_name(entry)) return false;
      lines.push_back(entry.line);
    }
    return lines.size() >= kFewLines && lines[1] == lines[0] + 1;
  }

  // Words that begin at one place, behind a column of figures: notes beside the rows or between them.
  bool stands_beside_figures(const Draft& left, const Draft& right) const {
    const auto figures = std::count_if(left.entries.begin(), left.entries.end(),
                                       [](const Entry& entry) { return is_printed_figure(entry.last->text); });
    if (static_cast<std::size_t>(figures) * 2 <= left.entries.size() || right.entries.empty()) return false;
    const double begin = right.entries.front().first->left;
    return right.entries.size() >= kManyLines &&
           std::all_of(right.entries.begin(), right.entries.end(), [&](const Entry& entry) {
             return std::abs(entry.first->left - begin) <= touch_ && !is_printed_figure(entry.last->text);
           });
  }

  // 得分 偏差原因分析及改进措 / 施 over figures that all stand below the first name: the second, a long one, names a
  // column with nothing in it.
  static bool names_empty_column(const Draft& left, const Draft& right) {
    if (right.entries.empty() || right.entries.size() > kHeadLines) return false;
    const Entry& name = right.entries.front();
    if (!is_name(name) || text::decode(name.first->text).size() < kOwnNameLetters) return false;
    for (std::size_t i = 1; i < right.entries.size(); ++i) {
      const Entry& rest = right.entries[i];
      if (rest.line != name.line + i || !text::has_han(rest.first->text) || rest.first != rest.last) return false;
    }
    bool beside = false;      // its own name
    std::size_t figures = 0;  // below
    for (const Entry& entry : left.entries) {
      if (entry.line == name.line) beside = is_name(entry);
      if (entry.line <= name.line) continue;
      if (!is_printed_figure(entry.last->text)) return false;
      ++figures;
    }
    return beside && figures >= kManyLines;
  }

  // Two lines of words, one above and one below a line of the other: a wrapped name of the head beside one of one line.
  static bool stands_around(const Draft& one, const Draft& other) {
    const auto is_figure = [](const Entry& entry) { return is_printed_figure(entry.last->text); };
    if (std::any_of(one.entries.begin(), one.entries.end(), is_figure)) return false;
    for (std::size_t i = 1; i < one.entries.size(); ++i) {
      if (one.entries[i].line - one.entries[i - 1].line != 2) continue;
      const std::size_t between = one.entries[i].line - 1;
      if (std::any_of(other.entries.begin(), other.entries.end(),
                      [&](const Entry& entry) { return entry.line == between && !is_figure(entry); }))
        return true;
    }
    return false;
  }

  // Neighbours that are one column: a head beside its figures, words of one text.
  void merge() {
    kept_.assign(drafts_.size(), 0);
    std::vector<std::size_t> lines;  // of the column under way
    std::size_t begin = 0;           // … its first draft
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (i == 0) {
        lines = draft.lines();
        continue;
      }
      const std::vector<std::size_t> own = draft.lines();
      std::vector<std::size_t> both;
      std::set_intersection(lines.begin(), lines.end(), own.begin(), own.end(), std::back_inserter(both));
      const Gap gap = gap_between(drafts_[i - 1], draft);
      const bool narrow = draft.span.left - drafts_[i - 1].span.right < wide_gap_ && !parted_widely(both, i);
      const bool around = stands_around(draft, drafts_[i - 1]) || stands_around(drafts_[i - 1], draft);
      const bool apart = stands_beside_figures(drafts_[i - 1], draft) || are_stacked_names(drafts_[i - 1], draft) ||
                         names_empty_column(drafts_[i - 1], draft);
      // Prose above and below lies across the columns of figures and does not hide them.
      const bool hidden = drafts_[i - 1].bridged > both.size() &&
                          (gap.rows == 0 || drafts_[i - 1].bridged_rows > 0 || !parted_widely(both, i));
      const bool beside = both.empty() && std::any_of(drafts_.begin() + static_cast<std::ptrdiff_t>(begin),
                                                      drafts_.begin() + static_cast<std::ptrdiff_t>(i),
                                                      [&](const Draft& before) { return stand_beside(before, draft); });
      const bool one = !beside && (hidden || (gap.lines > 0 && gap.spread == both.size()) ||
                                   (both.empty() && std::min(lines.size(), own.size()) <= kFewLines && !around) ||
                                   (narrow && !apart && !around && !parts_narrowly(gap)));
      kept_[i] = kept_[i - 1] + (one ? 0 : 1);
      if (one) {
        std::vector<std::size_t> joined;
        std::set_union(lines.begin(), lines.end(), own.begin(), own.end(), std::back_inserter(joined));
        lines = std::move(joined);
      } else {
        lines = draft.lines();
        begin = i;
      }
    }
  }

  // One of the lines has a wide gap before the words in column `i`.
  bool parted_widely(const std::vector<std::size_t>& lines, std::size_t i) const {
    return std::any_of(lines.begin(), lines.end(), [&](std::size_t line) {
      return std::any_of(lines_[line].texts.begin() + 1, lines_[line].texts.end(), [&](const PlacedText& text) {
        const auto [from, to] = overlapped(text.words.front());
        return from == i && to == i + 1;
      });
    });
  }

  // Columns whose figures are digits, two or three of them: parts of codes, each under a letter of its own.
  void find_code_parts() {
    code_parts_.assign(drafts_.empty() ? 0 : static_cast<std::size_t>(kept_.back()) + 1, 0);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      for (const Entry& entry : drafts_[i].entries) {
        if (!is_printed_figure(entry.last->text)) continue;
        const bool part =
            entry.last->text.size() <= 3 && entry.last->text.find_first_not_of("0123456789") == std::string::npos;
        char& kind = code_parts_[static_cast<std::size_t>(kept_[i])];
        kind = part ? std::max(kind, kCodePart) : kOtherFigures;
      }
    }
  }
  // Two letters with a blank between them are one word, "收 入", but where each stands over a part of a code: "类 款".
  bool is_spread_word(const PlacedText& text, const std::vector<SpannedText>& words) const {
    if (text.words.size() != 2 || words.size() != 2 || !is_one_wide_letter(text.words[0]) ||
        !is_one_wide_letter(text.words[1]))
      return false;
    return std::any_of(words.begin(), words.end(), [&](const SpannedText& word) {
      return code_parts_[static_cast<std::size_t>(word.column)] != kCodePart;
    });
  }

  // Words of a head that lie over columns of their own, one of them over several: 因公出国 公务用车购置及运行费.
  bool are_heads(std::size_t number, const std::vector<SpannedText>& words) const {
    const auto& texts = lines_[number].texts;
    if (texts.size() < 2 || words.size() < 2) return false;
    if (std::any_of(texts.begin(), texts.end(), [](const PlacedText& one) { return is_printed_figure(one.text); }))
      return false;
    bool narrow = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::u32string letters = text::decode(words[i].text);
      if (letters.size() < 2 || !std::all_of(letters.begin(), letters.end(), text::is_han)) return false;
      if (i > 0 && words[i].column <= words[i - 1].last) return false;
      narrow = narrow || words[i].column == words[i].last;
    }
    return narrow;
  }

  // 标（10分） beside 度指标: too long by a letter at most, and the next word stands in the next column.
  bool overhangs(const PlacedWord& word, const PlacedWord& next) const {
    const auto [from, to] = overlapped(word);
    return to - from == 2 && kept_[from] < kept_[from + 1] && std::abs(word.left - drafts_[from].span.left) <= touch_ &&
           word.right - drafts_[from + 1].span.left <= size_ && overlapped(next).first == from + 1;
  }

  // The drafts that a word is placed in. A word that reaches by a little over a column which its neighbour stands over,
  // as figures that stand beside their heads make it, is not of that one.
  std::pair<std::size_t, std::size_t> columns_of(const std::vector<const PlacedWord*>& words, std::size_t at) const {
    auto [from, to] = overlapped(*words[at]);
    const auto shared = [&](std::size_t column, const PlacedWord& word) {
      const ColumnSpan& span = drafts_[column].span;
      return std::min(span.right, word.right) - std::max(span.left, word.left);
    };
    const auto is_of = [&](std::size_t column, const PlacedWord& other) {
      const double own = shared(column, *words[at]);
      return own <= kSlight * size_ && shared(column, other) > kSlight * own;
    };
    if (to - from == 2 && at > 0 && is_of(from, *words[at - 1])) ++from;
    if (to - from == 2 && at + 1 < words.size() && is_of(to - 1, *words[at + 1])) --to;
    return {from, to};
  }

  // A text over a gutter is one cell; words that keep to their columns are a cell each.
  std::vector<SpannedText> place(std::size_t number) const {
    std::vector<SpannedText> out;
    std::vector<const PlacedWord*> all;
    for (const PlacedText& text : lines_[number].texts) {
      for (const PlacedWord& word : text.words) all.push_back(&word);
    }
    std::size_t count = 0;  // words before
    for (const PlacedText& text : lines_[number].texts) {
      std::vector<SpannedText> words;
      bool across = false;
      for (std::size_t i = 0; i < text.words.size(); ++i, ++count) {
        const PlacedWord& word = text.words[i];
        const auto [from, to] = columns_of(all, count);
        const int first = kept_[std::min(from, drafts_.size() - 1)];
        const bool over = i + 1 < text.words.size() && overhangs(word, text.words[i + 1]);
        const int last = over ? first : std::max(first, kept_[std::max<std::size_t>(to, 1) - 1]);
        across = across || last > first;
        if (!words.empty() && words.back().column == first)
          append_wrapped(words.back().text, word.text);
        else
          words.push_back({first, last, number, word.text});
      }
      if ((across && !are_heads(number, words)) || words.size() == 1 || is_spread_word(text, words))
        out.push_back({words.front().column, words.back().last, number, text.text});
      else
        out.insert(out.end(), words.begin(), words.end());
    }
    return out;
  }

  const std::vector<PlacedLine>& lines_;
  std::size_t first_, last_;
  double size_, touch_, wide_gap_;
  std::size_t rows_from_ = 0;  // the first line with a figure beside other texts
  std::vector<Draft> drafts_;
  std::vector<int> kept_;         // by draft: its column
  std::vector<char> code_parts_;  // by column: what its figures are
};

}  // namespace

ColumnLayout lay_out_columns(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last, double size,
                             double wide_gap) {
  return Columns(lines, first, last, size, wide_gap).make();
}

std::set<int> figure_columns(const std::vector<SpannedText>& line) {
  std::set<int> columns;
  for (const SpannedText& text : line) {
    if (text.column == text.last && is_printed_figure(text.text)) columns.insert(text.column);
  }
  return columns;
}

std::size_t count_misfits(const std::vector<SpannedText>& line) {
  std::size_t misfits = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool across = line[i].column != line[i].last;
    misfits += across || (i > 0 && line[i - 1].last >= line[i].column) ? 1U : 0U;
  }
  return misfits;
}

ColumnMisfits count_misfits(const ColumnLayout& layout) {
  ColumnMisfits found;
  for (const auto& line : layout.lines) {
    found.texts += line.size();
    found.misfits += count_misfits(line);
  }
  return found;
}

}  // namespace gouji
