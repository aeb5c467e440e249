#include "formats/column_cuts.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "formats/published_text.hpp"

namespace gouji {
namespace {

constexpr std::size_t kSeveralShare = 10;     // at most one row of so many has a cell of several figures
constexpr std::size_t kShortestName = 4;      // letters of what is no unit behind an amount
constexpr std::size_t kMostBetweenParts = 2;  // lines between two pages of a table

bool is_amount(std::string_view word) { return is_printed_figure(word) && word.find('.') != std::string_view::npos; }

// Amounts of a cell, and what stands beside one and belongs to another column: a line number, a name.
std::size_t columns_in(const ColumnCell& cell) {
  std::size_t amounts = 0;
  std::size_t others = 0;
  for (const std::string_view word : split_at(cell.text, ' ')) {
    if (is_amount(word))
      ++amounts;
    else if (is_printed_figure(word) || text::decode(word).size() >= kShortestName)
      ++others;
  }
  return amounts > 0 ? amounts + others : 0;
}

// 3 4 in one cell of the row that numbers the columns.
bool numbers_several(const ColumnCell& cell) {
  std::vector<int> numbers;
  for (const std::string_view word : split_at(cell.text, ' ')) {
    if (word.empty() || word.size() > 2 || word.find_first_not_of("0123456789") != std::string_view::npos) return false;
    const int number = std::stoi(std::string(word));
    if (!numbers.empty() && number != numbers.back() + 1) return false;
    numbers.push_back(number);
  }
  return numbers.size() > 1;
}

// Words of a head over several columns, with blanks between them: they name a column each.
bool names_several(const ColumnCell& cell) {
  std::size_t names = 0;
  for (const std::string_view word : split_at(cell.text, ' ')) names += text::decode(word).size() > 1 ? 1U : 0U;
  return cell.columns > 1 && (names > 1 || cell.starts > 1);
}

// Two names beside each other on a line of the head in one column: the only row of figures left one of them empty.
bool names_two(const ColumnCell& cell) {
  std::size_t names = 0;
  for (const std::string_view word : split_at(cell.text, ' ')) {
    const bool name = text::decode(word).size() > 1 && text::has_han(word);
    if (!name) return false;
    ++names;
  }
  return cell.columns == 1 && names > 1;
}

// 310 资本性支出 over the columns of codes and of names: a row that stands beside its columns.
bool holds_code_and_name(const ColumnCell& cell) {
  const auto words = split_at(cell.text, ' ');
  return cell.columns > 1 && words.size() == 2 && is_printed_figure(words[0]) && !is_amount(words[0]) &&
         text::decode(words[1]).size() >= kShortestName;
}

// 1 | 2 | 3 over figures alone, no name beside any of them: a sheet whose columns only its head names, and that may
// stand off its columns.
bool is_of_figures_alone(const ColumnGrid& grid) {
  bool numbered = false;
  std::size_t rows = 0;
  for (const ColumnRow& row : grid.rows) {
    bool counts = !row.cells.empty();
    bool amounts = false;
    bool words = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      counts = counts && row.cells[i].text == std::to_string(i + 1);
      amounts = amounts || is_amount(row.cells[i].text);
      words = words || !is_printed_figure(row.cells[i].text);
    }
    if (amounts && words) return false;
    numbered = numbered || (counts && row.cells.size() > 2);
    rows += amounts ? 1U : 0U;
  }
  return numbered && rows > 0;
}

// Whether the blanks do not tell the columns of a table of amounts: several figures, or several heads, are one cell.
// What reads the lines must know where they stood.
bool is_badly_cut(const ColumnGrid& grid) {
  std::size_t rows = 0;
  std::size_t several = 0;
  bool heads = false;
  bool numbered = false;
  bool beside = false;
  for (const ColumnRow& row : grid.rows) {
    std::size_t amounts = 0;
    std::size_t most = 0;
    for (const ColumnCell& cell : row.cells) {
      const std::size_t here = columns_in(cell);
      amounts += here;
      most = std::max({most, here, holds_code_and_name(cell) ? std::size_t{2} : std::size_t{0}});
      numbered = numbered || numbers_several(cell);
      heads = heads || (rows == 0 && here == 0 && names_several(cell));
      beside = beside || (rows == 0 && row.first == row.last && names_two(cell));
    }
    rows += amounts > 0 ? 1U : 0U;
    several += amounts > 0 && most > 1 ? 1U : 0U;
  }
  if ((rows == 1 && beside) || is_of_figures_alone(grid)) return true;
  return several * kSeveralShare > rows || ((heads || numbered) && rows * 2 > grid.rows.size());
}

}  // namespace

void drop_badly_cut(std::vector<ColumnGrid>& grids) {
  const auto of_amounts = [](const ColumnGrid& grid) {
    const auto rows = std::count_if(grid.rows.begin(), grid.rows.end(), [](const ColumnRow& row) {
      return std::any_of(row.cells.begin(), row.cells.end(),
                         [](const ColumnCell& cell) { return is_amount(cell.text); });
    });
    return static_cast<std::size_t>(rows) * 2 > grid.rows.size();
  };
  std::vector<bool> bad;
  for (const ColumnGrid& grid : grids) bad.push_back(is_badly_cut(grid));
  const auto spread = [&](std::size_t from, std::size_t to) {
    const auto& [first, last] = std::minmax(from, to);
    const std::size_t between = grids[last].rows.front().first - grids[first].rows.back().last;
    if (bad[from] && between <= kMostBetweenParts && of_amounts(grids[to])) bad[to] = true;
  };
  for (std::size_t i = 1; i < grids.size(); ++i) spread(i - 1, i);
  for (std::size_t i = grids.size(); i-- > 1;) spread(i, i - 1);
  std::size_t at = 0;
  std::erase_if(grids, [&](const ColumnGrid&) { return bad[at++]; });
}

}  // namespace gouji
