// Exact beside int64, __int128 and boost's cpp_rational: add, compare, multiply-divide.
#include <array>
#include <boost/multiprecision/cpp_int.hpp>

#include "bench/support.hpp"

namespace gouji::bench {
namespace {

using Rational = boost::multiprecision::cpp_rational;

constexpr std::size_t kCount = 256;

// Hundredths of money up to 1e9 元, as tables print them.
const std::array<std::int64_t, kCount>& hundredths() {
  static const auto numbers = [] {
    std::array<std::int64_t, kCount> made{};
    std::uint64_t seed = 42;
    for (auto& number : made) {
      seed = seed * 6364136223846793005U + 1442695040888963407U;
      number = static_cast<std::int64_t>((seed >> 33U) % 100'000'000'000U) + 1;
    }
    return made;
  }();
  return numbers;
}

// One number in each representation; `fine` has four decimals where the others have two.
template <class Number>
Number made(std::int64_t hundredths);
template <>
std::int64_t made(std::int64_t number) {
  return number;
}
template <>
Int128 made(std::int64_t number) {
  return number;
}
template <>
Exact made(std::int64_t number) {
  return Exact::decimal(number, 2);
}
template <>
Rational made(std::int64_t number) {
  return Rational(number, 100);
}

template <class Number>
std::vector<Number> all() {
  std::vector<Number> numbers;
  for (const std::int64_t number : hundredths()) numbers.push_back(made<Number>(number));
  return numbers;
}

template <class Number>
void add(benchmark::State& state) {
  const auto numbers = all<Number>();
  Number total{};
  for (auto _ : state) {
    total = Number{};
    for (const Number& number : numbers) {
      total = total + number;
      benchmark::DoNotOptimize(total);
    }
  }
  std::int64_t expected = 0;
  for (const std::int64_t number : hundredths()) expected += number;
  agreed(state, total == made<Number>(expected));
  count_operations(state, kCount);
}

template <class Number>
void compare(benchmark::State& state) {
  const auto numbers = all<Number>();
  std::size_t less = 0;
  for (auto _ : state) {
    less = 0;
    for (std::size_t i = 0; i < kCount; ++i) {
      bool below = numbers[i] < numbers[(i + 1) % kCount];
      benchmark::DoNotOptimize(below);
      less += below ? 1U : 0U;
    }
  }
  std::size_t expected = 0;
  for (std::size_t i = 0; i < kCount; ++i) expected += hundredths()[i] < hundredths()[(i + 1) % kCount] ? 1U : 0U;
  agreed(state, less == expected);
  count_operations(state, kCount);
}

// executed / annual * weight <= score, as the execution rate's score is checked; scaled integers multiply crosswise.
template <class Number>
bool within(const Number& executed, const Number& annual, const Number& weight, const Number& score) {
  return executed / annual * weight <= score;
}
template <>
bool within(const std::int64_t& executed, const std::int64_t& annual, const std::int64_t& weight,
            const std::int64_t& score) {
  return executed * weight <= score * annual;
}
template <>
bool within(const Int128& executed, const Int128& annual, const Int128& weight, const Int128& score) {
  return executed * weight <= score * annual;
}

template <class Number>
void multiply_divide(benchmark::State& state) {
  const auto numbers = all<Number>();
  const auto weight = made<Number>(1000);
  const auto score = made<Number>(985);
  std::size_t held = 0;
  for (auto _ : state) {
    held = 0;
    for (std::size_t i = 0; i < kCount; ++i) {
      bool good = within(numbers[i], numbers[(i + 1) % kCount], weight, score);
      benchmark::DoNotOptimize(good);
      held += good ? 1U : 0U;
    }
  }
  std::size_t expected = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const Int128 left = static_cast<Int128>(hundredths()[i]) * 1000;
    const Int128 right = static_cast<Int128>(hundredths()[(i + 1) % kCount]) * 985;
    expected += left <= right ? 1U : 0U;
  }
  agreed(state, held == expected);
  count_operations(state, kCount);
}

// 0.1 + 0.25: the printed precisions differ.
void add_mixed_scales(benchmark::State& state) {
  std::vector<Exact> numbers;
  for (std::size_t i = 0; i < kCount; ++i) numbers.push_back(Exact::decimal(hundredths()[i], i % 2 == 0 ? 2 : 4));
  Exact total;
  for (auto _ : state) {
    total = Exact();
    for (const Exact& number : numbers) {
      total = total + number;
      benchmark::DoNotOptimize(total);
    }
  }
  Int128 expected = 0;
  for (std::size_t i = 0; i < kCount; ++i) expected += static_cast<Int128>(hundredths()[i]) * (i % 2 == 0 ? 100 : 1);
  agreed(state, total == Exact::decimal(expected, 4));
  count_operations(state, kCount);
}

BENCHMARK(add<std::int64_t>)->Name("exact/add/int64");
BENCHMARK(add<Int128>)->Name("exact/add/int128");
BENCHMARK(add<Exact>)->Name("exact/add/Exact");
BENCHMARK(add_mixed_scales)->Name("exact/add/Exact_mixed_scales");
BENCHMARK(add<Rational>)->Name("exact/add/cpp_rational");
BENCHMARK(compare<std::int64_t>)->Name("exact/compare/int64");
BENCHMARK(compare<Int128>)->Name("exact/compare/int128");
BENCHMARK(compare<Exact>)->Name("exact/compare/Exact");
BENCHMARK(compare<Rational>)->Name("exact/compare/cpp_rational");
BENCHMARK(multiply_divide<std::int64_t>)->Name("exact/multiply_divide/int64_crosswise");
BENCHMARK(multiply_divide<Int128>)->Name("exact/multiply_divide/int128_crosswise");
BENCHMARK(multiply_divide<Exact>)->Name("exact/multiply_divide/Exact");
BENCHMARK(multiply_divide<Rational>)->Name("exact/multiply_divide/cpp_rational");

}  // namespace
}  // namespace gouji::bench
