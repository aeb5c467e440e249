// output:forms(spec): the self-evaluation forms of the source's grids, written to the document.
#pragma once

#include "import/grid_form.hpp"
#include "import/session.hpp"

namespace gouji::intake {

// What a form is called in the account of the numbers: its kind, number and name.
std::string home_of_form(const Record& head);

// Adds what was read to the document, with its places and doubts. `money` is the document's unit.
void keep_form(Session& session, const ReadForm& read);

// output:forms(spec [, from [, to]]) -> { { first_line, last_line, name }, … }
int read_forms(script::Call& call);
// source:forms(spec) -> { { line, title, unit, province, scope, funds, indicators }, … }: what recognising needs
int find_forms(script::Call& call);

}  // namespace gouji::intake
