// What the benchmarks share: one self-evaluation form, self-checks, and Lua functions run as rules run.
#pragma once

#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/exact.hpp"
#include "model/document.hpp"
#include "script/catalogue.hpp"
#include "script/state.hpp"

namespace gouji::bench {

// 15 indicators, 3 fund rows, 3 text blocks, as a Guizhou project form prints them; nothing is wrong with it.
Document sound_form();
// The same with one score above its formula and a total that does not add up.
Document faulty_form();
// 60 rows x 6 columns of money in 万元 with two decimals.
Table money_table();

// "per_op": CPU time of one of the `count` operations in an iteration.
void count_operations(benchmark::State& state, std::size_t count);
// A benchmark whose result is wrong measures nothing.
bool agreed(benchmark::State& state, bool good);

// One function of a rule file, run inside evaluations of a document by the product's own state.
class Script {
 public:
  // `body` sees the function's argument as `it`; answer(x) hands a result back.
  explicit Script(std::string_view body);
  void run(const Document& document, const script::Object& argument);
  const Exact& answer() const;

 private:
  script::Catalogue catalogue_;
  std::unique_ptr<script::State> state_;
  script::FunctionRef function_;
};

inline constexpr std::size_t kTurns = 1000;  // of a loop inside one call; written out as 1000 in the Lua texts

}  // namespace gouji::bench
