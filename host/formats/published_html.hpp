// HTML as published: every block of text is a line, every <table> a grid. Gumbo reads the markup, however broken.
#pragma once

#include <string>
#include <string_view>

#include "formats/grid_writer.hpp"
#include "formats/published.hpp"
#include "formats/published_limits.hpp"

namespace gouji {

// A page by its beginning: <!DOCTYPE html>, <html>, <head>, <body>.
bool is_html_page(std::string_view text);
// A piece of one: it begins with a block's tag.
bool begins_with_html(std::string_view text);

// `text` is decoded. Places are the lines of the file. Left out: what is hidden, scripts, styles, lists to choose from.
// A table of one column, and a row whose cell holds a table or headings, is layout of the page: its content stands as
// lines and grids of their own. Faults of SourceAllowance.
PublishedSource read_published_html(std::string_view text, const std::string& file);

// The same for HTML inside of another text; gives the title, mostly empty.
std::string append_html(std::string_view html, int first_line, GridWriter& writer, SourceAllowance& allowance);

}  // namespace gouji
