// corpus KIND COUNT [--seed N] [--faults PER_THOUSAND] [--huge] [--seeded FILE]: KIND is `self_evaluations` or
// `table_sets`; one disclosure a line on stdout, the seeded faults {record, check, kind} in FILE. Same words, same
// bytes.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "record.hpp"

namespace {

using namespace gouji::bench::country;

[[noreturn]] void refuse(const char* why, std::string_view what) {
  std::fprintf(stderr, "corpus: %s: %.*s\n", why, static_cast<int>(what.size()), what.data());
  std::exit(1);
}

}  // namespace

int main(int count, char** words) {
  if (count < 3)
    refuse("usage", "corpus self_evaluations|table_sets COUNT [--seed N] [--faults N] [--huge] [--seeded FILE]");
  const std::string_view kind = words[1];
  if (kind != "self_evaluations" && kind != "table_sets") refuse("no such kind", kind);
  const std::int64_t records = std::atoll(words[2]);
  Wishes wishes;
  std::FILE* seeded = nullptr;
  for (int at = 3; at < count; ++at) {
    const std::string_view word = words[at];
    if (word == "--huge") {
      wishes.huge = true;
      continue;
    }
    if (at + 1 == count) refuse("a value is missing, or there is no such option", word);
    const char* value = words[++at];
    if (word == "--seed") {
      wishes.seed = std::strtoull(value, nullptr, 10);
    } else if (word == "--faults") {
      wishes.faults_per_1000 = std::atoi(value);
    } else if (word == "--seeded") {
      seeded = std::fopen(value, "w");
      if (seeded == nullptr) refuse("cannot write", value);
    } else {
      refuse("no such option", word);
    }
  }
  for (std::int64_t number = 1; number <= records; ++number) {
    Record record = kind == "table_sets" ? table_set(number, wishes) : self_evaluation(number, wishes);
    record.line += '\n';
    std::fwrite(record.line.data(), 1, record.line.size(), stdout);
    if (seeded == nullptr) continue;
    std::sort(record.faults.begin(), record.faults.end(),
              [](const Fault& a, const Fault& b) { return a.check < b.check; });
    for (const Fault& fault : record.faults)
      std::fprintf(seeded, "{\"record\":%lld,\"check\":\"%s\",\"kind\":\"%.*s\"}\n", static_cast<long long>(number),
                   fault.check.c_str(), static_cast<int>(fault.kind.size()), fault.kind.data());
  }
  if ((seeded != nullptr && std::fclose(seeded) != 0) || std::fflush(stdout) != 0) refuse("cannot write", "");
  return 0;
}
