// What is fuzzed: each target takes any bytes and must come back, or throw a Fault whose text can be shown. The fuzzer
// (runner.cpp, preset fuzz) and the unit tests (tests/unit/fuzz) run the same functions; a target is one file in
// targets/, a line here and a folder in corpus/.
#pragma once

#include <span>
#include <string_view>

namespace gouji::fuzz {

using Run = void (*)(std::string_view bytes);

struct Entry {
  std::string_view name;
  Run run;
};

// In the order in which they are listed and run.
std::span<const Entry> targets();
const Entry* find_target(std::string_view name);

// Runs one input. A Fault is the answer to bad input and comes back as its code; anything else that is thrown, and a
// Fault that cannot be shown, is a finding and goes on upwards.
std::string_view outcome_of(const Entry& target, std::string_view bytes);

}  // namespace gouji::fuzz
