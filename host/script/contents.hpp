// Whether a table that a script hands over holds the same as one seen before, without reading it as a whole.
#pragma once

#include <cstdint>
#include <string>

#include "script/call.hpp"

namespace gouji::script {

// Of a table that can no longer be changed: the same for the same table for as long as its state lives. nullptr for
// everything else.
const void* lasting_identity(const Call& call, int index);

enum class KeyOrder : std::uint8_t { as_kept, sorted };

// Bytes that tell what the argument holds: equal bytes, equal contents, in whatever state that lives. With sorted keys
// equal contents give equal bytes, too; as they are kept is quicker and the same each time for one table. `out` is
// replaced, its memory used again. False for what has no contents of its own (functions, figures, objects) and for
// tables that are too deep.
bool contents_of(const Call& call, int index, KeyOrder order, std::string& out);

}  // namespace gouji::script
