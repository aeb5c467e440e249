// A parameter as findings and `gouji params` show it: its value for a year and every layer that sets it.
#pragma once

#include <string>

#include "base/fault.hpp"
#include "model/result.hpp"
#include "packs/parameters.hpp"

namespace gouji::app {

ParameterUse use_of(const Parameters& parameters, const std::string& name, int year);

// "national 2020 年起：90 %（rules/national/parameters.toml:3）"
std::string entry_text(const ParameterEntry& entry, Language language);

}  // namespace gouji::app
