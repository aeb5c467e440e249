// The second wall around verbs that run rules or layouts in their own process: all of the verb runs in a confined child
// of this process, which watches it. What crashes the interpreter, or never comes back, ends in one message with the
// script's file.
#pragma once

#include <functional>
#include <optional>

#include "base/confinement.hpp"

namespace gouji::app {

class Session;
struct Verb;
class Arguments;

// What the verb may do in this call: read everything, write its outputs and, where it is for that, packs. Nothing where
// it runs no script in its own process (its workers are confined by themselves).
std::optional<Confinement> wall_of(const Verb& verb, Session& session, const Arguments& arguments);

// The exit status of `work` in a process behind the wall, which shares this one's terminal, files and signals. Faults
// are `work`'s own business; "worker.crashed", "worker.time", "worker.memory" and "worker.died" are thrown here.
int run_guarded(const Confinement& wall, Session& session, const std::function<int()>& work);

}  // namespace gouji::app
