// One broken identity as a total and its parts, with the table around it.
#pragma once

#include <optional>
#include <vector>

#include "engine/cause_lines.hpp"
#include "engine/identity.hpp"

namespace gouji {

// One printed total against its parts; all figures in `unit`.
struct BrokenSum {
  struct Part {
    script::Leaf leaf;
    Exact value;   // as it counts: with its sign
    Exact factor;  // its sign, and from its own unit
  };
  script::Leaf total;
  Exact printed, added, gap;  // gap = printed − added
  Exact slack, grain;         // grain: the power of ten that every figure is a multiple of
  Unit unit;
  std::vector<Part> parts;
  std::optional<CauseLines> lines;
};

// Empty when the printed side is more than one cell, or the figures are rates.
std::optional<BrokenSum> broken_sum(const IdentityLog& log, const Identity& identity);

}  // namespace gouji
