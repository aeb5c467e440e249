// Tests of a pack's libraries, written in Lua beside them: lib/NAME_test.lua holds tests { test_… = function(expect) … }.
// They run confined as rules do, with the same functions and `expect`.
#pragma once

#include "regression/case_runner.hpp"

namespace gouji {

// All such files of the chain's topmost pack; `expect` is what add_expect_type gave. A function whose name begins with
// todo_ is skipped.
PackCases run_library_tests(RuleBook& book, script::ObjectType expect, const CaseChoice& choice);

}  // namespace gouji
