#include "formats/head_columns.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

#include "base/text.hpp"

namespace gouji {
namespace {

constexpr std::size_t kFewestHeads = 3;
constexpr double kFar = std::numeric_limits<double>::max();

bool is_figure_text(const PlacedText& text) { return is_printed_figure(text.words.back().text); }

bool overlap(const ColumnSpan& a, const ColumnSpan& b, double touch) {
  return a.left + touch < b.right && b.left + touch < a.right;
}

bool says_facts(const PlacedLine& line) {
  std::vector<std::string_view> texts;
  for (const PlacedText& text : line.texts) texts.push_back(text.text);
  return say_facts(texts);
}

ColumnSpan span_of(const PlacedText& text) { return {text.left(), text.right()}; }

// One column as its head tells it.
struct HeadColumn {
  ColumnSpan head;
  double begin = 0;             // of the head or of a text below it that begins before it
  ColumnSpan body = {kFar, 0};  // of what stands below
  std::size_t figures = 0, words = 0;
  bool beside = false;  // a figure stands beside the head
};

class HeadColumns {
 public:
  HeadColumns(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last, double touch)
      : lines_(lines), first_(first), last_(last), touch_(touch) {}

  std::vector<ColumnSpan> find() {
    if (!find_body() || !read_head() || !widen() || !fill()) return {};
    std::vector<ColumnSpan> spans;
    for (const HeadColumn& one : columns_)
      spans.push_back({std::min(one.head.left, one.body.left), std::max(one.head.right, one.body.right)});
    return spans;
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
        return overlap(span_of(one), span_of(text), touch_);
      });
      if (below > 1) return true;
    }
    return false;
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
        if (!is_title(i, text)) add_head(span_of(text));
      }
    }
    std::sort(columns_.begin(), columns_.end(),
              [](const HeadColumn& a, const HeadColumn& b) { return a.head.left < b.head.left; });
    return columns_.size() >= kFewestHeads;
  }
  void add_head(ColumnSpan span) {
    std::erase_if(columns_, [&](const HeadColumn& one) {
      if (!overlap(one.head, span, touch_)) return false;
      span = {std::min(span.left, one.head.left), std::max(span.right, one.head.right)};
      return true;
    });
    columns_.push_back({span, span.left, {kFar, 0}, 0, 0, false});
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
          if (!overlap(one.head, span_of(text), touch_)) continue;
          if (own != nullptr) return false;
          own = &one;
        }
        if (own != nullptr) own->begin = std::min(own->begin, text.left());
      }
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
    bool beside = false;
    for (const HeadColumn& one : columns_) {
      if (one.figures == 0) continue;
      if (of_figures > 0 && one.words > 0) return false;
      of_figures += one.words == 0 ? 1U : 0U;
      beside = beside || (one.words == 0 && one.beside);
    }
    return of_figures > 1 && beside;
  }
  void note(HeadColumn& column, const PlacedText& text) const {
    column.body = {std::min(column.body.left, text.left()), std::max(column.body.right, text.right())};
    if (is_figure_text(text)) {
      ++column.figures;
      column.beside = column.beside || !overlap(column.head, span_of(text), touch_);
    } else if (text::has_han(text.text)) {
      ++column.words;
    }
  }

  const std::vector<PlacedLine>& lines_;
  std::size_t first_, last_;
  double touch_;
  std::size_t body_ = 0;
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

std::vector<ColumnSpan> columns_below_heads(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last,
                                            double touch) {
  return HeadColumns(lines, first, last, touch).find();
}

}  // namespace gouji
