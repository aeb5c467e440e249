// A script's text with marks (script/marks) at its statements and conditions, for telling what ran. Marks are put in by
// the syntax tree rather than by Lua's line hook: a hook sees lines only, and `if a and b then return end` is one line
// with five ways through it; and a book that is not asked for coverage pays nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "packs/pack.hpp"
#include "script/syntax.hpp"

namespace gouji {

struct CoveragePoint {
  bool condition = false;  // else a statement
  int line = 0;
  std::string text;        // of the condition, as written
  std::uint32_t mark = 0;  // a condition: it held; mark + 1: it did not
};

struct InstrumentedScript {
  std::string source;  // its lines are those of the original
  std::vector<CoveragePoint> points;
};

// Statements in functions and the conditions between them; marks begin with `first`. A text that does not parse comes
// back as it is.
InstrumentedScript instrumented(const std::string& source, script::Syntax& syntax, std::uint32_t first);

}  // namespace gouji
