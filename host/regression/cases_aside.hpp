// What `gouji test` runs and what coverage and mutation do not: they look at rules one by one.
#pragma once

#include "packs/pack.hpp"

namespace gouji {

struct CasesAside {
  int whole = 0;    // cases of whole documents
  int library = 0;  // files of Lua tests beside libraries
  bool any() const { return whole + library > 0; }
};

// Of the pack; files that cannot be read count nothing.
CasesAside cases_aside(const Pack& pack);

}  // namespace gouji
