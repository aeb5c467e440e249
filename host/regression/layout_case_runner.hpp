// Runs the cases beside layouts through the same import as everything else, and compares.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "packs/pack.hpp"
#include "regression/case_runner.hpp"

namespace gouji {

// All case files of layouts in the chain's topmost pack; the sources are recognised among its layouts and those of
// `others` (its bases, say). Faults of the layouts' scripts.
PackCases run_layout_cases(const std::shared_ptr<const PackChain>& chain,
                           const std::vector<std::shared_ptr<const PackChain>>& others, const CaseChoice& choice);

// The case file's layout is none of `known`: Fault "case.unknown_layout" with the nearest.
Fault unknown_layout(const std::string& id, const std::vector<std::string>& known);

}  // namespace gouji
