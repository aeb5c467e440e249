// The system calls that a confined process may make.
#pragma once

#include <cstdint>

namespace gouji {

// evaluation: a short list; programs: all but those that reach other machines or processes; verb: of these, none that
// start a program.
enum class SystemCalls : std::uint8_t { evaluation, verb, programs };

// False where the kernel or the processor has no filter.
bool filter_system_calls(SystemCalls wanted);
bool has_system_call_filter();

}  // namespace gouji
