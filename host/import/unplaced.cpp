#include "import/unplaced.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kNearBytes = 60;
constexpr std::size_t kNameCharacters = 30;
constexpr int kRowFigures = 3;           // so many on a line look like a row of a table
constexpr std::size_t kSentenceHan = 8;  // so many characters beside a figure look like a sentence
constexpr int kWidestMerge = 64;         // heads merged over more columns than this are titles

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The words around the i-th number; telephone numbers among them are withheld.
std::string near_text(const std::vector<SourceNumber>& numbers, std::size_t i, std::string line) {
  const SourceNumber& number = numbers[i];
  std::size_t start = number.begin > kNearBytes ? number.begin - kNearBytes : 0;
  while (start > 0 && start < line.size() && continues(line[start])) ++start;
  std::size_t end = std::min(line.size(), number.end + kNearBytes);
  while (end < line.size() && continues(line[end])) ++end;
  std::size_t first = i;
  while (first > 0 && numbers[first - 1].line == number.line && numbers[first - 1].end > start) --first;
  for (; first < numbers.size() && numbers[first].line == number.line && numbers[first].begin < end; ++first) {
    const SourceNumber& one = numbers[first];
    if (one.kind == NumberKind::phone)
      std::fill_n(line.begin() + static_cast<std::ptrdiff_t>(one.begin), one.end - one.begin, '*');
  }
  return text::visible(text::trim(std::string_view(line).substr(start, end - start)));
}

std::size_t count_han(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < line.size();) count += text::is_han(text::decode_next(line, pos)) ? 1U : 0U;
  return count;
}

bool is_sentence(std::string_view line) {
  const bool stops = line.find("。") != std::string_view::npos || line.find("，") != std::string_view::npos ||
                     line.find("；") != std::string_view::npos;
  return stops && count_han(line) >= kSentenceHan;
}

// A cell of words: no figure alone, so that it may name a row or a column.
bool is_words(std::string_view cell) {
  for (std::size_t pos = 0; pos < cell.size();) {
    const char32_t c = text::decode_next(cell, pos);
    if (text::is_han(c) || text::is_latin(c)) return true;
  }
  return false;
}

// What is needed of one grid, worked out once: the cells of words above each other, and where something was read.
class GridView {
 public:
  GridView(const SourceText& source, const SourceGrid& grid) : source_(source) {
    for (const SourceCell& cell : grid.cells) {
      const std::string_view text = text_of(cell);
      if (!is_words(text)) continue;
      label_.emplace(cell.line, &cell);
      if (cell.columns > kWidestMerge) continue;
      for (int column = cell.column; column < cell.column + cell.columns; ++column) words_[column].push_back(&cell);
    }
  }

  void read(const SourceCell& cell) {
    any_ = true;
    rows_[cell.row] = true;
    columns_[cell.column] = true;
  }

  UnplacedReason reason(const SourceCell& cell) const {
    if (!any_) return UnplacedReason::table_not_read;
    if (!rows_.contains(cell.row)) return UnplacedReason::row_not_read;
    return columns_.contains(cell.column) ? UnplacedReason::cell_not_read : UnplacedReason::column_not_read;
  }

  std::string head(const SourceCell& cell) const {
    const auto found = words_.find(cell.column);
    if (found == words_.end()) return {};
    const auto below = std::lower_bound(found->second.begin(), found->second.end(), cell.row,
                                        [](const SourceCell* one, int row) { return one->row < row; });
    return below == found->second.begin() ? std::string() : name(**std::prev(below));
  }

  std::string label(const SourceCell& cell) const {
    const auto found = label_.find(cell.line);
    return found == label_.end() || found->second->begin >= cell.begin ? std::string() : name(*found->second);
  }

 private:
  std::string_view text_of(const SourceCell& cell) const {
    return source_.line(cell.line).substr(cell.begin, cell.end - cell.begin);
  }
  std::string name(const SourceCell& cell) const {
    return text::visible(text::shorten(text_of(cell), kNameCharacters));
  }

  const SourceText& source_;
  std::unordered_map<int, std::vector<const SourceCell*>> words_;  // by column, downwards
  std::unordered_map<int, const SourceCell*> label_;               // by line, the first
  bool any_ = false;
  std::unordered_map<int, bool> rows_, columns_;  // in which something was read
};

// The grids that hold unplaced figures.
class GridViews {
 public:
  GridViews(const SourceText& source, const std::vector<NumberFate>& fates) : source_(source) {
    const auto& numbers = source.numbers();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (fates[i].fate == Fate::unplaced && !views_.contains(source.grid_at(numbers[i].line))) open(numbers[i].line);
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (fates[i].fate != Fate::kept) continue;
      const auto view = views_.find(source.grid_at(numbers[i].line));
      if (view == views_.end()) continue;
      if (const SourceCell* cell = SourceText::cell_at(*view->first, numbers[i].line, numbers[i].begin))
        view->second.read(*cell);
    }
  }

  // Fills head, label and reason; false outside of grids.
  bool describe(const SourceNumber& number, UnplacedNumber& told) const {
    const auto view = views_.find(source_.grid_at(number.line));
    if (view == views_.end()) return false;
    const SourceCell* cell = SourceText::cell_at(*view->first, number.line, number.begin);
    if (cell == nullptr) return false;
    told.head = view->second.head(*cell);
    told.label = view->second.label(*cell);
    told.reason = view->second.reason(*cell);
    return true;
  }

 private:
  void open(int line) {
    if (const SourceGrid* grid = source_.grid_at(line)) views_.emplace(grid, GridView(source_, *grid));
  }

  const SourceText& source_;
  std::unordered_map<const SourceGrid*, GridView> views_;
};

// A figure in the dataset: what others may be near to.
bool is_placed(const NumberFate& fate) { return fate.fate == Fate::kept && fate.kind == NumberKind::figure; }

// How many figures a line has and how many of them were placed.
struct LineCount {
  int figures = 0, placed = 0;
};

class Surroundings {
 public:
  Surroundings(const SourceText& source, const std::vector<Placement>& placed, const std::vector<NumberFate>& fates)
      : source_(source), placed_(placed), fates_(fates), views_(source, fates), after_(fates.size(), kNone) {
    const auto& numbers = source.numbers();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (fates[i].kind != NumberKind::figure) continue;
      LineCount& line = lines_[numbers[i].line];
      ++line.figures;
      if (is_placed(fates[i])) {
        ++line.placed;
        if (first_ == 0) first_ = numbers[i].line;
        last_ = numbers[i].line;
      }
    }
    std::size_t next = kNone;
    for (std::size_t i = fates.size(); i-- > 0;) {
      after_[i] = next;
      if (is_placed(fates[i])) next = i;
    }
  }

  UnplacedNumber tell(std::size_t i, std::size_t before) const {
    const SourceNumber& number = source_.numbers()[i];
    const std::string_view line = source_.line(number.line);
    UnplacedNumber told;
    told.line = number.line;
    told.text = std::string(line.substr(number.begin, number.end - number.begin));
    told.kind = std::string(name_of(fates_[i].kind));
    told.near = near_text(source_.numbers(), i, std::string(line));
    told.at = source_.place_of({{number.line, number.begin, number.end}});
    told.before = neighbour(before);
    told.after = neighbour(after_[i]);
    if (!views_.describe(number, told)) told.reason = reason(number, line);
    return told;
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

 private:
  std::optional<Neighbour> neighbour(std::size_t i) const {
    if (i == kNone) return std::nullopt;
    const SourceNumber& number = source_.numbers()[i];
    return Neighbour{number.line,
                     std::string(source_.line(number.line).substr(number.begin, number.end - number.begin)),
                     placed_[static_cast<std::size_t>(fates_[i].placement)].what};
  }

  UnplacedReason reason(const SourceNumber& number, std::string_view line) const {
    const LineCount& counts = lines_.at(number.line);
    if (is_sentence(line)) return UnplacedReason::prose;
    if (counts.placed > 0) return UnplacedReason::beside_placed;
    if (counts.figures >= kRowFigures) return UnplacedReason::row_like;
    return number.line < first_ || number.line > last_ ? UnplacedReason::outside : UnplacedReason::between;
  }

  const SourceText& source_;
  const std::vector<Placement>& placed_;
  const std::vector<NumberFate>& fates_;
  GridViews views_;
  std::unordered_map<int, LineCount> lines_;
  std::vector<std::size_t> after_;  // the next kept number behind each
  int first_ = 0, last_ = 0;        // lines of the first and last kept numbers
};

}  // namespace

void list_unplaced(const SourceText& source, const std::vector<Placement>& placed, const std::vector<NumberFate>& fates,
                   ImportReport& report) {
  const Surroundings surroundings(source, placed, fates);
  std::size_t before = Surroundings::kNone;
  for (std::size_t i = 0; i < fates.size(); ++i) {
    if (fates[i].fate == Fate::unplaced) report.unplaced.push_back(surroundings.tell(i, before));
    if (is_placed(fates[i])) before = i;
  }
}

}  // namespace gouji::intake
