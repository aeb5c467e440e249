#include "import/second_reading.hpp"

#include <algorithm>
#include <utility>

namespace gouji::intake {
namespace {

// "(5)", "3": a column of figures that no word of the head names.
bool is_unnamed(std::string_view column) {
  return !column.empty() && column.find_first_not_of("()（）0123456789") == std::string_view::npos;
}

struct FigureCount {
  std::size_t sure = 0, unsure = 0;
};

// Lines of the file with a row of a table whose name or code was not read for certain: so is what stands beside it.
std::set<int> lines_without_name(const Imported& read) {
  std::set<int> lines;
  for (const Table& table : read.document.tables) {
    for (const TableRow& row : table.rows) {
      if (row.doubtful.contains("label") || row.doubtful.contains("code")) lines.insert(row.at.line);
    }
  }
  return lines;
}

// Of the figures that stand on the lines of the file.
FigureCount count_figures(const Imported& read, const std::pair<int, int>& lines) {
  FigureCount count;
  const std::set<int> nameless = lines_without_name(read);
  const auto& numbers = read.source.numbers();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const int line = read.source.place_of_lines(numbers[i].line, numbers[i].line).line;
    const NumberFate& fate = read.fates[i];
    if (line < lines.first || line > lines.second || fate.kind != NumberKind::figure || fate.fate == Fate::seen)
      continue;
    const bool sure = fate.fate == Fate::kept && fate.doubtful < 0 && !nameless.contains(line) &&
                      !is_unnamed(field_of(read.placed[static_cast<std::size_t>(fate.placement)].what));
    ++(sure ? count.sure : count.unsure);
  }
  return count;
}

constexpr int kMostBetween = 1;  // from the last line of a part of a table to the first of the next

// Grids right below each other may be parts of one table: a head here, its rows there.
struct GridGroup {
  std::set<std::size_t> grids;
  std::pair<int, int> lines;  // of the file
};

std::vector<GridGroup> groups_of(const PublishedSource& published) {
  std::vector<GridGroup> groups;
  for (std::size_t i = 0; i < published.grids.size(); ++i) {
    const auto& printed = published.grids[i].printed;
    if (printed.empty()) continue;
    const int first = printed.front().at.line;
    const int last = printed.back().at.line;
    if (groups.empty() || first - groups.back().lines.second > kMostBetween) groups.push_back({{}, {first, last}});
    groups.back().grids.insert(i);
    groups.back().lines.second = last;
  }
  return groups;
}

std::pair<int, int> lines_of(const SourceGrid& grid) {
  return {grid.printed.front().at.line, grid.printed.back().at.line};
}

}  // namespace

std::vector<std::set<std::size_t>> other_readings(const PublishedSource& published, const Imported& read) {
  std::set<std::size_t> alone, groups;
  for (const GridGroup& group : groups_of(published)) {
    bool doubt = false;
    for (const std::size_t grid : group.grids) {
      if (count_figures(read, lines_of(published.grids[grid])).unsure == 0) continue;
      alone.insert(grid);
      doubt = true;
    }
    if (doubt) groups.insert(group.grids.begin(), group.grids.end());
  }
  if (alone.empty()) return {};
  if (alone == groups) return {groups};
  return {groups, alone};
}

std::set<std::size_t> best_of_each(const PublishedSource& published, const std::vector<GridReading>& readings) {
  std::set<std::size_t> best;
  for (std::size_t grid = 0; grid < published.grids.size(); ++grid) {
    if (published.grids[grid].printed.empty()) continue;
    const auto sure = [&](const GridReading& one) {
      return count_figures(one.read, lines_of(published.grids[grid])).sure;
    };
    const auto most = std::max_element(readings.begin(), readings.end(),
                                       [&](const auto& a, const auto& b) { return sure(a) < sure(b); });
    if (most->lines.contains(grid)) best.insert(grid);
  }
  return best;
}

GridReading& surest(const PublishedSource& published, std::vector<GridReading>& readings) {
  const auto sure = [&](const GridReading& one) {
    std::size_t sum = 0;
    for (const SourceGrid& grid : published.grids)
      sum += grid.printed.empty() ? 0 : count_figures(one.read, lines_of(grid)).sure;
    return sum;
  };
  return *std::max_element(readings.begin(), readings.end(),
                           [&](const auto& a, const auto& b) { return sure(a) < sure(b); });
}

}  // namespace gouji::intake
