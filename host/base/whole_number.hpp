// Whole numbers at the front of a text.
#pragma once

#include <optional>
#include <string_view>

namespace gouji {

// The digits that `text` begins with, blanks and a sign before them; nullopt where there are none or too many.
std::optional<int> leading_number(std::string_view text);
// The same, of a text that holds nothing else.
std::optional<int> whole_number(std::string_view text);

}  // namespace gouji
