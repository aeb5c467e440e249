// Real rules through `evaluate` on a form of 15 indicators, beside the same checks in C++ over the same model.
#include <cstdlib>
#include <filesystem>

#include "bench/support.hpp"
#include "engine/evaluate.hpp"
#include "model/labels.hpp"
#include "script/syntax.hpp"

namespace gouji::bench {
namespace {

// GOUJI_HOME as for gouji itself: two builds of the host can be measured with one set of rules.
std::filesystem::path packs() {
  const char* home = std::getenv("GOUJI_HOME");
  return std::filesystem::path(home != nullptr && *home != '\0' ? home : GOUJI_SOURCE_DIR) / "rules";
}

struct Bench {
  std::unique_ptr<Verbs> verbs = make_verbs();
  script::Syntax syntax;
  std::shared_ptr<const PackChain> chain = load_pack(packs() / "guizhou", packs());
  RuleBook book{chain, verbs->catalogue, syntax, script::Limits{}};
};

Bench& bench() {
  static Bench one;
  return one;
}

// --- the same checks by hand ---------------------------------------------------------------------------------------

std::size_t at(RecordKind kind, std::string_view key) { return static_cast<std::size_t>(field_index(kind, key)); }

struct Columns {
  std::size_t source = at(RecordKind::fund, "source"), fund_score = at(RecordKind::fund, "score");
  std::size_t level3 = at(RecordKind::indicator, "level3"), target = at(RecordKind::indicator, "target");
  std::size_t actual = at(RecordKind::indicator, "actual"), weight = at(RecordKind::indicator, "weight");
  std::size_t score = at(RecordKind::indicator, "score"), total = at(RecordKind::evaluation, "total_score");
};
const Columns kColumns;

bool is_subtotal(const Record& row) {
  const std::string& name = row.cells[kColumns.level3].printed;
  return name.ends_with("小计") || name.ends_with("合计");
}

const Record* total_fund(const Evaluation& form) {
  for (const Record& fund : form.funds) {
    if (label_key(fund.cells[kColumns.source].printed) == "年度资金总额") return &fund;
  }
  return nullptr;
}

// 总分 = 执行率得分 + 各项指标得分
std::size_t scores_total(const Evaluation& form) {
  const Record* fund = total_fund(form);
  if (fund == nullptr) return 0;
  Exact total;
  if (fund->cells[kColumns.fund_score].has_figure()) total = fund->cells[kColumns.fund_score].figure.value;
  for (const Record& row : form.indicators) {
    if (!is_subtotal(row) && row.cells[kColumns.score].has_figure())
      total = total + row.cells[kColumns.score].figure.value;
  }
  const Cell& printed = form.head.cells[kColumns.total];
  return printed.has_figure() && !(printed.figure.value == total) ? 1U : 0U;
}

std::optional<bool> met(const Target& target, const Exact& wanted, const Exact& done) {
  switch (target.comparison) {
    case Comparison::equal: return done == wanted;
    case Comparison::at_least: return done >= wanted;
    case Comparison::more_than: return done > wanted;
    case Comparison::at_most: return done <= wanted;
    case Comparison::less_than: return done < wanted;
    case Comparison::none: break;
  }
  return std::nullopt;
}

// 正向 B/A×分值, 反向 A/B×分值, 不超过分值; the printed score stands for half a unit around it.
std::size_t score_formula(const Evaluation& form) {
  std::size_t findings = 0;
  for (const Record& row : form.indicators) {
    const Cell& score = row.cells[kColumns.score];
    const Cell& weight = row.cells[kColumns.weight];
    if (!score.has_figure() || !weight.has_figure() || is_subtotal(row)) continue;
    const Target target = parse_target(row.cells[kColumns.target].printed);
    const Target actual = parse_target(row.cells[kColumns.actual].printed);
    if (!target.numeric() || !actual.numeric() || target.range() || actual.range()) continue;
    if (target.low->unit.kind != actual.low->unit.kind) continue;
    const Exact& wanted = target.low->value;
    const Exact& done = actual.low->value;
    const auto reached = met(target, wanted, done);
    if (!reached) continue;
    Exact formula = weight.figure.value;
    if (!*reached && !wanted.is_zero() && !done.is_zero()) {
      const Exact share = is_reverse(target).value_or(false) ? wanted / done : done / wanted;
      formula = std::min(weight.figure.value * share, weight.figure.value);
    }
    const Exact half = half_unit(score.figure, score.figure.decimals);
    if ((score.figure.value - formula).abs() > half) ++findings;
  }
  return findings;
}

// --- benchmarks ----------------------------------------------------------------------------------------------------

constexpr std::string_view kTotal = "national.evaluation.scores_total";
constexpr std::string_view kFormula = "guizhou.indicator.score_formula";

using ByHand = std::size_t (*)(const Evaluation&);

void in_cpp(benchmark::State& state, ByHand check, bool sound, std::size_t expected) {
  const Document document = sound ? sound_form() : faulty_form();
  const Evaluation* form = &document.evaluations.front();
  std::size_t findings = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(form);
    findings = check(*form);
    benchmark::DoNotOptimize(findings);
  }
  agreed(state, findings == expected);
  count_operations(state, 1);
}

void in_gouji(benchmark::State& state, std::string_view rule, bool sound, std::size_t expected) {
  const Document document = sound ? sound_form() : faulty_form();
  Bench& own = bench();
  EvaluateOptions options;
  options.wanted = [&](const std::string& id) { return id == rule; };
  DocumentResult result;
  for (auto _ : state) result = evaluate(document, own.book, *own.verbs, options);
  std::size_t findings = 0;
  for (const Finding& finding : result.findings) findings += finding.outcome == Outcome::finding ? 1U : 0U;
  agreed(state, findings == expected && own.book.broken().empty());
  count_operations(state, 1);
}

// Every rule and the scoring: what `gouji run` does with one form.
void whole_book(benchmark::State& state, bool sound) {
  const Document document = sound ? sound_form() : faulty_form();
  Bench& own = bench();
  DocumentResult result;
  for (auto _ : state) result = evaluate(document, own.book, *own.verbs, {});
  std::size_t findings = 0;
  std::size_t faults = 0;
  for (const Finding& finding : result.findings) {
    findings += finding.outcome == Outcome::finding ? 1U : 0U;
    faults += finding.outcome == Outcome::fault ? 1U : 0U;
  }
  agreed(state, faults == 0 && findings == (sound ? 0U : 2U) && result.scores.size() == 1);
  state.counters["checks"] = result.checks;
  state.counters["rules"] = static_cast<double>(own.book.rules().size());
  count_operations(state, 1);
}

void state_creation(benchmark::State& state) {
  const auto verbs = make_verbs();
  std::size_t memory = 0;
  for (auto _ : state) memory = script::State(verbs->catalogue, script::Limits{}).memory();
  agreed(state, memory > 10'000);
  state.counters["bytes"] = static_cast<double>(memory);
  count_operations(state, 1);
}

void pack_from_disk(benchmark::State& state) {
  std::size_t layers = 0;
  for (auto _ : state) layers = load_pack(packs() / "guizhou", packs())->layers.size();
  agreed(state, layers == 2);
  count_operations(state, 1);
}

void syntax_parser(benchmark::State& state) {
  for (auto _ : state) {
    script::Syntax syntax;
    benchmark::DoNotOptimize(syntax);
  }
  count_operations(state, 1);
}

void rule_book(benchmark::State& state) {
  Bench& own = bench();
  std::size_t rules = 0;
  std::size_t memory = 0;
  for (auto _ : state) {
    RuleBook book(own.chain, own.verbs->catalogue, own.syntax, script::Limits{});
    rules = book.rules().size();
    memory = book.state().memory();
  }
  agreed(state, rules == own.book.rules().size());
  state.counters["bytes"] = static_cast<double>(memory);
  count_operations(state, 1);
}

BENCHMARK_CAPTURE(in_cpp, _, scores_total, true, 0)->Name("rule/scores_total/cpp");
BENCHMARK_CAPTURE(in_gouji, _, kTotal, true, 0)->Name("rule/scores_total/gouji");
BENCHMARK_CAPTURE(in_cpp, _, scores_total, false, 1)->Name("rule/scores_total_finding/cpp");
BENCHMARK_CAPTURE(in_gouji, _, kTotal, false, 1)->Name("rule/scores_total_finding/gouji");
BENCHMARK_CAPTURE(in_cpp, _, score_formula, true, 0)->Name("rule/score_formula/cpp");
BENCHMARK_CAPTURE(in_gouji, _, kFormula, true, 0)->Name("rule/score_formula/gouji");
BENCHMARK_CAPTURE(in_cpp, _, score_formula, false, 1)->Name("rule/score_formula_finding/cpp");
BENCHMARK_CAPTURE(in_gouji, _, kFormula, false, 1)->Name("rule/score_formula_finding/gouji");
BENCHMARK_CAPTURE(whole_book, _, true)->Name("book/sound_form")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(whole_book, _, false)->Name("book/faulty_form")->Unit(benchmark::kMicrosecond);
BENCHMARK(state_creation)->Name("start/state")->Unit(benchmark::kMicrosecond);
BENCHMARK(pack_from_disk)->Name("start/pack_from_disk")->Unit(benchmark::kMicrosecond);
BENCHMARK(syntax_parser)->Name("start/syntax_parser")->Unit(benchmark::kMicrosecond);
BENCHMARK(rule_book)->Name("start/rule_book")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gouji::bench
