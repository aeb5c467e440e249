// Results of `gouji test` for people (text) and for other programs (json, junit, tap).
#pragma once

#include <string>
#include <vector>

#include "app/test_runs.hpp"
#include "base/fault.hpp"
#include "regression/case_runner.hpp"

namespace gouji::app {

struct TestCounts {
  int passed = 0, failed = 0, errors = 0, skipped = 0;
  bool good() const { return failed == 0 && errors == 0; }
};
TestCounts counted(const PackCases& cases);

// One case for people, with why it did not hold; empty for one that holds unless every case is wanted.
// `name_pack`: where a kit is run on several packs.
std::string test_line(const CaseResult& one, Language language, bool every_case, bool name_pack = false);
bool several_packs(const TestRun& run);
// What stands behind the cases: clauses of a kit, rules without cases, counts and the verdict last.
std::string test_end(const TestRun& run, Language language, bool without_cases);
std::string test_json(const TestRun& run, Language language);
std::string test_junit(const TestRun& run, Language language);
std::string test_tap(const TestRun& run, Language language);

}  // namespace gouji::app
