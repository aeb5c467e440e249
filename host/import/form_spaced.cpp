#include "import/form_spaced.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "import/form_head.hpp"

namespace gouji::intake {
namespace {

constexpr std::string_view kBetweenCells = "  ";  // parts two texts
constexpr std::size_t kMostAbove = 12;            // lines between the first label and the head

// What blanks part, each where it stands in the line.
std::vector<FormCell> spaced_cells(const FormCell& whole) {
  std::vector<FormCell> cells;
  for (std::size_t from = 0; from < whole.text.size();) {
    const std::size_t end = std::min(whole.text.find(kBetweenCells, from), whole.text.size());
    FormCell cell = whole;
    cell.text = whole.text.substr(from, end - from);
    cell.column = static_cast<int>(cells.size());
    cells.push_back(cell);
    from = std::min(whole.text.find_first_not_of(' ', end), whole.text.size());
  }
  return cells;
}

}  // namespace

void SpacedLabels::part(std::vector<FormLine>& lines, std::size_t at) {
  FormLine& line = lines[at];
  if (line.grid != nullptr || line.cells.size() != 1) return;
  const FormCell whole = line.cells.front();
  if (whole.text.find(kBetweenCells) == std::string_view::npos || whole.text.find('\t') != std::string_view::npos)
    return;
  std::vector<FormCell> cells = spaced_cells(whole);
  if (!opens(cells, whole) || !head_follows(lines, at)) return;
  const std::string_view printed = source_.line(whole.place.line);
  for (FormCell& cell : cells) {
    cell.place.column = cell.column;
    cell.place.begin = static_cast<std::size_t>(cell.text.data() - printed.data());
    cell.place.end = cell.place.begin + cell.text.size();
  }
  SourceGrid grid;
  grid.rows = 1;
  grid.columns = static_cast<int>(cells.size());
  grid.first_line = grid.last_line = line.line;
  grid.drawn = false;
  grids_.push_back(std::move(grid));
  line.grid = &grids_.back();
  line.cells = std::move(cells);
}

bool SpacedLabels::opens(const std::vector<FormCell>& cells, const FormCell& whole) const {
  const std::string_view first = cells.front().text;
  if (words_.is_label(first) || words_.is_side_label(words_.spec().funds, first)) return true;
  // 387005某某中心    单位：万元
  Piece last;
  last.text = std::string(cells.back().text);
  return cells.size() == 2 && text::is_ascii_digit(whole.text.front()) && words_.money_in(last).has_value();
}

bool SpacedLabels::head_follows(const std::vector<FormLine>& lines, std::size_t at) const {
  for (std::size_t next = at + 1; next < lines.size() && next <= at + kMostAbove; ++next) {
    if (lines[next].grid == nullptr) continue;
    const auto head = find_form_head(words_, lines, next);
    return head.has_value();
  }
  return false;
}

}  // namespace gouji::intake
