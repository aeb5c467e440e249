// One verb over many rows: sum(rows, "weight") over 15 indicators, column:values():sum() over 60 rows of a table.
#include "bench/support.hpp"

namespace gouji::bench {
namespace {

void verb_in_lua(benchmark::State& state, std::string_view body, bool table, const Exact& expected, std::size_t rows) {
  Document document = sound_form();
  document.tables.push_back(money_table());
  finish(document);
  Script script(body);
  const script::Object argument = table ? script::Object{script::types::table, &document.tables.front(), 0}
                                        : script::Object{script::types::evaluation, &document.evaluations.front(), 0};
  for (auto _ : state) script.run(document, argument);
  agreed(state, script.answer() == expected);
  count_operations(state, 100 * rows);
}

Exact weights(const Evaluation& evaluation) {
  static const auto weight = static_cast<std::size_t>(field_index(RecordKind::indicator, "weight"));
  Exact total;
  for (const Record& row : evaluation.indicators) {
    if (row.cells[weight].has_figure()) total = total + row.cells[weight].figure.value;
  }
  return total;
}

Exact third_column(const Table& table) {
  Exact total;
  for (const TableRow& row : table.rows) {
    if (row.cells[2].has_figure()) total = total + row.cells[2].figure.value;
  }
  return total;
}

Exact table_total() {
  static const Exact total = third_column(money_table());
  return total;
}

void indicators_in_cpp(benchmark::State& state) {
  const Document document = sound_form();
  const Evaluation* evaluation = &document.evaluations.front();
  Exact total;
  for (auto _ : state) {
    benchmark::DoNotOptimize(evaluation);
    total = weights(*evaluation);
    benchmark::DoNotOptimize(total);
  }
  agreed(state, total == Exact(90));
  count_operations(state, evaluation->indicators.size());
}

void table_in_cpp(benchmark::State& state) {
  const Table table = money_table();
  const Table* pointer = &table;
  Exact total;
  for (auto _ : state) {
    benchmark::DoNotOptimize(pointer);
    total = third_column(*pointer);
    benchmark::DoNotOptimize(total);
  }
  agreed(state, total == table_total());
  count_operations(state, table.rows.size());
}

BENCHMARK(indicators_in_cpp)->Name("column/indicators/cpp");
BENCHMARK_CAPTURE(
    verb_in_lua, _,
    "local rows, total = it:indicators()\nfor _ = 1, 100 do total = sum(rows, 'weight') end\nanswer(total)", false,
    Exact(90), 15)
    ->Name("column/indicators/gouji_verb");
BENCHMARK_CAPTURE(verb_in_lua, _,
                  "local rows, total = it:indicators()\n"
                  "for _ = 1, 100 do\n  total = rows[1].weight\n"
                  "  for position = 2, #rows do total = total + rows[position].weight end\nend\nanswer(total)",
                  false, Exact(90), 15)
    ->Name("column/indicators/gouji_loop");
BENCHMARK(table_in_cpp)->Name("column/table/cpp");
BENCHMARK_CAPTURE(
    verb_in_lua, _,
    "local column, total = it:column '栏次3'\nfor _ = 1, 100 do total = column:values():sum() end\nanswer(total)", true,
    table_total(), 60)
    ->Name("column/table/gouji_verb");
BENCHMARK_CAPTURE(verb_in_lua, _,
                  "local rows, total = it:rows()\n"
                  "for _ = 1, 100 do\n  total = rows[1]['栏次3']\n"
                  "  for position = 2, #rows do total = total + rows[position]['栏次3'] end\nend\nanswer(total)",
                  true, table_total(), 60)
    ->Name("column/table/gouji_loop");

}  // namespace
}  // namespace gouji::bench
