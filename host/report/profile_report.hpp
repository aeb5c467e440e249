// What a run cost: a few lines (`run --stats`), and where the time went (`run --profile`). Clocks show here and nowhere
// else; the results of the run know nothing of it.
#pragma once

#include <cstdint>
#include <string>

#include "engine/meter.hpp"
#include "report/report.hpp"

namespace gouji::report {

struct RunFacts {
  std::uint64_t documents = 0;
  std::uint64_t passed = 0;  // of them, in blocks
  std::uint64_t checks = 0, findings = 0;
  std::uint64_t bytes = 0;  // of the files read
  int workers = 0;
  std::uint64_t nanoseconds = 0;                // from the call to the written result
  std::uint64_t memory = 0, worker_memory = 0;  // bytes, at most: the main process, the largest worker
};

std::string stats_text(const RunFacts& facts, Language language);

std::string profile_text(const Profile& profile, const RunFacts& facts, Language language);
std::string profile_json(const Profile& profile, const RunFacts& facts);  // gouji.profile.v1
// A line a stack, frames parted by ";", then microseconds: what flame graph tools read.
std::string profile_stacks(const Profile& profile, Language language);
// The same stacks drawn: a page of its own, widths by time.
std::string profile_svg(const Profile& profile, Language language);

}  // namespace gouji::report
