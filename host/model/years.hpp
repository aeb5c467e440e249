// Years that people may name in calls, decisions and packs; what a disclosure may be of stands in disclosure_words.hpp.
#pragma once

namespace gouji {

inline constexpr int kEarliestYear = 1990, kLatestYear = 2200;
// The end of a span of years that has none; its beginning is 0.
inline constexpr int kOpenYear = 9999;

}  // namespace gouji
