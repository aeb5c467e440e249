// Fractions of two 128-bit integers for hot paths: nothing is reduced, nothing allocates, and a result that does not
// fit is known to be lost. Whoever meets a lost one asks Exact.
#pragma once

#include "base/int128.hpp"

namespace gouji {

class QuickFraction {
 public:
  constexpr QuickFraction() = default;
  constexpr QuickFraction(Int128 top, Int128 bottom = 1)  // NOLINT(google-explicit-constructor): 10 is exact
      : top_(top), bottom_(bottom) {}

  Int128 top() const { return top_; }
  Int128 bottom() const { return bottom_; }  // positive; 0: lost
  bool lost() const { return bottom_ == 0; }
  bool positive() const { return top_ > 0; }
  bool negative() const { return top_ < 0; }

  friend QuickFraction operator+(const QuickFraction& a, const QuickFraction& b) { return added(a, b, b.top_); }
  friend QuickFraction operator-(const QuickFraction& a, const QuickFraction& b) { return added(a, b, -b.top_); }
  friend QuickFraction operator*(const QuickFraction& a, const QuickFraction& b) {
    return product(a.top_, b.top_, a.bottom_, b.bottom_);
  }
  // Lost where the divisor is not positive.
  friend QuickFraction operator/(const QuickFraction& a, const QuickFraction& b) {
    if (b.top_ <= 0) return {0, 0};
    return product(a.top_, b.bottom_, a.bottom_, b.top_);
  }

  // −1, 0, 1; `unknown` where it cannot be told.
  static constexpr int kUnknown = 2;
  static int compare(const QuickFraction& a, const QuickFraction& b) {
    if (a.lost() || b.lost()) return kUnknown;
    if (a.bottom_ == b.bottom_) return a.top_ < b.top_ ? -1 : (a.top_ > b.top_ ? 1 : 0);
    Int128 left = 0, right = 0;
    if (times(a.top_, b.bottom_, left) || times(b.top_, a.bottom_, right)) return kUnknown;
    return left < right ? -1 : (left > right ? 1 : 0);
  }

 private:
  static bool times(Int128 a, Int128 b, Int128& to) {
    constexpr Int128 kShort = Int128{1} << 62U;
    if (a < kShort && a > -kShort && b < kShort && b > -kShort) {
      to = static_cast<Int128>(static_cast<long long>(a)) * static_cast<long long>(b);
      return false;
    }
    return __builtin_mul_overflow(a, b, &to);
  }

  static QuickFraction product(Int128 top, Int128 by_top, Int128 bottom, Int128 by_bottom) {
    QuickFraction result;
    if (times(top, by_top, result.top_) || times(bottom, by_bottom, result.bottom_)) result.bottom_ = 0;
    return result;
  }

  static QuickFraction added(const QuickFraction& a, const QuickFraction& b, Int128 top) {
    QuickFraction result;
    if (a.bottom_ == b.bottom_) {
      result.bottom_ = a.bottom_;
      if (__builtin_add_overflow(a.top_, top, &result.top_)) result.bottom_ = 0;
      return result;
    }
    Int128 left = 0, right = 0;
    if (a.lost() || b.lost()) return {0, 0};
    if (a.bottom_ % b.bottom_ == 0) {
      result.bottom_ = a.bottom_;
      left = a.top_;
      if (times(top, a.bottom_ / b.bottom_, right)) return {0, 0};
    } else if (b.bottom_ % a.bottom_ == 0) {
      result.bottom_ = b.bottom_;
      right = top;
      if (times(a.top_, b.bottom_ / a.bottom_, left)) return {0, 0};
    } else if (times(a.top_, b.bottom_, left) || times(top, a.bottom_, right) ||
               times(a.bottom_, b.bottom_, result.bottom_)) {
      return {0, 0};
    }
    if (__builtin_add_overflow(left, right, &result.top_)) return {0, 0};
    return result;
  }

  Int128 top_ = 0, bottom_ = 1;
};

}  // namespace gouji
