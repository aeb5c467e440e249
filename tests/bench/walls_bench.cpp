// What confinement costs: the rules of one pack over one form, in processes of their own, with and without the walls.
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "base/confinement.hpp"
#include "base/files.hpp"
#include "bench/support.hpp"
#include "engine/evaluate.hpp"
#include "formats/dataset_source.hpp"
#include "script/syntax.hpp"

namespace gouji::bench {
namespace {

constexpr int kForms = 300;  // evaluations of one process

std::filesystem::path rules_folder() {
  const char* home = std::getenv("GOUJI_HOME");
  return std::filesystem::path(home != nullptr && *home != '\0' ? home : GOUJI_SOURCE_DIR) / "rules";
}

constexpr int kRounds = 7;  // pairs of processes, one with and one without the walls, whose medians are compared

// Rules with and without the first wall over the same documents.
struct Subject {
  std::unique_ptr<Verbs> verbs = make_verbs();
  script::Syntax syntax;
  struct Part {
    std::unique_ptr<RuleBook> walled, bare;
    std::vector<Document> documents;
  };
  std::vector<Part> parts;

  void add(const std::shared_ptr<const PackChain>& chain, std::vector<Document> documents) {
    script::Limits none;
    none.none_at_all = true;
    parts.push_back({std::make_unique<RuleBook>(chain, verbs->catalogue, syntax, script::Limits{}),
                     std::make_unique<RuleBook>(chain, verbs->catalogue, syntax, none), std::move(documents)});
  }

  int run(bool walls) const {
    int checks = 0;
    for (const Part& part : parts) {
      for (const Document& document : part.documents)
        checks += evaluate(document, walls ? *part.walled : *part.bare, *verbs, {}).checks;
    }
    return checks;
  }
};

// The rules of one pack over the form of the other benchmarks.
const Subject& book() {
  static const auto one = [] {
    auto subject = std::make_unique<Subject>();
    std::vector<Document> forms;
    forms.push_back(sound_form());
    subject->add(load_pack(rules_folder() / "guizhou", rules_folder()), std::move(forms));
    return subject;
  }();
  return *one;
}

// Every pack over the sample documents that it is for.
const Subject& packs() {
  static const auto one = [] {
    auto subject = std::make_unique<Subject>();
    for (const auto& chain : load_packs(rules_folder())) {
      std::vector<Document> documents;
      for_each_document(
          {rules_folder().parent_path() / "datasets"},
          [&](Document&& document) {
            if (chain->top().scope.covers(document)) documents.push_back(std::move(document));
          },
          [](const Fault&) {});
      if (!documents.empty()) subject->add(chain, std::move(documents));
    }
    return subject;
  }();
  return *one;
}

// Bodies that compute by themselves what the verbs of the rule language would: little but Lua.
struct Body {
  const char *name, *text;
};
constexpr std::array kBodies{
    Body{"loop", R"(local sum = 0
    for i = 1, 20000 do sum = sum + (i % 7) * 3 - (i // 5) end
    check:same(1, 1))"},
    Body{"tables", R"(local seen, count = {}, 0
    for i = 1, 3000 do seen["k" .. i % 500] = (seen["k" .. i % 500] or 0) + i end
    for _, n in pairs(seen) do if n > 100 then count = count + 1 end end
    check:same(1, 1))"},
    Body{"calls", R"(local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
    fib(18)
    check:same(1, 1))"},
    Body{"texts", R"(local parts = {}
    for i = 1, 600 do parts[#parts + 1] = "第" .. i .. "项" end
    local all = table.concat(parts, "、")
    check:same(1, 1))"},
};

// One rule of such a body, as a pack of its own.
const Subject& free_body(std::size_t which) {
  static std::array<std::unique_ptr<Subject>, kBodies.size()> made;
  auto& one = made.at(which);
  if (one) return *one;
  const auto root = std::filesystem::temp_directory_path() / fmt::format("gouji-walls-{}", ::getpid());
  std::filesystem::create_directories(root / "free/rules");
  files::write(root / "free/pack.toml", "id = \"free\"\nrevision = \"1\"\napi = 1\nowns = \"free\"\n");
  files::write(root / "free/rules/body.lua",
               fmt::format("rule {{ id = \"free.body\", title = \"自由写法\", basis = \"测试\", kind = \"核实性\",\n"
                           "  on = {{ evaluation = \"*\" }},\n  run = function(e, check)\n    {}\n  end }}\n",
                           kBodies.at(which).text));
  one = std::make_unique<Subject>();
  std::vector<Document> forms;
  forms.push_back(sound_form());
  one->add(load_pack(root / "free", root), std::move(forms));
  std::filesystem::remove_all(root);
  return *one;
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

double median(std::vector<double> times) {
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times[times.size() / 2];
}

// Evaluation with both walls against the same rules without them, turn by turn: `ratio` is what the walls cost.
void ratio(benchmark::State& state, const Subject& subject, int times) {
  const int checks = subject.run(true);
  if (!agreed(state, checks > 0 && subject.run(false) == checks)) return;
  std::vector<double> walled, bare;
  for (auto _ : state) {
    for (int round = 0; round < 2 * kRounds; ++round) {
      const bool walls = round % 2 == 0;
      const double taken = in_a_process(walls, [&] {
        bool good = true;
        for (int i = 0; i < times; ++i) good = good && subject.run(walls) == checks;
        return good;
      });
      if (!agreed(state, taken > 0)) return;
      (walls ? walled : bare).push_back(taken);
    }
    state.SetIterationTime(median(walled));
  }
  state.counters["ratio"] = median(walled) / median(bare);
  // On a machine that has other work: neighbours make times longer, never shorter.
  state.counters["ratio_of_best"] =
      *std::min_element(walled.begin(), walled.end()) / *std::min_element(bare.begin(), bare.end());
  state.counters["bare_ms"] = median(bare) * 1e3;
  state.counters["walled_ms"] = median(walled) * 1e3;
}

void ratio_of_book(benchmark::State& state) { ratio(state, book(), kForms); }
void ratio_of_packs(benchmark::State& state) { ratio(state, packs(), 1); }
void ratio_of_body(benchmark::State& state, std::size_t which) { ratio(state, free_body(which), kForms / 10); }

// From the fork to the end of the process.
void start(benchmark::State& state, bool walls) {
  book();
  for (auto _ : state) {
    const double began = now(CLOCK_MONOTONIC);
    if (!agreed(state, in_a_process(walls, [] { return true; }) >= 0)) return;
    state.SetIterationTime(now(CLOCK_MONOTONIC) - began);
  }
}

BENCHMARK(ratio_of_book)->Name("walls/ratio/book")->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(ratio_of_packs)->Name("walls/ratio/packs")->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
const bool bodies_registered = [] {
  for (std::size_t i = 0; i < kBodies.size(); ++i) {
    benchmark::RegisterBenchmark(fmt::format("walls/ratio/free_{}", kBodies.at(i).name).c_str(),
                                 [i](benchmark::State& state) { ratio_of_body(state, i); })
        ->UseManualTime()
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  }
  return true;
}();
BENCHMARK_CAPTURE(start, bare, false)->Name("walls/start/bare")->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(start, confined, true)->Name("walls/start/confined")->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gouji::bench
