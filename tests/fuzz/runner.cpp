// The program that libFuzzer drives. GOUJI_FUZZ_TARGET names the target; the options are libFuzzer's own:
//   GOUJI_FUZZ_TARGET=csv build/fuzz/bin/gouji_fuzz_runner -max_total_time=60 found tests/fuzz/corpus/csv
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fuzz/support.hpp"
#include "fuzz/targets.hpp"

namespace {

const gouji::fuzz::Entry& chosen() {
  static const gouji::fuzz::Entry* const target = [] {
    const char* name = std::getenv("GOUJI_FUZZ_TARGET");
    const gouji::fuzz::Entry* found = name == nullptr ? nullptr : gouji::fuzz::find_target(name);
    if (found == nullptr) {
      std::fprintf(stderr, "GOUJI_FUZZ_TARGET names no target; there are:\n");
      for (const gouji::fuzz::Entry& one : gouji::fuzz::targets())
        std::fprintf(stderr, "  %.*s\n", static_cast<int>(one.name.size()), one.name.data());
      std::exit(2);
    }
    gouji::fuzz::shut_out_programs();
    return found;
  }();
  return *target;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gouji::fuzz::outcome_of(chosen(), {reinterpret_cast<const char*>(data), size});
  return 0;
}
