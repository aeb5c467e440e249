// A published file, turned from its format into what layouts read: lines of text with their places, and the grids of
// cells that stand on those lines. What the cells mean is the packs' to say (import/).
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/cell.hpp"

namespace gouji {

struct SourceLine {
  std::string text;         // UTF-8 without line breaks; a grid's row is one line, its cells joined by a tab
  Place at;                 // line of the file, or page, or sheet
  bool page_start = false;  // this line opens a page
};

// A merged cell stands once, where it begins.
struct SourceCell {
  int row = 0, column = 0;         // in its grid, from 0
  int rows = 1, columns = 1;       // how far it is merged
  int line = 0;                    // the number of its SourceLine, from 1
  std::size_t begin = 0, end = 0;  // bytes of that line without blanks around; equal for a printed blank
  Place at;                        // sheet and cell, or the line
};

struct SourceGrid {
  int rows = 0, columns = 0;
  int first_line = 0, last_line = 0;  // numbers of SourceLines; a line between may be no row (a head printed again)
  std::vector<SourceCell> cells;      // by row, then by column; a place no cell covers was not in the file
  bool drawn = true;                  // false: worked out from tabs, gaps or positions, so that borders may be wrong
  std::vector<SourceLine> printed;    // the lines it was made of, where nothing but blanks keeps its columns
};

// What a reader of the source should know of how it was read: parts left out, hidden, or not computed.
struct SourceNote {
  Place at;
  std::string chinese, english;
};

struct PublishedSource {
  std::string format;  // text, markdown, html, csv, xlsx, docx, pdf
  std::string title;   // what the format itself says (HTML's title), or empty
  std::vector<SourceLine> lines;
  std::vector<SourceGrid> grids;  // in the order of their lines; never overlapping
  std::vector<SourceNote> notes;
};

// By the bytes first, then by the ending of the name. `file` is what messages call it.
// Faults import.empty, import.not_text, import.too_large, import.long_line, import.too_wide, import.too_deep and those
// of the formats (docs/errors.md).
PublishedSource read_published(std::string_view bytes, const std::string& file);

// The source with these of its grids (by index) as the lines that they were made of; only for grids that keep them.
PublishedSource with_lines_of(const PublishedSource& source, const std::set<std::size_t>& grids);

// Whether the ending is one of a format that is read.
bool is_published_name(const std::string& file);

}  // namespace gouji
