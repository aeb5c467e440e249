// Fractions of two integers for hot paths: nothing is reduced, nothing allocates, and a result that does not fit is
// known to be lost. Whoever meets a lost one asks the wider kind, and in the end Exact.
#pragma once

#include <cstdint>

#include "base/int128.hpp"

namespace gouji {

// Of 64 or 128 bits.
template <class Int>
class BasicFraction {
 public:
  constexpr BasicFraction() = default;
  constexpr BasicFraction(Int top, Int bottom = 1)  // NOLINT(google-explicit-constructor): 10 is exact
      : top_(top), bottom_(bottom) {}

  static constexpr BasicFraction no_longer_known() { return {0, 0}; }
  // Lost where they do not fit.
  static constexpr BasicFraction of(Int128 top, Int128 bottom) {
    const auto fits = [](Int128 value) { return static_cast<Int>(value) == value; };
    return fits(top) && fits(bottom) ? BasicFraction(static_cast<Int>(top), static_cast<Int>(bottom))
                                     : no_longer_known();
  }

  Int top() const { return top_; }
  Int bottom() const { return bottom_; }  // positive; 0: lost
  bool lost() const { return bottom_ == 0; }
  bool positive() const { return !lost() && top_ > 0; }
  bool negative() const { return !lost() && top_ < 0; }

  friend BasicFraction operator+(const BasicFraction& a, const BasicFraction& b) { return added(a, b, b.top_); }
  friend BasicFraction operator-(const BasicFraction& a, const BasicFraction& b) {
    Int minus = 0;
    return __builtin_sub_overflow(minus, b.top_, &minus) ? no_longer_known() : added(a, b, minus);
  }
  friend BasicFraction operator*(const BasicFraction& a, const BasicFraction& b) {
    return product(a.top_, b.top_, a.bottom_, b.bottom_);
  }
  // Lost where the divisor is not positive.
  friend BasicFraction operator/(const BasicFraction& a, const BasicFraction& b) {
    if (!b.positive()) return no_longer_known();
    return product(a.top_, b.bottom_, a.bottom_, b.top_);
  }

  // −1, 0, 1; `unknown` where it cannot be told.
  static constexpr int kUnknown = 2;
  static int compare(const BasicFraction& a, const BasicFraction& b) {
    if (a.lost() || b.lost()) return kUnknown;
    if (a.bottom_ == b.bottom_) return a.top_ < b.top_ ? -1 : (a.top_ > b.top_ ? 1 : 0);
    Int128 left = 0, right = 0;
    if constexpr (kShort) {
      left = static_cast<Int128>(a.top_) * b.bottom_;
      right = static_cast<Int128>(b.top_) * a.bottom_;
    } else if (times(a.top_, b.bottom_, left) || times(b.top_, a.bottom_, right)) {
      return kUnknown;
    }
    return left < right ? -1 : (left > right ? 1 : 0);
  }

 private:
  static constexpr bool kShort = sizeof(Int) <= sizeof(std::int64_t);

  static bool times(Int a, Int b, Int& to) {
    if constexpr (!kShort) {
      constexpr Int kFits = Int{1} << 62U;
      if (a < kFits && a > -kFits && b < kFits && b > -kFits) {
        to = static_cast<Int>(static_cast<long long>(a)) * static_cast<long long>(b);
        return false;
      }
    }
    return __builtin_mul_overflow(a, b, &to);
  }

  static BasicFraction product(Int top, Int by_top, Int bottom, Int by_bottom) {
    BasicFraction result;
    if (times(top, by_top, result.top_) || times(bottom, by_bottom, result.bottom_)) return no_longer_known();
    return result;
  }

  static BasicFraction added(const BasicFraction& a, const BasicFraction& b, Int top) {
    BasicFraction result;
    if (a.bottom_ == b.bottom_) {
      result.bottom_ = a.bottom_;
      if (__builtin_add_overflow(a.top_, top, &result.top_)) return no_longer_known();
      return result;
    }
    Int left = 0, right = 0;
    if (a.lost() || b.lost()) return no_longer_known();
    if (a.bottom_ % b.bottom_ == 0) {
      result.bottom_ = a.bottom_;
      left = a.top_;
      if (times(top, a.bottom_ / b.bottom_, right)) return no_longer_known();
    } else if (b.bottom_ % a.bottom_ == 0) {
      result.bottom_ = b.bottom_;
      right = top;
      if (times(a.top_, b.bottom_ / a.bottom_, left)) return no_longer_known();
    } else if (times(a.top_, b.bottom_, left) || times(top, a.bottom_, right) ||
               times(a.bottom_, b.bottom_, result.bottom_)) {
      return no_longer_known();
    }
    if (__builtin_add_overflow(left, right, &result.top_)) return no_longer_known();
    return result;
  }

  Int top_ = 0, bottom_ = 1;
};

using QuickFraction = BasicFraction<Int128>;
using ShortFraction = BasicFraction<std::int64_t>;

}  // namespace gouji
