// Lines of a baseline, in any order, merged or damaged.
#include "regression/baseline.hpp"

#include "fuzz/support.hpp"

namespace gouji::fuzz {

void baseline(std::string_view bytes) {
  const std::string once = write_baseline(read_baseline(bytes, "基线.ndjson"));
  need(write_baseline(read_baseline(once, "基线.ndjson")) == once, "a baseline is not read as it was written");
}

}  // namespace gouji::fuzz
