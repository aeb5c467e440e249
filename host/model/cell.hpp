// A cell as printed: absent, blank, a dash, 无, a figure or words are six different things.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/figure.hpp"

namespace gouji {

enum class CellState : std::uint8_t { absent, blank, dash, none, figure, words };

// The name scripts and messages use: "absent", "blank", "dash", "none", "figure", "words".
std::string_view name_of(CellState state);

// Where a cell stands in its source; `to` is the last line when it spans several.
struct Place {
  int line = 0;
  int to = 0;
  int page = 0;
  std::string sheet;
  std::string cell;
  bool known() const { return line > 0 || page > 0 || !cell.empty(); }
};

struct Cell {
  Cell() {}  // NOLINT(modernize-use-equals-default): that would fill every new cell with zeros first

  std::string printed;  // empty for absent and blank
  CellState state = CellState::absent;
  std::uint8_t precision = 0;  // decimals of its column or form, which its envelope goes by
  Figure figure;               // when state is figure

  bool has_figure() const { return state == CellState::figure; }
  bool is_missing() const { return state != CellState::figure && state != CellState::words; }
};

// Classifies a printed text; a text that is one number (with its unit) becomes a figure, `column` giving the unit.
Cell make_cell(std::string_view printed, const Unit& column);

// A cell of words: never read as a figure.
Cell make_words(std::string_view printed);

// The same in place, whatever the cell held.
void set_cell(Cell& cell, std::string_view printed, const Unit& column);
void set_words(Cell& cell, std::string_view printed);

}  // namespace gouji
