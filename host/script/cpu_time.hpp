// The processor time of this thread: a machine that is busy with other work takes none of a script's time, so that the
// same script ends the same way.
#pragma once

#include <ctime>

#include <chrono>

namespace gouji::script {

using CpuTime = std::chrono::nanoseconds;

inline CpuTime cpu_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace gouji::script
