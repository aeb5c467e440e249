// Names of rows printed in several lines, in grids made of text, where nothing joins them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "import/statement.hpp"
#include "import/statement_grid_head.hpp"
#include "import/statement_lexicon.hpp"

namespace gouji::intake {

// `cells`: what the grid's row prints; `last`: the last row read, -1 for none; `end`: the row behind the table.
class WrappedNames {
 public:
  WrappedNames(const StatementLexicon& lexicon, const GridRows& grid, const GridHead& head)
      : lexicon_(lexicon), grid_(grid), head_(head) {}

  // A name of three lines stands around its row. Its first line belongs to the row below where the name above is too
  // short to be wrapped: names of its level, with codes as long, are printed wider.
  bool begins_below(const std::vector<const SourceCell*>& cells, int row, int last, int end) const;
  // A wrapped name whose last line stands beside its code and figures. Where the lone text may as well be the end of
  // the name above, the table's other names tell, and it is in doubt.
  bool opens_below(const std::vector<const SourceCell*>& cells, int row, int end);
  // A line of names alone, without the code that every row of the table has, or no more than the last letters of a long
  // name. `rows`: those read, by group.
  bool goes_on(const std::vector<const SourceCell*>& cells, int last,
               const std::vector<std::vector<ReadRow>>& rows) const;

  // The first line of the next row's name, until it is taken.
  void begin(const SourceCell& cell) { begun_ = &cell; }
  const SourceCell* take_begun();
  // Marks the row that took a line of which it is not certain whose it was.
  void doubt(ReadRow& row);

  // The group of columns whose names stand in this column.
  std::optional<std::size_t> group_of(int column) const;

 private:
  enum class Side : std::uint8_t { none, above, below, either };
  bool is_lone(int row) const;
  Side side_of(int row, int end) const;
  bool go_on_both(const std::vector<const SourceCell*>& cells, int last) const;
  const SourceCell* printed_above(const SourceCell& cell, int last) const;
  int widest(int column) const;
  bool prints_names(int column) const;

  const StatementLexicon& lexicon_;
  const GridRows& grid_;
  const GridHead& head_;
  const SourceCell* begun_ = nullptr;
  std::optional<bool> begin_above_;    // wrapped names of this table do, where one is certain
  mutable std::map<int, int> widest_;  // by column
  bool unsure_ = false;
};

}  // namespace gouji::intake
