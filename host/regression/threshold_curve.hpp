// How many findings there are for every value of a parameter, as a step function: exact where comparisons with the
// parameter tell at which values they turn over, else looked at in steps of the parameter's last decimal.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "regression/value_trials.hpp"

namespace gouji {

// One document's part. Between two steps, and before the first and behind the last, nothing changes.
struct CurvePart {
  struct Step {
    Exact value;
    TrialCount at, after;
  };
  TrialCount before;
  std::vector<Step> steps;  // rising
  bool exact = true;
  Exact from, to;  // not exact: where it was looked at
};

// `quantum`: of the parameter, for what is not exact.
CurvePart curve_of(ValueTrials& trials, const Exact& around, const Exact& quantum);

class ThresholdCurve {
 public:
  struct Step {
    Exact value;
    TrialCount at, after;  // of all documents
  };
  // The nearest values at which anything else comes out.
  struct Next {
    Exact value;
    bool itself = true;     // false: only beyond it
    int findings = 0;       // then
    Exact tidy;             // the next one from there that is written with no more decimals than the parameter has
    int tidy_findings = 0;  // then
  };

  void add(const CurvePart& part);

  const TrialCount& before() const { return before_; }
  std::vector<Step> steps() const;
  TrialCount at(const Exact& value) const;
  std::optional<Next> below(const Exact& value, const Exact& quantum) const;
  std::optional<Next> above(const Exact& value, const Exact& quantum) const;
  bool exact() const { return inexact_ == 0; }
  std::size_t documents() const { return documents_; }
  std::size_t inexact() const { return inexact_; }  // documents
  // Not exact: what was looked at of all.
  const Exact& from() const { return from_; }
  const Exact& to() const { return to_; }

 private:
  struct Change {
    TrialCount to_at, to_after;  // from before the value to it, and from before it to behind it
  };
  TrialCount before_;
  std::map<Exact, Change> changes_;
  std::size_t documents_ = 0, inexact_ = 0;
  Exact from_, to_;
};

}  // namespace gouji
