// How statements reach the document.
#pragma once

#include "import/session.hpp"
#include "import/statement.hpp"

namespace gouji::intake {

// Writes one table to the document, each of its pieces to session.placed.
void keep_table(Session& session, ReadTable read);

// The method output:tables(book [, from [, to]]).
int read_tables(script::Call& call);

}  // namespace gouji::intake
