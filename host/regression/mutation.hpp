// Mutation of a rule pack: would any of its cases notice a small edit? What no case notices may be changed by a slip
// of the hand without anybody seeing it.
//
// Work is cut into parts that share nothing, so that processes can do them side by side; the result is the same.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "regression/mutant.hpp"
#include "regression/rule_subject.hpp"

namespace gouji {

struct MutantResult {
  Mutant mutant;
  std::string rule;      // of a script's mutant: the id; of a library's: empty
  bool loads = true;     // false: the edit gives no script that loads, and counts nowhere
  bool read = false;     // a case runs what was edited
  bool aside = false;    // a parameter that none of the wanted rules reads
  bool noticed = false;  // a case fails on it
  std::string by;        // that case: "id · name"
  std::size_t by_part = 0;
  bool counts() const { return loads && !aside; }
  bool survives() const { return counts() && !noticed; }
};

class Mutation {
 public:
  struct Options {
    script::Limits limits;
    std::function<bool(const std::string& rule)> wanted;  // empty: every rule
    bool libraries = false;                               // of functions in lib/ instead
  };
  // Verbs and syntax must outlive the object. Faults of making a RuleBook.
  Mutation(std::shared_ptr<const PackChain> chain, const Verbs& verbs, script::Syntax& syntax, Options options);
  ~Mutation();
  Mutation(const Mutation&) = delete;
  Mutation& operator=(const Mutation&) = delete;

  std::size_t parts() const;
  // What a part found: bytes for `take`.
  std::string run_part(std::size_t part);
  // In any order; once all are there, `finish`.
  void take(std::size_t part, const std::string& found);
  void finish();
  // All parts here, one after another; `done` is told after each.
  void run(const std::function<void(std::size_t done, std::size_t of)>& done = {});

  const PackChain& chain() const { return *chain_; }
  const std::vector<MutantResult>& results() const { return results_; }
  const std::vector<RuleSubject>& subjects() const { return subjects_; }
  const RuleSubject* subject(const std::string& id) const;
  int cases() const { return cases_; }
  // Cases that fail on the pack as it stands; they notice nothing.
  int failing() const { return failing_; }

  // A book of this subject alone, changed by the mutant where one is given; nullptr where that does not load.
  std::unique_ptr<RuleBook> book_of(const RuleSubject& subject, const Mutant* mutant = nullptr) const;

 private:
  struct Part;
  class Worker;
  std::shared_ptr<const PackChain> chain_;
  const Verbs& verbs_;
  script::Syntax& syntax_;
  Options options_;
  std::vector<RuleSubject> subjects_;
  std::vector<MutantResult> results_;
  std::vector<Part> parts_;
  int cases_ = 0, failing_ = 0;
};

}  // namespace gouji
