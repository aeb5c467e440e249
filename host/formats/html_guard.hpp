// HTML made harmless for the parser: what carries no meaning for tables and text is taken out beforehand, and what only
// wants to hang a parser (tags nested without end, thousands of attributes) is refused.
#pragma once

#include <string>
#include <string_view>

#include "formats/published_limits.hpp"

namespace gouji {

// Every line stays where it was. Left out: scripts, styles, comments, formatting tags (their text stays), all
// attributes but rowspan, colspan and hidden; a style with display:none becomes hidden. `first_line` is the number of
// the first line in the file. Faults import.too_large (tags), import.too_deep.
std::string guarded_html(std::string_view html, int first_line, SourceAllowance& allowance);

}  // namespace gouji
