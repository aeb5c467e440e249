#include "import/statement_wrapped_names.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr int kLetterWidth = 2;  // columns of text
constexpr const char* kLoneLine = "行名折行，归属不能确定";
constexpr std::size_t kMostLastLetters = 4;  // of a name that goes on in a line of its own, …
constexpr std::size_t kLongName = 10;        // … where the letters above it are so many

std::size_t letters_in(std::string_view text) { return text::decode(text::strip_spaces(text)).size(); }

}  // namespace

const SourceCell* WrappedNames::take_begun() { return std::exchange(begun_, nullptr); }

void WrappedNames::doubt(ReadRow& row) {
  if (std::exchange(unsure_, false)) row.doubtful["label"] = kLoneLine;
}

bool WrappedNames::begins_below(const std::vector<const SourceCell*>& cells, int row, int last, int end) const {
  if (!is_loose(grid_.grid()) || last < 0 || last != row - 1 || cells.size() != 1 || row + 2 >= end) return false;
  const HeadGroup& group = head_.groups.front();
  const int names = cells.front()->column;
  if (group.codes.empty() || group_of(names) != std::size_t{0}) return false;
  const int codes = group.codes.back();
  const SourceCell* above = grid_.printed(row - 1, names);
  const auto rest = grid_.printed(row + 2);
  if (above == nullptr || rest.size() != 1 || rest.front()->column != names ||
      grid_.printed(row + 1, names) == nullptr || grid_.printed(row + 1, codes) == nullptr)
    return false;
  int widest = 0;
  for (int other = head_.end; other < end; ++other) {
    const SourceCell* name = grid_.printed(other, names);
    if (name != nullptr && grid_.text(other, codes).size() == grid_.text(row - 1, codes).size())
      widest = std::max(widest, text::display_width(grid_.text(*name)));
  }
  const std::string_view begun = grid_.text(*cells.front());
  std::size_t first = 0;
  return text::display_width(grid_.text(*above)) + text::display_width(text::decode_next(begun, first)) <= widest;
}

bool WrappedNames::opens_below(const std::vector<const SourceCell*>& cells, int row, int end) {
  if (!is_loose(grid_.grid()) || cells.size() != 1 || begun_ != nullptr) return false;
  switch (side_of(row, end)) {
    case Side::none:
    case Side::above: return false;
    case Side::below: return true;
    case Side::either: break;
  }
  if (!begin_above_) {
    begin_above_ = false;
    for (int other = head_.end; other < end && !*begin_above_; ++other)
      begin_above_ = side_of(other, end) == Side::below && !is_lone(other + 2);
  }
  return unsure_ = *begin_above_;
}

bool WrappedNames::is_lone(int row) const {
  if (row < head_.end || row >= grid_.count()) return false;
  const auto cells = grid_.printed(row);
  return cells.size() == 1 && group_of(cells.front()->column) == std::size_t{0} &&
         text::has_han(grid_.text(*cells.front()));
}

// It is no end of the name above where that has room left or is shorter, no beginning of the name below where it is
// shorter than this.
WrappedNames::Side WrappedNames::side_of(int row, int end) const {
  const HeadGroup& group = head_.groups.front();
  if (row + 1 >= end || group.codes.empty() || !is_lone(row)) return Side::none;
  const SourceCell& lone = *grid_.printed(row).front();
  const int codes = group.codes.back();
  const SourceCell* below = grid_.printed(row + 1, lone.column);
  if (below == nullptr || grid_.printed(row + 1, codes) == nullptr || !text::has_han(grid_.text(*below)) ||
      lexicon_.is_total(grid_.text(lone)))
    return Side::none;
  const int width = text::display_width(grid_.text(lone));
  const bool opens = width >= text::display_width(grid_.text(*below));
  if (row == head_.end) return opens ? Side::below : Side::none;
  const SourceCell* above = grid_.printed(row - 1, lone.column);
  if (above == nullptr) return Side::none;
  const int above_width = text::display_width(grid_.text(*above));
  const bool ends = above_width + kLetterWidth > widest(lone.column) && above_width >= width;
  if (opens && ends) return Side::either;
  return opens ? Side::below : Side::above;
}

bool WrappedNames::goes_on(const std::vector<const SourceCell*>& cells, int last,
                           const std::vector<std::vector<ReadRow>>& rows) const {
  if (!is_loose(grid_.grid()) || last < 0) return false;
  if (!rows.front().empty() && rows.front().back().label && go_on_both(cells, last)) return true;
  return std::all_of(cells.begin(), cells.end(), [&](const SourceCell* cell) {
    const auto group = group_of(cell->column);
    if (!group || rows[*group].empty() || !rows[*group].back().label || lexicon_.is_total(grid_.text(*cell)))
      return false;
    const ReadRow& above = rows[*group].back();
    const int line = grid_.line(cell->row);
    const bool page_cut = grid_.source().opens_page(line) && !grid_.source().prints_between(above.last_line, line);
    if (above.last_line + 1 < line && !page_cut) return false;
    if (!head_.groups[*group].codes.empty()) return above.code.has_value();
    // Where rows are numbered, a line without a number is none.
    if (head_.groups[*group].line >= 0) return above.line.has_value();
    return letters_in(grid_.text(*cell)) <= kMostLastLetters && letters_in(above.label->text) >= kLongName;
  });
}

// 单位名称 | 项目名称: with two columns of names a line of names alone goes on with those above it that fill their
// columns.
bool WrappedNames::go_on_both(const std::vector<const SourceCell*>& cells, int last) const {
  if (head_.groups.size() != 1) return false;
  const bool second = std::any_of(head_.groups[0].values.begin(), head_.groups[0].values.end(),
                                  [&](int value) { return prints_names(value); });
  return second && std::all_of(cells.begin(), cells.end(), [&](const SourceCell* cell) {
           const std::string_view text = grid_.text(*cell);
           if (!text::has_han(text) || lexicon_.is_total(text)) return false;
           if (!group_of(cell->column) && !prints_names(cell->column)) return false;
           const SourceCell* above = printed_above(*cell, last);
           return above != nullptr && text::display_width(grid_.text(*above)) + kLetterWidth >= widest(cell->column);
         });
}

// The text above a cell in the row that is under way.
const SourceCell* WrappedNames::printed_above(const SourceCell& cell, int last) const {
  for (int row = cell.row - 1; row >= last; --row) {
    if (const SourceCell* above = grid_.printed(row, cell.column)) return above;
  }
  return nullptr;
}

int WrappedNames::widest(int column) const {
  const auto known = widest_.find(column);
  if (known != widest_.end()) return known->second;
  int width = 0;
  for (int row = head_.end; row < grid_.count(); ++row) {
    if (const SourceCell* cell = grid_.printed(row, column))
      width = std::max(width, text::display_width(grid_.text(*cell)));
  }
  widest_[column] = width;
  return width;
}

// A column among the figures that prints words and not one figure.
bool WrappedNames::prints_names(int column) const {
  if (!head_.is_value(column)) return false;
  bool words = false;
  for (int row = head_.end; row < grid_.count(); ++row) {
    const SourceCell* cell = grid_.printed(row, column);
    if (cell == nullptr) continue;
    if (is_table_number(grid_.text(*cell))) return false;
    words = words || text::has_han(grid_.text(*cell));
  }
  return words;
}

std::optional<std::size_t> WrappedNames::group_of(int column) const {
  for (std::size_t i = 0; i < head_.groups.size(); ++i) {
    const auto& labels = head_.groups[i].labels;
    if (std::find(labels.begin(), labels.end(), column) != labels.end()) return i;
  }
  return std::nullopt;
}

}  // namespace gouji::intake
