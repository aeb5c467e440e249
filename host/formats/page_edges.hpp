// What pages print between the rows of a table, in text where no form feed parts them.
#pragma once

#include <cstddef>
#include <set>
#include <string_view>

#include "formats/published.hpp"

namespace gouji {

// Indices of lines.
struct PageEdges {
  std::set<std::size_t> lines;  // numbers of pages; behind these, running heads and titles printed again
  std::set<std::size_t> opens;  // the line behind a page's number, where a caption stands below it: another grid
};

// About linear in lines.
PageEdges find_page_edges(const PublishedSource& source);

// A line that parts its columns by tabs or strokes says so itself: what stands where in it means nothing.
bool states_its_columns(std::string_view line);

}  // namespace gouji
