// Chance that is the same on every machine: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
// Generators, 2014), one of its own for each record, so that a record does not depend on those before it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace gouji::bench::country {

class Chance {
 public:
  Chance(std::uint64_t seed, std::uint64_t record)
      : state_(seed * 0x9E3779B97F4A7C15U ^ record * 0xD1B54A32D192ED03U) {}

  // 0 … below-1
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
  }
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  std::size_t index(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  bool one_in(std::int64_t count) { return below(count) == 0; }

  // Of any number of digits up to those of `most` (a power of ten), each number of digits as likely.
  std::int64_t spread(std::int64_t least, std::int64_t most) {
    int steps = 0;
    for (std::int64_t size = least; size < most; size *= 10) ++steps;
    std::int64_t top = least * 10;
    for (std::int64_t more = below(steps); more > 0; --more) top *= 10;
    return between(top / 10, top - 1);
  }

 private:
  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace gouji::bench::country
