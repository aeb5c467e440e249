#include "app/run_account.hpp"

#include <sys/resource.h>

namespace gouji::app {
namespace {

std::uint64_t most_memory_of(int who) {
  constexpr std::uint64_t kUnit = 1024;  // getrusage(2)
  struct rusage usage {};
  return ::getrusage(who, &usage) == 0 ? static_cast<std::uint64_t>(usage.ru_maxrss) * kUnit : 0;
}

}  // namespace

void RunAccount::count(const DocumentOutcome& outcome) {
  if (!profiled) return;
  for (const DocumentOutcome::Part& part : outcome.parts) {
    for (const Finding& finding : part.result.findings) {
      if (finding.outcome == Outcome::finding) ++findings[{part.pack, outcome.kind, finding.rule}];
    }
  }
}

void RunAccount::close() {
  facts.memory = most_memory_of(RUSAGE_SELF);
  facts.worker_memory = most_memory_of(RUSAGE_CHILDREN);
  if (!profiled) return;
  for (const auto& [names, count] : findings) profile.cost_of(names[0], names[1], names[2]).findings += count;
  profile.add_phases(in_main.take());
}

}  // namespace gouji::app
