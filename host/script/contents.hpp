// Whether a table that a script hands over holds the same as one seen before, without reading it as a whole.
#pragma once

#include <optional>
#include <string>

#include "script/call.hpp"

namespace gouji::script {

// Bytes that tell what the argument holds: equal bytes, equal contents, in whatever state and order of keys. nullopt for
// what has no contents of its own (functions, figures, objects) and for tables that are too deep.
std::optional<std::string> contents_of(const Call& call, int index);

}  // namespace gouji::script
