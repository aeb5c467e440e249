// What may have broken an identity: the slips that fit, tried on every other identity of the document, the likeliest
// first. One is told only when chance can hardly explain it and no other comes near; no severity depends on it.
#pragma once

#include <string>
#include <vector>

#include "engine/cause_settings.hpp"
#include "engine/identity.hpp"
#include "model/document.hpp"
#include "model/result.hpp"

namespace gouji {

// Fills the finding's causes. `identity` is the finding's own; `fingerprints` are those of the findings on each
// identity of the log, empty where there is none.
void explain(Finding& finding, const Document& document, const IdentityLog& log, std::size_t identity,
             const std::vector<std::string>& fingerprints, const CauseSettings& settings);

}  // namespace gouji
