// Evaluation is one function: (document, rule book, options) → what was found. It opens and writes nothing.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/check.hpp"
#include "engine/score.hpp"
#include "model/document.hpp"
#include "model/result.hpp"
#include "packs/rule_book.hpp"

namespace gouji {

// The script catalogue with the engine's types; make one and keep it as long as books made from it.
struct Verbs {
  script::Catalogue catalogue;
  CheckTypes check;
  script::ObjectType score = 0;
};
std::unique_ptr<Verbs> make_verbs();

struct EvaluateOptions {
  int rules_year = 0;                                   // 0: the document's own year
  std::function<bool(const std::string& rule)> wanted;  // empty: every rule
  bool keep_held = false;                               // also what holds: DocumentResult::held
};

struct DocumentResult {
  std::vector<Finding> findings;
  std::vector<Score> scores;
  std::vector<Finding> held;  // outcome pass: comparisons of figures that hold, a few of each subject
  std::array<int, kOutcomes> outcomes{};
  int checks = 0;
};

DocumentResult evaluate(const Document& document, RuleBook& book, const Verbs& verbs, const EvaluateOptions& options);

}  // namespace gouji
