// Two texts line by line: the longest common part stays, the rest was or is.
#include <algorithm>

#include "regression/pack_changes.hpp"

namespace gouji {
namespace {

// How long the longest common part of both rests is, by where they begin.
class Common {
 public:
  Common(const std::vector<NumberedLine>& a, const std::vector<NumberedLine>& b)
      : width_(b.size() + 1), lengths_((a.size() + 1) * width_) {
    for (std::size_t i = a.size(); i-- > 0;) {
      for (std::size_t j = b.size(); j-- > 0;)
        lengths_[i * width_ + j] = a[i].text == b[j].text ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  int at(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<int> lengths_;
};

}  // namespace

std::vector<LineChange> changed_lines(const std::vector<NumberedLine>& a, const std::vector<NumberedLine>& b,
                                      int around) {
  std::vector<LineChange> all;
  const Common common(a, b);
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i].text == b[j].text) {
      all.push_back({' ', b[j].number, b[j].text});
      ++i;
      ++j;
    } else if (i < a.size() && (j == b.size() || common.at(i + 1, j) >= common.at(i, j + 1))) {
      all.push_back({'-', a[i].number, a[i].text});
      ++i;
    } else {
      all.push_back({'+', b[j].number, b[j].text});
      ++j;
    }
  }
  // Only what lies near a change is kept; a gap is one line without a number.
  std::vector<LineChange> kept;
  bool gap = false;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const auto reach = static_cast<std::size_t>(around);
    const std::size_t from = at > reach ? at - reach : 0;
    const std::size_t to = std::min(all.size(), at + reach + 1);
    const bool near =
        std::any_of(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to),
                    [](const LineChange& line) { return line.sign != ' '; });
    if (!near) {
      gap = true;
      continue;
    }
    if (gap && !kept.empty()) kept.push_back({' ', 0, "…"});
    gap = false;
    kept.push_back(all[at]);
  }
  return kept;
}

}  // namespace gouji
