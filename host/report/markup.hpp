// Texts on their way into Markdown, XML, workbooks and URIs. HTML and CSV have theirs in formats/escape.hpp.
#pragma once

#include <string>
#include <string_view>

namespace gouji::report {

// Markdown: cleaned, everything that could become markup or a link behind a backslash, on one line.
std::string markdown_text(std::string_view text);

// HTML and XML text nodes and quoted attributes: cleaned, then escaped.
std::string markup_text(std::string_view text);

// A spreadsheet cell: cleaned, `_xHHHH_` (which Excel would take for a character) made plain, short enough for a cell.
std::string sheet_text(std::string_view text);

// A path as a relative URI reference: anything but letters, digits and -._~/ as %XX.
std::string uri_path(std::string_view path);

}  // namespace gouji::report
