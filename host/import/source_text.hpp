// A source as layouts see it: lines with their gaps, grids of cells, pieces cut out of them, and the account of its
// numbers. Lines are counted from 1 in the order of the source; where a format has other places (sheet and cell, page),
// `place_of` tells them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/published.hpp"
#include "import/flow_table.hpp"
#include "import/numbers.hpp"
#include "model/cell.hpp"

namespace gouji::intake {

// Something cut out of the source: its text and where every byte of it stood.
struct Piece {
  std::string text;
  std::vector<SourceSpan> spans;
  std::string doubtful;
};

inline constexpr const char* kBadFigure = "数字识别不清";  // why a piece is doubtful

class SourceText {
 public:
  explicit SourceText(PublishedSource published);

  const std::string& format() const { return published_.format; }
  const std::string& title() const { return published_.title; }
  const std::vector<FlowLine>& lines() const { return lines_; }
  const std::vector<SourceGrid>& grids() const { return published_.grids; }
  const std::vector<SourceNote>& notes() const { return published_.notes; }
  int line_count() const { return static_cast<int>(published_.lines.size()); }
  // The line of that number (from 1); empty for a blank or unknown one.
  std::string_view line(int number) const;
  bool opens_page(int number) const;
  // Whether a line between the two has text, the numbers of pages aside.
  bool prints_between(int above, int below) const;
  Piece piece(int line, std::size_t begin, std::size_t end) const;
  Piece piece(const SourceCell& cell) const;
  Piece whole_lines(int from, int to) const;

  // Where the file has it: its line, page, or sheet and cell; `to` where it spans several lines.
  Place place_of(const std::vector<SourceSpan>& spans) const;
  Place place_of_lines(int from, int to) const;

  // The grid that holds the line, and its cell over that byte; nullptr for none.
  const SourceGrid* grid_at(int line) const;
  static const SourceCell* cell_at(const SourceGrid& grid, int line, std::size_t byte);

  // Every number, by line and byte.
  const std::vector<SourceNumber>& numbers() const { return numbers_; }

 private:
  void find_running_lines();

  // A line of a grid's that has none of its cells.
  bool is_between_rows(int number) const;

  PublishedSource published_;
  std::vector<FlowLine> lines_;  // those with text
  std::vector<SourceNumber> numbers_;
};

// Worked out from where text stands (text by spaces, pages of a PDF): cells are where their text is, and no blank is
// one.
bool is_loose(const SourceGrid& grid);

}  // namespace gouji::intake
