// What a case must say for a result that is as it should be.
#pragma once

#include "engine/evaluate.hpp"
#include "regression/case_file.hpp"

namespace gouji {

// Every finding (or the scores, for a scoring) with what tells it from others.
Expectation expectation_of(const DocumentResult& result, bool scoring);

// A rule that broke off says nothing that a case could expect.
bool has_fault(const DocumentResult& result);

}  // namespace gouji
