// A line of NDJSON to a document, beside simdjson's first stage (where what stands, UTF-8 checked) over the same bytes.
#ifdef GOUJI_BENCH_SIMDJSON
#include <simdjson.h>
#endif

#include "bench/country/corpus/record.hpp"
#include "bench/support.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/json_disclosure_quick.hpp"

namespace gouji::bench {
namespace {

using MakeRecord = country::Record (*)(std::int64_t, const country::Wishes&);

constexpr int kLines = 128;

std::vector<std::string> lines_of(MakeRecord make) {
  std::vector<std::string> lines;
  for (int number = 1; number <= kLines; ++number) lines.push_back(make(number, {}).line);
  return lines;
}

void count_lines(benchmark::State& state, const std::vector<std::string>& lines) {
  std::size_t bytes = 0;
  for (const std::string& line : lines) bytes += line.size();
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
  count_operations(state, lines.size());
}

using Read = Document (*)(std::string_view json, const std::string& file, int line);

void documents(benchmark::State& state, MakeRecord make, Read read) {
  const std::vector<std::string> lines = lines_of(make);
  std::size_t rows = 0;
  for (auto _ : state) {
    rows = 0;
    for (const std::string& line : lines) {
      const Document document = read(line, "bench.ndjson", 1);
      rows += document.tables.size() + document.evaluations.size();
    }
  }
  agreed(state, rows >= lines.size());
  count_lines(state, lines);
}

#ifdef GOUJI_BENCH_SIMDJSON
void stage1(benchmark::State& state, MakeRecord make) {
  const std::vector<std::string> lines = lines_of(make);
  std::vector<simdjson::padded_string> padded;
  std::size_t longest = 0;
  for (const std::string& line : lines) {
    padded.emplace_back(line);
    longest = std::max(longest, line.size());
  }
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  agreed(state, simdjson::get_active_implementation()->create_dom_parser_implementation(
                    longest, simdjson::DEFAULT_MAX_DEPTH, parser) == simdjson::SUCCESS);
  bool sound = true;
  for (auto _ : state) {
    for (const simdjson::padded_string& line : padded) {
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
      sound = sound && parser->stage1(bytes, line.size(), simdjson::stage1_mode::regular) == simdjson::SUCCESS;
    }
  }
  agreed(state, sound);
  count_lines(state, lines);
}

BENCHMARK_CAPTURE(stage1, self_evaluations, country::self_evaluation)->Name("parse/simdjson_stage1/self_evaluation");
BENCHMARK_CAPTURE(stage1, table_sets, country::table_set)->Name("parse/simdjson_stage1/table_set");
#endif

BENCHMARK_CAPTURE(documents, self_evaluations, country::self_evaluation, read_disclosure)
    ->Name("parse/document/self_evaluation");
BENCHMARK_CAPTURE(documents, table_sets, country::table_set, read_disclosure)->Name("parse/document/table_set");
BENCHMARK_CAPTURE(documents, self_evaluations_tree, country::self_evaluation, read_disclosure_from_tree)
    ->Name("parse/tree/self_evaluation");
BENCHMARK_CAPTURE(documents, table_sets_tree, country::table_set, read_disclosure_from_tree)
    ->Name("parse/tree/table_set");

}  // namespace
}  // namespace gouji::bench
