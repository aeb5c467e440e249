// Does what was found fit what a case expects?
#pragma once

#include <string>

#include "engine/evaluate.hpp"
#include "regression/case_file.hpp"

namespace gouji {

struct CaseVerdict {
  bool fits = false;
  std::string expected, got;  // in words, where it does not fit
};

CaseVerdict match_findings(const Expectation& expect, const DocumentResult& result);
// All that the documents of a whole case gave.
CaseVerdict match_whole(const WholeCase& expect, const DocumentResult& result);
CaseVerdict match_scores(const Expectation& expect, const DocumentResult& result);

}  // namespace gouji
