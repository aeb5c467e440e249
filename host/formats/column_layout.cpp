#include "formats/column_layout.hpp"

#include <algorithm>
#include <numeric>

namespace gouji {
namespace {

constexpr double kTouch = 0.15;  // of a line's height: so little of an overlap is none
constexpr std::size_t kFewLines = 2;

struct Draft {
  ColumnSpan span;
  std::vector<std::size_t> lines;  // that have a text in this column alone, ascending
  std::size_t bridged = 0;         // texts that reach over into the next column
};

class Columns {
 public:
  Columns(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last, double height)
      : lines_(lines), first_(first), last_(last), touch_(kTouch * height) {}

  ColumnLayout make() {
    draw();
    count();
    const std::vector<int> kept = merge();
    ColumnLayout layout;
    layout.columns.resize(kept.empty() ? 0 : static_cast<std::size_t>(kept.back()) + 1);
    std::vector<bool> known(layout.columns.size(), false);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const auto at = static_cast<std::size_t>(kept[i]);
      const ColumnSpan& span = drafts_[i].span;
      ColumnSpan& column = layout.columns[at];
      if (known[at])
        column = {std::min(column.left, span.left), std::max(column.right, span.right)};
      else
        column = span;
      known[at] = true;
    }
    for (std::size_t i = first_; i <= last_; ++i) layout.lines.push_back(place(lines_[i], kept));
    return layout;
  }

 private:
  // The drafts that the text overlaps: [from, to).
  std::pair<std::size_t, std::size_t> overlapped(double left, double right) const {
    const auto from = std::partition_point(drafts_.begin(), drafts_.end(),
                                           [&](const Draft& one) { return one.span.right - touch_ <= left; });
    const auto to =
        std::partition_point(from, drafts_.end(), [&](const Draft& one) { return one.span.left + touch_ < right; });
    return {static_cast<std::size_t>(from - drafts_.begin()), static_cast<std::size_t>(to - drafts_.begin())};
  }

  // The fullest lines tell the columns best; texts over several columns tell nothing.
  void draw() {
    std::vector<std::size_t> order(last_ - first_ + 1);
    std::iota(order.begin(), order.end(), first_);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return lines_[a].texts.size() > lines_[b].texts.size(); });
    for (const std::size_t line : order) {
      for (const PlacedText& text : lines_[line].texts) {
        const auto [from, to] = overlapped(text.left, text.right);
        if (from == to) {
          drafts_.insert(drafts_.begin() + static_cast<std::ptrdiff_t>(from), Draft{{text.left, text.right}, {}, 0});
        } else if (to - from == 1) {
          ColumnSpan& span = drafts_[from].span;
          span.left = std::min(span.left, text.left);
          span.right = std::max(span.right, text.right);
        }
      }
    }
  }

  void count() {
    for (std::size_t i = first_; i <= last_; ++i) {
      for (const PlacedText& text : lines_[i].texts) {
        const auto [from, to] = overlapped(text.left, text.right);
        if (to - from == 1 && (drafts_[from].lines.empty() || drafts_[from].lines.back() != i))
          drafts_[from].lines.push_back(i);
        for (std::size_t c = from; c + 1 < to; ++c) ++drafts_[c].bridged;
      }
    }
  }

  // Neighbours that are one column: a head beside its figures, a name printed with wide gaps ("项  目").
  std::vector<int> merge() const {
    std::vector<int> kept(drafts_.size(), 0);
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
      const std::size_t bridged = drafts_[i - 1].bridged;
      const bool one =
          bridged > both.size() || (both.empty() && std::min(lines.size(), draft.lines.size()) <= kFewLines);
      kept[i] = kept[i - 1] + (one ? 0 : 1);
      if (one) {
        std::vector<std::size_t> joined;
        std::set_union(lines.begin(), lines.end(), draft.lines.begin(), draft.lines.end(), std::back_inserter(joined));
        lines = std::move(joined);
      } else {
        lines = draft.lines;
      }
    }
    return kept;
  }

  std::vector<SpannedText> place(const PlacedLine& line, const std::vector<int>& kept) const {
    std::vector<SpannedText> out;
    const auto put = [&](const PlacedText& text) {
      auto [from, to] = overlapped(text.left, text.right);
      if (from == to) to = std::min(from + 1, drafts_.size());  // cannot be: every text has drawn a column
      if (from >= to) from = to - 1;
      out.push_back({kept[from], kept[to - 1], text.text});
    };
    for (const PlacedText& text : line.texts) {
      if (parts_in_figures(text, kept)) {
        for (const PlacedText& word : text.words) put(word);
      } else {
        put(text);
      }
    }
    return out;
  }

  // Figures of narrow columns stand so near each other that they look like one text.
  bool parts_in_figures(const PlacedText& text, const std::vector<int>& kept) const {
    if (text.words.size() < 2) return false;
    int before = -1;
    for (const PlacedText& word : text.words) {
      const auto [from, to] = overlapped(word.left, word.right);
      if (to - from < 1 || kept[from] != kept[to - 1] || kept[from] <= before || !is_printed_figure(word.text))
        return false;
      before = kept[from];
    }
    return true;
  }

  const std::vector<PlacedLine>& lines_;
  std::size_t first_, last_;
  double touch_;
  std::vector<Draft> drafts_;
};

}  // namespace

ColumnLayout lay_out_columns(const std::vector<PlacedLine>& lines, std::size_t first, std::size_t last, double height) {
  return Columns(lines, first, last, height).make();
}

}  // namespace gouji
