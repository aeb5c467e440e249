// Printed texts to figures and targets, beside a decimal reader written by hand for int64.
#include <array>

#include "bench/support.hpp"
#include "model/cell.hpp"
#include "model/figure.hpp"
#include "model/target.hpp"

namespace gouji::bench {
namespace {

struct Sample {
  std::string_view printed;  // as in documents
  std::string_view number;   // its plain number, for the readers that know nothing else
  std::int64_t divisor;      // 100 for percentages
};

constexpr std::array<Sample, 8> kSamples{{{"28,500.96", "28,500.96", 1},
                                          {"9.85", "9.85", 1},
                                          {"100", "100", 1},
                                          {"1234567890.12", "1234567890.12", 1},
                                          {"-3.20", "-3.20", 1},
                                          {"97%", "97", 100},
                                          {"47.295 万元", "47.295", 1},
                                          {"１２", "12", 1}}};

constexpr std::array<std::string_view, 8> kTargets{"≥50个", "≤48万元",   "98.5%",       "=100%",
                                                   "2-7天", "≥1200人次", "达到95%以上", "健全"};

struct Decimal {
  std::int64_t mantissa = 0;
  int scale = 0;
};

bool read_by_hand(std::string_view text, Decimal& out) {
  std::size_t i = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) ++i;
  std::int64_t mantissa = 0;
  int scale = -1;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      if (mantissa > 99'999'999'999'999'999) return false;
      mantissa = mantissa * 10 + (c - '0');
      if (scale >= 0) ++scale;
    } else if (c == '.' && scale < 0) {
      scale = 0;
    } else if (c != ',' || scale >= 0) {
      return false;
    }
  }
  out = {negative ? -mantissa : mantissa, scale < 0 ? 0 : scale};
  return true;
}

void by_hand(benchmark::State& state) {
  std::array<Decimal, kSamples.size()> read{};
  for (auto _ : state) {
    for (std::size_t i = 0; i < kSamples.size(); ++i) {
      std::string_view text = kSamples[i].number;
      benchmark::DoNotOptimize(text);
      bool good = read_by_hand(text, read[i]);
      benchmark::DoNotOptimize(good);
    }
    benchmark::ClobberMemory();
  }
  for (std::size_t i = 0; i < kSamples.size(); ++i) {
    const Exact value = Exact::decimal(read[i].mantissa, read[i].scale) / kSamples[i].divisor;
    agreed(state, value == parse_figure(kSamples[i].printed)->value);
  }
  count_operations(state, kSamples.size());
}

void exact_parse(benchmark::State& state) {
  std::array<std::optional<Exact>, kSamples.size()> read{};
  for (auto _ : state) {
    for (std::size_t i = 0; i < kSamples.size(); ++i) read[i] = Exact::parse(kSamples[i].number);
    benchmark::ClobberMemory();
  }
  for (std::size_t i = 0; i < kSamples.size(); ++i) {
    agreed(state, read[i] && *read[i] / kSamples[i].divisor == parse_figure(kSamples[i].printed)->value);
  }
  count_operations(state, kSamples.size());
}

void figures(benchmark::State& state) {
  std::array<std::optional<Figure>, kSamples.size()> read{};
  for (auto _ : state) {
    for (std::size_t i = 0; i < kSamples.size(); ++i) read[i] = parse_figure(kSamples[i].printed);
    benchmark::ClobberMemory();
  }
  for (std::size_t i = 0; i < kSamples.size(); ++i) {
    agreed(state, read[i] && read[i]->value == *Exact::parse(kSamples[i].number) / kSamples[i].divisor);
  }
  count_operations(state, kSamples.size());
}

void cells(benchmark::State& state) {
  const Unit column = Unit::money(4, "万元");
  std::size_t read = 0;
  for (auto _ : state) {
    read = 0;
    for (const Sample& sample : kSamples) read += make_cell(sample.printed, column).has_figure() ? 1U : 0U;
  }
  agreed(state, read == kSamples.size());
  count_operations(state, kSamples.size());
}

void targets(benchmark::State& state) {
  std::size_t numeric = 0;
  for (auto _ : state) {
    numeric = 0;
    for (const std::string_view printed : kTargets) numeric += parse_target(printed).numeric() ? 1U : 0U;
  }
  agreed(state, numeric == kTargets.size() - 1);
  count_operations(state, kTargets.size());
}

BENCHMARK(by_hand)->Name("figure/int64_by_hand");
BENCHMARK(exact_parse)->Name("figure/Exact_parse");
BENCHMARK(figures)->Name("figure/parse_figure");
BENCHMARK(cells)->Name("figure/make_cell");
BENCHMARK(targets)->Name("figure/parse_target");

}  // namespace
}  // namespace gouji::bench
