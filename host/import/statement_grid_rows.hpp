// A grid row by row, each place answered by the cell that covers it, merged or not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/source_text.hpp"

namespace gouji::intake {

class GridRows {
 public:
  GridRows(const SourceText& source, const SourceGrid& grid);

  int count() const { return static_cast<int>(rows_.size()); }
  int columns() const { return columns_; }  // without those at the right that print nothing
  bool drawn() const { return grid_.drawn; }
  // Whether the grid tells that cells are merged; in others a merged cell is followed by empty ones.
  bool merges() const { return merges_; }
  const SourceGrid& grid() const { return grid_; }
  const SourceText& source() const { return source_; }

  // The cell over the place, wherever it begins; nullptr where the file has none.
  const SourceCell* at(int row, int column) const;
  // The cell that begins there and prints something; nullptr for none.
  const SourceCell* printed(int row, int column) const;
  // All of those of a row, from left to right.
  std::vector<const SourceCell*> printed(int row) const;
  // As printed, without blanks around it.
  std::string_view text(const SourceCell& cell) const;
  std::string_view text(int row, int column) const;
  Piece piece(const SourceCell& cell) const { return source_.piece(cell); }
  // What the row prints, its cells joined without anything between them.
  Piece joined(int row) const;
  int line(int row) const { return rows_[static_cast<std::size_t>(row)].line; }

 private:
  struct Row {
    int line = 0;
    std::vector<const SourceCell*> cells;  // by column
  };
  const SourceText& source_;
  const SourceGrid& grid_;
  std::vector<Row> rows_;
  int columns_ = 0;
  bool merges_ = false;
};

}  // namespace gouji::intake
