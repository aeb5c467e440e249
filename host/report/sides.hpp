// What the two figures of a finding are: what was filled in against what was worked out is one thing, two places that
// print one fact are another, and only a limit or a fixed figure is what it should have been.
#pragma once

#include <string_view>

#include "report/report.hpp"

namespace gouji::report {

struct Sides {
  std::string_view left, right;  // "填报数" and "计算值"; right is empty where the finding has no such figure
};

Sides sides_of(const Finding& finding, Language language);

}  // namespace gouji::report
