// The ways of asking "what if", over the documents of a request: other values, a curve, a sweep, other packs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/run_request.hpp"
#include "report/whatif.hpp"

namespace gouji::app {

inline constexpr std::size_t kMostSwept = 1000;

// "NAME=VALUE"; Fault "whatif.bad_set".
struct Tried {
  std::string name, value;
};
Tried read_tried(const std::string& text);
// Fault "usage.set_twice".
Fault set_twice(const std::string& name, const std::string& first, const std::string& second);

// The packs with other values for every year, each where a pack has the parameter. Faults "param.unknown" with the
// nearest name of all packs, "param.unclear_percent", and those of values in parameters.toml.
PackChoice with_values(const PackChoice& packs, const std::map<std::string, std::string>& values);

// "NAME=FROM..TO" or "NAME=FROM..TO/STEP". Faults "whatif.bad_sweep", "whatif.too_many" and those of number_parameter.
struct Sweep {
  NumberParameter parameter;
  std::vector<Exact> values;  // rising
};
Sweep read_sweep(const std::string& text, const PackChoice& packs);

// The parameter in the first pack that has it. Fault "param.unknown" with the nearest name of all packs.
NumberParameter number_of(const PackChoice& packs, const std::string& name);

// Old and new of one run. The records stay with the object.
struct ChangeRun {
  ResultRecord before, after;
  WhatIfChange change;
};
// False where there is nothing to compare and why was told already. Fault "run.nothing_compared".
bool what_if_set(Session& session, const RunRequest& request, const std::vector<Tried>& tried, ChangeRun& run);

struct CurveRun {
  ThresholdCurve curve;
  WhatIfCurve report;
};
void what_if_curve(Session& session, const RunRequest& request, const NumberParameter& parameter, CurveRun& run);

WhatIfSweep what_if_sweep(Session& session, const RunRequest& request, const Sweep& sweep);

// The packs of the request with each other, in their order.
WhatIfPacks what_if_packs(Session& session, const RunRequest& request);

}  // namespace gouji::app
