// Between which values of a number an evaluation comes out the same, but for texts that name it: told from traces.
#pragma once

#include <string>

#include "engine/trace.hpp"

namespace gouji {

struct NumberSpan {
  bool always = false;  // used in ways that no ends are known of: any other value may matter
  bool told = false;    // something is said there: its text may name the value
  bool has_low = false, has_high = false;
  Exact low, high;  // not among the values themselves

  // What one more evaluation did with the parameter, which it has read.
  void add(const EvaluationTrace& trace, const std::string& parameter);
  bool holds(const Exact& value) const { return !always && (!has_low || low < value) && (!has_high || value < high); }

 private:
  void narrow(const Exact& value, const Exact& end);
};

}  // namespace gouji
