// A pack chain with changes tried on top of it: other values of parameters, other texts of scripts. Files stay as they
// are; what is tried is named so in every place that tells where a value comes from.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "packs/pack.hpp"

namespace gouji {

struct Trial {
  std::map<std::string, std::string> values;   // parameter → its value for every year, as written in parameters.toml
  std::map<std::string, std::string> scripts;  // file, as messages call it → its text
  bool empty() const { return values.empty() && scripts.empty(); }
};

inline constexpr std::string_view kTrialPack = "--set";

// Faults "param.unknown" with the nearest name, "param.other_shape", and those of values in parameters.toml.
std::shared_ptr<const PackChain> tried(const PackChain& chain, const Trial& trial);

}  // namespace gouji
