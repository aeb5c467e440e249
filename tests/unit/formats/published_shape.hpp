// What every published source must be like, and how tests write one down.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "formats/published.hpp"

namespace gouji::test {

inline std::string text_of(const PublishedSource& source, const SourceCell& cell) {
  return source.lines.at(static_cast<std::size_t>(cell.line) - 1).text.substr(cell.begin, cell.end - cell.begin);
}

// A line of text each, with its line of the file before it; a grid's row as its cells: "3: [0,0 2x1 合计] [0,1 5]".
// Cells that are merged say rows x columns.
inline std::string shown(const PublishedSource& source) {
  std::string out;
  auto grid = source.grids.begin();
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    while (grid != source.grids.end() && grid->last_line < number) ++grid;
    std::string line = source.lines[i].text;
    if (grid != source.grids.end() && grid->first_line <= number) {
      line = grid->first_line == number ? (grid->drawn ? "▦" : "▤") : "";
      for (const SourceCell& cell : grid->cells) {
        if (cell.line != number) continue;
        const bool merged = cell.rows > 1 || cell.columns > 1;
        const std::string size = merged ? " " + std::to_string(cell.rows) + "x" + std::to_string(cell.columns) : "";
        line += "[" + std::to_string(cell.row) + "," + std::to_string(cell.column) + size + " " +
                text_of(source, cell) + "]";
      }
    }
    out += std::to_string(source.lines[i].at.line) + ": " + line + "\n";
  }
  return out;
}

inline void check_shape(const PublishedSource& source) {
  int last = 0;
  for (const SourceLine& line : source.lines) CHECK(line.text.find('\n') == std::string::npos);
  for (const SourceGrid& grid : source.grids) {
    REQUIRE(grid.first_line > last);
    REQUIRE(grid.last_line >= grid.first_line);
    last = grid.last_line;
    REQUIRE(static_cast<std::size_t>(last) <= source.lines.size());
    CHECK(grid.rows > 0);
    int row = 0, free_from = 0, line = grid.first_line;
    std::size_t end = 0;
    for (const SourceCell& cell : grid.cells) {
      REQUIRE(cell.row >= row);
      if (cell.row > row) {
        free_from = 0;
        end = 0;
        REQUIRE(cell.line > line);
      }
      row = cell.row;
      line = cell.line;
      REQUIRE(cell.column >= free_from);  // in order, none over another
      free_from = cell.column + cell.columns;
      REQUIRE((cell.rows >= 1 && cell.columns >= 1));
      REQUIRE(cell.row + cell.rows <= grid.rows);
      REQUIRE(free_from <= grid.columns);
      REQUIRE((cell.line >= grid.first_line && cell.line <= grid.last_line));
      const std::string& text = source.lines[static_cast<std::size_t>(cell.line) - 1].text;
      REQUIRE((cell.begin >= end && cell.begin <= cell.end && cell.end <= text.size()));
      end = cell.end;
    }
  }
}

}  // namespace gouji::test
