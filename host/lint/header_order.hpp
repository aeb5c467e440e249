// The usual order of a header's keys: who it is, what it rests on, what it looks at, what to do, how.
#pragma once

#include <optional>
#include <string>

#include "script/syntax.hpp"

namespace gouji::lint {

// The first pair that belongs before the one in front of it; nullptr: all in order.
const script::Node* first_out_of_order(const script::Node& header);

// The text with the pairs of this header in order, everything between them as it was. None when they are in order, or
// when something between them, a comment or an item without a key, would come to stand beside another pair.
std::optional<std::string> header_in_order(const std::string& source, const script::Node& header);

}  // namespace gouji::lint
