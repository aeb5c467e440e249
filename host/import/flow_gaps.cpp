#include "import/flow_gaps.hpp"

#include <cmath>

namespace gouji::intake {

namespace {

// Expectations before anything is read, as if so many gaps had been seen: (glue), space, tight, blank, wide, page.
// Lines of one cell may or may not be parted by blank lines; cells at one height share a line.
constexpr std::array<std::array<double, kGapCount>, kPlaceCount> kExpected{{
    {0.0, 0.05, 2.0, 2.0, 0.10, 0.10},  // inside
    {0.0, 7.00, 0.5, 0.6, 0.05, 0.05},  // level
    {0.0, 0.30, 2.0, 1.5, 0.10, 0.10},  // half
    {0.0, 0.15, 0.9, 2.5, 0.20, 0.10},  // far
    {0.0, 2.00, 1.5, 2.5, 0.30, 0.50},  // loose
}};

// Cells that run together are too rare to learn from; tokens are parted there only where words invite it.
constexpr double kGlue = -3.2;

}  // namespace

GapModel::GapModel() {
  reset();
  settle();
}

void GapModel::reset() { counts_ = kExpected; }

void GapModel::settle() {
  for (std::size_t place = 0; place < counts_.size(); ++place) {
    double sum = 0.0;
    for (const double count : counts_[place]) sum += count;
    for (std::size_t gap = 0; gap < counts_[place].size(); ++gap) {
      logs_[place][gap] = std::log(counts_[place][gap] / sum);
    }
    logs_[place][index(Gap::glue)] = kGlue;
  }
}

}  // namespace gouji::intake
