// The case that is missing: a small document on which a rule and a mutant of it do not say the same. It is looked for
// among real documents first, those nearest to the boundary before the others, then among them with one figure shifted,
// then among the rule's own cases with one place changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "regression/mutation.hpp"

namespace gouji {

struct MissingCase {
  Case one;                          // with its name and what is expected
  std::string note;                  // where it comes from
  std::string text;                  // as it is put into the file
  std::vector<std::size_t> notices;  // numbers of results: mutants on which it fails
};

class MissingCases {
 public:
  // What the survivor is, in words, for the note of its case.
  using Says = std::function<std::string(std::size_t number)>;
  // `real`: documents on file; may be empty. All must outlive the object.
  MissingCases(const Mutation& mutation, const Verbs& verbs, const std::vector<Document>& real, Says says)
      : mutation_(mutation), verbs_(verbs), real_(real), says_(std::move(says)) {}

  // For the mutants that survive and that this subject's cases could notice. Each holds on the rule and fails on the
  // mutants that it notices, as read back from its text.
  std::vector<MissingCase> find(const RuleSubject& subject, const std::vector<std::size_t>& survivors) const;

 private:
  class Search;
  const Mutation& mutation_;
  const Verbs& verbs_;
  const std::vector<Document>& real_;
  Says says_;
};

// Survivors by the subject whose cases should notice them: its own script, the parameters that it reads.
std::vector<std::pair<const RuleSubject*, std::vector<std::size_t>>> survivors_by_subject(const Mutation& mutation);

// Where the subject's cases stand, or would stand.
std::filesystem::path case_path(const RuleSubject& subject);

}  // namespace gouji
