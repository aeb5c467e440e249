// The finding or score that people name: by its number in the last run, its fingerprint, or the beginning of that.
#pragma once

#include "model/result.hpp"

namespace gouji::app {

struct ChosenResult {
  const Finding* finding = nullptr;
  const Score* score = nullptr;  // one of both
};

// Faults "explain.not_found" with the nearest, "explain.several".
ChosenResult chosen_result(const RunResult& result, const std::string& wanted);

}  // namespace gouji::app
