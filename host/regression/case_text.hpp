// A document written as a case of a .cases.toml, in the form that people write them: what is usual is left out, tables
// are small CSV texts with the columns that hold something.
#pragma once

#include <string>

#include "regression/case_file.hpp"

namespace gouji {

// One [[case]], with an empty line before it. `note` may be empty.
std::string case_as_toml(const Case& one, const std::string& note, const CaseDefaults& defaults);

// What is left of the file after this text was put at its end parses as before: the text ends in a line break.
std::string with_case(const std::string& file, const std::string& case_text);

}  // namespace gouji
