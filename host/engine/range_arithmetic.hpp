// Arithmetic of ranges, each of their ends for itself (decisions/0007).
#pragma once

#include "engine/lean_ranges.hpp"

namespace gouji {

// What a fraction cannot tell any more is lost, and does not hold.
template <class Int>
inline Range<Int> picked(const Range<Int>& a, const Range<Int>& b, int wanted) {
  using Fraction = BasicFraction<Int>;
  const auto pick = [&](const Fraction& x, const Fraction& y) {
    const int order = Fraction::compare(x, y);
    if (order == Fraction::kUnknown) return Fraction::no_longer_known();
    return order == wanted || order == 0 ? x : y;
  };
  Range<Int> result;
  result.value = pick(a.value, b.value);
  result.wide = a.wide || b.wide;
  if (result.wide) {
    result.low = pick(a.least(), b.least());
    result.high = pick(a.most(), b.most());
  }
  return result;
}

template <class Int>
inline Range<Int> added(const Range<Int>& a, const Range<Int>& b) {
  Range<Int> result;
  result.value = a.value + b.value;
  result.wide = a.wide || b.wide;
  if (result.wide) {
    result.low = a.least() + b.least();
    result.high = a.most() + b.most();
  }
  return result;
}

template <class Int>
inline Range<Int> subtracted(const Range<Int>& a, const Range<Int>& b) {
  Range<Int> result;
  result.value = a.value - b.value;
  result.wide = a.wide || b.wide;
  if (result.wide) {
    result.low = a.least() - b.most();
    result.high = a.most() - b.least();
  }
  return result;
}

template <class Int>
inline Range<Int> lost_range() {
  Range<Int> range;
  range.value = range.low = range.high = BasicFraction<Int>::no_longer_known();
  range.wide = true;
  return range;
}

// Ends of what is not negative multiply and divide end by end.
template <class Int>
inline Range<Int> multiplied(const Range<Int>& a, const Range<Int>& b) {
  if (a.least().negative() || b.least().negative()) return lost_range<Int>();
  Range<Int> result;
  result.value = a.value * b.value;
  result.wide = a.wide || b.wide;
  if (result.wide) {
    result.low = a.least() * b.least();
    result.high = a.most() * b.most();
  }
  return result;
}

template <class Int>
inline Range<Int> divided(const Range<Int>& a, const Range<Int>& b) {
  if (a.least().negative() || !b.least().positive()) return lost_range<Int>();
  Range<Int> result;
  result.value = a.value / b.value;
  result.wide = a.wide || b.wide;
  if (result.wide) {
    result.low = a.least() / b.most();
    result.high = a.most() / b.least();
  }
  return result;
}

// Whether they are certainly the same.
template <class Int>
inline bool same(const Range<Int>& a, const Range<Int>& b, bool tail_noted) {
  using Fraction = BasicFraction<Int>;
  need_plain(!a.missing && !b.missing);
  if (Fraction::compare(a.value, b.value) == 0) return true;
  if (tail_noted || (!a.wide && !b.wide)) return false;
  const auto at_most = [](const Fraction& x, const Fraction& y) {
    const int order = Fraction::compare(x, y);
    return order == 0 || order == -1;
  };
  return at_most(a.least(), b.most()) && at_most(b.least(), a.most());
}

}  // namespace gouji
