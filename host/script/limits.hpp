// What a script may use. Steps decide (they are the same on every machine); time and memory are the net below them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/location.hpp"

namespace gouji::script {

struct Limits {
  std::uint64_t steps = 20'000'000;             // virtual machine instructions of one call
  std::size_t memory = std::size_t{64} << 20U;  // bytes a state may hold; three times that is refused outright
  double seconds = 10.0;                        // processor time of one call
};

enum class Limit : std::uint8_t { none, steps, memory, time };
std::string_view code_of(Limit limit);              // "steps"
Limit limit_named_by(std::string_view fault_code);  // "limit.steps"; none for every other code
std::string_view chinese_of(Limit limit);           // "步数上限"

}  // namespace gouji::script
