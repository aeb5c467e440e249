// Where the columns of a table stand in text that keeps them by blanks (`pdftotext -layout`, old printing programs).
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "import/statement_text_head.hpp"
#include "import/statement_text_rows.hpp"

namespace gouji::intake {

// Pages are apart: their blanks may differ. Where single blanks part the figures of a page, or neither the row that
// numbers the columns nor a full row tells their places, nothing is known of it.
class ColumnPlaces {
 public:
  // `spans`: by row, its first column and how many it may have. `heads`: where the names of the columns are printed,
  // for a table of so few rows that none is full; empty: the names tell nothing.
  ColumnPlaces(const SourceText& source, const TextRegion& region, std::size_t columns,
               const std::vector<TextRow>& rows, const std::vector<std::pair<std::size_t, std::size_t>>& spans,
               const std::vector<std::vector<HeadPiece>>& heads = {});

  bool known(std::size_t row) const { return reach(row) > 0; }
  // How far a figure stands from a column, in characters.
  double distance(std::size_t row, std::size_t figure, std::size_t column) const;
  // Half of what two neighbours are apart, at least: what is nearer than this to one column is none of another.
  double reach(std::size_t row) const;

 private:
  struct Page {
    std::vector<double> places;  // by column; empty: not known
    double reach = 0;
  };
  std::vector<std::vector<double>> at_;  // by row, by figure: its right end
  std::vector<std::size_t> page_of_;     // by row
  std::vector<Page> pages_;
};

}  // namespace gouji::intake
