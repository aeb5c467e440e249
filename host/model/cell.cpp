#include "model/cell.hpp"

#include "base/text.hpp"

namespace gouji {
namespace {

CellState state_of(std::string_view printed) {
  const std::string_view trimmed = text::trim(printed);
  if (trimmed.empty()) return CellState::blank;
  for (const std::string_view dash : {"-", "—", "－", "–", "―", "一", "/", "--", "——", "﹣", "-----"}) {
    // 一 alone is how scanners read a dash in a figure column.
    if (trimmed == dash) return CellState::dash;
  }
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

Cell make_cell(std::string_view printed, const Unit& column) {
  Cell cell;
  cell.printed = std::string(printed);
  cell.state = state_of(printed);
  if (cell.state != CellState::words) return cell;
  if (auto figure = parse_figure(printed, column)) {
    cell.state = CellState::figure;
    cell.figure = *figure;
    cell.precision = figure->decimals;
  }
  return cell;
}

Cell make_words(std::string_view printed) {
  Cell cell;
  cell.printed = std::string(printed);
  cell.state = text::trim(printed).empty() ? CellState::blank : CellState::words;
  return cell;
}

}  // namespace gouji
