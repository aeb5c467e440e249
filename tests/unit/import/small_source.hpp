// Small sources for tests of what comes after reading: lines, grids, placements found by their text.
#pragma once

#include <string>
#include <vector>

#include "import/import.hpp"

namespace gouji::intake::test {

inline PublishedSource lines_of(const std::vector<std::string>& texts) {
  PublishedSource source;
  source.format = "text";
  int number = 0;
  for (const std::string& text : texts) source.lines.push_back({text, {++number, 0, 0, "", ""}, false});
  return source;
}

// A row is one line, its cells joined by tabs; an empty text is a printed blank, "<" goes on the cell to its left.
inline void add_grid(PublishedSource& source, const std::vector<std::vector<std::string>>& rows) {
  SourceGrid grid;
  grid.first_line = static_cast<int>(source.lines.size()) + 1;
  for (const auto& row : rows) {
    const int line = static_cast<int>(source.lines.size()) + 1;
    std::string text;
    int column = 0;
    for (const std::string& cell : row) {
      if (cell == "<") {
        ++grid.cells.back().columns;
      } else {
        if (column > 0) text += '\t';
        grid.cells.push_back(
            {grid.rows, column, 1, 1, line, text.size(), text.size() + cell.size(), {line, 0, 0, "", ""}});
        text += cell;
      }
      ++column;
    }
    source.lines.push_back({text, {line, 0, 0, "", ""}, false});
    grid.columns = std::max(grid.columns, column);
    ++grid.rows;
  }
  grid.last_line = static_cast<int>(source.lines.size());
  source.grids.push_back(std::move(grid));
}

// Where the text first stands on the line.
inline SourceSpan span(const PublishedSource& source, int line, const std::string& text) {
  const std::size_t begin = source.lines.at(static_cast<std::size_t>(line) - 1).text.find(text);
  if (begin == std::string::npos) throw std::runtime_error("no " + text + " on line " + std::to_string(line));
  return {line, begin, begin + text.size()};
}

inline Imported imported_of(PublishedSource published, std::vector<Placement> placed, Document document = {}) {
  SourceText source(std::move(published));
  Session session;
  session.source = &source;
  session.document = std::move(document);
  session.placed = std::move(placed);
  ImportReport report;
  report.file = "甲.txt";
  report.document = session.document.id;
  report.lines = source.line_count();
  std::vector<NumberFate> fates = account(session, report);
  return {std::move(session.document), std::move(report), std::move(source), std::move(session.placed),
          std::move(fates)};
}

}  // namespace gouji::intake::test
