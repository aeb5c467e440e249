// A worker process that ended before its answer: of what, and what it was doing.
#pragma once

#include <string>
#include <utility>

#include "base/fault.hpp"
#include "base/trail.hpp"
#include "engine/evaluate.hpp"

namespace gouji::app {

struct Death {
  enum class Cause : std::uint8_t { signal, time, silence, memory };
  Cause cause = Cause::signal;
  int signal = 0;      // 0: it went of itself
  double seconds = 0;  // cause time: what the call was allowed
  std::string rule;    // empty: none was running
  std::string file;    // of a script; empty: none was in work
  int line = 0;
  int times = 1;  // in the same place, one after another
  bool placed() const { return !rule.empty() || !file.empty(); }
  bool same_place(const Death& other) const { return rule == other.rule && (!rule.empty() || file == other.file); }
};

// What the trail says, put to the cause.
Death death_at(const Trail& trail, Death::Cause cause, int signal);

// What becomes of the rule or the file: Faults "worker.time", "worker.memory", "worker.crashed".
// `limits`: what was allowed, and where that is written.
EndedRule ended_by(const Death& death, const script::Limits& limits);

// "被信号 SIGSEGV 终止", "was ended by SIGSEGV"
std::pair<std::string, std::string> told(const Death& death);

// A process that crashed and whose job another one has done: what was left out is a fault of its own.
std::string recovered_note(const Death& death, Language language);

}  // namespace gouji::app
