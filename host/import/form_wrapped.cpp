#include "import/form_wrapped.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gouji::intake {
namespace {

// In lines that a text stands from where it should.
constexpr double kNotFull = 1.5;     // a line goes on although it leaves room
constexpr double kAbove = 1.0;       // a line above the row, where cells begin on it
constexpr double kCertainRow = 0.4;  // the next best costs so much more
constexpr double kNotWhole = 1.5;    // a cell that does not end as such cells do

class Giver {
 public:
  Giver(const std::vector<WrappedText>& texts, const std::vector<std::size_t>& rows, CellsPrinted printed, double empty,
        const std::function<bool(std::size_t, std::size_t)>& whole)
      : texts_(texts), rows_(rows), printed_(printed), empty_(empty), whole_(whole) {
    for (const WrappedText& text : texts) full_ = std::max(full_, text.width);
    // Between the rows r - 1 and r stand the texts [from_[r], on_[r]), on the line of r [on_[r], from_[r + 1]).
    std::size_t at = 0;
    for (const std::size_t row : rows) {
      from_.push_back(at);
      while (at < texts.size() && texts[at].line < row) ++at;
      on_.push_back(at);
      while (at < texts.size() && texts[at].line == row) ++at;
    }
    from_.push_back(at);
    on_.push_back(texts.size());
  }

  WrappedCells give() {
    const std::size_t rows = rows_.size();
    // best[r][c]: all rows before r, where c of the texts above r go to the row before.
    std::vector<std::vector<double>> best(rows + 1);
    std::vector<std::vector<std::size_t>> came(rows + 1);
    for (std::size_t r = 0; r <= rows; ++r) {
      best[r].assign(on_[r] - from_[r] + 1, std::numeric_limits<double>::max());
      came[r].assign(best[r].size(), 0);
    }
    best[0][0] = 0;  // above the first row nothing is but its own
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t above = 0; above < best[r].size(); ++above) {
        if (best[r][above] == std::numeric_limits<double>::max()) continue;
        for (std::size_t below = 0; below < best[r + 1].size(); ++below) {
          if (r + 1 == rows && below + 1 < best[r + 1].size()) continue;  // below the last row all is its own
          const double cost = best[r][above] + cell(r, above, below);
          if (cost >= best[r + 1][below]) continue;
          best[r + 1][below] = cost;
          came[r + 1][below] = above;
        }
      }
    }
    std::vector<std::size_t> cuts(rows + 1, best[rows].size() - 1);
    for (std::size_t r = rows; r > 0; --r) cuts[r - 1] = came[r][cuts[r]];
    return owners(cuts, best[rows].back());
  }

 private:
  // The texts of row r: all from the cut above it to the cut below.
  double cell(std::size_t r, std::size_t above, std::size_t below) const {
    const std::size_t begin = from_[r] + above;
    const std::size_t end = from_[r + 1] + below;
    if (begin == end) return empty_;
    double cost = whole_(begin, end) ? 0 : kNotWhole;
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i) {
      sum += static_cast<double>(texts_[i].line);
      if (i + 1 < end && texts_[i].width + kRoom < full_) cost += kNotFull;
    }
    const auto line = static_cast<double>(rows_[r]);
    if (printed_ == CellsPrinted::centred) return cost + std::abs(sum / static_cast<double>(end - begin) - line);
    const bool begins_below = texts_[begin].line > rows_[r];
    return cost + kAbove * static_cast<double>(on_[r] - std::min(begin, on_[r])) + (begins_below ? kAbove : 0);
  }

  WrappedCells owners(const std::vector<std::size_t>& cuts, double cost) const {
    WrappedCells cells;
    cells.cost = cost;
    cells.rows.assign(texts_.size(), 0);
    cells.doubtful.assign(texts_.size(), false);
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      for (std::size_t i = from_[r] + cuts[r]; i < from_[r + 1] + cuts[r + 1]; ++i) cells.rows[i] = r;
    }
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      const double own = cell(r - 1, cuts[r - 1], cuts[r]) + cell(r, cuts[r], cuts[r + 1]);
      for (std::size_t other = 0; other <= on_[r] - from_[r]; ++other) {
        if (other == cuts[r]) continue;
        const double rival = cell(r - 1, cuts[r - 1], other) + cell(r, other, cuts[r + 1]);
        if (rival - own >= kCertainRow) continue;
        for (std::size_t i = std::min(other, cuts[r]); i < std::max(other, cuts[r]); ++i)
          cells.doubtful[from_[r] + i] = true;
      }
    }
    return cells;
  }

  const std::vector<WrappedText>& texts_;
  const std::vector<std::size_t>& rows_;
  CellsPrinted printed_;
  double empty_;
  const std::function<bool(std::size_t, std::size_t)>& whole_;
  int full_ = 0;
  std::vector<std::size_t> from_, on_;
};

}  // namespace

WrappedCells give_to_rows(const std::vector<WrappedText>& texts, const std::vector<std::size_t>& rows,
                          CellsPrinted printed, double empty,
                          const std::function<bool(std::size_t, std::size_t)>& whole) {
  return Giver(texts, rows, printed, empty, whole).give();
}

}  // namespace gouji::intake
