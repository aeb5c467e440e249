// A parameter that is one number, as what-if moves it: what it is called, how its values are written.
#pragma once

#include <string>
#include <vector>

#include "packs/pack.hpp"

namespace gouji {

struct NumberParameter {
  std::string name, title, unit;     // unit: as in parameters.toml, "%" or "万元"; empty: a bare number
  Exact factor = 1;                  // written number × factor = number that scripts get: 90 % is 0.9
  Exact quantum = 1;                 // the last decimal of the value as written, in the scripts' unit
  Exact value;                       // of the topmost layer, its latest year
  bool has_value = true;             // false: a word stands there; `value` is only where to begin
  std::vector<std::string> present;  // "90 %", or "2020 年起 90 %" for each year

  // "87.5": as it would be written in parameters.toml; at most 8 decimals.
  std::string written(const Exact& number) const { return (number / factor).text(8); }
  // "87.5 %"
  std::string shown(const Exact& number) const;
  // Of "87.5", "87.5%", "1,200"; Fault "whatif.no_number" with the option that it was given to.
  Exact read(std::string_view option, const std::string& text) const;
};

// Faults "param.unknown" with the nearest name, "whatif.not_numeric" for lists, words and brackets.
NumberParameter number_parameter(const PackChain& chain, const std::string& name);

}  // namespace gouji
