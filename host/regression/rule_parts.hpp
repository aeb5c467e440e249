// A rule taken apart for comparison: what its header says key by key, and its script line by line.
#pragma once

#include "regression/pack_changes.hpp"

namespace gouji {

// Everything that a header says, by name, in the order in which it is told; values are in `after`.
std::vector<PartChange> header_parts(const Rule& rule);

std::string joined(const std::vector<std::string>& texts);  // between 、
std::string years_text(int from_year, int to_year);         // 2020–2023; empty for every year

std::vector<NumberedLine> numbered_lines(const std::string& source);
// What stands before the header and from `run` on; empty lines are left out.
std::vector<NumberedLine> lines_without_header(const std::string& source);
std::string text_of(const std::vector<NumberedLine>& lines);
// What a script does: its lines without comments, blanks at their ends and empty lines.
std::string without_comments(const std::vector<NumberedLine>& lines);

}  // namespace gouji
