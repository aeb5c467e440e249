// What the gaps between pieces of text mean in one document, learned from what was read.
#pragma once

#include <array>

#include "import/flow_tokens.hpp"

namespace gouji::intake {

// How two neighbouring pieces stand to each other. Cells of a row are centred on one line, so that the height
// between the end of one and the start of the next follows from how many lines each has.
enum class GapPlace : std::uint8_t {
  inside,  // two lines of one cell
  level,   // cells at one height: one line each
  half,    // half a line apart: one and two lines
  far,     // a line or more apart
  loose,   // a new row, or a merged cell whose height is not known
};
constexpr int kPlaceCount = 5;

// Line counts of the two neighbours (3 stands for more).
constexpr GapPlace place_between(int lines_before, int lines_after) {
  const int sum = lines_before + lines_after;
  return sum <= 2 ? GapPlace::level : sum == 3 ? GapPlace::half : GapPlace::far;
}

class GapModel {
 public:
  GapModel();

  // Logarithm of the chance of this gap where this relation holds.
  double log_chance(GapPlace place, Gap gap) const { return logs_[index(place)][index(gap)]; }

  void count(GapPlace place, Gap gap) { counts_[index(place)][index(gap)] += 1.0; }
  // Forgets what was counted but keeps the expectations one starts with.
  void reset();
  // Takes the counts over into the chances.
  void settle();

 private:
  static constexpr std::size_t index(GapPlace place) { return static_cast<std::size_t>(place); }
  static constexpr std::size_t index(Gap gap) { return static_cast<std::size_t>(gap); }

  using Table = std::array<std::array<double, kGapCount>, kPlaceCount>;
  Table counts_{};
  Table logs_{};
};

}  // namespace gouji::intake
