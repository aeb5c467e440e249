// Finds the closed vocabulary of a table in its tokens: merged headings, side labels, the table's head.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "import/flow_tokens.hpp"

namespace gouji::intake {

// Tokens [begin, end) spell a whole value of a group column, or the part of one that a page break cut off.
struct GroupMatch {
  std::size_t column = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t characters = 0;
  int link = -1;  // parts of one value share a number; whole values have none
  bool tail = false;
};

struct HeadMatch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<std::pair<std::size_t, std::size_t>> cells;  // token ranges by column; empty when they interleave
};

class FlowWords {
 public:
  explicit FlowWords(const FlowSpec& spec);

  // All whole values that begin at `at`.
  void whole_values(std::span<const Token> tokens, std::size_t at, std::vector<GroupMatch>& found) const;
  // Values that a page break cuts in two: the parts before it and after it.
  std::vector<GroupMatch> broken_values(std::span<const Token> tokens) const;

  // The end of a side label, total label or stop label that begins at `at`.
  std::optional<std::size_t> side_label(std::span<const Token> tokens, std::size_t at) const;
  std::optional<std::size_t> total_label(std::span<const Token> tokens, std::size_t at) const;
  std::optional<std::size_t> stop_label(std::span<const Token> tokens, std::size_t at) const;
  bool is_side_label(std::u32string_view folded) const;

  // The whole head, in printed order or, failing that, with its characters in any order.
  std::optional<HeadMatch> head(std::span<const Token> tokens, std::size_t at) const;
  // The first head that begins within the first lines.
  std::optional<HeadMatch> first_head(std::span<const Token> tokens) const;
  // A cheap test whether a head may begin with this token.
  bool may_open_head(const Token& token) const;

  // Whether a group column may hold this text although it is none of its words (it ends like one).
  bool plausible_value(std::size_t column, std::u32string_view folded) const;

 private:
  struct GroupColumn {
    std::size_t column = 0;
    std::vector<std::u32string> words;  // with and without endings
    std::vector<std::u32string> tails;  // last two characters of the words, and the endings
    std::u32string bracket_unit;
    std::size_t longest = 0;
  };

  void broken_at(const GroupColumn& group, std::span<const Token> tokens, std::size_t page, std::size_t tail,
                 std::vector<GroupMatch>& found, std::vector<std::size_t>& ends) const;
  static bool is_value(const GroupColumn& group, std::u32string_view folded);
  static bool is_value_start(const GroupColumn& group, std::u32string_view folded);

  std::vector<GroupColumn> groups_;
  std::vector<std::vector<std::u32string>> heads_;
  std::vector<std::u32string> side_labels_;
  std::vector<std::u32string> total_labels_;
  std::vector<std::u32string> stop_labels_;
};

// Parts "word(50unit)" into the word and the figure; without a bracket the figure is empty.
std::pair<std::string, std::string> split_bracket(const std::string& text, const std::string& unit);

}  // namespace gouji::intake
