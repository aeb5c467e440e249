// What is tried as the cause of a broken identity, when it is told, and in which words: parameters `cause.…` of a pack.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "packs/parameters.hpp"

namespace gouji {

// How often figures without any slip would fit as well, in thousand-millionths.
using Chance = std::int64_t;
inline constexpr Chance kCertain = 1'000'000'000;

struct CauseWords {
  std::string kind, chinese, english;  // with slots: {cell}, {printed}, {value}, …
};

struct NamedFraction {
  Exact value;
  std::string chinese, english;
};

struct CauseSettings {
  std::vector<CauseWords> words;  // a kind without words is not tried
  std::vector<Exact> scales, points, divisors;
  std::vector<NamedFraction> fractions;
  std::vector<std::string> earlier;  // words of the columns that hold last year's figures
  Chance most_listed = 0;            // a cause that fits is listed when chance is at most this
  Chance most = 0;                   // a cause is told when chance is at most this …
  std::int64_t lead = 1;             // … and this many times less than that of any other cause
  std::int64_t against = 1;          // each column that tells against it makes chance so many times likelier
  int breaks = 0;                    // a cause is told when it breaks at most so many identities
  std::size_t listed = 0;            // how many causes a finding lists

  const CauseWords* find(std::string_view kind) const;
};

// Empty when the pack has no words for causes: none are looked for then. Fault "cause.bad_parameter".
std::optional<CauseSettings> cause_settings(const Parameters& parameters, int year);

// The host reads this parameter, whether or not a script does.
bool is_cause_parameter(std::string_view name);

Chance chance_of(const Exact& part);  // of one, 0 … 1
std::string chance_text(Chance chance);
inline Chance both(Chance a, Chance b) { return static_cast<Chance>(static_cast<Int128>(a) * b / kCertain); }

}  // namespace gouji
