#include "import/source_text.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostPageDigits = 4;

// Takes one of the marks off an end of the content; whether there was one.
bool drop_mark(std::string_view& content, std::initializer_list<std::string_view> marks, bool front) {
  for (const std::string_view mark : marks) {
    if (!(front ? content.starts_with(mark) : content.ends_with(mark))) continue;
    front ? content.remove_prefix(mark.size()) : content.remove_suffix(mark.size());
    content = text::trim(content);
    return true;
  }
  return false;
}

bool is_digits(std::string_view content) {
  return !content.empty() && content.find_first_not_of("0123456789") == std::string_view::npos;
}

// "12", "- 12", "12 —": page numbers where nothing stands near.
bool is_one_number(std::string_view content) {
  while (drop_mark(content, {"-", "—"}, true)) continue;
  while (drop_mark(content, {"-", "—"}, false)) continue;
  return is_digits(content);
}

// "- 12 -", "—12—", "第 12 页 共 30 页": says itself that it numbers a page, wherever it stands.
bool is_page_label(std::string_view content) {
  constexpr std::size_t kLongest = 48;  // bytes
  if (content.size() > kLongest || content.find('\t') != std::string_view::npos) return false;
  const auto dashes = {std::string_view("-"), std::string_view("—"), std::string_view("–"), std::string_view("－")};
  std::string_view inner = content;
  if (drop_mark(inner, dashes, true) && drop_mark(inner, dashes, false))
    return is_digits(inner) && inner.size() <= kMostPageDigits && content.find("  ") == std::string_view::npos;
  std::string plain = text::fold(text::strip_spaces(content));
  const auto numbered = [](std::string_view& rest, std::string_view opens) {
    if (!rest.starts_with(opens)) return false;
    rest.remove_prefix(opens.size());
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    rest.remove_prefix(digits);
    return digits > 0 && digits <= kMostPageDigits && drop_mark(rest, {"页"}, true);
  };
  std::string_view rest = plain;
  if (!numbered(rest, "第")) return false;
  drop_mark(rest, {",", "/", "，"}, true);
  return rest.empty() || (numbered(rest, "共") && rest.empty());
}

// Lines that are nothing but a number between blank lines, each one more than the last: those of pages. `touching`:
// with the last line of their page right above them; then there have to be more.
std::set<std::size_t> counted_pages(const std::vector<SourceLine>& all, bool touching) {
  const std::size_t kLeast = touching ? 6 : 3;
  std::set<std::size_t> found;
  int last = 0;
  const auto is_blank = [&](std::size_t i) { return i >= all.size() || text::trim(all[i].text).empty(); };
  for (std::size_t i = 1; i < all.size(); ++i) {
    const std::string_view content = text::trim(all[i].text);
    if (!is_digits(content) || content.size() > kMostPageDigits || !is_blank(i + 1)) continue;
    if (!touching && !is_blank(i - 1)) continue;
    const int number = std::stoi(std::string(content));
    if (!found.empty() && number != last + 1) return {};
    last = number;
    found.insert(i);
  }
  return found.size() < kLeast ? std::set<std::size_t>() : found;
}

}  // namespace

SourceText::SourceText(PublishedSource published) : published_(std::move(published)) {
  const auto& all = published_.lines;
  std::set<std::size_t> pages = counted_pages(all, false);
  if (pages.empty()) pages = counted_pages(all, true);
  int blanks = 0;
  bool turned = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string_view content = text::trim(all[i].text);
    if (content.empty()) {
      ++blanks;
      continue;
    }
    const int number = static_cast<int>(i) + 1;
    const bool ends_page = i + 1 < all.size() && all[i + 1].page_start;
    // Blank lines are left out between the rows of a grid; what stands there is none of its cells.
    const auto apart = [&] { return blanks > 0 || is_between_rows(number); };
    if (is_page_label(content) || pages.contains(i) || (ends_page && is_one_number(content) && apart())) {
      // The foot of a page: no line of what stands around it.
      for (const SourceNumber& found : scan_numbers(all[i].text, number, true)) numbers_.push_back(found);
      turned = true;
      continue;
    }
    lines_.push_back({all[i].text, number, blanks, all[i].page_start || turned});
    turned = false;
    const bool blank_below = i + 1 >= all.size() || ends_page || text::trim(all[i + 1].text).empty();
    const bool alone = (i == 0 || blanks > 0) && blank_below && is_one_number(content);
    for (const SourceNumber& found : scan_numbers(all[i].text, number, alone)) numbers_.push_back(found);
    blanks = 0;
  }
  find_running_lines();
}

// What most pages open with, long enough and of so few pieces that it is no head of a table.
void SourceText::find_running_lines() {
  constexpr std::size_t kLeastPages = 3;
  constexpr std::size_t kLeastLetters = 8;
  constexpr std::ptrdiff_t kMostGaps = 1;
  std::map<std::string, std::vector<std::size_t>> found;
  std::size_t pages = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!lines_[i].page_start) continue;
    ++pages;
    const std::string_view content = text::trim(lines_[i].text);
    if (text::decode(content).size() < kLeastLetters || content.find('\t') != std::string_view::npos ||
        std::count(content.begin(), content.end(), ' ') > kMostGaps)
      continue;
    found[std::string(content)].push_back(i);
  }
  for (const auto& [content, places] : found) {
    if (places.size() < kLeastPages || places.size() * 3 < pages * 2) continue;
    for (const std::size_t place : places) lines_[place].running = true;
  }
}

bool SourceText::opens_page(int number) const {
  return number >= 1 && number <= line_count() && published_.lines[static_cast<std::size_t>(number) - 1].page_start;
}

bool SourceText::is_between_rows(int number) const {
  const SourceGrid* grid = grid_at(number);
  return grid != nullptr && std::none_of(grid->cells.begin(), grid->cells.end(),
                                         [&](const SourceCell& cell) { return cell.line == number; });
}

bool SourceText::prints_between(int above, int below) const {
  const auto next =
      std::partition_point(lines_.begin(), lines_.end(), [&](const FlowLine& line) { return line.number <= above; });
  return next != lines_.end() && next->number < below;
}

bool is_loose(const SourceGrid& grid) {
  return !grid.drawn && std::all_of(grid.cells.begin(), grid.cells.end(),
                                    [](const SourceCell& cell) { return cell.end > cell.begin; });
}

std::string_view SourceText::line(int number) const {
  return number >= 1 && number <= line_count() ? published_.lines[static_cast<std::size_t>(number) - 1].text
                                               : std::string_view();
}

Piece SourceText::piece(int number, std::size_t begin, std::size_t end) const {
  const std::string_view whole = line(number);
  begin = std::min(begin, whole.size());
  end = std::clamp(end, begin, whole.size());
  const std::string_view part = text::trim(whole.substr(begin, end - begin));
  const auto start = part.empty() ? begin : static_cast<std::size_t>(part.data() - whole.data());
  return {std::string(part), {{number, start, start + part.size()}}, {}};
}

Piece SourceText::piece(const SourceCell& cell) const { return piece(cell.line, cell.begin, cell.end); }

Piece SourceText::whole_lines(int from, int to) const {
  Piece joined;
  for (int number = std::max(1, from); number <= std::min(to, line_count()); ++number) {
    const Piece one = piece(number, 0, line(number).size());
    if (one.text.empty() || is_page_label(one.text)) continue;
    joined.text += one.text;
    joined.spans.push_back(one.spans.front());
  }
  return joined;
}

Place SourceText::place_of_lines(int from, int to) const {
  if (from < 1 || from > line_count()) return {};
  Place place = published_.lines[static_cast<std::size_t>(from) - 1].at;
  if (to > from && to <= line_count()) {
    const Place& last = published_.lines[static_cast<std::size_t>(to) - 1].at;
    if (last.line > place.line) place.to = std::max(last.line, last.to);
  }
  return place;
}

Place SourceText::place_of(const std::vector<SourceSpan>& spans) const {
  if (spans.empty()) return {};
  int first = spans.front().line;
  int last = first;
  for (const SourceSpan& span : spans) {
    first = std::min(first, span.line);
    last = std::max(last, span.line);
  }
  Place place = place_of_lines(first, last);
  // One cell of a sheet is named by its own address.
  if (first == last && !place.sheet.empty()) {
    if (const SourceGrid* grid = grid_at(first)) {
      if (const SourceCell* cell = cell_at(*grid, first, spans.front().begin)) return cell->at;
    }
  }
  return place;
}

const SourceGrid* SourceText::grid_at(int line) const {
  const auto& grids = published_.grids;
  const auto after = std::upper_bound(grids.begin(), grids.end(), line,
                                      [](int wanted, const SourceGrid& grid) { return wanted < grid.first_line; });
  if (after == grids.begin()) return nullptr;
  const SourceGrid& grid = *std::prev(after);
  return line <= grid.last_line ? &grid : nullptr;
}

const SourceCell* SourceText::cell_at(const SourceGrid& grid, int line, std::size_t byte) {
  // Cells stand by row, then by column, and so by line and byte.
  const auto after = std::upper_bound(grid.cells.begin(), grid.cells.end(), std::pair(line, byte),
                                      [](const std::pair<int, std::size_t>& wanted, const SourceCell& cell) {
                                        return wanted < std::pair(cell.line, cell.begin);
                                      });
  if (after == grid.cells.begin()) return nullptr;
  const SourceCell& cell = *std::prev(after);
  return cell.line == line && byte < cell.end ? &cell : nullptr;
}

}  // namespace gouji::intake
