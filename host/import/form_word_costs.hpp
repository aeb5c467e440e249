// What it costs that a word of a line stands in a column of a form's block: what it says and where it stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "import/form_head.hpp"
#include "import/form_words.hpp"

namespace gouji::intake {

using WordCost = std::int64_t;  // to compare only

struct LineWord {
  std::string_view text;
  std::size_t begin = 0;  // byte of its line
  int place = 0;          // on the line, in letters
  bool apart = false;     // more than one blank before it, or it opens its line: its place is its column's
};

struct WordColumn {
  std::size_t column = 0;  // of the block
  bool doubtful = false;   // another column takes it nearly as well
};

class WordCosts {
 public:
  // `width`: how many columns there are; `places`: where each begins, where it is known.
  WordCosts(const FormWords& words, const FormHead& head, std::size_t width, std::vector<std::optional<int>> places);

  bool is_number(std::size_t column) const { return columns_[column].number; }
  bool has_numbers() const;
  // Whether the word is a known level, or a part of one.
  bool names_level(std::string_view word) const;
  // What should be or was achieved.
  bool is_value(std::size_t column) const;
  // Where columns begin is where most of the words do that were given to them.
  void learn(const std::vector<std::vector<LineWord>>& lines, const std::vector<std::vector<WordColumn>>& given);
  // The columns of a line's words, in their order. nullopt where some word fits no column that is left.
  std::optional<std::vector<WordColumn>> give(const std::vector<LineWord>& words) const;

 private:
  struct Column {
    const FormHeadColumn* head = nullptr;
    const FormColumn* known = nullptr;
    bool number = false;
    std::optional<int> place;
    bool learnt = false;
  };
  WordCost cost(const LineWord& word, std::size_t column) const;
  WordCost says(std::string_view word, std::size_t column) const;
  WordCost level(std::string_view word, const Column& column) const;
  WordCost join(const LineWord& word, std::size_t column) const;

  const FormWords& words_;
  const FormBlock& block_;
  std::vector<Column> columns_;
};

}  // namespace gouji::intake
