// Where in a script's text the author's table says something: faults of a header are told at the line of the key, not
// at the line where the table begins.
#pragma once

#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace gouji {

// The line of the first `word` at or behind line `from` that is no part of a longer name; with `as_key` one with =
// behind it. `from` where there is none. Lines from 1.
int line_of_word(std::string_view source, std::string_view word, int from, bool as_key = false);

// A fault told at the header that is about one of its keys (its id, basis, kind …) is told at that key.
void point_at_key(Fault& fault, const Location& header, std::string_view source);

}  // namespace gouji
