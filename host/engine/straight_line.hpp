// Whether a rule's body only computes: it asks for parts and fields by name, adds, multiplies and compares, and takes
// every step on every document. What it does on one document it then does on all.
#pragma once

#include "script/syntax.hpp"

namespace gouji {

// The tree of a rule's file. False where anything in `run` could go another way: a condition, a loop over something
// else than a parameter or a list of the file, a helper, a field of words used as a name.
bool only_computes(const script::Node& file);

}  // namespace gouji
