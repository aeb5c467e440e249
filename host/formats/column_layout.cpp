#include "formats/column_layout.hpp"

#include <algorithm>
#include <numeric>

namespace gouji {
namespace {

constexpr double kTouch = 0.15;  // of a letter: so little of an overlap is none
constexpr std::size_t kFewLines = 2;
constexpr std::size_t kManyLines = 3;  // so many lines with text on both sides make a narrow gap a gutter

struct Draft {
  ColumnSpan span;
  std::vector<std::size_t> lines;  // that have a word in this column alone, ascending
  std::size_t bridged = 0;         // words that reach over into the next column
};

class Columns {
 public:
  Columns(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last, double size, double wide_gap)
      : lines_(lines), first_(first), last_(last), touch_(kTouch * size), wide_gap_(wide_gap) {}

  ColumnLayout make() {
    draw();
    count();
    merge();
    ColumnLayout layout;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const ColumnSpan& span = drafts_[i].span;
      if (kept_[i] == static_cast<int>(layout.columns.size())) {
        layout.columns.push_back(span);
      } else {
        ColumnSpan& column = layout.columns.back();
        column = {std::min(column.left, span.left), std::max(column.right, span.right)};
      }
    }
    for (std::size_t i = first_; i <= last_; ++i) layout.lines.push_back(place(lines_[i]));
    return layout;
  }

 private:
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
      std::size_t weight = lines_[line].texts.size();
      for (const PlacedText& text : lines_[line].texts) {
        for (const PlacedWord& word : text.words) weight += is_printed_figure(word.text) ? 2U : 0U;
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
          } else if (to - from == 1) {
            ColumnSpan& span = drafts_[from].span;
            span.left = std::min(span.left, word.left);
            span.right = std::max(span.right, word.right);
          }
        }
      }
    }
  }

  void count() {
    for (std::size_t i = first_; i <= last_; ++i) {
      for (const PlacedText& text : lines_[i].texts) {
        for (const PlacedWord& word : text.words) {
          const auto [from, to] = overlapped(word);
          if (to - from == 1 && (drafts_[from].lines.empty() || drafts_[from].lines.back() != i))
            drafts_[from].lines.push_back(i);
          for (std::size_t c = from; c + 1 < to; ++c) ++drafts_[c].bridged;
        }
      }
    }
  }

  // Neighbours that are one column: a head beside its figures, words of one text.
  void merge() {
    kept_.assign(drafts_.size(), 0);
    std::vector<std::size_t> lines;  // of the column under way
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (i == 0) {
        lines = draft.lines;
        continue;
      }
      std::vector<std::size_t> both;
      std::set_intersection(lines.begin(), lines.end(), draft.lines.begin(), draft.lines.end(),
                            std::back_inserter(both));
      const bool narrow = draft.span.left - drafts_[i - 1].span.right < wide_gap_;
      const bool one = drafts_[i - 1].bridged > both.size() ||
                       (both.empty() && std::min(lines.size(), draft.lines.size()) <= kFewLines) ||
                       (narrow && both.size() < kManyLines && !parted_widely(both, i));
      kept_[i] = kept_[i - 1] + (one ? 0 : 1);
      if (one) {
        std::vector<std::size_t> joined;
        std::set_union(lines.begin(), lines.end(), draft.lines.begin(), draft.lines.end(), std::back_inserter(joined));
        lines = std::move(joined);
      } else {
        lines = draft.lines;
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

  // A text over a gutter is one cell; words that keep to their columns are a cell each.
  std::vector<SpannedText> place(const PlacedLine& line) const {
    std::vector<SpannedText> out;
    for (const PlacedText& text : line.texts) {
      std::vector<SpannedText> words;
      bool across = false;
      for (const PlacedWord& word : text.words) {
        const auto [from, to] = overlapped(word);
        const int first = kept_[std::min(from, drafts_.size() - 1)];
        const int last = kept_[std::max(to, from + 1) - 1];
        across = across || last > first;
        if (!words.empty() && words.back().column == first)
          append_wrapped(words.back().text, word.text);
        else
          words.push_back({first, last, word.text});
      }
      if (across || words.size() == 1)
        out.push_back({words.front().column, words.back().last, text.text});
      else
        out.insert(out.end(), words.begin(), words.end());
    }
    return out;
  }

  const std::vector<PlacedLine>& lines_;
  std::size_t first_, last_;
  double touch_, wide_gap_;
  std::vector<Draft> drafts_;
  std::vector<int> kept_;  // by draft: its column
};

}  // namespace

ColumnLayout lay_out_columns(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last, double size,
                             double wide_gap) {
  return Columns(lines, first, last, size, wide_gap).make();
}

}  // namespace gouji
