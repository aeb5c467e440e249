// What a sieve tells of a document that stays in it: where rules were found to hold, so that only the others need run.
#pragma once

#include <vector>

namespace gouji {

// Of a rule, by its subjects in the order of the document: how many comparisons hold there.
struct PassedSubjects {
  static constexpr int kUnknown = -1;  // the rule has to look
  bool told = false;                   // false: of no subject
  std::vector<int> comparisons;

  bool all() const {
    if (!told) return false;
    for (const int one : comparisons) {
      if (one == kUnknown) return false;
    }
    return true;
  }
};

using PassedRules = std::vector<PassedSubjects>;  // in the order of the book

}  // namespace gouji
