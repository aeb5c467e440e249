// How a value moves with one parameter, where that is a straight line: from this the very value of the parameter
// follows at which a comparison turns over, without running the script again.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "script/recorder.hpp"
#include "script/values.hpp"

namespace gouji::script {

// at_zero + slope × parameter; numbers are in the units of the value and of the parameter.
struct Line {
  Exact at_zero, slope;
  Exact at(const Exact& parameter) const { return at_zero + slope * parameter; }
};

struct Lines {
  Line value, low, high;
};

// Whether the parameter is among what the value was worked out from.
bool rests_on(const Values& values, ValueId id, std::string_view parameter);

// Around the parameter's present value; nullopt where it enters otherwise than by + − × ÷ with figures (rounded, in
// brackets, multiplied by itself, below a division) or the value is missing.
std::optional<Lines> lines_of(const Values& values, ValueId id, std::string_view parameter);

// Values of the parameter at which the comparison can turn over, unordered; nullopt where lines_of has none.
std::optional<std::vector<Exact>> turning_points(const Values& values, const Compared& comparison,
                                                 std::string_view parameter);

}  // namespace gouji::script
