// Cases that coverage and mutation leave out, in words and as JSON.
#pragma once

#include <string>

#include "formats/json_writer.hpp"
#include "regression/cases_aside.hpp"
#include "report/words.hpp"

namespace gouji::report {

std::string aside_text(const CasesAside& aside, Language language);
void aside_member(JsonWriter& json, const CasesAside& aside);

}  // namespace gouji::report
