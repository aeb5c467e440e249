// Which row the lines of wrapped cells are of, where no border says it: a cell is centred on the line of its row's
// figures, or begins on it; only a line that fills its column goes on in the next.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace gouji::intake {

inline constexpr int kRoom = 2;  // half-width letters, one wide one: so much room is none

struct WrappedText {  // one printed line of a cell
  std::size_t line = 0;
  int width = 0;  // on the page, in half-width letters
};

enum class CellsPrinted { centred, from_the_top };

struct WrappedCells {
  std::vector<std::size_t> rows;  // by text: index of its row
  std::vector<bool> doubtful;     // by text: another row is hardly less likely
  double cost = 0;                // how badly the texts fit; comparable for the same texts
};

// `texts` of one column and `rows`, the lines of the rows' figures, in their order; there is a row at least. `empty`:
// what a row without any of the texts costs. `whole`: whether the texts [first, last) put together end as such a cell
// does. A text on the line of a row is the row's. Linear in rows and texts, but for the texts between two rows.
WrappedCells give_to_rows(const std::vector<WrappedText>& texts, const std::vector<std::size_t>& rows,
                          CellsPrinted printed, double empty,
                          const std::function<bool(std::size_t, std::size_t)>& whole);

}  // namespace gouji::intake
