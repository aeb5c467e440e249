#include "base/exact.hpp"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>

#include "base/fault.hpp"

namespace gouji {
namespace {

using Wide = boost::multiprecision::cpp_int;

constexpr int kMostDecimals = 38;

constexpr auto kPowers = [] {
  std::array<Int128, kMostDecimals + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

Wide wide(Int128 value) {
  const bool negative = value < 0;
  // The smallest Int128 has no positive twin: work on the unsigned magnitude.
  __extension__ unsigned __int128 magnitude =
      negative ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  Wide result = static_cast<std::uint64_t>(magnitude >> 64U);
  result <<= 64U;
  result += static_cast<std::uint64_t>(magnitude);
  return negative ? Wide(-result) : result;
}

bool fits(const Wide& value) {
  static const Wide limit = Wide(1) << 126U;
  return value < limit && value > -limit;
}

Int128 narrow(const Wide& value) {
  const Wide magnitude = abs(value);
  const auto low = static_cast<std::uint64_t>(magnitude & Wide(~std::uint64_t{0}));
  const auto high = static_cast<std::uint64_t>(magnitude >> 64U);
  const Int128 joined = static_cast<Int128>((static_cast<Int128>(high) << 64U) | static_cast<Int128>(low));
  return value < 0 ? -joined : joined;
}

Exact reduced(Wide numerator, Wide denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Wide divisor = gcd(abs(numerator), denominator);
  if (divisor > 1) {
    numerator /= divisor;
    denominator /= divisor;
  }
  if (!fits(numerator) || !fits(denominator)) {
    throw Fault("number.too_large", "数值过大，超出 38 位，无法精确计算", "number needs more than 38 digits");
  }
  return Exact::fraction(narrow(numerator), narrow(denominator));
}

// Quotient of two wide integers rounded by `mode`; the divisor is positive.
Wide divide_rounded(const Wide& dividend, const Wide& divisor, Rounding mode) {
  const bool negative = dividend < 0;
  const Wide magnitude = abs(dividend);
  Wide quotient = magnitude / divisor;
  const Wide twice_rest = (magnitude % divisor) * 2;
  const bool any_rest = twice_rest != 0;
  bool up = false;
  switch (mode) {
    case Rounding::half_up: up = twice_rest >= divisor; break;
    case Rounding::truncate: break;
    case Rounding::up: up = any_rest; break;
    case Rounding::half_even: up = twice_rest > divisor || (twice_rest == divisor && quotient % 2 != 0); break;
  }
  if (up) ++quotient;
  return negative ? Wide(-quotient) : quotient;
}

// Nearly all that is printed: few digits, no commas. Mantissa and scale count only where it is true.
bool parse_short(std::string_view text, Int128& mantissa, int& scale) {
  constexpr std::size_t kMostCharacters = 19;  // whose digits an std::uint64_t holds
  if (text.size() > kMostCharacters) return false;
  scale = 0;
  std::uint64_t number = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto digits = [&] {
    const char* const begin = at;
    for (; at != end && *at >= '0' && *at <= '9'; ++at) number = number * 10 + static_cast<std::uint64_t>(*at - '0');
    return static_cast<int>(at - begin);
  };
  const int whole = digits();
  if (at != end && *at == '.') {
    ++at;
    scale = digits();
    if (scale == 0) return false;
  }
  mantissa = static_cast<Int128>(number);
  return at == end && whole + scale > 0;
}

bool parse_any(std::string_view text, Int128& mantissa, int& scale) {
  mantissa = 0;
  scale = 0;
  int digits = 0;
  bool in_fraction = false;
  bool any = false;
  int since_comma = -1;  // -1: no thousands separator seen
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      any = true;
      if (mantissa != 0 || c != '0') ++digits;
      if (digits > 37) return false;
      mantissa = mantissa * 10 + (c - '0');
      if (in_fraction && ++scale > kMostDecimals - 1) return false;
      if (since_comma >= 0 && !in_fraction) ++since_comma;
    } else if (c == '.' && !in_fraction) {
      if (since_comma >= 0 && since_comma != 3) return false;
      since_comma = -1;
      in_fraction = true;
    } else if (c == ',' && !in_fraction && any && (since_comma == -1 || since_comma == 3)) {
      since_comma = 0;
    } else {
      return false;
    }
  }
  return any && (since_comma < 0 || since_comma == 3) && text.back() != '.';
}

}  // namespace

Int128 power_of_ten(int exponent) { return kPowers.at(static_cast<std::size_t>(exponent)); }

Exact Exact::fraction(Int128 numerator, Int128 denominator) {
  if (denominator == 0) throw Fault("number.zero_divisor", "除数为零", "division by zero");
  return denominator < 0 ? Exact(-numerator, -denominator) : Exact(numerator, denominator);
}

Exact Exact::decimal(Int128 mantissa, int scale) { return {mantissa, power_of_ten(scale)}; }

bool Exact::parse(std::string_view text, Exact& value, int& decimals) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  Int128 mantissa = 0;
  int scale = 0;
  if (!parse_short(text, mantissa, scale) && !parse_any(text, mantissa, scale)) return false;
  value = {negative ? -mantissa : mantissa, kPowers[static_cast<std::size_t>(scale)]};
  decimals = scale;
  return true;
}

std::optional<Exact> Exact::parse(std::string_view text) {
  Exact value;
  int decimals = 0;
  return parse(text, value, decimals) ? std::optional(value) : std::nullopt;
}

Exact operator+(const Exact& a, const Exact& b) {
  Int128 sum = 0;
  if (a.denominator_ == b.denominator_) {
    if (!__builtin_add_overflow(a.numerator_, b.numerator_, &sum)) return {sum, a.denominator_};
  } else {
    // One denominator a multiple of the other is the usual case: both are powers of ten.
    const Exact& fine = a.denominator_ > b.denominator_ ? a : b;
    const Exact& coarse = a.denominator_ > b.denominator_ ? b : a;
    Int128 scaled = 0;
    if (fine.denominator_ % coarse.denominator_ == 0 &&
        !__builtin_mul_overflow(coarse.numerator_, fine.denominator_ / coarse.denominator_, &scaled) &&
        !__builtin_add_overflow(scaled, fine.numerator_, &sum)) {
      return {sum, fine.denominator_};
    }
  }
  return reduced(wide(a.numerator_) * wide(b.denominator_) + wide(b.numerator_) * wide(a.denominator_),
                 wide(a.denominator_) * wide(b.denominator_));
}

Exact Exact::operator-() const { return {-numerator_, denominator_}; }

Exact operator-(const Exact& a, const Exact& b) { return a + -b; }

Exact operator*(const Exact& a, const Exact& b) {
  Int128 numerator = 0;
  Int128 denominator = 0;
  if (!__builtin_mul_overflow(a.numerator_, b.numerator_, &numerator) &&
      !__builtin_mul_overflow(a.denominator_, b.denominator_, &denominator)) {
    return {numerator, denominator};
  }
  return reduced(wide(a.numerator_) * wide(b.numerator_), wide(a.denominator_) * wide(b.denominator_));
}

Exact operator/(const Exact& a, const Exact& b) {
  if (b.numerator_ == 0) throw Fault("number.zero_divisor", "除数为零", "division by zero");
  return a * (b.numerator_ < 0 ? Exact(-b.denominator_, -b.numerator_) : Exact(b.denominator_, b.numerator_));
}

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
  if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
  Int128 left = 0;
  Int128 right = 0;
  if (!__builtin_mul_overflow(a.numerator_, b.denominator_, &left) &&
      !__builtin_mul_overflow(b.numerator_, a.denominator_, &right)) {
    return left <=> right;
  }
  const Wide difference = wide(a.numerator_) * wide(b.denominator_) - wide(b.numerator_) * wide(a.denominator_);
  return difference < 0 ? std::strong_ordering::less
                        : (difference > 0 ? std::strong_ordering::greater : std::strong_ordering::equal);
}

Exact Exact::rounded(int decimals, Rounding mode) const {
  const Wide scaled = divide_rounded(wide(numerator_) * wide(power_of_ten(decimals)), wide(denominator_), mode);
  return reduced(scaled, wide(power_of_ten(decimals)));
}

std::string Exact::fixed(int decimals) const {
  const Wide scaled =
      divide_rounded(wide(numerator_) * wide(power_of_ten(decimals)), wide(denominator_), Rounding::half_up);
  std::string digits = Wide(boost::multiprecision::abs(scaled)).str();
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return scaled < 0 ? "-" + digits : digits;
}

std::string Exact::text_between(int least, int most) const {
  std::string digits = fixed(most);
  if (most == 0) return digits;
  const std::size_t shortest = digits.size() - static_cast<std::size_t>(most - least);
  while (digits.size() > shortest && digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits == "-0" ? "0" : digits;
}

std::string Exact::text(int most) const { return text_between(0, most); }

}  // namespace gouji
