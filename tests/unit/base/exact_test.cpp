#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <random>

#include "base/exact.hpp"
#include "base/fault.hpp"

namespace gouji::test {
namespace {

using Rational = boost::multiprecision::cpp_rational;
using Wide = boost::multiprecision::cpp_int;

Wide wide(Int128 value) {
  const bool negative = value < 0;
  Wide result = 0;
  // Digit by digit: Boost has no constructor from a 128-bit integer in pedantic mode.
  Wide power = 1;
  while (value != 0) {
    const auto digit = static_cast<int>(value % 10);
    result += power * (negative ? -digit : digit);
    power *= 10;
    value /= 10;
  }
  return negative ? Wide(-result) : result;
}

Rational rational(const Exact& value) { return Rational(wide(value.numerator()), wide(value.denominator())); }

Exact number(const char* text) {
  const auto value = Exact::parse(text);
  REQUIRE(value.has_value());
  return *value;
}

std::string code_of(void (*act)()) {
  try {
    act();
  } catch (const Fault& fault) {
    return fault.code();
  }
  return {};
}

}  // namespace

TEST_CASE("a printed number is read exactly, anything else is no number") {
  for (const char* text :
       {"0", "12.50", "-3", "+3", ".5", "1,234.5", "1,234,567.89", "007", "0.0000000000000000000000000000000000001",
        "1234567890123456789012345678901234567", "-0.00"}) {
    CAPTURE(text);
    CHECK(Exact::parse(text).has_value());
  }
  for (const char* text : {"",     "-",       "+",      ".",    "1.",
                           "1,23", "12,34.5", "1,2345", ",123", "1.2.3",
                           "1e5",  "0x10",    " 1",     "1 ",   "１２",
                           "--1",  "1,234,",  "12a",    "∞",    "12345678901234567890123456789012345678"}) {
    CAPTURE(text);
    CHECK_FALSE(Exact::parse(text).has_value());
  }
  CHECK(number("1,234.50") == number("1234.5"));
  CHECK(number("-0.00") == Exact(0));
  CHECK(number("0.1") + number("0.2") == number("0.3"));
}

// The expected texts are those of Python's decimal and fractions.
TEST_CASE("rounding by name") {
  struct Case {
    const char* numerator;
    const char* denominator;
    int decimals;
    const char* half_up;
    const char* truncate;
    const char* up;
    const char* half_even;
  };
  const std::vector<Case> cases{
      {"7.565", "1", 2, "7.57", "7.56", "7.57", "7.56"},
      {"-7.565", "1", 2, "-7.57", "-7.56", "-7.57", "-7.56"},
      {"2.5", "1", 0, "3", "2", "3", "2"},
      {"3.5", "1", 0, "4", "3", "4", "4"},
      {"-2.5", "1", 0, "-3", "-2", "-3", "-2"},
      {"1", "3", 4, "0.3333", "0.3333", "0.3334", "0.3333"},
      {"2", "3", 4, "0.6667", "0.6666", "0.6667", "0.6667"},
      {"-2", "3", 4, "-0.6667", "-0.6666", "-0.6667", "-0.6667"},
      {"0.005", "1", 2, "0.01", "0.00", "0.01", "0.00"},
      {"0.004999", "1", 2, "0.00", "0.00", "0.01", "0.00"},
      {"0.00000000000000000001", "1", 2, "0.00", "0.00", "0.01", "0.00"},
      {"99.995", "1", 2, "100.00", "99.99", "100.00", "100.00"},
      {"123456789012345678901234567.895", "1", 2, "123456789012345678901234567.90", "123456789012345678901234567.89",
       "123456789012345678901234567.90", "123456789012345678901234567.90"}};
  for (const Case& wanted : cases) {
    CAPTURE(wanted.numerator, wanted.denominator);
    const Exact value = number(wanted.numerator) / number(wanted.denominator);
    CHECK(value.rounded(wanted.decimals).fixed(wanted.decimals) == wanted.half_up);
    CHECK(value.rounded(wanted.decimals, Rounding::truncate).fixed(wanted.decimals) == wanted.truncate);
    CHECK(value.rounded(wanted.decimals, Rounding::up).fixed(wanted.decimals) == wanted.up);
    CHECK(value.rounded(wanted.decimals, Rounding::half_even).fixed(wanted.decimals) == wanted.half_even);
  }
}

TEST_CASE("texts of values") {
  CHECK(number("12.50").text() == "12.5");
  CHECK(number("12.50").fixed(2) == "12.50");
  CHECK(number("-0.001").fixed(2) == "0.00");
  CHECK(number("-0.001").text(2) == "0");
  CHECK((Exact(1) / Exact(3)).text() == "0.333333");
  CHECK((Exact(2) / Exact(3)).text(2) == "0.67");
  CHECK(number("9.7").text_between(2, 4) == "9.70");
  CHECK(number("9.70555").text_between(2, 4) == "9.7056");
  CHECK(number("10").text_between(0, 4) == "10");
  CHECK(Exact(-5).text() == "-5");
  CHECK(Exact(0).text() == "0");
}

TEST_CASE("every operation agrees with unbounded rationals") {
  std::mt19937_64 random(20'200'101);
  const auto any = [&]() -> Exact {
    const auto digits = static_cast<int>(random() % 17);
    auto mantissa = static_cast<std::int64_t>(random() % 1'000'000'000'000'000'000ULL);
    for (int i = 0; i < digits; ++i) mantissa /= 10;
    if (random() % 2 == 0) mantissa = -mantissa;
    const Exact decimal = Exact::decimal(mantissa, static_cast<int>(random() % 9));
    return random() % 4 == 0 ? decimal / Exact(static_cast<std::int64_t>(random() % 999) + 1) : decimal;
  };
  for (int i = 0; i < 20'000; ++i) {
    const Exact a = any();
    const Exact b = any();
    const Rational x = rational(a);
    const Rational y = rational(b);
    try {
      if (rational(a + b) != x + y || rational(a - b) != x - y || rational(a * b) != x * y ||
          (!b.is_zero() && rational(a / b) != x / y) || (a < b) != (x < y) || (a == b) != (x == y) ||
          rational(-a) != -x) {
        FAIL("differs for " << x << " and " << y);
      }
    } catch (const Fault& fault) {
      REQUIRE(fault.code() == "number.too_large");
    }
  }
  SUCCEED();
}

TEST_CASE("rounding agrees with its definition") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 5'000; ++i) {
    const auto numerator = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
    const auto denominator = static_cast<std::int64_t>(random() % 5'000) + 1;
    const auto decimals = static_cast<int>(random() % 5);
    const Exact value = Exact(numerator) / Exact(denominator);
    const Exact unit = Exact::decimal(1, decimals);
    const Exact half = unit / Exact(2);
    const Exact rounded = value.rounded(decimals);
    const Exact cut = value.rounded(decimals, Rounding::truncate);
    const Exact up = value.rounded(decimals, Rounding::up);
    const Exact error = (rounded - value).abs();
    CHECK((error < half || (error == half && rounded.abs() > value.abs())));
    CHECK((cut.abs() <= value.abs() && value.abs() - cut.abs() < unit));
    CHECK((up.abs() >= value.abs() && up.abs() - value.abs() < unit));
    CHECK(Exact::parse(value.fixed(decimals)).value() == rounded);
  }
}

TEST_CASE("sums of a long column stay exact and small") {
  Exact sum;
  for (int i = 0; i < 1'000'000; ++i) sum = sum + Exact::decimal(i % 2 == 0 ? 10 : 1, i % 2 == 0 ? 2 : 1);
  CHECK(sum.fixed(2) == "100000.00");
}

TEST_CASE("what cannot be worked out is a Fault, never a wrong number") {
  CHECK(code_of([] { static_cast<void>(Exact(1) / Exact(0)); }) == "number.zero_divisor");
  CHECK(code_of([] { Exact::fraction(1, 0); }) == "number.zero_divisor");
  CHECK(code_of([] {
          Exact value(10);
          for (int i = 0; i < 10; ++i) value = value * value;
        }) == "number.too_large");
  CHECK(code_of([] {
          Exact value = Exact(1) / Exact(3);
          for (int i = 0; i < 10; ++i) value = value * value;
        }) == "number.too_large");
  // Large on the way, small in the end.
  const Exact large = Exact::decimal(power_of_ten(36), 0);
  CHECK(large * Exact::decimal(1, 30) * Exact::decimal(1, 6) == Exact(1));
  CHECK((large / Exact(7)) * Exact(7) == large);
}

TEST_CASE("fractions compare across their spellings") {
  CHECK(Exact::fraction(2, 4) == Exact::fraction(1, 2));
  CHECK(Exact::fraction(1, -2) == number("-0.5"));
  CHECK(Exact::fraction(1, -2).sign() == -1);
  CHECK(Exact::fraction(1, 3) > number("0.333333333333333333"));
  CHECK(Exact::fraction(1, 3) < number("0.333333333333333334"));
  CHECK(Exact(-3).abs() == Exact(3));
}

}  // namespace gouji::test
