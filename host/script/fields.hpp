// Shared by the bindings: how a field of a record reaches a script.
#pragma once

#include "model/record.hpp"
#include "script/call.hpp"

namespace gouji::script {

// `field` is one of fields_of(record.kind).
Leaf leaf_of(const Record& record, const Field& field);
// Pushes the field: words as text (nil when blank), targets as target objects (nil when missing), figures as values.
int give_field(Call& call, const Record& record, std::size_t index);

}  // namespace gouji::script
