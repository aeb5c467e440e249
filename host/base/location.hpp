// Where something stands in a file: what every message and every finding points at.
#pragma once

#include <string>

namespace gouji {

struct Location {
  std::string file;  // as the user would name it (relative where possible)
  int line = 0;      // from 1; 0 when the whole file is meant
  int column = 0;    // from 1, in characters; 0 when only the line is known
  bool empty() const { return file.empty(); }
};

// "rules/a.lua:12:5", "rules/a.lua:12", "rules/a.lua"
std::string to_text(const Location& location);

// The line of the text and, where a column is known, a caret under it; long lines are cut. Empty when out of range.
std::string excerpt(const std::string& whole_text, int line, int column);

}  // namespace gouji
