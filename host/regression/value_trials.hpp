// One document under many values of one parameter. What reads the parameter is run again for a value, unless an earlier
// run tells already what comes out: comparisons name the values at which they turn over (engine/trace).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/evaluate.hpp"

namespace gouji {

// What was found: sums over documents are sums of these.
struct TrialCount {
  std::map<std::string, int> findings;  // by rule, outcome finding only
  int faults = 0;                       // rules that broke off: what they would have found is not known
  std::uint64_t mark = 0;               // differs where any finding, its outcome or its severity does
  int scores = 0;                       // that could be given
  Exact points;                         // their sum
  std::map<std::string, int> grades;
  int total() const;
  TrialCount& operator+=(const TrialCount& other);
  TrialCount& operator-=(const TrialCount& other);
};

struct TrialAsk {
  std::string parameter;  // a number in the book
  EvaluateOptions options;
};

class ValueTrials {
 public:
  // All must outlive the object, and the book belongs to it until then. `around`: a value to begin with.
  ValueTrials(const Document& document, RuleBook& book, const Verbs& verbs, const TrialAsk& ask, const Exact& around);
  ~ValueTrials();
  ValueTrials(const ValueTrials&) = delete;
  ValueTrials& operator=(const ValueTrials&) = delete;

  bool read() const { return !touched_.empty(); }       // anything reads the parameter
  bool scores_read() const { return scores_touched_; }  // scores rest on it
  const std::set<std::string>& rules() const { return touched_; }

  // Around a value nothing but scores changes: at the value itself where `low` == `high` == value, else for all values
  // strictly between them; none: without end. `straight`: the trace tells; if not, it is known at the value only.
  struct Piece {
    Exact value;
    std::optional<Exact> low, high;
    bool straight = true;
    TrialCount count;
    bool at_value_only() const { return !straight || (low && high && *low == *high); }
  };
  // Runs it.
  Piece run_at(const Exact& value);
  // Runs it where no earlier run tells.
  TrialCount at(const Exact& value);

 private:
  Piece noted(const Exact& value, const DocumentResult& result) const;
  TrialCount counted(const DocumentResult& result, const std::function<bool(const std::string&)>& wanted,
                     bool scores) const;

  const Document& document_;
  RuleBook& book_;
  const Verbs& verbs_;
  const TrialAsk& ask_;
  std::set<std::string> touched_;  // rules and scorings that read it, and what stands or falls with them
  bool scores_touched_ = false;
  TrialCount still_;  // of all that does not
  std::vector<Piece> pieces_;
};

}  // namespace gouji
