#include "model/cell.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace gouji {
namespace {

// 一 alone is how scanners read a dash in a figure column.
constexpr std::array<std::string_view, 11> kDashes{"-", "—", "－", "–", "―", "一", "/", "--", "——", "﹣", "-----"};

CellState state_of(std::string_view printed) {
  const std::string_view trimmed = text::trim(printed);
  if (trimmed.empty()) return CellState::blank;
  if (text::is_ascii_digit(trimmed.front())) return CellState::words;
  if (std::find(kDashes.begin(), kDashes.end(), trimmed) != kDashes.end()) return CellState::dash;
  if (trimmed == "无") return CellState::none;
  return CellState::words;
}

}  // namespace

std::string_view name_of(CellState state) {
  switch (state) {
    case CellState::absent: return "absent";
    case CellState::blank: return "blank";
    case CellState::dash: return "dash";
    case CellState::none: return "none";
    case CellState::figure: return "figure";
    case CellState::words: return "words";
  }
  return "";
}

void set_cell(Cell& cell, std::string_view printed, const Unit& column) {
  CellState state = state_of(printed);
  if (state == CellState::words && parse_figure(printed, column, cell.figure)) {
    state = CellState::figure;
    cell.precision = cell.figure.decimals;
  } else {
    cell.figure = {};
    cell.precision = 0;
  }
  cell.printed = printed;
  cell.state = state;
}

void set_words(Cell& cell, std::string_view printed) {
  cell.printed = printed;
  cell.state = text::trim(cell.printed).empty() ? CellState::blank : CellState::words;
  cell.figure = {};
  cell.precision = 0;
}

Cell make_cell(std::string_view printed, const Unit& column) {
  Cell cell;
  set_cell(cell, printed, column);
  return cell;
}

Cell make_words(std::string_view printed) {
  Cell cell;
  set_words(cell, printed);
  return cell;
}

}  // namespace gouji
