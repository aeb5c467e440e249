// What scripts may use, and who says so: workbench.toml for all packs, pack.toml for its own rules as far as the
// workbench lets it, the command line for one run.
#pragma once

#include <string_view>

#include "packs/pack.hpp"
#include "script/limits.hpp"

namespace gouji {

class TomlFile;

inline constexpr std::int64_t kMostSteps = 100'000'000'000;  // of one rule on one subject, whoever says so
inline constexpr std::int64_t kMostMegabytes = 4096;
inline constexpr std::int64_t kMostSeconds = 3600;

// [budget] of a pack.toml: steps, memory_mb, seconds. Faults "pack.bad_budget" with file and line.
Budget read_budget(const TomlFile& file);

// For a book of the chain: each number is that of the topmost pack that has one, else the workbench's; never more than
// the workbench's bound.
script::Limits budget_of(const PackChain& chain, const script::Limits& workbench);

// "5s,64MB,2000万步": each part at most once, in any order. Others stay as they are. Fault "usage.bad_budget".
script::Limits budget_from(std::string_view words, const script::Limits& otherwise);

}  // namespace gouji
