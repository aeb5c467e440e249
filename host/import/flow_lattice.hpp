// The best reading of a whole table: a path through all ways to cut its tokens into rows and cells.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "import/flow_score.hpp"
#include "import/flow_words.hpp"

namespace gouji::intake {

enum class Step : std::uint8_t {
  none,
  skip,       // the column prints nothing in this row
  group,      // a value of the closed list, or a part of one
  odd_group,  // a value outside the list that ends like one
  text,
  pair,  // two text columns that resemble each other, found together
  number,
  note,
  choice,
  bare,   // headings with nothing beside them: no row
  label,  // side label or repeated head
  left_over,
  wrap,     // the row ends
  restart,  // a page break: the row's cells go on
  follow,   // a page break behind a whole row: its cells go on
  back,     // ... and are complete
};

// How often each group column is printed for a row of its own, as logarithms.
struct GroupHabit {
  double printed = -0.7;
  double skipped = -0.7;
};

struct FlowPlacement {
  Step step = Step::none;
  std::size_t column = 0;
  std::size_t begin = 0;
  std::size_t middle = 0;  // pair: where the second column begins
  std::size_t end = 0;
  int link = -1;  // group: the broken value it is part of
  bool tail = false;
  bool resumed = false;  // text: goes on with the cell of the same column before it
};

class FlowLattice {
 public:
  FlowLattice(const FlowSpec& spec, const std::vector<Token>& tokens, const FlowWords& words, const FlowScore& score,
              const GapModel& gaps, const std::vector<GroupHabit>& habits);

  // The steps of the best path, in order; skips and left-overs among them, no token missing.
  std::vector<FlowPlacement> best_path();

 private:
  struct Node {
    float score = -1e30F;
    std::int32_t from = -1;
    std::uint32_t middle = 0;  // pair: the middle; group: 1 + index of the match
    Step step = Step::none;
  };
  // What stood before, as far as the next border depends on it.
  static constexpr std::size_t kRowStart = 0;  // nothing of this row
  static constexpr std::size_t kOneLine = 1;   // a cell of one line, two lines, more
  static constexpr std::size_t kMoreLines = 3;
  static constexpr std::size_t kGroup = 4;  // a group value of one line, two lines, more
  static constexpr std::size_t kLongGroup = 6;
  static constexpr std::size_t kBeforeCount = 7;
  // What a page break has done.
  static constexpr std::size_t kPlain = 0;
  static constexpr std::size_t kFollowing = 1;  // cells of a whole row go on
  static constexpr std::size_t kRestarted = 2;  // cells of the row under way go on
  static constexpr std::size_t kModeCount = 3;

  struct Cut {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  std::size_t index(std::size_t at, std::size_t column, std::size_t before, std::size_t mode) const {
    return ((at * (columns_ + 1) + column) * kBeforeCount + before) * kModeCount + mode;
  }
  std::size_t position_of(std::size_t node) const { return node / (kModeCount * kBeforeCount) / (columns_ + 1); }
  std::size_t column_of(std::size_t node) const { return node / (kModeCount * kBeforeCount) % (columns_ + 1); }

  void relax(std::size_t from, std::size_t to, double gain, Step step, std::size_t middle = 0);
  void expand_position(std::size_t at);
  void prune(std::size_t at);
  void skip(std::size_t at, std::size_t column, std::size_t before, std::size_t mode);
  void expand_row_start(std::size_t at);
  void expand_bare_heading(std::size_t at);
  void expand_group(std::size_t at, std::size_t column, std::size_t before, std::size_t mode);
  void expand_text(std::size_t at, std::size_t column, bool alone);
  void expand_resumed_text(std::size_t at, std::size_t column, std::size_t before, std::size_t mode);
  void expand_pair(std::size_t at, std::size_t column);
  void expand_number(std::size_t at, std::size_t column, std::size_t before, std::size_t mode);
  void expand_note(std::size_t at, std::size_t column, std::size_t before, std::size_t mode);
  void expand_choice(std::size_t at, std::size_t column, std::size_t before, std::size_t mode);
  void expand_page_start(std::size_t at);

  double border_before(std::size_t at, std::size_t before, int lines) const;
  bool is_heading(std::size_t begin, std::size_t end) const;
  std::size_t after_group(std::size_t begin, std::size_t end) const;
  bool fits_number(std::size_t column, std::size_t at) const;
  bool says_nothing(std::size_t column, std::size_t begin, std::size_t end) const;
  bool may_end_before(std::size_t column, std::size_t end) const;
  std::vector<std::size_t> ends_of_pair(std::size_t at, std::size_t column) const;
  // The cell of this column in the row that the node belongs to (or the row before it, when following).
  bool earlier_cell(std::size_t node, std::size_t column, std::size_t mode, Cut& cut) const;
  // The last printed number of this column on the path, or a negative value.
  double earlier_number(std::size_t node, std::size_t column) const;
  std::size_t number_column(const std::string& key) const;

  const FlowSpec& spec_;
  const std::vector<Token>& tokens_;
  const FlowWords& words_;
  const FlowScore& score_;
  const GapModel& gaps_;
  const std::vector<GroupHabit>& habits_;
  std::size_t columns_;
  std::size_t first_text_ = 0;  // first text column
  // By place and gap: the border between the last heading and the texts, which may be merged over rows or not.
  std::array<std::array<double, kGapCount>, kPlaceCount> behind_heading_{};
  std::vector<std::vector<std::u32string>> choices_;  // by column: what a choice may be, a note of nothing
  std::vector<std::size_t> at_most_;                  // by column: the number column it seldom exceeds, or columns_
  std::vector<Node> nodes_;
  std::vector<GroupMatch> matches_;
  std::vector<std::vector<std::size_t>> matches_at_;  // by token: indices into matches_
};

}  // namespace gouji::intake
