// The texts of --help.
#pragma once

#include <span>
#include <string>

#include "app/verb.hpp"

namespace gouji::app {

std::string help_of_program(std::span<const Verb* const> verbs, Language language);
std::string help_of_verb(const Verb& verb, Language language);

// Options that every verb knows: --home, --lang, --help.
const std::vector<Option>& common_options();

// "GOUJI_RUN_FAIL_LEVEL"
std::string environment_name(std::string_view verb, std::string_view option);

}  // namespace gouji::app
