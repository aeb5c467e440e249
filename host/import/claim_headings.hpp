// The numbers that open headings and items of lists (第二部分, 一、, （一）, 1., （1）, ①) and the path of those above.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "import/claim_spec.hpp"

namespace gouji::intake {

struct HeadingMark {
  int rank = -1;           // 0 part of the document, 1 一、, 2 （一）, 3 1., 4 （1）, 5 ①; -1: none
  std::size_t length = 0;  // characters of the mark
  std::u32string name;     // 二, （五）, 3
};

// The mark at the start of a line; both views of one length, without blanks.
HeadingMark heading_mark(std::u32string_view printed, std::u32string_view folded, const ClaimSpec& spec);

class HeadingPath {
 public:
  // Enters a heading or item; what stands deeper ends.
  void enter(const HeadingMark& mark, std::u32string_view title);
  // A heading without a number, behind numbered ones, opens a part of its own: the reports in an annex.
  void enter_part(std::u32string_view title);
  // 二.五（一）, 三（五）3（1）
  std::u32string section() const;
  // Words of the innermost heading that has any.
  std::u32string title() const;
  // Those of the innermost one that holds one of `words`.
  std::u32string title_with(const ClaimWords& words) const;
  // Any heading above holds one of the words.
  bool any_holds(const ClaimWords& words) const;
  // The innermost heading that holds a word of either list holds one of `words`.
  bool innermost_holds(const ClaimWords& words, const ClaimWords& others) const;

 private:
  struct Level {
    int rank = 0;
    std::u32string name, title;
  };
  std::vector<Level> levels_;
  bool numbered_ = false;
};

}  // namespace gouji::intake
