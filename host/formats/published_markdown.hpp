// Markdown as published, mostly by programs that read scans: headings, pipe tables, tables of tabs and of HTML.
#pragma once

#include <string>
#include <string_view>

#include "formats/published.hpp"

namespace gouji {

// Headings, or the rule of a pipe table.
bool has_markdown_marks(std::string_view text);
// The same, or tables of HTML in a text.
bool looks_like_markdown(std::string_view text);

// `text` is decoded. Lines are as printed, without Markdown's marks; a pipe table and a table of HTML is a drawn grid,
// a run of lines with tabs one that is not. Numbers of lines are those of the file unless a table of HTML stands
// before.
PublishedSource read_published_markdown(std::string_view text, const std::string& file);

}  // namespace gouji
