// Text of a page as it flows: white space runs into one space, a line break of the source between two ideographs into
// nothing (Chinese has no spaces between words), a break that is meant into one space.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

class CellFlow {
 public:
  void add(std::string_view text);
  void part();  // a break that is meant: <br>, the end of a paragraph
  bool empty() const { return text_.empty(); }
  std::string take();

 private:
  enum class Gap : unsigned char { none, wrapped, spaced };
  std::string text_;
  Gap gap_ = Gap::none;
};

// One cell's text, whose line breaks are those of the source.
std::string flowed(std::string_view text);

// Digits and signs as Unicode's superscripts, so that m² is no 2; other texts as they are.
std::string superscript(std::string_view text);

}  // namespace gouji
