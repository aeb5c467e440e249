// Verbs of `output` that read the narrative; registered with the others in bind_output.cpp.
#pragma once

#include "script/call.hpp"

namespace gouji::intake {

int read_claims(script::Call& call);
int read_claims_of(script::Call& call);

}  // namespace gouji::intake
