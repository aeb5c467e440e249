// What a script may use. Steps decide (they are the same on every machine); time and memory are the net below them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/location.hpp"

namespace gouji::script {

inline constexpr std::string_view kAsked = "--rule-budget";

struct Limits {
  std::uint64_t steps = 20'000'000;             // virtual machine instructions of one call
  std::size_t memory = std::size_t{64} << 20U;  // bytes a state may hold; 8 MB more are refused outright
  double seconds = 10.0;                        // processor time of one call

  // The most that a pack may give its own rules (packs/budget). 0: no more than what stands above.
  std::uint64_t most_steps = 0;
  std::size_t most_memory = 0;
  double most_seconds = 0;

  // Neither steps nor time nor memory: what the walls cost is measured against it. No setting reaches this.
  bool none_at_all = false;

  // Where the numbers are written, for who has to change them; of steps, memory, time in this order.
  // Empty: [budget] of workbench.toml; kAsked: the command line, and packs change nothing.
  std::array<std::string, 3> set_in{};
};

// crash: the script ended the process that it ran in.
enum class Limit : std::uint8_t { none, steps, memory, time, crash };
std::string_view code_of(Limit limit);              // "steps"
Limit limit_named_by(std::string_view fault_code);  // "limit.steps"; none for every other code
std::string_view chinese_of(Limit limit);           // "步数上限"
// What to do where it has to be more: which number it is, how much, where it is written. Chinese, English.
std::pair<std::string, std::string> how_to_raise(Limit limit, const Limits& limits);

}  // namespace gouji::script
