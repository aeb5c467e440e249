// The unit that a layer's values of a parameter are in: its own, else that of the layer below. All values of one
// parameter end up in the unit of its lowest layer, so that 90 over 100% is 90% and 5000元 over 1万元 is 0.5万元.
#pragma once

#include <string>

#include "packs/parameters.hpp"
#include "packs/toml_file.hpp"

namespace gouji {

// The word of `unit` as the section writes it or, where it writes none, as `below` has it (nullptr: lowest layer).
// Fault "param.other_unit" at the unit that cannot be turned into that of `below`; a list takes no other at all.
std::string unit_word(const TomlFile& file, const toml::table& section, const std::string& name,
                      const ParameterEntry* below);

// Puts the number of `entry` into `unit`, which is of its kind: 3万元 under 元 is 30000. Brackets and lists stay.
void bring_to(ParameterEntry& entry, const std::string& word, const Unit& unit);

// "0.9" without a unit over 100%: 0.9% by the unit below, and very likely 90%. The fault says how to write either;
// nullopt: it is clear. `text` is the value as written.
std::optional<Fault> unclear_percent(const std::string& name, const ParameterEntry& below, const std::string& text);

// Behind the value on one line: empty where there is none, where brackets state theirs, where the value says it
// ("90%").
std::string unit_behind(const ParameterEntry& entry);

}  // namespace gouji
