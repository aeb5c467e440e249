// Slips of the pen in one printed figure: its text before, its text after. Signs, separators and units stay.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace gouji {

// Random numbers that are the same everywhere: of a seed and of what they are for.
class SlipRandom {
 public:
  SlipRandom(std::uint64_t seed, const std::string& about);
  std::uint64_t next();
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

 private:
  std::uint64_t state_;
};

// One digit is another one; the first of several does not become 0. Empty where no digit stands.
std::optional<std::string> other_digit(const std::string& printed, SlipRandom& random);
// Two neighbouring digits that differ have changed places, over a point or a comma as well.
std::optional<std::string> digits_transposed(const std::string& printed, SlipRandom& random);
// A minus sign put before the figure, or lost. Empty for zero.
std::optional<std::string> other_sign(const std::string& printed);
// The point moved so many places to the right (left where negative), with as many decimals as before. Empty where
// nothing but zeros would be left, or the same.
std::optional<std::string> point_moved(const std::string& printed, int places);

}  // namespace gouji
