// A page of text for a terminal: display widths (a Chinese character takes two columns), wrapping with a hanging
// indent, colours only where asked for.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/report.hpp"

namespace gouji::report {

enum class Ink { plain, strong, faint, red, yellow, blue, green };

// Cleaned, and on one line: a name out of a source must not look like a line of ours.
std::string one_line(std::string_view text);

// Filled up with blanks to `columns`; longer texts stay as they are.
std::string pad(std::string_view text, int columns);
std::string pad_left(std::string_view text, int columns);
// Cut to `columns` with "…" at the end where something was lost.
std::string fit(std::string_view text, int columns);

// The text in pieces of at most `columns`, broken between words and between Chinese characters, never so that a line
// begins with closing punctuation. Line ends in the text stay. `columns` 0: only these.
std::vector<std::string> wrap(std::string_view text, int columns);

class Page {
 public:
  explicit Page(const ReportOptions& options)
      : width_(options.width), table_width_(options.fit ? options.width : 0), colour_(options.colour) {}

  void blank() { out_ += '\n'; }
  void rule();  // a line across the page
  void line(std::string_view text, Ink ink = Ink::plain);
  // `head` (already as wide as the indent) stands before the first line of the wrapped text; the others hang below it.
  void hanging(std::string_view head, Ink head_ink, std::string_view text, Ink ink = Ink::plain);
  void indented(int columns, std::string_view text, Ink ink = Ink::plain);

  std::string painted(std::string_view text, Ink ink) const;
  int width() const { return width_; }
  int table_width() const { return table_width_; }  // that a table is to fit; 0: as wide as it is
  std::string take() { return std::move(out_); }

 private:
  int width_, table_width_;
  bool colour_;
  std::string out_;
};

}  // namespace gouji::report
