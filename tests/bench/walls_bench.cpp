// What confinement costs: the rules of one pack over one form, in processes of their own, with and without the walls.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "base/confinement.hpp"
#include "bench/support.hpp"
#include "engine/evaluate.hpp"
#include "script/syntax.hpp"

namespace gouji::bench {
namespace {

constexpr int kForms = 300;  // evaluations of one process

std::filesystem::path rules_folder() {
  const char* home = std::getenv("GOUJI_HOME");
  return std::filesystem::path(home != nullptr && *home != '\0' ? home : GOUJI_SOURCE_DIR) / "rules";
}

struct Ready {
  std::unique_ptr<Verbs> verbs = make_verbs();
  script::Syntax syntax;
  std::shared_ptr<const PackChain> chain = load_pack(rules_folder() / "guizhou", rules_folder());
  RuleBook book{chain, verbs->catalogue, syntax, script::Limits{}};
  Document form = sound_form();
};

Ready& ready() {
  static Ready one;
  return one;
}

double now(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Processor seconds that the work takes in a process of its own; negative where it went wrong.
template <class Work>
double in_a_process(bool walls, Work work) {
  int ends[2];
  if (::pipe(ends) != 0) return -1;
  const pid_t process = ::fork();
  if (process == 0) {
    if (walls) confine({std::size_t{1} << 30U, {}, {}, false, {}});
    const double began = now(CLOCK_PROCESS_CPUTIME_ID);
    const bool good = work();
    const double taken = good ? now(CLOCK_PROCESS_CPUTIME_ID) - began : -1;
    const bool told = ::write(ends[1], &taken, sizeof taken) == sizeof taken;
    ::_exit(told ? 0 : 1);
  }
  ::close(ends[1]);
  double taken = -1;
  const bool got = ::read(ends[0], &taken, sizeof taken) == sizeof taken;
  ::close(ends[0]);
  ::waitpid(process, nullptr, 0);
  return got ? taken : -1;
}

void evaluation(benchmark::State& state, bool walls) {
  Ready& all = ready();
  const int checks = evaluate(all.form, all.book, *all.verbs, {}).checks;
  for (auto _ : state) {
    const double taken = in_a_process(walls, [&] {
      bool good = checks > 0;
      for (int i = 0; i < kForms; ++i) good = good && evaluate(all.form, all.book, *all.verbs, {}).checks == checks;
      return good;
    });
    if (!agreed(state, taken > 0)) return;
    state.SetIterationTime(taken);
  }
  state.counters["per_op"] =
      benchmark::Counter(kForms, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// From the fork to the end of the process.
void start(benchmark::State& state, bool walls) {
  ready();
  for (auto _ : state) {
    const double began = now(CLOCK_MONOTONIC);
    if (!agreed(state, in_a_process(walls, [] { return true; }) >= 0)) return;
    state.SetIterationTime(now(CLOCK_MONOTONIC) - began);
  }
}

BENCHMARK_CAPTURE(evaluation, bare, false)->Name("walls/book/bare")->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(evaluation, confined, true)
    ->Name("walls/book/confined")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(start, bare, false)->Name("walls/start/bare")->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(start, confined, true)->Name("walls/start/confined")->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gouji::bench
