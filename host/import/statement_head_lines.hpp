// The head of a table in text that keeps its columns by blanks, as words with the places they stand at. Names wrapped
// within their column are put together, which leaves two levels.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/statement_lexicon.hpp"

namespace gouji::intake {

// A word of the head; where the lines keep their columns, between which letters of its line it stands.
struct LevelWord {
  std::string text;
  double begin = 0, end = 0;
  double middle() const { return (begin + end) / 2; }
};
using LevelWords = std::vector<LevelWord>;

inline constexpr double kHeadShift = 8;  // letters that lines of one head may be shifted against each other

struct LevelledHead {
  LevelWords upper, lower;  // from left to right; the lower ones may stand on several lines
};

// Of two lines or more: the first is the upper level, the others are the lower one. `is_name`: whether known tables
// have such a name. nullopt where words of the lower level stand over each other and are not one name. Quadratic in
// words.
std::optional<LevelledHead> head_of_lines(const StatementLexicon& lexicon, const std::vector<std::string_view>& lines,
                                          const std::function<bool(const std::string&)>& is_name);

}  // namespace gouji::intake
