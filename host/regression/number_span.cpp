#include "regression/number_span.hpp"

#include <algorithm>

namespace gouji {

void NumberSpan::narrow(const Exact& value, const Exact& end) {
  if (end <= value && (!has_low || low < end)) {
    low = end;
    has_low = true;
  }
  if (end >= value && (!has_high || end < high)) {
    high = end;
    has_high = true;
  }
}

void NumberSpan::add(const EvaluationTrace& trace, const std::string& parameter) {
  told = told || !std::all_of(trace.outcomes.begin(), trace.outcomes.end(), [](Outcome outcome) {
           return outcome == Outcome::pass || outcome == Outcome::not_applicable;
         });
  bool compared = false;
  always = always || trace.outcomes.empty();  // a score: it may move with every value
  for (const ThresholdUse& threshold : trace.thresholds) {
    if (threshold.parameter != parameter) continue;
    compared = true;
    always = always || !threshold.straight || !threshold.alone;
    for (const Exact& end : threshold.ends) narrow(threshold.value, end);
  }
  always = always || !compared;  // what compares nothing with it uses it in ways that are not known
}

}  // namespace gouji
