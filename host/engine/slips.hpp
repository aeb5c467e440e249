// The slips that may stand behind a broken sum. Each is worked through exactly: only one that would have printed just
// these figures, within their printed digits, is kept, with how often chance alone would fit as well.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/broken_sum.hpp"
#include "engine/cause_settings.hpp"

namespace gouji {

// A cell and the figure that should stand there, in the unit of the broken sum.
struct Edit {
  script::Leaf leaf;
  Exact value;
};

// Another column (row) that a wrong formula explains, and which part of the truth stands there.
struct Beside {
  std::string name;
  const NamedFraction* fraction = nullptr;
};

struct Slip {
  std::string_view kind;
  std::vector<Edit> edits;  // the first is the cell that a person would mend
  std::vector<std::pair<std::string, std::string>> slots;
  std::vector<std::string> names;           // of {cell}: several where the same figure stands in several places
  bool formula = false;                     // the figures are right, the total was worked out wrongly
  std::vector<int> weights;                 // … how often each line was added; empty where no table shows it
  const NamedFraction* fraction = nullptr;  // of what it should be, that the total is
  Exact divisor = 1;
  Chance chance = kCertain;
  std::vector<Beside> beside;
  int against = 0;  // … and those that it would have broken, and did not
};

// `document` gives last year's figures of the same item.
std::vector<Slip> fitting_slips(const BrokenSum& sum, const Document& document, const CauseSettings& settings);

}  // namespace gouji
