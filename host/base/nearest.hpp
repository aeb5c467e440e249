// "Did you mean …?": the nearest of a set of names to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji {

// Edit distance in characters (not bytes), counting a swap of neighbours as one.
int edit_distance(std::string_view a, std::string_view b);

// The nearest candidate, or empty when none is near enough to be a likely slip.
std::string nearest(std::string_view wanted, const std::vector<std::string>& candidates);

// The hint for a name that is not one of these, in Chinese and in English: the nearest, else all of them.
std::pair<std::string, std::string> known_names(std::string_view wanted, const std::vector<std::string>& known);

}  // namespace gouji
