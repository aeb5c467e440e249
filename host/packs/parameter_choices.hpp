// Parameters whose values are words of a closed list (`choices`): looked at when the file is loaded, so that a slip is
// told at its own line and not where a script meets it.
#pragma once

#include "packs/parameters.hpp"
#include "packs/toml_file.hpp"

namespace gouji {

// choices = ["annual", "initial"], of the value or of each item of a list; choices = { 1 = [...] }, of the first value
// of each item; choices = { 2 = "parameters" }: its second value names a parameter. Fault "param.bad_demand".
ParameterChoices read_choices(const TomlFile& file, const toml::node& node);

// Fault "param.not_a_choice" at the word that is none of them. Where the parameter has a unit, a number will do too.
void need_choice(const TomlFile& file, const std::string& name, const ParameterChoices& choices, bool numbers,
                 const toml::node& value);

// With choices = { 2 = "parameters" }: what the second value of each item names.
std::vector<ParameterReference> references_in(const TomlFile& file, const std::string& name,
                                              const ParameterChoices& choices, const toml::node& value);

// "可用：annual、initial", "one of annual, initial"; empty where nothing is prescribed.
std::string choices_text(const Parameter& parameter, Language language);

}  // namespace gouji
