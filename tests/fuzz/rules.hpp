// Rules made of the fuzzer's bytes, without files.
#pragma once

#include <optional>
#include <string>

#include "engine/evaluate.hpp"

namespace gouji::fuzz {

// Loads a pack of this one rule file and, where it loads, evaluates the sample document with it. Faults are looked at
// and are no failure: what a rule may do wrong is told as a broken rule or as an outcome. Empty: it did not load.
std::optional<DocumentResult> load_and_run(const std::string& source);

// The types and functions that rules see.
const Verbs& verbs();

// A rule over the whole document with this body: d, check, e (its first form), f (a fund line), i (an indicator),
// t (a table), r (a row), c (a claim) are there.
std::string rule_with(const std::string& body);

}  // namespace gouji::fuzz
