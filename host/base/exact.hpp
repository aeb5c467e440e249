// Exact rational numbers for money, scores and rates: no binary float ever enters.
//
// A value is a fraction of two 128-bit integers. Printed decimals keep a power of ten as denominator, so sums of
// money stay on the fast path; what overflows is worked out in unbounded integers, reduced, and refused with a
// Fault when even the reduced fraction needs more than 38 digits. Nothing wraps and nothing is rounded unasked.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/int128.hpp"

namespace gouji {

enum class Rounding : std::uint8_t {
  half_up,   // 四舍五入: half away from zero
  truncate,  // 截尾: towards zero
  up,        // away from zero
  half_even,
};

class Exact {
 public:
  constexpr Exact() = default;
  constexpr Exact(std::int64_t whole) : numerator_(whole) {}  // NOLINT(google-explicit-constructor): 10 is exact
  static Exact fraction(Int128 numerator, Int128 denominator);
  // mantissa x 10^-scale, scale 0..38
  static Exact decimal(Int128 mantissa, int scale);
  // "12.50", "-3", ".5", "1,234.5": plain digits with an optional sign; nothing else. Empty when it is no number.
  static std::optional<Exact> parse(std::string_view text);
  // The same in place, with the decimals as printed; false leaves both alone.
  static bool parse(std::string_view text, Exact& value, int& decimals);

  Int128 numerator() const { return numerator_; }
  Int128 denominator() const { return denominator_; }
  bool is_zero() const { return numerator_ == 0; }
  int sign() const { return numerator_ > 0 ? 1 : (numerator_ < 0 ? -1 : 0); }
  Exact abs() const { return numerator_ < 0 ? -*this : *this; }

  friend Exact operator+(const Exact& a, const Exact& b);
  friend Exact operator-(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, const Exact& b);
  // Division by zero is a Fault ("number.zero_divisor").
  friend Exact operator/(const Exact& a, const Exact& b);
  Exact operator-() const;
  friend bool operator==(const Exact& a, const Exact& b) { return (a <=> b) == std::strong_ordering::equal; }
  friend std::strong_ordering operator<=>(const Exact& a, const Exact& b);

  Exact rounded(int decimals, Rounding mode = Rounding::half_up) const;
  // Shortest decimal text when the value has one of at most `most` decimals, else rounded half-up to `most`.
  std::string text(int most = 6) const;
  // Exactly `decimals` decimals, rounded half-up.
  std::string fixed(int decimals) const;
  // Rounded half-up to `most`, trailing zeros dropped down to `least` decimals.
  std::string text_between(int least, int most) const;

 private:
  constexpr Exact(Int128 numerator, Int128 denominator) : numerator_(numerator), denominator_(denominator) {}
  Int128 numerator_ = 0;
  Int128 denominator_ = 1;  // always positive
};

// 10^exponent for 0..38.
Int128 power_of_ten(int exponent);

}  // namespace gouji
