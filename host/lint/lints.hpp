// The lints of rule packs: their codes, how grave they are, and what was found. A lint's page is docs/lints/<name>.md.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace gouji::lint {

// error: figures or findings would be wrong or missing; warning: it runs, but is likely not what was meant.
enum class Level : std::uint8_t { error, warning };

struct Lint {
  std::string_view code;  // "lint.unused_parameter"
  Level level;
  bool fixable;                       // `gouji check --fix` mends it
  std::string_view chinese, english;  // one line each
};

// By code.
std::span<const Lint> all_lints();
// nullptr for a code that is no lint: an error of loading, which has its row in docs/errors.md.
const Lint* find_lint(std::string_view code);
Level level_of(std::string_view code);

// Where a finding points: a text as messages call it, its contents for the excerpt, and the spot. Line 0: all of it.
struct Spot {
  std::string file;
  const std::string* text = nullptr;
  int line = 0, column = 0;
};

struct Words {
  std::string chinese, english;
};

class Findings {
 public:
  // The mend is shown as the finding's hint.
  void add(std::string_view code, const Spot& spot, const Words& what, const Words& mend);
  void add(Fault fault) { faults_.push_back(std::move(fault)); }
  // In the order of the files and lines, each place and code once.
  std::vector<Fault> take();

 private:
  std::vector<Fault> faults_;
};

}  // namespace gouji::lint
