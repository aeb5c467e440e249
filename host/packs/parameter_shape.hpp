// Whether a layer's value can stand where a lower layer's stood: scripts read both the same way.
#pragma once

#include <string>

#include "script/context.hpp"

namespace gouji {

struct ShapeGap {
  std::string chinese, english;  // what is wanted there; empty: it fits
  bool empty() const { return chinese.empty(); }
};

// One number for a number, a list for a list, rows of as many items, numbers in the columns that hold only numbers.
// An empty list fits any list; what brackets or tables of keys hold is looked at where they are read.
ShapeGap shape_gap(const script::ParameterValue& below, const script::ParameterValue& own);

}  // namespace gouji
