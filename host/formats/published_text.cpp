#include "formats/published_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "formats/column_grid.hpp"
#include "formats/grid_writer.hpp"
#include "formats/published_limits.hpp"

namespace gouji {
namespace {

bool has_one_space_before(std::string_view line) {
  if (line.size() < 2 || line[0] != ' ') return false;
  std::size_t pos = 1;
  return !text::is_space(text::decode_next(line, pos));
}

bool has_tab_behind_text(std::string_view line) {
  const std::size_t tab = line.rfind('\t');
  return tab != std::string_view::npos && !text::trim(line.substr(0, tab)).empty();
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  const char end_mark = text.find('\n') == std::string_view::npos ? '\r' : '\n';
  std::vector<std::string_view> lines = split_at(text, end_mark);
  for (std::string_view& line : lines) {
    if (line.ends_with('\r')) line.remove_suffix(1);
  }
  return lines;
}

std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

// One space before a line is believed to mark pages only where such lines are few, form feeds do not, and blanks in
// most of these lines do not keep columns: there it is the first column's.
PageMarks::PageMarks(const std::vector<std::string_view>& lines) {
  std::size_t printed = 0, marked = 0, columned = 0;
  const auto feeds = [](std::string_view line) { return line.find('\f') != std::string_view::npos; };
  if (std::any_of(lines.begin(), lines.end(), feeds)) return;
  for (const std::string_view line : lines) {
    if (text::trim(line).empty()) continue;
    ++printed;
    if (line.size() < 2 || line[0] != ' ' || line[1] == ' ') continue;
    ++marked;
    if (text::trim(line).find("  ") != std::string_view::npos) ++columned;
  }
  spaced_ = marked > 0 && marked * 10 <= printed && columned * 2 <= marked;
}

bool PageMarks::opens_page(std::string_view line) {
  if (line.find('\f') != std::string_view::npos) page_ = true;
  if (text::trim(line).empty()) return false;
  const bool opens = page_ || (spaced_ && has_one_space_before(line));
  page_ = false;
  return opens;
}

TabRuns::TabRuns(const std::vector<std::string_view>& lines) {
  for (std::size_t first = 0; first < lines.size(); ++first) {
    std::size_t end = first;
    bool parted = false;
    for (; end < lines.size() && lines[end].find('\t') != std::string_view::npos; ++end)
      parted = parted || has_tab_behind_text(lines[end]);
    if (parted) runs_.emplace_back(first, end);
    if (end > first) first = end - 1;
  }
}

std::size_t TabRuns::end_of(std::size_t at) {
  while (next_ < runs_.size() && runs_[next_].second <= at) ++next_;
  return next_ < runs_.size() && runs_[next_].first <= at ? runs_[next_].second : at;
}

PublishedSource read_published_text(std::string_view text, const std::string& file) {
  PublishedSource source;
  source.format = "text";
  GridWriter writer(source);
  SourceAllowance allowance(file);
  const std::vector<std::string_view> lines = lines_of(text);
  PageMarks pages(lines);
  TabRuns runs(lines);
  std::size_t grid_end = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const Place at{static_cast<int>(i) + 1, 0, 0, {}, {}};
    if (i >= grid_end) {
      writer.end_grid();
      grid_end = runs.end_of(i);
      if (grid_end > i) writer.begin_grid(false);
    }
    allowance.line(line.size(), at.line);
    allowance.numbers(line, at.line);
    if (i >= grid_end) {
      writer.line(line, at, pages.opens_page(line));
      continue;
    }
    allowance.row(1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')), at.line);
    std::vector<GridText> cells;
    for (const std::string_view cell : split_at(line, '\t'))
      cells.push_back({static_cast<int>(cells.size()), 1, 1, std::string(cell), at});
    writer.row(cells, at, pages.opens_page(line));
  }
  writer.end_grid();
  // Where tabs part the cells, blanks are part of them.
  if (source.grids.empty()) find_layout_grids(source);
  return source;
}

}  // namespace gouji
