#include "import/statement_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/nearest.hpp"
#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kDamagedHead = "表头识别不清";
// Likeness in thousandths: a whole name, one level of a name, the least that is believed.
constexpr int kSame = 2000;
constexpr int kLevel = 1900;
constexpr int kLeast = 340;
constexpr int kSlip = 700;  // a character or two misread
constexpr int kThousand = 1000;

std::vector<std::string> level_keys(std::string_view name) {
  std::vector<std::string> levels = levels_of(name);
  for (std::string& level : levels) level = StatementLexicon::key(level);
  return levels;
}

std::string last_level(std::string_view name) { return level_keys(name).back(); }

// How alike two short names are; a piece of the longer one counts by its share.
int likeness(const std::string& printed, const std::string& known) {
  if (printed.empty() || known.empty()) return 0;
  const auto letters = static_cast<int>(text::decode(printed).size());
  const auto wanted = static_cast<int>(text::decode(known).size());
  const int by_distance = kThousand - kThousand * edit_distance(printed, known) / std::max(letters, wanted);
  if (letters >= 2 && known.find(printed) != std::string::npos)
    return std::max(by_distance, kThousand / 2 + kThousand * letters / wanted / 4);
  return by_distance;
}

struct Likeness {
  int value = 0;
  std::string form;  // the printed words that say it
};

// The printed forms of one column's head: all levels, the words run together, single cells.
std::vector<std::string> forms_of(const GridRows& grid, const GridHead& head, const HeadColumn& column) {
  std::vector<std::string> forms;
  const auto add = [&](std::string form) {
    if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
  };
  add(fmt::format("{}", fmt::join(column.parts, "/")));
  add(fmt::format("{}", fmt::join(column.parts, "")));
  if (!column.parts.empty()) add(column.parts.back());
  const auto shared = [&](const SourceCell* cell) {
    return std::any_of(head.columns.begin(), head.columns.end(), [&](const HeadColumn& other) {
      return &other != &column && std::find(other.cells.begin(), other.cells.end(), cell) != other.cells.end();
    });
  };
  for (auto cell = column.cells.rbegin(); cell != column.cells.rend(); ++cell)
    if (cell == column.cells.rbegin() || !shared(*cell))
      add(text::strip_spaces(StatementLexicon::without_tags(grid.text(**cell))));
  return forms;
}

Likeness compare(const std::vector<std::string>& forms, const StatementColumn& known) {
  Likeness best;
  std::vector<std::string> names{known.name};
  names.insert(names.end(), known.aliases.begin(), known.aliases.end());
  const std::string level = last_level(known.name);
  for (const std::string& form : forms) {
    const std::string printed = StatementLexicon::key(form);
    for (const std::string& name : names) {
      const std::string wanted = StatementLexicon::key(name);
      if (printed == wanted) return {kSame, form};
      const int alike = likeness(printed, wanted);
      if (alike > best.value) best = {alike, form};
    }
    if (printed == level && best.value < kLevel) best = {kLevel, form};
  }
  return best;
}

// Each printed column to a column of the table, keeping the order of both; -1: none.
std::vector<int> align(const std::vector<std::vector<Likeness>>& alike, std::size_t known) {
  const std::size_t printed = alike.size();
  std::vector<std::vector<int>> best(printed + 1, std::vector<int>(known + 1, 0));
  for (std::size_t i = 1; i <= printed; ++i) {
    for (std::size_t j = 1; j <= known; ++j) {
      const int value = alike[i - 1][j - 1].value;
      best[i][j] = std::max(best[i - 1][j], best[i][j - 1]);
      if (value >= kLeast) best[i][j] = std::max(best[i][j], best[i - 1][j - 1] + value);
    }
  }
  std::vector<int> matched(printed, -1);
  for (std::size_t i = printed, j = known; i > 0 && j > 0;) {
    const int value = alike[i - 1][j - 1].value;
    if (value >= kLeast && best[i][j] == best[i - 1][j - 1] + value) {
      matched[i - 1] = static_cast<int>(j) - 1;
      --i, --j;
    } else if (best[i][j] == best[i - 1][j]) {
      --i;
    } else {
      --j;
    }
  }
  return matched;
}

// Takes a money unit in brackets off a name.
void take_unit(HeadColumn& column) {
  for (std::string& part : column.parts) {
    const auto unit = money_in_brackets(part);
    if (!unit) continue;
    column.unit = unit->unit;
    part.erase(unit->range.first, unit->range.second - unit->range.first);
  }
  column.parts.erase(std::remove_if(column.parts.begin(), column.parts.end(),
                                    [](const std::string& part) { return text::trim(part).empty(); }),
                     column.parts.end());
}

// "（A）": a letter that formulas name the column by is no damage.
std::string without_letter_marks(std::string_view words) {
  std::string folded = text::fold(words);
  for (std::size_t open = folded.find('('); open != std::string::npos && open + 2 < folded.size();
       open = folded.find('(', open + 1)) {
    if (folded[open + 2] == ')') folded.erase(open, 3);
  }
  return folded;
}

// Letters of other scripts, tags, lone signs among the words of a head: what scans make of it.
bool looks_damaged(std::string_view words) {
  for (const char32_t c : text::decode(without_letter_marks(words))) {
    if (text::is_latin(c) || (c >= 0x3040 && c <= 0x30FF) || c == U'\'' || c == U'|' || c == U'<' ||
        (c >= 0x370 && c <= 0x3FF))
      return true;
  }
  return false;
}

// What is left of a name of which a scan lost more than half.
bool is_fragment(const std::string& printed, const std::string& known) {
  const std::string whole = StatementLexicon::key(known);
  const std::string part = StatementLexicon::key(printed);
  return part.size() * 2 < whole.size() && whole.find(part) != std::string::npos;
}

// As many levels as the known name, the first and the last the same: what stands between is printed otherwise.
bool frames(const std::string& printed, const std::string& known, const std::string& form) {
  const auto own = level_keys(printed);
  const auto wanted = level_keys(known);
  return wanted.size() > 2 && own.size() == wanted.size() && own.front() == wanted.front() &&
         (own.back() == wanted.back() || own.back() == last_level(form));
}

// The known name and, below it, further levels: 本年支出/基本支出/小计.
bool goes_deeper(const std::string& printed, const std::string& known) {
  const auto own = level_keys(printed);
  const auto wanted = level_keys(known);
  return own.size() > wanted.size() && wanted.size() > 1 && std::equal(wanted.begin(), wanted.end() - 1, own.begin());
}

// Levels above those of the matched form: in a head without damage no scan has put them there.
bool goes_higher(const std::string& printed, const std::string& form) {
  const auto own = level_keys(printed);
  const auto wanted = level_keys(form);
  if (own.size() <= wanted.size() || !std::equal(wanted.rbegin(), wanted.rend(), own.rbegin())) return false;
  // 支 … 出 set wide over the columns of a side: one letter is no title
  return std::all_of(own.begin(), own.end() - static_cast<std::ptrdiff_t>(wanted.size()),
                     [](const std::string& level) { return text::decode(level).size() > 1; });
}

// The levels of the known name above those of the printed form, where each stands over a column of the group although
// not over this one; empty where they do not.
std::string parents_printed(const GridRows& grid, const GridHead& head, const HeadGroup& group,
                            const std::string& known, const std::string& form) {
  const auto levels = level_keys(known);
  const auto printed = level_keys(form);
  if (printed.size() >= levels.size() || (printed.size() == 1 && printed.back() != levels.back())) return {};
  const std::size_t above = levels.size() - printed.size();
  const auto stands = [&](const std::string& level) {
    return std::any_of(group.values.begin(), group.values.end(), [&](int value) {
      const auto& cells = head.columns[static_cast<std::size_t>(value)].cells;
      return std::any_of(cells.begin(), cells.end(),
                         [&](const SourceCell* cell) { return StatementLexicon::key(grid.text(*cell)) == level; });
    });
  };
  // The nearest level tells for those above it.
  if (!stands(levels[above - 1])) return {};
  const std::vector<std::string> names = levels_of(known);
  return fmt::format("{}/", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(above), "/"));
}

// 人员经费 | 公用经费 over groups that each print 编码 | 名称 | 金额 again: where blanks tell the columns, the title of
// a group may stand over its figures alone.
bool titles_group(const GridRows& grid, const GridHead& head, const SourceCell* cell) {
  if (!is_loose(grid.grid()) || head.groups.size() < 2) return false;
  std::vector<std::string> first;
  for (const HeadGroup& group : head.groups) {
    if (group.codes.empty()) return false;
    std::vector<std::string> words;
    for (const auto* columns : {&group.codes, &group.labels, &group.values}) {
      for (const int column : *columns) {
        const auto& cells = head.columns[static_cast<std::size_t>(column)].cells;
        if (cells.empty() || cells.back() == cell) return false;
        words.push_back(StatementLexicon::key(grid.text(*cells.back())));
      }
    }
    if (first.empty()) first = words;
    if (words != first) return false;
  }
  // What each group prints is a level of its columns.
  const std::string key = StatementLexicon::key(grid.text(*cell));
  return std::none_of(head.columns.begin(), head.columns.end(), [&](const HeadColumn& other) {
    return std::any_of(other.cells.begin(), other.cells.end(), [&](const SourceCell* one) {
      return one != cell && StatementLexicon::key(grid.text(*one)) == key;
    });
  });
}

// What stands over the names of the rows too is no level of a column: 项目 without a border to the columns beside it,
// or, of one group among several, its title: 人员经费 over 编码, 名称 and 金额.
bool names_rows(const StatementLexicon& lexicon, const GridRows& grid, const GridHead& head, const SourceCell* cell) {
  const auto is_name = [](HeadRole role) {
    return role == HeadRole::label || role == HeadRole::code || role == HeadRole::line;
  };
  if (head.groups.size() < 2 && !is_name(lexicon.role(grid.text(*cell)))) return false;
  return std::any_of(head.columns.begin(), head.columns.end(), [&](const HeadColumn& other) {
    return is_name(other.role) && std::find(other.cells.begin(), other.cells.end(), cell) != other.cells.end();
  });
}

void drop_heads_of_rows(const StatementLexicon& lexicon, const GridRows& grid, const GridHead& head,
                        HeadColumn& column) {
  // Over one column alone, a group's title was taken for the first line of the column's own words.
  if (column.cells.size() > 1 && titles_group(grid, head, column.cells.front())) {
    const std::string title = text::strip_spaces(StatementLexicon::without_tags(grid.text(*column.cells.front())));
    if (column.parts.front().starts_with(title)) column.parts.front().erase(0, title.size());
    if (column.parts.front().empty()) column.parts.erase(column.parts.begin());
    column.cells.erase(column.cells.begin());
  }
  for (auto cell = column.cells.begin(); cell != column.cells.end() && column.parts.size() > 1;) {
    const auto part = std::find(column.parts.begin(), column.parts.end(),
                                text::strip_spaces(StatementLexicon::without_tags(grid.text(**cell))));
    if (part == column.parts.end() || !names_rows(lexicon, grid, head, *cell)) {
      ++cell;
      continue;
    }
    column.parts.erase(part);
    cell = column.cells.erase(cell);
  }
}

}  // namespace

std::vector<std::string> levels_of(std::string_view name) {
  std::vector<std::string> levels;
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find('/', start), name.size());
    levels.emplace_back(name.substr(start, end - start));
    start = end + 1;
  }
  return levels;
}

bool is_column_level(const StatementSpec& spec, std::string_view words) {
  const std::string wanted = StatementLexicon::key(words);
  if (wanted.empty()) return false;
  for (const StatementColumn& column : spec.columns) {
    const auto levels = level_keys(column.name);
    if (std::find(levels.begin(), levels.end(), wanted) != levels.end()) return true;
    for (const std::string& alias : column.aliases) {
      if (StatementLexicon::key(alias) == wanted) return true;
    }
  }
  return false;
}

void name_columns(const StatementLexicon& lexicon, const GridRows& grid, const StatementSpec* spec, GridHead& head) {
  // One cell that no printer sets says that the head was scanned badly: then others may be misread too.
  const bool damaged =
      !grid.drawn() && std::any_of(head.columns.begin(), head.columns.end(), [&](const HeadColumn& column) {
        return std::any_of(column.cells.begin(), column.cells.end(),
                           [&](const SourceCell* cell) { return looks_damaged(grid.text(*cell)); });
      });
  for (std::size_t number = 0; number < head.groups.size(); ++number) {
    const HeadGroup& group = head.groups[number];
    std::vector<std::size_t> values(group.values.begin(), group.values.end());
    for (const std::size_t value : values) {
      HeadColumn& column = head.columns[value];
      // The side is the rows', not the column's; a unit in a cell of the head is the table's.
      column.parts.erase(
          std::remove_if(column.parts.begin(), column.parts.end(),
                         [&](const std::string& part) {
                           const auto unit = lexicon.unit_in(part);
                           return (column.parts.size() > 1 && head.groups.size() > 1 && !lexicon.side(part).empty()) ||
                                  (unit && unit->second - unit->first == part.size());
                         }),
          column.parts.end());
      drop_heads_of_rows(lexicon, grid, head, column);
      take_unit(column);
      column.name = fmt::format("{}", fmt::join(column.parts, "/"));
    }
    if (spec != nullptr) {
      // A table of two sides gives each its own columns where it says so.
      std::size_t from = 0;
      std::size_t to = spec->columns.size();
      if (!spec->side_columns.empty() && head.groups.size() == spec->side_columns.size()) {
        for (std::size_t i = 0; i < number; ++i) from += spec->side_columns[i];
        from = std::min(from, to);
        to = std::min(to, from + spec->side_columns[number]);
      }
      std::vector<std::vector<Likeness>> alike;
      for (const std::size_t value : values) {
        const auto forms = forms_of(grid, head, head.columns[value]);
        alike.emplace_back();
        for (std::size_t j = from; j < to; ++j) alike.back().push_back(compare(forms, spec->columns[j]));
      }
      const std::vector<int> matched = align(alike, to - from);
      for (std::size_t i = 0; i < values.size(); ++i) {
        HeadColumn& column = head.columns[values[i]];
        if (matched[i] < 0) {
          if (!grid.drawn() && (column.name.empty() || looks_damaged(column.name))) column.doubtful = kDamagedHead;
          continue;
        }
        const auto& found = alike[i][static_cast<std::size_t>(matched[i])];
        const std::string& known = spec->columns[from + static_cast<std::size_t>(matched[i])].name;
        column.known = found.value >= kLevel;
        if (grid.drawn()) continue;
        const std::string whole = fmt::format("{}", fmt::join(column.parts, "/"));
        const bool higher = !damaged && goes_higher(whole, found.form);
        if (found.value >= kLevel && (higher || frames(whole, known, found.form) || goes_deeper(whole, known))) {
          column.name = whole;
        } else if (found.value >= kSame) {
          column.name = parents_printed(grid, head, group, known, found.form) + found.form;
        } else if (found.value >= kLevel) {
          column.name = known;
        } else if (looks_damaged(column.name) ||
                   (damaged && (found.value >= kSlip || is_fragment(found.form, known)))) {
          column.name = known;
          column.doubtful = kDamagedHead;
        }
        if (const auto unit = money_in_brackets(column.name)) column.name.erase(unit->range.first);
      }
    } else if (!grid.drawn()) {
      for (const std::size_t value : values) {
        if (looks_damaged(head.columns[value].name)) head.columns[value].doubtful = kDamagedHead;
      }
    }
    // A name stands for one column: the second of a name is told by what it is.
    std::map<std::string, int> seen;
    for (const std::size_t value : values) {
      HeadColumn& column = head.columns[value];
      if (column.name.empty()) {
        column.name = fmt::format("({})", value + 1);
        column.doubtful = kDamagedHead;
      }
      const int times = ++seen[column.name];
      if (times > 1) column.name = fmt::format("{}({})", column.name, times);
    }
  }
}

}  // namespace gouji::intake
