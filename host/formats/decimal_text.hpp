// A number as the digits that write it, for rounding without binary fractions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji {

// 0.<digits> × 10^point; no leading zeros in `digits`, none at all for zero.
struct DecimalText {
  bool negative = false;
  std::string digits;
  int point = 0;

  bool is_zero() const { return digits.empty(); }
  // Half away from zero. `places` counts behind the decimal point.
  void round_places(int places);
  void round_digits(int count);
  // Without an exponent: "-12.5", "0.003".
  std::string plain() const;
};

// "-12.50", "1.2E-5"; nothing for what is no number or lies beyond 10^±400.
std::optional<DecimalText> decimal_of(std::string_view text);

}  // namespace gouji
