// Markdown's marks taken off a line or a cell, so that what was printed is left.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// ** and *** in pairs, links and pictures (their words stay), backslashes before punctuation, entities, and the tags of
// HTML that are known: <br> is a space, <sup>2</sup> is ². Anything else stays: 5*3, <5%, ＜项目＞.
std::string markdown_text(std::string_view raw);

// A line of prose besides: heading marks, quotation and list marks before words; a rule or a fence is a blank line.
std::string markdown_line(std::string_view raw);

}  // namespace gouji
