// The system calls that a confined process may make.
#pragma once

namespace gouji {

// `programs`: all but those that reach other machines or processes; else a short list of those that evaluation needs.
// False where the kernel or the processor has no filter.
bool filter_system_calls(bool programs);
bool has_system_call_filter();

}  // namespace gouji
