// What a run tells of itself beside its results, for those who ask: --stats and --profile.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "app/runner.hpp"
#include "engine/meter.hpp"
#include "report/profile_report.hpp"

namespace gouji::app {

struct RunAccount {
  report::RunFacts facts;
  bool profiled = false;
  Meter in_workers;  // each worker process has its own copy
  Meter in_main;
  Profile profile;
  std::map<std::array<std::string, 3>, std::uint64_t> findings;  // by pack, kind of document and rule

  Meter* workers_meter() { return profiled ? &in_workers : nullptr; }
  Meter* main_meter() { return profiled ? &in_main : nullptr; }
  // What people have decided about its findings is in the outcome already.
  void count(const DocumentOutcome& outcome);
  // What the processes that have ended leave behind, and all that was measured.
  void close();
};

}  // namespace gouji::app
