// One field read a turn, `it.executed`, inside one evaluation; and one add with one compare, `a + b <= c`.
#include "bench/plain_lua.hpp"
#include "bench/support.hpp"

namespace gouji::bench {
namespace {

// The total fund row of the form: initial 48, annual 48, executed 47.295, weight 10, with equal scales for integers.
const DecimalRow& row() {
  static const DecimalRow made{{{480000, 4}, {480000, 4}, {472950, 4}, {100000, 4}}};
  return made;
}

constexpr std::string_view kEmpty = "for _ = 1, 1000 do end\nreturn 1000";
constexpr std::string_view kRead = "local last\nfor _ = 1, 1000 do last = it.executed end\nreturn last";
// weight + weight <= executed: the mantissas 100000 + 100000 <= 472950
constexpr std::string_view kAdd =
    "local a, c, hits = it.weight, it.executed, 0\n"
    "for _ = 1, 1000 do if a + a <= c then hits = hits + 1 end end\nreturn hits";

void plain(benchmark::State& state, Form form, bool proxy, bool confined, std::string_view body,
           std::int64_t expected) {
  PlainLua lua(form, confined);
  if (proxy) {
    lua.give_proxy(row());
  } else {
    lua.give_table(row());
  }
  lua.load(body);
  std::int64_t result = 0;
  for (auto _ : state) result = lua.run();
  agreed(state, result == expected);
  count_operations(state, kTurns);
}

void ours(benchmark::State& state, std::string_view body, const Exact& expected) {
  const Document document = sound_form();
  Script script(body);
  const script::Object fund{script::types::fund, &document.evaluations.front().funds.front(), 0};
  for (auto _ : state) script.run(document, fund);
  agreed(state, script.answer() == expected);
  count_operations(state, kTurns);
}

void read_struct(benchmark::State& state) {
  const Document document = sound_form();
  const Record& fund = document.evaluations.front().funds.front();
  const auto executed = static_cast<std::size_t>(field_index(RecordKind::fund, "executed"));
  const Record* pointer = &fund;
  Exact last;
  for (auto _ : state) {
    for (std::size_t i = 0; i < kTurns; ++i) {
      benchmark::DoNotOptimize(pointer);
      last = pointer->cells.data()[executed].figure.value;
      benchmark::DoNotOptimize(last);
    }
  }
  agreed(state, last == *Exact::parse("47.295"));
  count_operations(state, kTurns);
}

template <class Number>
void add_compare(benchmark::State& state, Number weight, Number executed) {
  std::size_t hits = 0;
  for (auto _ : state) {
    hits = 0;
    for (std::size_t i = 0; i < kTurns; ++i) {
      benchmark::DoNotOptimize(weight);
      benchmark::DoNotOptimize(executed);
      hits += weight + weight <= executed ? 1U : 0U;
      benchmark::DoNotOptimize(hits);
    }
  }
  agreed(state, hits == kTurns);
  count_operations(state, kTurns);
}

BENCHMARK(read_struct)->Name("field/cpp_struct");
BENCHMARK_CAPTURE(plain, _, Form::integer, false, false, kEmpty, 1000)->Name("field/lua_empty_loop_without_hook");
BENCHMARK_CAPTURE(plain, _, Form::integer, false, true, kEmpty, 1000)->Name("field/lua_empty_loop");
BENCHMARK_CAPTURE(plain, _, Form::integer, false, false, kRead, 472950)->Name("field/lua_table_integer_without_hook");
BENCHMARK_CAPTURE(plain, _, Form::integer, false, true, kRead, 472950)->Name("field/lua_table_integer");
BENCHMARK_CAPTURE(plain, _, Form::integer, true, true, kRead, 472950)->Name("field/lua_proxy_integer");
BENCHMARK_CAPTURE(plain, _, Form::packed, true, true, kRead, 47295)->Name("field/lua_proxy_packed");
BENCHMARK_CAPTURE(plain, _, Form::full, true, true, kRead, 472950)->Name("field/lua_proxy_full_userdata");
BENCHMARK_CAPTURE(ours, _, "local last\nfor _ = 1, 1000 do last = it.executed end\nanswer(last)",
                  Exact::decimal(47295, 3))
    ->Name("field/gouji");
BENCHMARK_CAPTURE(ours, _, "local last\nfor _ = 1, 1000 do last = it.source end\nanswer(#last)", Exact(18))
    ->Name("field/gouji_words");
BENCHMARK_CAPTURE(ours, _, "local last\nfor _ = 1, 1000 do last = it:printed 'executed' end\nanswer(#last)", Exact(6))
    ->Name("field/gouji_method_printed");

BENCHMARK_CAPTURE(add_compare, _, std::int64_t{100000}, std::int64_t{472950})->Name("arithmetic/cpp_int64");
BENCHMARK_CAPTURE(add_compare, _, Exact::decimal(10, 0), Exact::decimal(47295, 3))->Name("arithmetic/cpp_Exact");
BENCHMARK_CAPTURE(plain, _, Form::integer, false, false, kAdd, 1000)->Name("arithmetic/lua_integer_without_hook");
BENCHMARK_CAPTURE(plain, _, Form::integer, false, true, kAdd, 1000)->Name("arithmetic/lua_integer");
BENCHMARK_CAPTURE(plain, _, Form::packed, true, true, kAdd, 1000)->Name("arithmetic/lua_packed");
BENCHMARK_CAPTURE(plain, _, Form::full, true, true, kAdd, 1000)->Name("arithmetic/lua_full_userdata");
// Kinds never mix, so ours adds and compares two amounts of money: 47.295 + 47.295 >= 48.
BENCHMARK_CAPTURE(ours, _,
                  "local a, c, hits = it.executed, it.annual, 0\n"
                  "for _ = 1, 1000 do if c <= a + a then hits = hits + 1 end end\nanswer(hits)",
                  Exact(1000))
    ->Name("arithmetic/gouji");

}  // namespace
}  // namespace gouji::bench
