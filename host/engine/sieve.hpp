// Lets documents through in which nothing is found: rules that only compute are computed over lean documents, many
// documents a millisecond. What stays in the sieve — a comparison that does not hold, a cell that is no plain figure, a
// rule that does more — is a matter for evaluate(), which alone says what is found. So both give the same, or the sieve
// is wrong (tests/unit/engine/sieve_test.cpp).
#pragma once

#include <array>
#include <memory>

#include "engine/evaluate.hpp"
#include "engine/passed_subjects.hpp"
#include "model/lean_document.hpp"
#include "script/syntax.hpp"

namespace gouji {

class Sieve {
 public:
  // What evaluate() would count of a document that passes.
  struct Counts {
    int checks = 0;
    std::array<int, kOutcomes> outcomes{};
  };

  // Of one book and fiscal year; rules are run once each to learn what they compute.
  Sieve(RuleBook& book, const Verbs& verbs, script::Syntax& syntax, int year);
  ~Sieve();
  Sieve(const Sieve&) = delete;
  Sieve& operator=(const Sieve&) = delete;

  bool passes(const LeanDocument& lean, Counts& counts);
  // Of one that stays. False where not all rules for it are learnt, or where causes are looked for, which may lie in
  // comparisons that hold: it is evaluated whole then.
  bool tell(const LeanDocument& lean, PassedRules& passed);

 private:
  struct Hidden;
  std::unique_ptr<Hidden> hidden_;
};

}  // namespace gouji
