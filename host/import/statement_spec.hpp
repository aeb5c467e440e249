// The book of tables that layouts hand over as a plain table → StatementBook.
#pragma once

#include "import/statement.hpp"
#include "script/plain.hpp"

namespace gouji::intake {

// { words = { … }, tables = { { name, aliases, columns, … }, … } }. Fault layout.bad_spec names the key that is not
// known or is of the wrong kind.
StatementBook read_statement_book(const script::Plain& plain);

}  // namespace gouji::intake
