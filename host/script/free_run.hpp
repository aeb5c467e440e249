// Only this folder's files include it.
// A call that runs without the step counter, which costs half of the speed of plain Lua, until it has taken a few
// milliseconds of processor time: then a clock of this thread sets the hook, from a signal handler, as lua.c does.
// What the hook then does is the caller's business. decisions/0016-free-runs.md
#pragma once

#include <chrono>

#include "script/lua_headers.hpp"

namespace gouji::script {

class FreeRun {
 public:
  // False where this thread has no such clock: then nothing would stop an endless loop.
  static bool possible();

  FreeRun(lua_State* state, lua_Hook hook);
  ~FreeRun();
  FreeRun(const FreeRun&) = delete;
  FreeRun& operator=(const FreeRun&) = delete;

  // Leaves the hook alone from here on; more instructions than can have run until now on any machine.
  std::uint64_t leave() const;

 private:
  std::chrono::steady_clock::time_point began_;
};

}  // namespace gouji::script
