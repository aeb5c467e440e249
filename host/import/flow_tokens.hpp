// The pieces of a table's text: what stands between spaces and line ends, with the kind of gap before each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "import/flow_table.hpp"

namespace gouji::intake {

// What separates a token from the one before it.
enum class Gap : std::uint8_t { glue, space, tight, blank, wide, page };
constexpr int kGapCount = 6;
constexpr bool is_line_gap(Gap gap) { return gap >= Gap::tight; }

// Widths are counted in quarters of an ideograph's width, so that the half-wide spaces that extractors put
// between ideographs and figures can be told from printed characters.
using Units = int;
constexpr Units kIdeograph = 4;

struct Token {
  std::size_t line = 0;   // index into the document's lines
  std::size_t begin = 0;  // bytes in that line
  std::size_t end = 0;
  std::u32string chars;  // folded one by one, for matching only
  Gap gap = Gap::blank;
  Units width = 0;
  Units head = 0;       // width of the first stretch that may not be broken
  Units lead = 0;       // width of the spaces before it on its line
  bool tabbed = false;  // a cell between tabs
  bool first_of_line = false;
  bool last_of_line = false;
  bool numeric = false;
  bool percent = false;  // a figure and a percent sign
  bool opens = false;    // begins with a sign that opens a target
  bool latin = false;    // holds narrow characters, so that its width is less certain
  double value = 0.0;    // of a numeric token; only to compare, never to report
};

// Signs that may stand at a place where two cells run together without a space.
struct TokenHints {
  std::vector<std::u32string> signs;  // opening signs that are not words
  std::vector<std::u32string> words;  // whole values of group columns
  std::vector<std::u32string> cuts;   // signs that have a cell of their own
};

TokenHints token_hints(const FlowSpec& spec);
std::vector<Token> tokenize(const std::vector<FlowLine>& lines, FlowRange range, const TokenHints& hints);

// Kinsoku classes: may not begin a line, may not end a line.
bool forbids_line_start(char32_t folded);
bool forbids_line_end(char32_t folded);
// Closes a sentence or an item, after which a writer may break a line by hand.
bool ends_sentence(char32_t folded);

// The text of tokens [first, last) with its spans: spaces within a line kept, lines joined by nothing.
FlowPiece piece_of(const std::vector<FlowLine>& lines, const std::vector<Token>& tokens, std::size_t first,
                   std::size_t last);

// Folded code points without spaces.
std::u32string match_form(std::string_view s);

}  // namespace gouji::intake
