// What it is worth to take a stretch of tokens as one cell, and a place between two tokens as a border.
// Values are logarithms of odds, roughly: +3 is strong, -5 all but forbids.
#pragma once

#include <algorithm>
#include <vector>

#include "import/flow_gaps.hpp"
#include "import/flow_language.hpp"
#include "import/flow_tokens.hpp"
#include "import/flow_widths.hpp"

namespace gouji::intake {

class FlowScore {
 public:
  // All arguments must outlive the score.
  FlowScore(const FlowSpec& spec, const std::vector<Token>& tokens, const CharacterPairs& pairs, const GapModel& gaps,
            const std::vector<ColumnWidth>& widths);

  // Tokens [first, last) as one cell of this column; kImpossible when it is out of the question.
  double segment(std::size_t column, std::size_t first, std::size_t last) const;
  static constexpr double kImpossible = -1e9;
  // No cell that begins at `first` ends behind this token; no cell of this column.
  std::size_t farthest_end(std::size_t first) const;
  std::size_t farthest_end(std::size_t column, std::size_t first) const {
    return std::min(farthest_end(first), first + ends_from(column, first).size());
  }

  // A border of cells before the token.
  double border(GapPlace place, std::size_t at) const;

  // Tokens [next, ...) go on with the cell [first, last), which a page break or another cell interrupted.
  double resumption(std::size_t column, std::size_t first, std::size_t last, std::size_t next) const;

  // How much [middle, last) repeats [first, middle).
  double likeness(std::size_t first, std::size_t middle, std::size_t last) const;
  // An upper bound of it that is cheap to have, and one for all texts.
  double likeness_limit(std::size_t first, std::size_t middle, std::size_t last) const;
  static constexpr double kMostLikeness = 12.0;

  // Lines that [first, last) takes, at most 3.
  int lines(std::size_t first, std::size_t last) const;
  // Its lines as samples of the column's width.
  void sample_widths(std::size_t first, std::size_t last, std::vector<LineSample>& samples) const;

  std::u32string_view chars(std::size_t first, std::size_t last) const;

 private:
  struct Column {
    bool has_openers = false;     // targets
    bool repeats_target = false;  // alike to a column with openers
    bool wants_words = false;     // neither: a bare number is unlikely
    bool names = false;           // a stop is unlikely
    std::vector<std::u32string> opening_words;
    std::vector<std::size_t> ending_at;  // by token: length of the shortest usual ending that it completes, or 0
  };

  // What is true of a token wherever it lands, worked out once.
  struct Trait {
    double joint = 0.0;  // joint_value
    int line = 0;        // lines begun so far
    int stops = 0;       // commas and full stops in it
    int latin = 0;       // tokens with narrow characters before it
    bool ends_sentence = false;
    bool hanging = false;       // ends in punctuation that may hang over the border
    bool brackets = false;      // holds brackets or quotes
    bool after_figure = false;  // words after a figure and a space
  };

  LineSample line_sample(std::size_t first, std::size_t last, Units next_head) const;
  double start_value(const Column& column, std::size_t first) const;
  double end_value(const Column& column, std::size_t first, std::size_t last) const;
  // What a sign within a cell costs there.
  double sign_value(const Column& column, std::size_t at) const;
  // Token `at` follows the one before it in the same cell, whatever the column.
  double joint_value(std::size_t at) const;
  double space_value(std::size_t at) const;
  double seam_value(std::size_t last, std::size_t next) const;
  bool is_sequel(std::size_t at) const;
  const std::vector<float>& ends_from(std::size_t column, std::size_t first) const;

  const std::vector<Token>& tokens_;
  const CharacterPairs& pairs_;
  const GapModel& gaps_;
  const std::vector<ColumnWidth>& widths_;
  std::vector<Column> columns_;
  std::vector<std::pair<std::u32string, std::u32string>> sequels_;
  std::u32string flat_;               // all tokens run together
  std::vector<std::size_t> offsets_;  // of each token in it
  std::vector<Trait> traits_;
  std::vector<Units> reach_;                                    // widths summed up, spaces within lines included
  mutable std::vector<std::vector<std::vector<float>>> cache_;  // column, first token, number of tokens - 1
};

}  // namespace gouji::intake
