// A text source as layouts see it: lines with their gaps, pieces cut out of them, and the account of its numbers.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/flow_table.hpp"
#include "import/numbers.hpp"
#include "model/cell.hpp"

namespace gouji::intake {

// Something cut out of the source: its text and where every byte of it stood.
struct Piece {
  std::string text;
  std::vector<SourceSpan> spans;
  std::string doubtful;
  Place place() const;
};

class SourceText {
 public:
  // UTF-8 (BOM allowed) or GB18030; Faults import.empty, import.not_text, import.too_large.
  SourceText(std::string_view bytes, const std::string& file);

  const std::vector<FlowLine>& lines() const { return lines_; }
  int line_count() const { return line_count_; }
  // The line of that number (from 1); empty for a blank or unknown one.
  std::string_view line(int number) const;
  Piece piece(int line, std::size_t begin, std::size_t end) const;
  Piece whole_lines(int from, int to) const;

  // Marks the numbers below the spans as placed.
  void place(const std::vector<SourceSpan>& spans);
  const std::vector<SourceNumber>& numbers() const { return numbers_; }

 private:
  std::string text_;
  std::vector<FlowLine> lines_;              // those with text
  std::vector<std::string_view> by_number_;  // all lines
  std::vector<SourceNumber> numbers_;
  int line_count_ = 0;
};

}  // namespace gouji::intake
