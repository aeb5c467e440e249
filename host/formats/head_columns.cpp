#include "formats/head_columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include "base/text.hpp"

namespace gouji {
namespace {

constexpr std::size_t kFewestHeaded = 3;
constexpr std::size_t kFewestWrapped = 2;  // heads of several lines tell where heads begin
constexpr std::size_t kLongName = 4;       // letters that make words beside each other names of their own
constexpr double kFar = std::numeric_limits<double>::max();

bool is_figure_text(const PlacedText& text) { return is_printed_figure(text.words.back().text); }

bool stand_below(const ColumnSpan& a, const ColumnSpan& b, double touch) {
  return a.left + touch < b.right && b.left + touch < a.right;
}

bool says_facts(const PlacedLine& line) {
  std::vector<std::string_view> texts;
  for (const PlacedText& text : line.texts) texts.push_back(text.text);
  return say_facts(texts);
}

ColumnSpan reach_of(const PlacedText& text) { return {text.left(), text.right()}; }

// One column as its head tells it.
struct HeadColumn {
  ColumnSpan head;
  double begin = 0;             // of the head or of a text below it that begins before it
  ColumnSpan body = {kFar, 0};  // of what stands below
  std::size_t figures = 0, words = 0;
  std::size_t lines = 1;         // of the head
  std::size_t from = 0, to = 0;  // … the first and the last one
  bool beside = false;           // a figure stands beside the head
  bool ragged = false;           // lines of the head begin at several places
};

class HeadColumns {
 public:
  HeadColumns(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last, double touch)
      : lines_(lines), first_(first), last_(last), touch_(touch) {}

  HeadedColumns find() {
    if (!find_body() || !read_head() || !widen() || !fill()) return {};
    HeadedColumns found{{}, body_, beside_ || is_flush(), is_flush()};
    for (const HeadColumn& one : columns_)
      found.columns.push_back({std::min(one.head.left, one.body.left), std::max(one.head.right, one.body.right)});
    return found;
  }

 private:
  // The first line of figures behind the head.
  bool find_body() {
    for (body_ = first_; body_ <= last_; ++body_) {
      const PlacedLine& line = lines_[body_];
      if (line.texts.size() > 1 && std::any_of(line.texts.begin(), line.texts.end(), is_figure_text) &&
          !numbers_columns(line))
        return body_ > first_;
    }
    return false;
  }

  // A name over several of one line below it.
  bool is_title(std::size_t line, const PlacedText& text) const {
    for (std::size_t i = line + 1; i < body_; ++i) {
      if (numbers_columns(lines_[i])) continue;
      const auto below = std::count_if(lines_[i].texts.begin(), lines_[i].texts.end(), [&](const PlacedText& one) {
        return stand_below(reach_of(one), reach_of(text), touch_);
      });
      if (below > 1) return true;
    }
    return false;
  }

  // 年初结转和结余 本年收入: two names with one blank between them.
  static bool names_several(const PlacedText& text) {
    bool long_one = false;
    for (const PlacedWord& word : text.words) {
      const std::u32string letters = text::decode(word.text);
      if (letters.size() < 2 || !std::all_of(letters.begin(), letters.end(), text::is_han)) return false;
      long_one = long_one || letters.size() >= kLongName;
    }
    return long_one && text.words.size() > 1;
  }

  // Words of the head that stand below each other are of one column.
  bool read_head() {
    bool opened = false;
    for (std::size_t i = first_; i < body_; ++i) {
      if (says_facts(lines_[i]) || numbers_columns(lines_[i])) continue;
      opened = opened || lines_[i].texts.size() > 1;
      if (!opened) continue;  // the title
      for (const PlacedText& text : lines_[i].texts) {
        if (is_figure_text(text)) return false;
        const bool names = names_several(text);
        if (!names && !is_title(i, text)) add_head(reach_of(text), i);
        for (const PlacedWord& word : text.words) {
          const PlacedText one{{word}, word.text};
          if (names && !is_title(i, one)) add_head(reach_of(one), i);
        }
      }
    }
    std::sort(columns_.begin(), columns_.end(),
              [](const HeadColumn& a, const HeadColumn& b) { return a.head.left < b.head.left; });
    return columns_.size() >= kFewestHeaded;
  }
  void add_head(ColumnSpan span, std::size_t line) {
    HeadColumn made{span, 0, {kFar, 0}};
    made.from = made.to = line;
    std::erase_if(columns_, [&](const HeadColumn& one) {
      if (!stand_below(one.head, span, touch_)) return false;
      made.ragged = made.ragged || one.ragged || std::abs(one.head.left - span.left) > touch_;
      made.lines += one.lines;
      made.from = std::min(made.from, one.from);
      made.to = std::max(made.to, one.to);
      made.head = {std::min(made.head.left, one.head.left), std::max(made.head.right, one.head.right)};
      return true;
    });
    made.begin = made.head.left;
    columns_.push_back(made);
  }

  template <typename Visit>
  bool each_row(Visit&& visit) const {
    for (std::size_t i = body_; i <= last_; ++i) {
      if (lines_[i].texts.size() > 1 && !visit(lines_[i])) return false;
    }
    return true;
  }

  // Texts that reach out to the left of their head move where its column begins.
  bool widen() {
    const bool fits = each_row([&](const PlacedLine& line) {
      for (const PlacedText& text : line.texts) {
        HeadColumn* own = nullptr;
        for (HeadColumn& one : columns_) {
          if (!stand_below(one.head, reach_of(text), touch_)) continue;
          if (own != nullptr) return false;
          own = &one;
        }
        if (own != nullptr) own->begin = std::min(own->begin, text.left());
      }
      // Names behind codes, below a head in the middle of their column.
      if (is_figure_text(line.texts[0]) && text::has_han(line.texts[1].text) &&
          line.texts[1].right() < columns_[1].head.left)
        columns_[1].begin = std::min(columns_[1].begin, line.texts[1].left());
      return true;
    });
    columns_.front().begin = -kFar;
    return fits;
  }

  // Every text stands in one column, alone in its line.
  bool fill() {
    const bool fits = each_row([&](const PlacedLine& line) {
      std::size_t taken = 0;  // columns up to here
      for (const PlacedText& text : line.texts) {
        std::size_t column = columns_.size() - 1;
        while (columns_[column].begin > text.left() + touch_) --column;
        if (column < taken) return false;
        if (column + 1 < columns_.size() && text.right() > columns_[column + 1].begin + touch_) return false;
        taken = column + 1;
        note(columns_[column], text);
      }
      return true;
    });
    if (!fits) return false;
    std::size_t of_figures = 0;
    bool named = false;  // codes may stand before the names
    for (const HeadColumn& one : columns_) {
      const bool last = &one == &columns_.back();  // remarks
      if (named && of_figures > 0 && one.words > 0 && !last) return false;
      named = named || one.words > 0;
      if (one.figures == 0 || one.words > 0) continue;
      ++of_figures;
      beside_ = beside_ || one.beside;
    }
    drop_titles();
    return of_figures > 1;
  }
  // Words between two columns that are named below them alone, over nothing: their title.
  void drop_titles() {
    for (std::size_t i = 1; i + 1 < columns_.size(); ++i) {
      const HeadColumn& one = columns_[i];
      if (one.body.right == 0 && one.to < columns_[i - 1].from && one.to < columns_[i + 1].from)
        columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(i--));
    }
  }
  // Heads of several lines begin at one place: they are printed at the left end of their columns.
  bool is_flush() const {
    std::size_t wrapped = 0;
    for (const HeadColumn& one : columns_) {
      if (one.ragged) return false;
      wrapped += one.lines > 1 ? 1U : 0U;
    }
    return wrapped >= kFewestWrapped;
  }
  void note(HeadColumn& column, const PlacedText& text) const {
    column.body = {std::min(column.body.left, text.left()), std::max(column.body.right, text.right())};
    if (is_figure_text(text)) {
      ++column.figures;
      column.beside = column.beside || !stand_below(column.head, reach_of(text), touch_);
    } else if (text::has_han(text.text)) {
      ++column.words;
    }
  }

  const std::vector<PlacedLine>& lines_;
  std::size_t first_, last_;
  double touch_;
  std::size_t body_ = 0;
  bool beside_ = false;  // figures stand beside their heads
  std::vector<HeadColumn> columns_;
};

}  // namespace

bool numbers_columns(const PlacedLine& line) {
  std::size_t numbers = 0;
  for (const PlacedText& text : line.texts) {
    for (const PlacedWord& word : text.words) {
      if (!is_printed_figure(word.text)) {
        if (numbers > 0 || !text::has_han(word.text)) return false;
        continue;
      }
      if (word.text != std::to_string(++numbers)) return false;
    }
  }
  return numbers > 1;
}

HeadedColumns columns_below_heads(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last,
                                  double touch) {
  return HeadColumns(lines, first, last, touch).find();
}

void reach_over_columns(ColumnLayout& layout, std::size_t rows_from) {
  const auto is_head = [](const std::vector<SpannedText>& line) {
    std::vector<std::string_view> texts;
    for (const SpannedText& text : line) texts.push_back(text.text);
    return !say_facts(texts);
  };
  std::size_t first = 0;  // line of the head
  while (first < rows_from && (layout.lines[first].size() < 2 || !is_head(layout.lines[first]))) ++first;
  const std::size_t count = layout.columns.size();
  std::vector<std::size_t> named(count, rows_from);  // by column: the first line that names it
  for (std::size_t i = rows_from; i-- > first;) {
    for (const SpannedText& text : layout.lines[i]) named[static_cast<std::size_t>(text.column)] = i;
  }
  bool alone = false;  // a column of figures is named by the lines up to here alone
  for (std::size_t i = first; i < rows_from; ++i) {
    const auto end_of = [&](const SpannedText& text) {
      auto end = static_cast<std::size_t>(text.last) + 1;
      while (end < count && named[end] > i && named[end] < rows_from) ++end;
      return static_cast<int>(end);
    };
    for (const SpannedText& text : layout.lines[i]) alone = alone || (text.column > 0 && end_of(text) == text.last + 1);
    if (!alone) continue;
    for (SpannedText& text : layout.lines[i]) text.last = end_of(text) - 1;
  }
}

}  // namespace gouji
