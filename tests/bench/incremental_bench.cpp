// A moved threshold over many self-evaluations, beside a full run: regression/incremental. GOUJI_BENCH_DOCUMENTS says
// how many (10,000 without). Documents stand in memory as NDJSON lines and are read again when they are needed.
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>

#include "bench/support.hpp"
#include "formats/ndjson.hpp"
#include "regression/incremental.hpp"
#include "script/syntax.hpp"

namespace gouji::bench {
namespace {

// One form of some 2.5 kB; about one in ten has a score or a rate that is not what its figures give.
std::string made_up_line(std::size_t index, std::mt19937& random) {
  const auto pick = [&](int from, int to) {
    return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1));
  };
  const int annual = pick(10'000, 900'000);
  // Most of the year's money is spent; one form in twelve is below 90 %.
  const int executed = annual / 1000 * (pick(1, 8) == 1 ? pick(700, 999) : pick(950, 1000));
  const auto money = [](int fen) { return fmt::format("{}.{:02}", fen / 100, fen % 100); };
  const Exact rate = (Exact(executed) / Exact(annual) * Exact(100)).rounded(2);
  const Exact fund_score = (rate * Exact::fraction(1, 10)).rounded(2) - (pick(1, 20) == 1 ? Exact(1) : Exact(0));
  Exact total = fund_score;
  std::string rows;
  const char* const levels[] = {"产出指标", "效益指标", "满意度指标"};
  const int weights[] = {10, 10, 10, 10, 10, 10, 10, 10, 10};
  for (std::size_t i = 0; i < std::size(weights); ++i) {
    const int target = pick(20, 400);
    const int actual = pick(1, 15) == 1 ? target * pick(50, 99) / 100 : target * pick(100, 160) / 100;
    Exact score = actual >= target ? Exact(weights[i]) : (Exact(actual) / Exact(target) * Exact(weights[i])).rounded(2);
    if (pick(1, 60) == 1) score = score - Exact(1);
    total = total + score;
    rows += fmt::format(
        R"({}{{"level1":"{}","level1_weight":"{}","level2":"{}","level3":"第{}项服务企业和群众办事数量","target":"≥{}件",)"
        R"("actual":"{}件","weight":"{}","score":"{}","reason":null,"at":{{"line":{}}}}})",
        i == 0 ? "" : ",", levels[i / 4], i / 4 == 0 ? 40 : (i / 4 == 1 ? 40 : 10), i / 4 == 2 ? "满意度" : "数量",
        i + 1, target, actual, weights[i], score.text(2), 20 + i);
  }
  if (pick(1, 40) == 1) total = total + Exact(1);
  return fmt::format(
      R"({{"schema":"gouji.disclosure.v1","id":"虚构单位{0}-2023-self_evaluation","province":"四川省","unit":"虚构单位{0}",)"
      R"("year":2023,"kind":"self_evaluation","money_unit":"万元","source":{{"file":"{0}.txt","sha256":"{1:064}",)"
      R"("layout":"sichuan/self_evaluation"}},"tables":[],"evaluations":[{{"scope":"project","name":"虚构项目{0}",)"
      R"("number":null,"stated_score":null,"funds":[{{"source":"年度资金总额","initial":"{2}","annual":"{2}","executed":"{3}",)"
      R"("weight":"10","rate":"{4}%","score":"{5}","reason":null,"at":{{"line":9}}}}],"indicators":[{6}],)"
      R"("texts":[{{"label":"年度总体目标","present":true,"chars":80,"at":{{"line":12}}}}],"total_weight":"100",)"
      R"("total_score":"{7}","grade":"优","at":{{"line":4,"to":40}}}}],"claims":[]}})",
      index, index, money(annual), money(executed), rate.text(2), fund_score.text(2), rows, total.text(2));
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Corpus {
  std::vector<std::string> lines;
  std::unique_ptr<Verbs> verbs = make_verbs();
  script::Syntax syntax;
  std::shared_ptr<const PackChain> chain;
  std::unique_ptr<RuleBook> book;
  std::unique_ptr<Incremental> incremental;
  double full_cpu = 0;

  Corpus() {
    const char* asked = std::getenv("GOUJI_BENCH_DOCUMENTS");
    const std::size_t count = asked != nullptr ? std::strtoul(asked, nullptr, 10) : 10'000;
    std::mt19937 random(2026);  // NOLINT(cert-msc51-cpp): the same documents every time
    for (std::size_t i = 0; i < count; ++i) lines.push_back(made_up_line(i, random));
    const char* home = std::getenv("GOUJI_HOME");
    const std::filesystem::path rules =
        std::filesystem::path(home != nullptr && *home != '\0' ? home : GOUJI_SOURCE_DIR) / "rules";
    chain = load_pack(rules / "sichuan", rules);
    book = std::make_unique<RuleBook>(chain, verbs->catalogue, syntax, script::Limits{});
    const double start = cpu_seconds();
    incremental = std::make_unique<Incremental>(*book, *verbs, lines.size(), [this](std::size_t i) {
      return *read_ndjson_line({lines[i], static_cast<int>(i) + 1, 0, true}, "bench",
                               [](const Fault& fault) { throw fault; });
    });
    full_cpu = cpu_seconds() - start;
  }
};

Corpus& corpus() {
  static Corpus one;
  return one;
}

void set_threshold(benchmark::State& state, const std::string& name, const std::vector<Exact>& values) {
  Corpus& all = corpus();
  std::size_t turn = 0, documents = 0, moved = 0;
  const double start = cpu_seconds();
  for (auto _ : state) {
    const Incremental::Step step = all.incremental->set_number(name, values[turn++ % values.size()]);
    documents += step.documents;
    if (step.before.findings.size() != step.after.findings.size()) ++moved;
  }
  const auto turns = static_cast<double>(std::max<std::size_t>(1, turn));
  state.counters["documents"] = static_cast<double>(all.lines.size());
  state.counters["run_again"] = static_cast<double>(documents) / turns;
  state.counters["moved"] = static_cast<double>(moved);
  state.counters["full_cpu_s"] = all.full_cpu;
  state.counters["full_to_step"] = all.full_cpu * turns / (cpu_seconds() - start);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

void told_from(benchmark::State& state) {
  set_threshold(state, "score.rounding_told", {Exact::fraction(11, 100), Exact::fraction(1, 10)});
}

void reason_below(benchmark::State& state) {
  set_threshold(state, "sichuan.execution.reason_below", {Exact::fraction(85, 100), Exact::fraction(90, 100)});
}

}  // namespace

BENCHMARK(told_from)->Name("incremental/rounding_told")->Unit(benchmark::kMillisecond)->Iterations(4);
BENCHMARK(reason_below)->Name("incremental/reason_below")->Unit(benchmark::kMillisecond)->Iterations(4);

}  // namespace gouji::bench
