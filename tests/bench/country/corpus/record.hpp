// One made-up disclosure as a line of gouji.disclosure.v1, and the faults that were put into it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::bench::country {

struct Wishes {
  std::uint64_t seed = 1;
  bool huge = false;         // amounts up to 10^16 hundredths
  int faults_per_1000 = 30;  // records with a fault
};

struct Fault {
  std::string check;  // its id, as in checks.md
  std::string_view kind;
};

struct Record {
  std::string line;  // without its end
  std::vector<Fault> faults;
};

// `number` counts from 1.
Record self_evaluation(std::int64_t number, const Wishes& wishes);
Record table_set(std::int64_t number, const Wishes& wishes);

// Hundredths as printed: 1234567 is "12345.67", with separators "12,345.67".
std::string printed(std::int64_t hundredths, bool separators);
// `number` in at least `width` digits.
std::string digits(std::int64_t number, int width);

}  // namespace gouji::bench::country
