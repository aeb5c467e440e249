// A table that only blanks keep may read better as the lines it was printed in.
#include <algorithm>

#include "formats/published.hpp"

namespace gouji {

PublishedSource with_lines_of(const PublishedSource& source, const std::set<std::size_t>& grids) {
  PublishedSource made{source.format, source.title, {}, {}, source.notes};
  std::size_t next = 0;  // the SourceLine that comes next
  const auto copy_to = [&](int end) {
    for (; next < static_cast<std::size_t>(end); ++next) made.lines.push_back(source.lines[next]);
  };
  for (std::size_t i = 0; i < source.grids.size(); ++i) {
    const SourceGrid& grid = source.grids[i];
    copy_to(grid.first_line - 1);
    if (grids.contains(i)) {
      made.lines.insert(made.lines.end(), grid.printed.begin(), grid.printed.end());
      next = static_cast<std::size_t>(grid.last_line);
      continue;
    }
    const int moved = static_cast<int>(made.lines.size()) - static_cast<int>(next);
    made.grids.push_back(grid);
    made.grids.back().first_line += moved;
    made.grids.back().last_line += moved;
    for (SourceCell& cell : made.grids.back().cells) cell.line += moved;
    copy_to(grid.last_line);
  }
  copy_to(static_cast<int>(source.lines.size()));
  return made;
}

}  // namespace gouji
