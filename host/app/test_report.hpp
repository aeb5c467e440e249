// Results of `gouji test` for people (text) and for other programs (json, junit, tap).
#pragma once

#include <string>
#include <vector>

#include "base/fault.hpp"
#include "regression/case_runner.hpp"

namespace gouji::app {

struct TestCounts {
  int passed = 0, failed = 0, errors = 0, skipped = 0;
  bool good() const { return failed == 0 && errors == 0; }
};
TestCounts counted(const PackCases& cases);

std::string test_text(const PackCases& cases, Language language, bool every_case);
std::string test_json(const PackCases& cases, Language language);
std::string test_junit(const PackCases& cases, Language language);
std::string test_tap(const PackCases& cases, Language language);

}  // namespace gouji::app
