#include "import/form_wordwise.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>

#include "base/text.hpp"
#include "formats/column_grid.hpp"
#include "import/form_levels.hpp"
#include "import/form_loose.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kWordwiseHeadLines = 4;  // that a head takes
constexpr int kWordwiseHeads = 4;              // that it has, known ones
constexpr int kOtherHeads = 1;                 // … and others
constexpr std::size_t kHeadWords = 3;          // of one of its lines
constexpr int kHeadOffset = 4;                 // letters between two lines of one head
constexpr std::size_t kWordwiseLines = 120;    // of a block
constexpr std::size_t kProseWord = 14;         // letters of what is no word of a row of funds
constexpr std::size_t kWordwiseWords = 64;     // of a line of it
constexpr std::size_t kLearnt = 3;             // times that columns are learnt from the words given to them
constexpr std::size_t kLongestPartName = 6;    // letters of a part of a head
constexpr std::size_t kMostGoalLines = 16;     // between the funds and the indicators
constexpr int kGoalOffset = 8;                 // letters that prose begins beside its label
constexpr const char* kUncertainColumn = "文字属于哪一栏不能确定";

struct WordwiseLine {
  std::size_t number = 0;  // of its FormLine
  std::vector<LineWord> words;
  std::vector<WordColumn> given;
};

// How often words begin right below one of the line above, by letters and by their width on the page.
struct SharedPlaces {
  std::size_t letters = 0, widths = 0;
};
SharedPlaces shared_places(const SourceText& source) {
  SharedPlaces shared;
  std::set<int> letters_above, widths_above;
  for (const FlowLine& line : source.lines()) {
    std::set<int> letters, widths;
    int letter = 0;
    int width = 0;
    int blanks = 0;
    for (std::size_t at = 0; at < line.text.size();) {
      const char32_t c = text::decode_next(line.text, at);
      if (!text::is_space(c) && blanks > 1 && letter > blanks) {
        shared.letters += letters_above.contains(letter) ? 1U : 0U;
        shared.widths += widths_above.contains(width) ? 1U : 0U;
        letters.insert(letter);
        widths.insert(width);
      }
      blanks = text::is_space(c) ? blanks + 1 : 0;
      ++letter;
      width += std::max(1, text::display_width(c));
    }
    letters_above = std::move(letters);
    widths_above = std::move(widths);
  }
  return shared;
}

// 前年  上年  预计当年 below the one head of what should be achieved: heads of its parts, no row. The first line of
// rows has a level or a digit, or not so many words.
bool is_below_head(const std::vector<LineWord>& words, const std::vector<WordColumn>& given, const WordCosts& costs) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].apart && given[i].column == given[i - 1].column) return true;
  }
  return words.size() > 1 && std::none_of(words.begin(), words.end(), [&](const LineWord& word) {
           return word.text.find_first_of("0123456789") != std::string_view::npos || costs.names_level(word.text);
         });
}

// Rows that were printed column by column: so many lines of one column, as many of the next, at last as many of nothing
// but figures. Each is put together on the line of its figures. `number`: whether a column is one of figures.
void unstack(std::vector<std::vector<FormCell>>& lines, const std::function<bool(int)>& number) {
  const auto figures_alone = [&](const std::vector<FormCell>& line) {
    return !line.empty() &&
           std::all_of(line.begin(), line.end(), [&](const FormCell& cell) { return number(cell.column); });
  };
  for (std::size_t end = 0; end < lines.size(); ++end) {
    if (!figures_alone(lines[end]) || (end + 1 < lines.size() && figures_alone(lines[end + 1]))) continue;
    std::size_t rows = 1;
    while (rows <= end && figures_alone(lines[end - rows])) ++rows;
    if (rows < 2) continue;
    // How many times as many lines above stand ever further left.
    std::vector<int> left;
    for (std::size_t i = 0; i < rows; ++i) left.push_back(lines[end + 1 - rows + i].front().column);
    std::size_t first = end + 1 - rows;
    while (first >= rows) {
      bool fits = true;
      for (std::size_t i = 0; fits && i < rows; ++i) {
        const auto& line = lines[first - rows + i];
        fits = !line.empty() && line.back().column < left[i] &&
               std::none_of(line.begin(), line.end(), [&](const FormCell& cell) { return number(cell.column); });
      }
      if (!fits) break;
      first -= rows;
      for (std::size_t i = 0; i < rows; ++i) left[i] = lines[first + i].front().column;
    }
    if (end + 1 - first <= 2 * rows) continue;  // wrapped cells between rows may look so
    for (std::size_t at = end + 1 - rows; at > first;) {
      at -= rows;
      for (std::size_t i = 0; i < rows; ++i) {
        auto& row = lines[end + 1 - rows + i];
        row.insert(row.begin(), lines[at + i].begin(), lines[at + i].end());
        lines[at + i].clear();
      }
    }
  }
}

bool is_bare_line(const FormLine& line) {
  return line.grid == nullptr && line.cells.size() == 1 && line.cells.front().text.find('\t') == std::string_view::npos;
}

FormCell cell_of_words(const FormLine& line, std::string_view whole, std::size_t begin, std::size_t end, int column) {
  FormCell cell;
  cell.column = column;
  cell.text = whole.substr(begin, end - begin);
  cell.place = line.cells.front().place;
  cell.place.column = column;
  cell.place.begin = begin;
  cell.place.end = end;
  return cell;
}

}  // namespace

std::vector<LineWord> WordwiseForms::words_of(const FormLine& line) const {
  const std::string_view whole = source_.line(line.line);
  std::vector<LineWord> words;
  int place = 0;
  int blanks = 2;  // before the word under way
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t begin = at;
    const char32_t c = text::decode_next(whole, at);
    if (text::is_space(c)) {
      ++blanks;
    } else {
      if (blanks > 0) words.push_back({{}, begin, place, blanks > 1});
      words.back().text = whole.substr(words.back().begin, at - words.back().begin);
      blanks = 0;
    }
    ++place;
  }
  return words;
}

std::vector<FormLine> WordwiseForms::part(std::vector<FormLine> lines) {
  if (source_.format() != "text") return lines;
  const SharedPlaces shared = shared_places(source_);
  if (shared.letters <= shared.widths) return lines;
  for (std::size_t at = 0; at < lines.size();) {
    auto found = block_at(lines, at);
    const bool funds = found && !found->head.indicators;
    const std::size_t next = found ? part_block(lines, std::move(*found)) : at + 1;
    if (funds && next > at + 1) part_goals(lines, next);
    at = next;
  }
  std::erase_if(lines, [](const FormLine& line) { return line.cells.empty(); });  // joined to others
  return lines;
}

// 年度总体目标 | 预期目标 | 实际完成情况 between the funds and the indicators, and the prose below each, on the side
// that its words stand on.
void WordwiseForms::part_goals(std::vector<FormLine>& lines, std::size_t from) {
  std::size_t end = from;
  std::optional<FormCell> label, goal, done;
  std::vector<std::pair<int, FormCell>> labels;  // by their place on the line
  for (;; ++end) {
    if (end >= lines.size() || end > from + kMostGoalLines || !is_bare_line(lines[end])) return;
    const auto next = block_at(lines, end);
    if (next && next->head.indicators) break;
    if (next || words_.is_title(lines[end].cells.front().text)) return;
    for (const LineWord& word : words_of(lines[end])) {
      if (words_.text(word.text) == nullptr) continue;
      labels.emplace_back(word.place, cell_of_words(lines[end], source_.line(lines[end].line), word.begin,
                                                    word.begin + word.text.size(), 0));
    }
  }
  std::stable_sort(labels.begin(), labels.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  if (labels.size() < 2 || labels.size() > 3 || end < from + 2) return;
  const auto& [goal_place, left] = labels[labels.size() - 2];
  const auto& [done_place, behind] = labels.back();
  if (done_place - goal_place <= kGoalOffset) return;
  goal = left;
  done = behind;
  goal->column = goal->place.column = 1;
  done->column = done->place.column = 2;
  std::optional<FormCell> texts[2];
  for (std::size_t i = from; i < end; ++i) {
    const std::string_view whole = source_.line(lines[i].line);
    const std::vector<LineWord> words = words_of(lines[i]);
    // The word that opens the right side: behind a wide gap, or near its label.
    const int middle = (goal_place + done_place) / 2;
    std::size_t right = words.size();
    for (std::size_t k = words.size(); k-- > 0 && words[k].place > middle;) {
      if (words[k].apart || std::abs(words[k].place - done_place) <= kGoalOffset) right = k;
    }
    const auto take = [&](std::optional<FormCell>& to, std::size_t first, std::size_t last, int column) {
      if (first >= last) return;
      FormCell cell = cell_of_words(lines[i], whole, words[first].begin,
                                    words[last - 1].begin + words[last - 1].text.size(), column);
      if (to)
        join_cells(*to, cell, texts_);
      else
        to = std::move(cell);
    };
    const auto is_label = [&](std::size_t k, const FormCell& cell) {
      return lines[i].line == cell.place.line && words[k].begin == cell.place.begin;
    };
    std::size_t first = 0;
    if (words[0].place + 1 < goal_place) {
      take(label, 0, 1, 0);
      first = 1;
    }
    if (first < right && is_label(first, *goal)) ++first;
    if (right < words.size() && is_label(right, *done)) {
      take(texts[0], first, right, 1);
      continue;
    }
    take(texts[0], first, right, 1);
    take(texts[1], right, words.size(), 2);
  }
  if (!texts[0] && !texts[1]) return;
  SourceGrid made;
  made.rows = 2;
  made.columns = 3;
  made.drawn = false;
  made.first_line = lines[from].line;
  made.last_line = lines[end - 1].line;
  grids_.push_back(std::move(made));
  for (std::size_t i = from; i < end; ++i) lines[i].cells.clear();
  for (const std::size_t row : {std::size_t{0}, std::size_t{1}}) {
    FormLine& line = lines[from + row];
    line.grid = &grids_.back();
    line.row = static_cast<int>(row);
    const auto put = [&](const std::optional<FormCell>& cell) {
      if (!cell) return;
      line.cells.push_back(*cell);
      line.cells.back().row = line.cells.back().place.row = line.row;
    };
    if (row == 0) put(label);
    if (row == 0 && label) line.cells.front().rows = line.cells.front().place.rows = 2;
    if (row == 1 && label) line.above.push_back(lines[from].cells.front());
    put(row == 0 ? goal : texts[0]);
    put(row == 0 ? done : texts[1]);
  }
}

// Of the heads of one to four lines the one that names most.
std::optional<WordwiseForms::Block> WordwiseForms::block_at(const std::vector<FormLine>& lines, std::size_t at) {
  std::optional<Block> best;
  for (std::size_t count = 1; count <= kWordwiseHeadLines && at + count <= lines.size(); ++count) {
    if (!is_bare_line(lines[at + count - 1]) ||
        lines[at + count - 1].line != lines[at].line + static_cast<int>(count) - 1)
      break;
    auto one = head_of(lines, at, count);
    // A line that names no column more is of the head where all of it goes on with names above.
    if (one &&
        (!best || one->known > best->known || (one->known == best->known && one->cells.size() == best->cells.size())))
      best = std::move(one);
  }
  return best;
}

// A word of the head: the rest of a name above it, or a name of its own, which lines below may complete.
void WordwiseForms::add_head(Block& found, const FormBlock& block, FormCell cell, int place, bool first_line) {
  const auto known = [&](std::string_view text) {
    const auto word = words_.head(block, text);
    return word && !word->weak;
  };
  if (!first_line) {
    std::size_t nearest = found.cells.size();
    for (std::size_t i = 0; i < found.cells.size(); ++i) {
      const FormCell& over = found.cells[i];
      const bool bracket = is_bracket_alone(cell.text);
      const std::string whole = std::string(over.text) + std::string(cell.text);
      const auto word = words_.head(block, whole);
      const bool near = std::abs(found.places[i] - place) <= kHeadOffset;
      const bool completes = word && word->whole && !known(over.text);
      const bool goes_on = word && word->whole && near && !known(cell.text);
      if (!bracket && !completes && !goes_on) continue;
      if (nearest == found.cells.size() || std::abs(found.places[i] - place) < std::abs(found.places[nearest] - place))
        nearest = i;
    }
    if (nearest < found.cells.size()) {
      join_cells(found.cells[nearest], cell, texts_);
      return;
    }
  }
  const auto behind = std::find_if(found.places.begin(), found.places.end(), [&](int one) { return one > place; });
  found.cells.insert(found.cells.begin() + (behind - found.places.begin()), cell);
  found.places.insert(behind, place);
}

std::optional<WordwiseForms::Block> WordwiseForms::head_of(const std::vector<FormLine>& lines, std::size_t at,
                                                           std::size_t count) {
  for (const FormBlock* block : {&words_.spec().indicators, &words_.spec().funds}) {
    Block found;
    found.at = at;
    found.lines = count;
    const std::vector<LineWord> upper = words_of(lines[at]);
    bool fits = std::any_of(upper.begin(), upper.end(), [&](const LineWord& word) {
      const auto head = words_.head(*block, word.text);
      return head && !head->weak;
    });
    std::size_t fullest = 0;  // words of a line
    for (std::size_t i = at; fits && i < at + count; ++i) {
      const std::string_view whole = source_.line(lines[i].line);
      const std::vector<LineWord> words = words_of(lines[i]);
      fullest = std::max(fullest, words.size());
      fits = fits && words.size() <= kWordwiseWords;
      for (std::size_t k = 0; fits && k < words.size(); ++k) {
        FormCell cell = cell_of_words(lines[i], whole, words[k].begin, words[k].begin + words[k].text.size(), 0);
        if (is_figure(cell.text)) fits = false;
        const int place = words[k].place;
        // 分 值: both letters of a name on one line.
        if (k + 1 < words.size() && !words_.head(*block, cell.text)) {
          const auto both = words_.head(*block, std::string(words[k].text) + std::string(words[k + 1].text));
          if (both && both->whole && !words_.head(*block, words[k + 1].text)) {
            ++k;
            join_cells(cell, cell_of_words(lines[i], whole, words[k].begin, words[k].begin + words[k].text.size(), 0),
                       texts_);
          }
        }
        if (fits) add_head(found, *block, std::move(cell), place, i == at);
      }
    }
    if (!fits || fullest < kHeadWords) continue;
    int others = 0;
    int weak = 0;
    std::set<std::string> keys;  // that only one column has: 实际完成情况 above the head is a label
    for (const FormCell& cell : found.cells) {
      const auto word = words_.head(*block, cell.text);
      found.known += word ? 1 : 0;
      weak += word && word->weak ? 1 : 0;
      others += word ? 0 : 1;
      const bool prose = !word && text::decode(cell.text).size() > kProseWord;
      const std::string key = word ? block->columns[word->column].named.key : std::string();
      const bool again = (key == "target" || key == "actual" || key == "level3") && !keys.insert(key).second;
      fits = fits && !prose && !again;
    }
    const bool indicators = block == &words_.spec().indicators;
    if (!fits || found.known < kWordwiseHeads || weak > kOtherHeads || others > kOtherHeads) continue;
    // Left of the first head stand the label beside the block, and the names of funds.
    const std::size_t before =
        indicators ? 1
        : words_.head(*block, found.cells.front().text) &&
                block->columns[words_.head(*block, found.cells.front().text)->column].named.key == "source"
            ? 1
            : 2;
    for (std::size_t i = 0; i < found.cells.size(); ++i)
      found.cells[i].column = found.cells[i].place.column = static_cast<int>(i + before);
    found.grid.rows = 1;
    found.grid.columns = static_cast<int>(found.cells.size() + before);
    found.grid.drawn = false;
    found.grid.first_line = found.grid.last_line = lines[at].line;
    std::vector<FormLine> one{lines[at]};
    one.front().cells = found.cells;
    one.front().grid = &found.grid;
    auto head = find_form_head(words_, one, 0);
    if (!head || head->indicators != indicators || head->lines != 1 || head->halves != 1) continue;
    found.head = std::move(*head);
    return found;
  }
  return std::nullopt;
}

bool WordwiseForms::ends(const std::vector<FormLine>& lines, const Block& found, std::size_t next,
                         const std::vector<LineWord>& words) const {
  const std::string_view whole = lines[next].cells.front().text;
  if (words_.is_title(whole) || words_.is_note(whole) || words_.is_other_title(whole)) return true;
  const std::string_view first = words.front().text;
  const bool figures =
      std::any_of(words.begin() + 1, words.end(), [](const LineWord& word) { return is_figure(word.text); });
  if (words_.is_label(first) && !(figures && found.head.indicators)) return true;
  if (found.head.indicators) return false;
  return !figures && std::any_of(words.begin(), words.end(), [&](const LineWord& word) {
    return words_.is_label(word.text) || words_.text_opening(word.text) != nullptr ||
           text::decode(word.text).size() > kProseWord;
  });
}

// 前年  上年  预计当年 below 指标值: the parts of one head, each a column of its own. False where the line below the
// head is none of such words.
bool WordwiseForms::add_parts(const std::vector<FormLine>& lines, Block& found) const {
  const std::size_t below = found.at + found.lines;
  if (below >= lines.size() || !is_bare_line(lines[below]) || !found.head.indicators) return false;
  const std::vector<LineWord> words = words_of(lines[below]);
  const auto names_part = [&](const LineWord& word) {
    return word.apart && word.text.find_first_of("0123456789") == std::string_view::npos &&
           text::decode(word.text).size() <= kLongestPartName && !words_.is_level_word(word.text);
  };
  if (words.size() < 2 || !std::all_of(words.begin(), words.end(), names_part)) return false;
  std::size_t group = found.cells.size();
  for (std::size_t i = 0; i < found.cells.size(); ++i) {
    const bool over = found.places[i] >= words.front().place - kHeadOffset && found.places[i] <= words.back().place;
    if (!over) continue;
    if (group < found.cells.size()) return false;  // of two heads: which parts are whose is not known
    group = i;
  }
  if (group == found.cells.size()) return false;
  const auto parts = static_cast<int>(words.size());
  const int column = found.cells[group].column;
  for (std::size_t i = 0; i < found.cells.size(); ++i) {
    FormCell& cell = found.cells[i];
    if (i == group)
      cell.columns = cell.place.columns = parts;
    else
      cell.rows = cell.place.rows = 2;
    if (i > group) cell.column = cell.place.column = cell.column + parts - 1;
  }
  const std::string_view whole = source_.line(lines[below].line);
  for (std::size_t i = 0; i < words.size(); ++i) {
    found.parts.push_back(cell_of_words(lines[below], whole, words[i].begin, words[i].begin + words[i].text.size(),
                                        column + static_cast<int>(i)));
    found.part_places.push_back(words[i].place);
  }
  found.grid.columns += parts - 1;
  std::vector<FormLine> both{lines[found.at], lines[below]};
  for (FormCell& cell : found.parts) cell.row = cell.place.row = 1;
  both[0].cells = found.cells;
  both[1].cells = found.parts;
  both[1].row = 1;
  both[0].row = 0;
  for (FormLine& line : both) line.grid = &found.grid;
  auto head = find_form_head(words_, both, 0);
  if (!head || !head->indicators || head->lines != 2 || head->halves != 1) return false;
  found.head = std::move(*head);
  ++found.lines;
  return true;
}

// The line behind the block, or behind its first line where it stays as it was.
std::size_t WordwiseForms::part_block(std::vector<FormLine>& lines, Block found) {
  const std::size_t at = found.at;
  Block with_parts = found;
  if (add_parts(lines, with_parts)) found = std::move(with_parts);
  const FormBlock& block = found.head.indicators ? words_.spec().indicators : words_.spec().funds;
  const auto width = static_cast<std::size_t>(found.grid.columns);
  std::vector<std::optional<int>> places(width);
  for (std::size_t i = 0; i < found.cells.size(); ++i)
    places[static_cast<std::size_t>(found.cells[i].column)] = found.places[i];
  for (std::size_t i = 0; i < found.parts.size(); ++i)
    places[static_cast<std::size_t>(found.parts[i].column)] = found.part_places[i];
  // Only what has weights has a row that closes it, on its next page perhaps.
  const bool closes = found.head.indicators && found.head.column("weight") != nullptr;
  std::vector<std::vector<LineWord>> words;
  std::size_t next = at + found.lines;
  for (; next < lines.size() && words.size() < kWordwiseLines && is_bare_line(lines[next]); ++next) {
    const std::vector<LineWord> own = words_of(lines[next]);
    const bool total = found.head.indicators && words_.is_total(block, own.front().text);
    if (own.size() > kWordwiseWords || (!total && ends(lines, found, next, own))) break;
    if (!total && next > at + found.lines && block_at(lines, next)) break;
    if (!closes && lines[next].line > lines[next - 1].line + 1) break;
    words.push_back(own);
    if (total) {
      ++next;
      break;
    }
  }
  for (const auto& line : words) places[0] = std::min(places[0].value_or(line.front().place), line.front().place);
  WordCosts costs(words_, found.head, width, std::move(places));
  std::vector<std::vector<WordColumn>> given(words.size());
  for (std::size_t time = 0; time < kLearnt; ++time) {
    if (time > 0) costs.learn(words, given);
    for (std::size_t i = 0; i < words.size(); ++i) {
      auto columns = costs.give(words[i]);
      if (!columns) return at + 1;  // some line is no row
      given[i] = std::move(*columns);
    }
  }
  if (words.empty() || (found.head.indicators && is_below_head(words.front(), given.front(), costs))) return at + 1;
  std::size_t rows = 0;
  const bool numbers = costs.has_numbers();
  for (const auto& line : given) {
    rows += std::any_of(line.begin(), line.end(), [&](const WordColumn& one) {
      return numbers ? costs.is_number(one.column) : costs.is_value(one.column);
    });
  }
  if (rows < 2) return at + 1;
  grids_.push_back(found.grid);
  SourceGrid& grid = grids_.back();
  int row = 0;
  const auto take = [&](FormLine& line, std::vector<FormCell> cells) {
    for (FormCell& cell : cells) cell.row = cell.place.row = row;
    line.grid = &grid;
    line.row = row++;
    line.cells = std::move(cells);
    grid.last_line = line.line;
  };
  for (std::size_t i = at + 1; i < at + found.lines; ++i) lines[i].cells.clear();
  const std::vector<FormCell> head = std::move(found.cells);
  std::vector<FormCell> beside;  // the label that is printed downwards beside the block
  take(lines[at], {});
  if (!found.parts.empty()) take(lines[at + found.lines - 1], std::move(found.parts));
  std::vector<std::vector<FormCell>> rows_of;  // by line
  for (std::size_t i = 0; i < words.size(); ++i) {
    const FormLine& line = lines[at + found.lines + i];
    const std::string_view whole = source_.line(line.line);
    std::vector<FormCell> cells;
    for (std::size_t k = 0; k < words[i].size(); ++k) {
      const LineWord& word = words[i][k];
      const int column = static_cast<int>(given[i][k].column);
      if (!cells.empty() && cells.back().column == column) {
        if (word.apart) cells.back().doubt = kUncertainColumn;
        cells.back().place.end = word.begin + word.text.size();
        cells.back().text = whole.substr(cells.back().place.begin, cells.back().place.end - cells.back().place.begin);
      } else {
        cells.push_back(cell_of_words(line, whole, word.begin, word.begin + word.text.size(), column));
      }
      if (given[i][k].doubtful && column > 0) cells.back().doubt = kUncertainColumn;
    }
    rows_of.push_back(std::move(cells));
  }
  if (found.head.indicators)
    unstack(rows_of, [&](int column) { return costs.is_number(static_cast<std::size_t>(column)); });
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool closing = found.head.indicators && words_.is_total(block, words[i].front().text);
    if (!closing && !rows_of[i].empty() && rows_of[i].front().column == 0) beside.push_back(rows_of[i].front());
    take(lines[at + found.lines + i], std::move(rows_of[i]));
  }
  grid.rows = row;
  put_beside(lines, at, head, beside, found.head.indicators);
  if (!found.head.indicators) join_names(lines, at, next, block);
  return next;
}

// The label beside the block is of its head: it names the block, its money perhaps.
void WordwiseForms::put_beside(std::vector<FormLine>& lines, std::size_t at, std::vector<FormCell> head,
                               const std::vector<FormCell>& beside, bool indicators) {
  const FormBlock& block = indicators ? words_.spec().indicators : words_.spec().funds;
  if (!beside.empty()) {
    FormCell whole = beside.front();
    for (std::size_t i = 1; i < beside.size(); ++i) join_cells(whole, beside[i], texts_);
    if (!indicators || words_.is_side_label(block, whole.text)) {
      for (std::size_t i = at; i < lines.size() && lines[i].line <= beside.back().place.line; ++i)
        std::erase_if(lines[i].cells, [](const FormCell& cell) { return cell.column == 0; });
      whole.doubt = "";
      head.insert(head.begin(), whole);
    }
  }
  for (FormCell& cell : head) cell.row = cell.place.row = lines[at].row;
  lines[at].cells = std::move(head);
}

// Names of funds wrapped below their rows, and rows whose figures stand on two lines.
void WordwiseForms::join_names(std::vector<FormLine>& lines, std::size_t at, std::size_t next, const FormBlock& block) {
  const auto is_source = [&](std::string_view name) {
    return words_.is_total(block, name) || words_.ends_with_source(name);
  };
  FormLine* row = nullptr;
  for (std::size_t i = at + 1; i < next; ++i) {
    FormLine& line = lines[i];
    if (line.grid != lines[at].grid || line.cells.empty()) continue;
    FormCell& first = line.cells.front();
    const bool named = first.column == 1;
    if (row == nullptr || row->cells.front().column != 1) {
      row = &line;
    } else if (named && line.cells.size() == 1 &&
               is_source(std::string(row->cells.front().text) + std::string(first.text)) && !is_source(first.text)) {
      join_cells(row->cells.front(), first, texts_);
      line.cells.clear();
    } else if (!named && first.column > row->cells.back().column) {
      for (FormCell& cell : line.cells) cell.row = row->row;
      row->cells.insert(row->cells.end(), line.cells.begin(), line.cells.end());
      line.cells.clear();
    } else {
      row = &line;
    }
  }
}

}  // namespace gouji::intake
