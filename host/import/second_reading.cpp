#include "import/second_reading.hpp"

#include <algorithm>
#include <utility>

namespace gouji::intake {
namespace {

// "(5)", "3": a column of figures that no word of the head names.
bool is_unnamed(std::string_view column) {
  return !column.empty() && column.find_first_not_of("()（）0123456789") == std::string_view::npos;
}

constexpr std::size_t kMostLines = 20'000;  // of a text that is read again: each reading takes as long as the first

struct FigureCount {
  std::size_t sure = 0, unsure = 0;
};
using FileLines = std::pair<int, int>;  // first and last

// The figures of a reading by the lines of the file.
class FigureLines {
 public:
  explicit FigureLines(const Imported& read) {
    // A row whose name or code was not read for certain: so is what stands beside it.
    std::set<int> nameless;
    for (const Table& table : read.document.tables) {
      for (const TableRow& row : table.rows) {
        if (row.doubtful.contains("label") || row.doubtful.contains("code")) nameless.insert(row.at.line);
      }
    }
    const auto& numbers = read.source.numbers();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const NumberFate& fate = read.fates[i];
      if (fate.kind != NumberKind::figure || fate.fate == Fate::seen) continue;
      const int line = read.source.place_of_lines(numbers[i].line, numbers[i].line).line;
      const bool sure = fate.fate == Fate::kept && fate.doubtful < 0 && !nameless.contains(line) &&
                        !is_unnamed(field_of(read.placed[static_cast<std::size_t>(fate.placement)].what));
      figures_.emplace_back(line, sure);
    }
    std::sort(figures_.begin(), figures_.end());
  }

  FigureCount on(const FileLines& lines) const {
    FigureCount count;
    auto figure = std::lower_bound(figures_.begin(), figures_.end(), std::pair(lines.first, false));
    for (; figure != figures_.end() && figure->first <= lines.second; ++figure)
      ++(figure->second ? count.sure : count.unsure);
    return count;
  }

 private:
  std::vector<std::pair<int, bool>> figures_;  // line of the file, whether it is sure
};

constexpr int kMostBetween = 1;  // from the last line of a part of a table to the first of the next

// Grids right below each other may be parts of one table: a head here, its rows there.
struct GridGroup {
  std::set<std::size_t> grids;
  FileLines lines;
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

constexpr int kMostBelow = 50;  // lines of rows below a grid that holds nothing but a head

// The lines that a grid is judged by: its own, and of one without any figure the rows below it, which stayed lines.
FileLines lines_of(const PublishedSource& published, std::size_t at, const FigureLines& figures) {
  const auto own = [&](std::size_t i) {
    const auto& printed = published.grids[i].printed;
    return FileLines{printed.front().at.line, printed.back().at.line};
  };
  FileLines lines = own(at);
  const FigureCount count = figures.on(lines);
  if (count.sure + count.unsure > 0) return lines;
  lines.second += kMostBelow;
  for (std::size_t next = at + 1; next < published.grids.size(); ++next) {
    if (published.grids[next].printed.empty()) continue;
    lines.second = std::min(lines.second, own(next).first - 1);
    break;
  }
  return lines;
}

}  // namespace

std::vector<std::set<std::size_t>> other_readings(const PublishedSource& published, const Imported& read) {
  if (published.lines.size() > kMostLines) return {};
  const FigureLines figures(read);
  std::set<std::size_t> alone, groups;
  for (const GridGroup& group : groups_of(published)) {
    bool doubt = false;
    for (const std::size_t grid : group.grids) {
      if (figures.on(lines_of(published, grid, figures)).unsure == 0) continue;
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
  std::vector<FigureLines> figures;
  for (const GridReading& one : readings) figures.emplace_back(one.read);
  std::set<std::size_t> best;
  for (std::size_t grid = 0; grid < published.grids.size(); ++grid) {
    if (published.grids[grid].printed.empty()) continue;
    std::vector<std::size_t> sure;  // by reading
    for (const FigureLines& one : figures) sure.push_back(one.on(lines_of(published, grid, figures.front())).sure);
    const auto most = static_cast<std::size_t>(std::max_element(sure.begin(), sure.end()) - sure.begin());
    if (readings[most].lines.contains(grid)) best.insert(grid);
  }
  return best;
}

GridReading& surest(const PublishedSource& published, std::vector<GridReading>& readings) {
  std::vector<std::size_t> sure(readings.size(), 0);
  const FigureLines first(readings.front().read);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const FigureLines figures(readings[i].read);
    for (std::size_t grid = 0; grid < published.grids.size(); ++grid)
      sure[i] += published.grids[grid].printed.empty() ? 0 : figures.on(lines_of(published, grid, first)).sure;
  }
  return readings[static_cast<std::size_t>(std::max_element(sure.begin(), sure.end()) - sure.begin())];
}

}  // namespace gouji::intake
