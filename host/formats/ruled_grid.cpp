#include "formats/ruled_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gouji {
namespace {

// Points.
constexpr double kSamePlace = 2.5;             // two strokes of one border
constexpr double kTouching = 3.0;              // lines of one table meet
constexpr double kOpenSide = 6.0;              // a level line that reaches further than the last upright: an open side
constexpr double kSameExtent = 4.0;            // of a table on two pages
constexpr double kMostlyDrawn = 0.6;           // of a cell's side, for it to be a border
constexpr std::size_t kMostPairs = 4'000'000;  // a drawing, no tables

// Pieces of one line put together: `at` is its place, [from, to] along it.
struct Piece {
  double at = 0, from = 0, to = 0;
};

std::vector<Piece> joined_pieces(std::vector<Piece> pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.at < b.at; });
  std::vector<Piece> out;
  for (std::size_t first = 0; first < pieces.size();) {
    std::size_t last = first;
    while (last < pieces.size() && pieces[last].at - pieces[first].at <= kSamePlace) ++last;
    const auto begin = pieces.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = pieces.begin() + static_cast<std::ptrdiff_t>(last);
    std::sort(begin, end, [](const Piece& a, const Piece& b) { return a.from < b.from; });
    const std::size_t before = out.size();
    for (auto piece = begin; piece != end; ++piece) {
      if (out.size() > before && piece->from - out.back().to <= kTouching)
        out.back().to = std::max(out.back().to, piece->to);
      else
        out.push_back({pieces[first].at, piece->from, piece->to});
    }
    first = last;
  }
  return out;
}

std::vector<double> places(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  std::vector<double> out;
  for (const double at : all) {
    if (out.empty() || at - out.back() > kSamePlace) out.push_back(at);
  }
  return out;
}

class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> parent_;
};

bool meet(const Piece& level, const Piece& upright) {
  return upright.at >= level.from - kTouching && upright.at <= level.to + kTouching &&
         level.at >= upright.from - kTouching && level.at <= upright.to + kTouching;
}

RuledFrame frame_of(const std::vector<Piece>& levels, const std::vector<Piece>& uprights) {
  RuledFrame frame;
  std::vector<double> across, down;
  double left = levels.front().from, right = levels.front().to;
  double top = uprights.front().from, bottom = uprights.front().to;
  for (const Piece& level : levels) {
    down.push_back(level.at);
    left = std::min(left, level.from);
    right = std::max(right, level.to);
    frame.levels.push_back({level.from, level.at, level.to, level.at});
  }
  for (const Piece& upright : uprights) {
    across.push_back(upright.at);
    top = std::min(top, upright.from);
    bottom = std::max(bottom, upright.to);
    frame.uprights.push_back({upright.at, upright.from, upright.at, upright.to});
  }
  frame.across = places(std::move(across));
  frame.down = places(std::move(down));
  // Tables may be open at their sides, and at the foot of a page.
  if (frame.across.front() - left > kOpenSide) frame.across.insert(frame.across.begin(), left);
  if (right - frame.across.back() > kOpenSide) frame.across.push_back(right);
  if (frame.down.front() - top > kOpenSide) frame.down.insert(frame.down.begin(), top);
  if (bottom - frame.down.back() > kOpenSide) frame.down.push_back(bottom);
  return frame;
}

// How much of [from, to] the pieces at that place cover.
double covered(const std::vector<PdfRule>& rules, double at, double from, double to, bool upright) {
  double sum = 0;
  for (const PdfRule& rule : rules) {
    if (std::abs((upright ? rule.left : rule.top) - at) > kSamePlace) continue;
    const double begin = upright ? rule.top : rule.left, end = upright ? rule.bottom : rule.right;
    sum += std::max(0.0, std::min(end, to) - std::max(begin, from));
  }
  return sum;
}

}  // namespace

std::vector<RuledFrame> find_frames(const std::vector<PdfRule>& rules) {
  std::vector<Piece> levels, uprights;
  for (const PdfRule& rule : rules) {
    if (rule.level())
      levels.push_back({(rule.top + rule.bottom) / 2, rule.left, rule.right});
    else
      uprights.push_back({(rule.left + rule.right) / 2, rule.top, rule.bottom});
  }
  levels = joined_pieces(std::move(levels));
  uprights = joined_pieces(std::move(uprights));
  std::vector<RuledFrame> frames;
  if (levels.size() * uprights.size() > kMostPairs) return frames;
  Sets sets(levels.size() + uprights.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    for (std::size_t k = 0; k < uprights.size(); ++k) {
      if (meet(levels[i], uprights[k])) sets.join(i, levels.size() + k);
    }
  }
  std::vector<std::vector<Piece>> level_sets(levels.size() + uprights.size()), upright_sets(level_sets.size());
  for (std::size_t i = 0; i < levels.size(); ++i) level_sets[sets.find(i)].push_back(levels[i]);
  for (std::size_t k = 0; k < uprights.size(); ++k) upright_sets[sets.find(levels.size() + k)].push_back(uprights[k]);
  for (std::size_t i = 0; i < level_sets.size(); ++i) {
    if (level_sets[i].size() < 2 || upright_sets[i].empty()) continue;
    RuledFrame frame = frame_of(level_sets[i], upright_sets[i]);
    if (frame.across.size() > 2 && frame.down.size() > 1) frames.push_back(std::move(frame));
  }
  std::sort(frames.begin(), frames.end(), [](const RuledFrame& a, const RuledFrame& b) { return a.top() < b.top(); });
  return frames;
}

RuledCells cells_of(const RuledFrame& frame, const std::vector<double>& across) {
  RuledCells result;
  result.columns = static_cast<int>(across.size()) - 1;
  result.rows = static_cast<int>(frame.down.size()) - 1;
  const auto columns = static_cast<std::size_t>(result.columns);
  const auto rows = static_cast<std::size_t>(result.rows);
  const auto mostly = [&](double drawn, double from, double to) { return drawn >= kMostlyDrawn * (to - from); };
  const auto upright = [&](std::size_t row, std::size_t line) {
    const double from = frame.down[row], to = frame.down[row + 1];
    return mostly(covered(frame.uprights, across[line], from, to, true), from, to);
  };
  const auto level = [&](std::size_t line, std::size_t column) {
    const double from = across[column], to = across[column + 1];
    return mostly(covered(frame.levels, frame.down[line], from, to, false), from, to);
  };
  // A cell is as wide as no border parts it, and as high as no border crosses all of its width.
  result.at.assign(rows * columns, -1);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      if (result.at[row * columns + column] >= 0) continue;
      std::size_t end = column + 1;
      while (end < columns && result.at[row * columns + end] < 0 && !upright(row, end)) ++end;
      std::size_t below = row + 1;
      const auto goes_on = [&](std::size_t next) {
        for (std::size_t c = column; c < end; ++c) {
          if (result.at[next * columns + c] >= 0 || level(next, c)) return false;
          if (c > column && upright(next, c)) return false;
        }
        // Inside, both sides are drawn; the table's own sides may be open, but all along the cell or not at all.
        const bool left = column > 0 ? upright(next, column) : upright(next, 0) == upright(row, 0);
        const bool right = end < columns ? upright(next, end) : upright(next, columns) == upright(row, columns);
        return left && right;
      };
      while (below < rows && goes_on(below)) ++below;
      const int number = static_cast<int>(result.cells.size());
      result.cells.push_back({static_cast<int>(row), static_cast<int>(column), static_cast<int>(below - row),
                              static_cast<int>(end - column)});
      for (std::size_t r = row; r < below; ++r)
        for (std::size_t c = column; c < end; ++c) result.at[r * columns + c] = number;
    }
  }
  return result;
}

std::vector<double> common_lines(const std::vector<double>& across, const RuledFrame& next) {
  if (std::abs(across.front() - next.left()) > kSameExtent || std::abs(across.back() - next.right()) > kSameExtent)
    return {};
  std::vector<double> all = across;
  for (const double at : next.across) {
    const bool known =
        std::any_of(across.begin(), across.end(), [&](double other) { return std::abs(other - at) <= kSamePlace; });
    if (!known) all.push_back(at);
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace gouji
