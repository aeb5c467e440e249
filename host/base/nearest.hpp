// "Did you mean …?": the nearest of a set of names to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji {

// Edit distance in characters (not bytes), counting a swap of neighbours as one.
int edit_distance(std::string_view a, std::string_view b);

// The nearest candidate, or empty when none is near enough to be a likely slip.
std::string nearest(std::string_view wanted, const std::vector<std::string>& candidates);

}  // namespace gouji
