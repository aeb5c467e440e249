// `expect`, in the hands of Lua tests: what a function gives against what it should give, exactly.
#pragma once

#include <string>
#include <vector>

#include "base/location.hpp"
#include "script/catalogue.hpp"

namespace gouji {

struct ExpectSession {
  struct Unmet {
    Location at;  // of the assertion
    std::string expected, got;
  };
  int made = 0;  // assertions
  std::vector<Unmet> unmet;
};

// Before states are made from the catalogue. An object of this type points at its ExpectSession.
script::ObjectType add_expect_type(script::Catalogue& catalogue);

}  // namespace gouji
