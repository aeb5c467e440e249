// The limit that everything else is measured by: the checks of ../checks.md by hand over simdjson, a block at a time.
//
//   yardstick self_evaluations|table_sets INPUT OUTPUT    the checks, findings as NDJSON
//   yardstick stage1 INPUT                                simdjson's first stage alone: where what stands
//   yardstick read INPUT                                  the bytes alone
#include <simdjson.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <string_view>

#include "blocks.hpp"
#include "findings.hpp"
#include "self_evaluation.hpp"
#include "table_set.hpp"

namespace {

using namespace gouji::bench::country;

template <typename Checks>
void run(const char* input, const char* output) {
  simdjson::ondemand::parser parser;
  Findings findings(output);
  Checks checks;
  Blocks(input).each([&](const std::uint8_t* text, std::size_t length) {
    simdjson::ondemand::document_stream records = parser.iterate_many(text, length, length);
    for (auto record : records) {
      checks.check(record.get_object(), findings);
      findings.end_record();
    }
    if (records.truncated_bytes() > 0) throw std::runtime_error("the input ends in the middle of a record");
  });
  findings.close(Checks::kChecks);
}

void stage1(const char* input) {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  std::size_t capacity = 0, places = 0;
  Blocks(input).each([&](const std::uint8_t* text, std::size_t length) {
    if (length > capacity) {
      capacity = length;
      if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, simdjson::DEFAULT_MAX_DEPTH,
                                                                                  parser) != simdjson::SUCCESS)
        throw std::runtime_error("no memory");
    }
    if (parser->stage1(text, length, simdjson::stage1_mode::regular) != simdjson::SUCCESS)
      throw std::runtime_error("simdjson refuses the input");
    places += parser->n_structural_indexes;
  });
  std::printf("{\"places\": %zu, \"simdjson\": \"%s\"}\n", places,
              simdjson::get_active_implementation()->name().c_str());
}

void read_only(const char* input) {
  std::size_t bytes = 0;
  Blocks(input).each([&](const std::uint8_t*, std::size_t length) { bytes += length; });
  std::printf("{\"bytes\": %zu}\n", bytes);
}

}  // namespace

int main(int count, char** words) {
  const std::string_view mode = count > 1 ? words[1] : "";
  try {
    if (mode == "self_evaluations" && count == 4) {
      run<SelfEvaluations>(words[2], words[3]);
    } else if (mode == "table_sets" && count == 4) {
      run<TableSets>(words[2], words[3]);
    } else if (mode == "stage1" && count == 3) {
      stage1(words[2]);
    } else if (mode == "read" && count == 3) {
      read_only(words[2]);
    } else {
      std::fprintf(stderr, "usage: yardstick self_evaluations|table_sets INPUT OUTPUT, yardstick stage1|read INPUT\n");
      return 1;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "yardstick: %s\n", error.what());
    return 1;
  }
  return 0;
}
