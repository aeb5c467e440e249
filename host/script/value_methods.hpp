// The methods of figures. They are no type of the catalogue: all figures of a state share one metatable.
#pragma once

#include <span>

#include "script/boundary.hpp"

namespace gouji::script {

std::span<const Function> value_methods();

}  // namespace gouji::script
