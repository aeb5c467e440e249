// Printed figures as whole hundredths, read where they stand in the JSON text, and the comparison of scores.
#pragma once

#include <cstdint>

#include "base/int128.hpp"

namespace gouji::bench::country {

struct Quantity {
  std::int64_t value = 0;  // hundredths
  bool rate = false;       // %
  bool reverse = false;    // ≤
};

// At most two decimals, thousands separators allowed; `text` is then behind the figure.
inline std::int64_t hundredths(const char*& text) {
  std::int64_t value = 0;
  for (;; ++text) {
    const unsigned digit = static_cast<unsigned char>(*text) - unsigned{'0'};
    if (digit < 10)
      value = value * 10 + digit;
    else if (*text != ',')
      break;
  }
  int missing = 2;
  if (*text == '.')
    for (++text; static_cast<unsigned char>(*text) - unsigned{'0'} < 10; ++text, --missing)
      value = value * 10 + (*text - '0');
  for (; missing > 0; --missing) value *= 10;
  return value;
}

inline std::int64_t figure(const char* text) { return hundredths(text); }

inline Quantity quantity(const char* text) {
  Quantity read;
  if (*text == '\xE2') {  // ≥ E2 89 A5, ≤ E2 89 A4
    read.reverse = text[2] == '\xA4';
    text += 3;
  }
  read.value = hundredths(text);
  read.rate = *text == '%';
  return read;
}

// All but `weight` and `score` doubled. Is the score, give or take half a hundredth, weight · min(over / under, 1) for
// some over and under within their halves?
inline bool agrees(std::int64_t score, std::int64_t weight, std::int64_t over, std::int64_t over_half,
                   std::int64_t under, std::int64_t under_half) {
  const std::int64_t low_under = under - under_half, high_under = under + under_half;
  const std::int64_t low_over = over - over_half, high_over = over + over_half;
  const std::int64_t least = low_over < high_under ? low_over : high_under;
  const std::int64_t most = high_over < low_under ? high_over : low_under;
  return static_cast<Int128>(2 * score + 1) * high_under >= static_cast<Int128>(2 * weight) * least &&
         static_cast<Int128>(2 * score - 1) * low_under <= static_cast<Int128>(2 * weight) * most;
}

}  // namespace gouji::bench::country
