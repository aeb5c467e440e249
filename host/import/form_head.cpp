#include "import/form_head.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr int kMostFormHeadRows = 3;
constexpr std::size_t kLongestHeadCell = 30;  // letters; longer cells are prose
constexpr std::size_t kLongestPart = 8;       // letters of the name of a part below a group's head

struct Scan {
  std::set<std::string> strong, any;  // keys
  std::size_t figures = 0;
  int rows = 1;  // of most of the matched cells
};

Scan scan(const FormWords& words, const FormBlock& block, const FormLine& line) {
  Scan found;
  std::map<int, int> heights;
  for (const FormCell& cell : line.cells) {
    if (cell.blank()) continue;
    if (is_figure(cell.text)) {
      ++found.figures;
      continue;
    }
    if (text::display_width(cell.text) > static_cast<int>(2 * kLongestHeadCell)) continue;
    const auto head = words.head(block, cell.text);
    if (!head) continue;
    const std::string& key = block.columns[head->column].named.key;
    found.any.insert(key);
    if (!head->weak) found.strong.insert(key);
    ++heights[cell.rows];
  }
  int most = 0;
  for (const auto& [rows, count] : heights) {
    if (count > most) {
      most = count;
      found.rows = rows;
    }
  }
  return found;
}

std::size_t count_of(const std::set<std::string>& keys, std::initializer_list<const char*> wanted) {
  return static_cast<std::size_t>(
      std::count_if(wanted.begin(), wanted.end(), [&](const char* key) { return keys.contains(key); }));
}

bool heads_indicators(const FormBlock& block, const Scan& found) {
  if (found.figures > 0) return false;
  // Forms of targets, which are set before anything is achieved, have one column of values.
  const bool targets_only = std::none_of(block.columns.begin(), block.columns.end(),
                                         [](const FormColumn& column) { return column.named.key == "actual"; });
  const std::size_t names = count_of(found.any, {"level1", "level2", "level3"});
  const std::size_t values = count_of(found.any, {"initial_target", "target", "actual", "weight", "score"});
  return names > 0 && values >= (targets_only ? 1U : 2U) && found.strong.size() >= 2;
}

bool heads_funds(const Scan& found) {
  return found.figures == 0 && count_of(found.any, {"initial", "annual", "executed", "rate"}) >= 2 &&
         count_of(found.strong, {"initial", "annual", "executed", "rate"}) >= 1;
}

// A second row of heads where merging does not say so: nothing but heads, at least one of them known.
bool is_sub_head(const FormWords& words, const FormBlock& block, const FormLine& upper, const FormLine& lower) {
  if (lower.grid != upper.grid || lower.row != upper.row + 1) return false;
  std::size_t known = 0;
  for (const FormCell& cell : lower.cells) {
    if (cell.blank()) continue;
    if (is_figure(cell.text)) return false;
    // Below a head that stands for itself comes no other head, but below a group or a blank.
    bool group = true;
    bool level = false;
    for (const FormCell& over : upper.cells) {
      if (over.column != cell.column || over.blank()) continue;
      const auto above = words.head(block, over.text);
      level = above && !above->weak &&
              count_of({block.columns[above->column].named.key}, {"level1", "level2", "level3"}) > 0;
      const auto next = std::find_if(upper.cells.begin(), upper.cells.end(),
                                     [&](const FormCell& one) { return one.column == over.end(); });
      group = over.columns > 1 || (next != upper.cells.end() && next->blank());
    }
    const auto head = words.head(block, cell.text);
    const bool weak_name = head && head->weak && count_of({block.columns[head->column].named.key}, {"level3"}) > 0;
    if (!group || (!head && !words.is_blank(cell.text)) || (weak_name && !level)) return false;
    if (head) ++known;
  }
  return known >= 2;
}

// 批复金额 | | 支出金额 over 总额 | 财政拨款: a row of words, each below a group's name or the blanks right of it.
bool is_row_of_parts(const FormLine& upper, const FormLine& lower) {
  if (lower.grid != upper.grid || lower.row != upper.row + 1 || lower.texts() < 2) return false;
  bool below_name = false;
  for (const FormCell& cell : lower.cells) {
    if (cell.blank()) continue;
    if (is_figure(cell.text) || cell.columns > 1 || text::decode(cell.text).size() > kLongestPart) return false;
    const FormCell* name = nullptr;  // the head that this stands below, or right of which its blanks are
    const FormCell* next = nullptr;
    for (const FormCell& over : upper.cells) {
      if (over.column <= cell.column && !over.blank()) name = &over;
      if (over.column == cell.column + 1) next = &over;
    }
    if (name == nullptr || name == upper.first() || name->rows > 1) return false;
    if (name->column == cell.column) {
      if (next == nullptr || !next->blank()) return false;
      below_name = true;
    }
  }
  return below_name;
}

// 项目名称 | 预算资金 | | 一级指标 over 总额 | 财政拨款: parts of what stands left of the names of the levels.
bool left_of_levels(const FormWords& words, const FormBlock& block, const FormLine& upper, const FormLine& lower) {
  const auto level = std::find_if(upper.cells.begin(), upper.cells.end(), [&](const FormCell& cell) {
    const auto head = cell.blank() ? std::nullopt : words.head(block, cell.text);
    return head && count_of({block.columns[head->column].named.key}, {"level1", "level2", "level3"}) > 0;
  });
  return level != upper.cells.end() && std::all_of(lower.cells.begin(), lower.cells.end(), [&](const FormCell& cell) {
           return cell.blank() || cell.end() <= level->column;
         });
}

std::string without_blanks(std::string_view text) { return text::strip_spaces(text); }

struct Stack {  // the head cells above one column of the grid, from the top
  std::vector<const FormCell*> cells;
};

// What stands above each column; in files without merged cells a group's name holds on to the right.
std::vector<Stack> stacks(const std::vector<FormLine>& lines, std::size_t at, std::size_t height, int width) {
  std::vector<Stack> columns(static_cast<std::size_t>(width));
  for (std::size_t level = 0; level < height; ++level) {
    const FormCell* group = nullptr;
    std::vector<const FormCell*> here(columns.size(), nullptr);
    const auto put = [&](const FormCell& cell) {
      for (int c = std::max(0, cell.column); c < std::min(width, cell.end()); ++c)
        here[static_cast<std::size_t>(c)] = &cell;
    };
    for (const FormCell& cell : lines[at + level].above) put(cell);
    for (const FormCell& cell : lines[at + level].cells) put(cell);
    std::vector<bool> below(columns.size(), false);  // has a head further down
    if (level + 1 < height) {
      for (const FormCell& cell : lines[at + level + 1].cells) {
        for (int c = cell.column; c < std::min(width, cell.end()); ++c)
          below[static_cast<std::size_t>(c)] = !cell.blank();
      }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const FormCell* cell = here[c];
      if (cell != nullptr && !cell->blank()) group = cell;
      const bool inherits = (cell == nullptr || cell->blank()) && below[c] && group != nullptr;
      const FormCell* said = inherits ? group : cell;
      if (said == nullptr || said->blank()) continue;
      const FormCell* over = columns[c].cells.empty() ? nullptr : columns[c].cells.back();
      if (over == nullptr || over->row != said->row || over->column != said->column) columns[c].cells.push_back(said);
    }
  }
  return columns;
}

struct HeadDraft {
  FormHeadColumn column;
  std::optional<HeadWord> word;
  const FormCell* lowest = nullptr;
  std::string level;  // key of the level whose head stands above it
};

bool is_name_key(const std::string& key) { return key == "level1" || key == "level2" || key == "level3"; }

std::vector<HeadDraft> drafts(const FormWords& words, const FormBlock& block, const std::vector<Stack>& stacks) {
  std::vector<HeadDraft> list;
  for (std::size_t c = 0; c < stacks.size(); ++c) {
    const auto& cells = stacks[c].cells;
    const FormCell* lowest = cells.empty() ? nullptr : cells.back();
    const int column = static_cast<int>(c);
    // A merged head covers several columns of the grid; where blanks stand right of it, each is for itself.
    if (lowest != nullptr && !list.empty() && list.back().lowest == lowest && column < lowest->end()) {
      list.back().column.to = column + 1;
      continue;
    }
    HeadDraft draft;
    draft.column.from = column;
    draft.column.to = column + 1;
    draft.lowest = lowest;
    if (lowest != nullptr) {
      std::string group;
      for (std::size_t i = 0; i + 1 < cells.size(); ++i) group += without_blanks(cells[i]->text);
      draft.column.printed = group.empty() ? without_blanks(lowest->text) : group + "/" + without_blanks(lowest->text);
      if (const auto below = group.empty() ? std::nullopt : words.head_below(block, group, lowest->text)) {
        draft.word = HeadWord{*below, 0, true, false};
      } else {
        draft.word = words.head(block, lowest->text);
        const auto above = group.empty() ? std::nullopt : words.head(block, group);
        const auto key = [&](const HeadWord& word) { return block.columns[word.column].named.key; };
        if (above && !above->weak && is_name_key(key(*above))) draft.level = key(*above);
        const bool name =
            draft.word && is_name_key(key(*draft.word)) && (draft.word->weak || key(*draft.word) == "level3");
        if (!draft.level.empty() && (!draft.word || name)) {
          draft.word = above;  // 一级指标 above 名称
        } else if (!draft.word && above) {
          // Only the group says it: another column may say it itself.
          draft.word = above;
          draft.word->whole = false;
        }
      }
    }
    list.push_back(std::move(draft));
  }
  return list;
}

const std::string& key_of(const FormBlock& block, const HeadDraft& draft) {
  return block.columns[draft.word->column].named.key;
}

// A scan may cut a head, and what stands below it, at the border of two cells: the one level that is missing, under two
// neighbours without a field that end together as its head does.
void join_cut_level(const FormBlock& block, std::vector<HeadDraft>& list) {
  const FormColumn* missing = nullptr;
  for (const FormColumn& column : block.columns) {
    if (!is_name_key(column.named.key)) continue;
    const bool there = std::any_of(list.begin(), list.end(), [&](const HeadDraft& draft) {
      return draft.word && key_of(block, draft) == column.named.key;
    });
    if (there) continue;
    if (missing != nullptr || column.named.heads.empty()) return;
    missing = &column;
  }
  if (missing == nullptr) return;
  std::size_t first = 0;
  text::decode_next(missing->named.heads.front(), first);
  const std::string ending = missing->named.heads.front().substr(first);
  for (std::size_t i = 0; i + 1 < list.size(); ++i) {
    HeadDraft& left = list[i];
    const HeadDraft& right = list[i + 1];
    if (left.word || right.word || left.lowest == nullptr || right.lowest == nullptr) continue;
    if (!text::ends_with(left.column.printed + right.column.printed, ending)) continue;
    left.column.to = right.column.to;
    left.column.printed = missing->named.heads.front();
    left.column.doubtful = "表头和内容被拆成两格";
    left.word = HeadWord{static_cast<std::size_t>(missing - block.columns.data()), 0, true, false, 0};
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return;
  }
}

// Weak words give way to a column that says it better; words that stand beside the block are no heads.
void drop_weak(const FormWords& words, const FormBlock& block, std::vector<HeadDraft>& list, int last_row) {
  // A label left of the names of levels stands beside the block, whatever words it holds.
  const auto names = std::find_if(list.begin(), list.end(), [&](const HeadDraft& draft) {
    return draft.word && is_name_key(key_of(block, draft));
  });
  for (auto draft = list.begin(); names != list.end() && draft != names; ++draft) {
    if (draft->lowest != nullptr && words.is_side_label(block, draft->lowest->text)) draft->word.reset();
  }
  std::set<std::string> strong;
  for (const HeadDraft& draft : list) {
    if (draft.word && !draft.word->weak) strong.insert(key_of(block, draft));
  }
  for (HeadDraft& draft : list) {
    if (draft.lowest == nullptr) continue;
    const bool side = words.is_side_label(block, draft.lowest->text);
    const bool reaches_down = draft.lowest->row + draft.lowest->rows > last_row + 1;
    if (draft.word && draft.word->weak && strong.contains(key_of(block, draft))) draft.word.reset();
    if (side && (reaches_down || !draft.word)) {
      draft.word.reset();
      draft.column.place = FormPlace::side;
    } else if (!draft.word) {
      draft.column.place = FormPlace::more;
      draft.column.unknown = true;
    }
  }
}

// Which half of the form each column is of: a name that comes again opens the next one. Gives how many there are.
int halve(const FormBlock& block, bool indicators, std::vector<HeadDraft>& list) {
  int half = 0;
  std::set<std::string> names;
  for (HeadDraft& draft : list) {
    if (indicators && draft.word && is_name_key(key_of(block, draft)) && !names.insert(key_of(block, draft)).second) {
      ++half;
      names = {key_of(block, draft)};
    }
    draft.column.half = half;
  }
  return half + 1;
}

// The level whose own weight or score a column holds: it stands behind it, before the next level, and the row's own
// comes later. nullptr where the column is the row's.
const HeadDraft* level_of(const FormBlock& block, const std::vector<HeadDraft>& list, std::size_t at) {
  const std::string& key = key_of(block, list[at]);
  if (key != "weight" && key != "score") return nullptr;
  if (!list[at].level.empty()) {  // the head above says it
    for (const HeadDraft& draft : list) {
      if (draft.column.half == list[at].column.half && draft.word && key_of(block, draft) == list[at].level)
        return list[at].level == "level3" ? nullptr : &draft;
    }
  }
  const HeadDraft* level = nullptr;
  for (std::size_t i = 0; i < at; ++i) {
    if (list[i].column.half == list[at].column.half && list[i].word && is_name_key(key_of(block, list[i])))
      level = &list[i];
  }
  bool name = false;
  bool again = false;
  for (std::size_t i = at + 1; i < list.size() && list[i].column.half == list[at].column.half; ++i) {
    if (!list[i].word) continue;
    name = name || is_name_key(key_of(block, list[i]));
    again = again || (name && key_of(block, list[i]) == key);
  }
  return again ? level : nullptr;
}

// Fields, and what becomes of a key that comes again.
void bind(const FormWords& words, const FormBlock& block, std::vector<HeadDraft>& list) {
  std::map<std::pair<int, std::string>, std::size_t> taken;
  for (std::size_t i = 0; i < list.size(); ++i) {
    HeadDraft& draft = list[i];
    if (!draft.word) continue;
    FormHeadColumn& column = draft.column;
    column.key = key_of(block, draft);
    if (column.key == kMoreColumn) {
      column.place = FormPlace::more;
    } else if (column.key == kOrderColumn) {
      column.place = FormPlace::order;
    } else if (const HeadDraft* level = level_of(block, list, i)) {
      const std::string& own = block.columns[level->word->column].weight;
      column.place = own.empty() || column.key != "weight" ? FormPlace::more : FormPlace::level;
      column.key = own;
      if (draft.level.empty()) column.printed = level->column.printed + "/" + column.printed;
    } else {
      column.place = FormPlace::field;
      // Of several columns for one field the one whose head says it best.
      const auto [best, fresh] = taken.emplace(std::pair{column.half, column.key}, i);
      if (fresh) continue;
      // 批复金额 above 总额 | 财政拨款 | 其他资金: the whole.
      const auto rank = [&](const HeadDraft& one) {
        const bool part = !one.word->whole && one.lowest != nullptr && !words.is_total(block, one.lowest->text);
        return std::tuple{!one.word->whole, part, one.word->rank};
      };
      const bool better = column.key != "weight" && column.key != "score" && rank(draft) < rank(list[best->second]);
      list[better ? best->second : i].column.place = FormPlace::more;
      if (better) best->second = i;
    }
  }
}

// 年初指标值 is the target where no other column is.
void settle_otherwise(const FormBlock& block, std::vector<HeadDraft>& list, int halves) {
  for (int half = 0; half < halves; ++half) {
    for (HeadDraft& draft : list) {
      if (draft.column.half != half || draft.column.place != FormPlace::field || !draft.word) continue;
      const std::string& other = block.columns[draft.word->column].otherwise;
      if (other.empty()) continue;
      const bool there = std::any_of(list.begin(), list.end(), [&](const HeadDraft& one) {
        return one.column.half == half && one.column.place == FormPlace::field && one.column.key == other;
      });
      if (!there) draft.column.key = other;
    }
  }
}

// Columns before the first field of the funds hold the rows' labels, whatever their heads.
void mark_labels(std::vector<HeadDraft>& list) {
  const auto first = std::find_if(list.begin(), list.end(), [](const HeadDraft& one) {
    return one.column.place == FormPlace::field && one.column.key != "source";
  });
  bool named = false;  // the sources' own column is past: what has a head of its own is no part of their names
  for (auto draft = list.begin(); draft != first; ++draft) {
    const bool own = named && draft->lowest != nullptr && draft->column.place == FormPlace::more;
    named = named || (draft->column.place == FormPlace::field && draft->column.key == "source");
    if (draft->column.place != FormPlace::side && !own) draft->column.place = FormPlace::label;
  }
}

void name_apart(std::vector<FormHeadColumn>& columns) {
  std::map<std::pair<int, std::string>, int> seen;
  for (FormHeadColumn& column : columns) {
    if (column.place != FormPlace::more) continue;
    const int times = ++seen[{column.half, column.printed}];
    if (times > 1) column.printed += "（" + std::to_string(times) + "）";
  }
}

}  // namespace

const FormHeadColumn* FormHead::column(std::string_view key, int half) const {
  for (const FormHeadColumn& one : columns) {
    if (one.place == FormPlace::field && one.half == half && one.key == key) return &one;
  }
  return nullptr;
}

std::optional<FormHead> find_form_head(const FormWords& words, const std::vector<FormLine>& lines, std::size_t at) {
  const FormLine& line = lines[at];
  if (line.grid == nullptr || line.texts() < 3) return std::nullopt;
  const FormSpec& spec = words.spec();
  const FormBlock* block = nullptr;
  Scan found = scan(words, spec.indicators, line);
  bool indicators = heads_indicators(spec.indicators, found);
  if (indicators) {
    block = &spec.indicators;
  } else if (found = scan(words, spec.funds, line); heads_funds(found)) {
    block = &spec.funds;
  } else {
    // The upper row may hold nothing but groups: together with the row below it is a head.
    if (at + 1 >= lines.size() || lines[at + 1].grid != line.grid) return std::nullopt;
    const FormLine& lower = lines[at + 1];
    const auto both = [&](const FormBlock& one) {
      Scan sum = scan(words, one, line);
      const Scan below = scan(words, one, lower);
      sum.any.insert(below.any.begin(), below.any.end());
      sum.strong.insert(below.strong.begin(), below.strong.end());
      sum.figures += below.figures;
      return sum;
    };
    const bool merged = std::any_of(line.cells.begin(), line.cells.end(),
                                    [](const FormCell& cell) { return cell.columns > 1 && !cell.blank(); });
    if (!merged && !is_sub_head(words, spec.indicators, line, lower) && !is_sub_head(words, spec.funds, line, lower))
      return std::nullopt;
    const Scan named = scan(words, spec.indicators, line);
    if (count_of(named.any, {"level1", "level2", "level3"}) > 0 &&
        heads_indicators(spec.indicators, both(spec.indicators))) {
      block = &spec.indicators;
      indicators = true;
    } else if (is_sub_head(words, spec.funds, line, lower) && heads_funds(both(spec.funds)) &&
               !heads_funds(scan(words, spec.funds, lower))) {
      block = &spec.funds;
    } else {
      return std::nullopt;
    }
    found.rows = 2;
  }

  FormHead head;
  head.grid = line.grid;
  head.indicators = indicators;
  head.lines = static_cast<std::size_t>(found.rows >= 1 && found.rows <= kMostFormHeadRows ? found.rows : 1);
  while (head.lines > 1 && (at + head.lines > lines.size() || lines[at + head.lines - 1].grid != line.grid ||
                            lines[at + head.lines - 1].row != line.row + static_cast<int>(head.lines) - 1))
    --head.lines;
  if (head.lines == 1 && at + 1 < lines.size() &&
      (is_sub_head(words, *block, line, lines[at + 1]) ||
       (is_row_of_parts(line, lines[at + 1]) && (!indicators || left_of_levels(words, *block, line, lines[at + 1])))))
    head.lines = 2;

  const std::vector<Stack> above = stacks(lines, at, head.lines, line.grid->columns);
  std::vector<HeadDraft> list = drafts(words, *block, above);
  if (indicators && !line.grid->drawn) join_cut_level(*block, list);
  drop_weak(words, *block, list, line.row + static_cast<int>(head.lines) - 1);
  head.halves = halve(*block, indicators, list);
  bind(words, *block, list);
  settle_otherwise(*block, list, head.halves);
  if (!indicators) mark_labels(list);
  for (HeadDraft& draft : list) head.columns.push_back(std::move(draft.column));
  name_apart(head.columns);
  for (std::size_t level = 0; level < head.lines; ++level) {
    for (const FormCell& cell : lines[at + level].cells) {
      if (!cell.blank()) head.cells.push_back(cell);
    }
  }
  return head;
}

std::optional<FormHead> without_side(const FormHead& head, const SourceGrid& grid) {
  int from = -1;
  int to = 0;
  for (const FormHeadColumn& column : head.columns) {
    const bool beside = column.place == FormPlace::side || column.place == FormPlace::nothing;
    if (from < 0 && beside) continue;
    if (from < 0) from = column.from;
    if (!beside) to = column.to;
  }
  if (from <= 0 || grid.columns != to - from) return std::nullopt;
  FormHead moved = head;
  moved.grid = &grid;
  std::erase_if(moved.columns, [&](const FormHeadColumn& column) { return column.to <= from; });
  for (FormHeadColumn& column : moved.columns) {
    column.from -= from;
    column.to -= from;
  }
  return moved;
}

}  // namespace gouji::intake
