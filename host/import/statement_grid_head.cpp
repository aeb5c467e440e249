#include "import/statement_grid_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "base/whole_number.hpp"
#include "import/statement_caption.hpp"
#include "import/statement_columns.hpp"
#include "import/statement_head_spans.hpp"
#include "import/statement_text_head.hpp"
#include "import/statement_tokens.hpp"

namespace gouji::intake {
namespace {

constexpr int kMostGridHeadRows = 6;
constexpr int kFewestBelow = 2;    // words of a level below cells that reach over several columns
constexpr int kRowsBelowHead = 4;  // among which figures must stand where a head is only guessed

bool is_figure_or_mark(const StatementLexicon& lexicon, std::string_view text) {
  return is_table_number(text) || lexicon.is_blank_mark(text);
}

bool is_name_role(HeadRole role) {
  return role == HeadRole::label || role == HeadRole::code || role == HeadRole::line || role == HeadRole::serial;
}

// 栏次 and the like may stand for a number: "1", "(2)", "1=2+3".
bool is_column_number(std::string_view text) {
  const std::string folded = text::fold(text::strip_spaces(text));
  const std::string_view head = std::string_view(folded).substr(0, folded.find('='));
  return !head.empty() && head.size() <= 4 && head.find_first_not_of("0123456789()") == std::string_view::npos;
}

// Words below cells of the head that reach over several columns, where no column has names of rows: the next level.
bool names_below_wide(const StatementLexicon& lexicon, const GridRows& grid, const GridHead& head, int row) {
  int below = 0;
  for (int column = 0; column < grid.columns(); ++column) {
    for (int above = head.begin; above < row; ++above) {
      const SourceCell* cell = grid.printed(above, column);
      if (cell != nullptr && is_name_role(lexicon.role(grid.text(*cell)))) return false;
    }
    if (grid.printed(row, column) == nullptr || grid.printed(row - 1, column) != nullptr) continue;
    const SourceCell* over = grid.at(row - 1, column);
    const bool reached = over != nullptr && over->column < column && over->column + over->columns > column;
    if (reached || !grid.merges()) ++below;
  }
  return below >= kFewestBelow;
}

// Whether a row below a head still belongs to it.
bool continues_head(const StatementLexicon& lexicon, const GridRows& grid, const GridHead& head, int row,
                    const StatementSpec* spec) {
  const auto cells = grid.printed(row);
  if (cells.empty()) return false;
  for (const SourceCell* cell : cells) {
    if (is_figure_or_mark(lexicon, grid.text(*cell))) return false;
  }
  int known = 0;
  bool named = false;
  for (const SourceCell* cell : cells) {
    const HeadRole role = lexicon.role(grid.text(*cell));
    named = named || role == HeadRole::label || role == HeadRole::code || role == HeadRole::line;
    if (spec != nullptr && is_column_level(*spec, grid.text(*cell))) ++known;
  }
  if (named) return true;
  // A cell of the head reaches down into this row.
  for (int column = 0; column < grid.columns(); ++column) {
    const SourceCell* cell = grid.at(row, column);
    if (cell != nullptr && cell->row >= head.begin && cell->row < row && cell->end > cell->begin) return true;
  }
  if (known >= 2) return true;
  if (names_below_wide(lexicon, grid, head, row)) return true;
  // Nothing below the names, words elsewhere.
  bool labelled = false;
  for (int column = 0; column < grid.columns(); ++column) {
    for (int above = head.begin; above < row; ++above) {
      const SourceCell* cell = grid.printed(above, column);
      if (cell == nullptr || !is_name_role(lexicon.role(grid.text(*cell)))) continue;
      labelled = true;
      if (grid.printed(row, column) != nullptr) return false;
    }
  }
  return labelled || grid.printed(row, 0) == nullptr;
}

// 预算财政拨 over 款: a letter that ends a name which goes on from the line above heads no codes.
bool ends_wrapped_name(const StatementLexicon& lexicon, const GridRows& grid, const HeadColumn& column,
                       const SourceCell& cell) {
  const std::string last = text::strip_spaces(grid.text(cell));
  if (grid.drawn() || text::decode(last).size() != 1 || column.parts.empty()) return false;
  const std::string& whole = column.parts.back();
  return whole.size() > last.size() && whole.ends_with(last) &&
         lexicon.role(whole.substr(0, whole.size() - last.size())) == HeadRole::value;
}

// 科目编 over 码, 科目名 over 称: where text alone tells the cells, what only the whole of a wrapped head says.
void find_wrapped_names(const StatementLexicon& lexicon, const GridRows& grid, GridHead& head) {
  if (grid.drawn()) return;
  for (HeadColumn& column : head.columns) {
    if (column.role != HeadRole::value || column.parts.empty() || column.cells.empty()) continue;
    const std::string& whole = column.parts.back();
    const bool wrapped = whole != text::strip_spaces(grid.text(*column.cells.back()));
    if (const HeadRole role = lexicon.role(whole); wrapped && is_name_role(role)) column.role = role;
  }
}

// Words beside each other, one of them merged down into the row below: a row of the head that names no rows by itself
// (功能科目 over 科目编码 | 科目名称, 合计 beside both).
bool reaches_down(const StatementLexicon& lexicon, const GridRows& grid, int row) {
  const auto cells = grid.printed(row);
  if (cells.size() < 2 || is_caption_row(lexicon, grid, row)) return false;
  const bool words = std::none_of(cells.begin(), cells.end(), [&](const SourceCell* cell) {
    const std::string_view text = grid.text(*cell);
    return is_figure_or_mark(lexicon, text) || lexicon.unit_in(text) || lexicon.is_furniture(text) ||
           lexicon.number_in(text) || lexicon.opens_note(text);
  });
  return words && std::any_of(cells.begin(), cells.end(), [](const SourceCell* cell) { return cell->rows > 1; });
}

bool names_codes(const StatementLexicon& lexicon, const GridRows& grid, int row) {
  const auto cells = grid.printed(row);
  return std::any_of(cells.begin(), cells.end(),
                     [&](const SourceCell* cell) { return lexicon.role(grid.text(*cell)) == HeadRole::code; });
}

// What numbers the columns is no level of their names.
void drop_column_numbers(const StatementLexicon& lexicon, const GridRows& grid, GridHead& head) {
  if (!numbers_columns(lexicon, grid, head.end - 1)) return;
  for (HeadColumn& column : head.columns) {
    if (column.cells.empty() || column.cells.back()->row != head.end - 1) continue;
    const std::string_view text = grid.text(*column.cells.back());
    if (!is_column_number(text) && !lexicon.opens_column_numbers(text)) continue;
    column.cells.pop_back();
    if (!column.parts.empty() && column.parts.back() == text::strip_spaces(StatementLexicon::without_tags(text)))
      column.parts.pop_back();
  }
}

// Digits in every cell that the column prints below the head, two or three of them: a part of a code.
bool prints_code_parts(const GridRows& grid, int row, int end, int column) {
  bool any = false;
  for (; row < end; ++row) {
    const SourceCell* cell = grid.printed(row, column);
    if (cell == nullptr) continue;
    const std::string digits = text::fold(text::strip_spaces(grid.text(*cell)));
    if (digits.find_first_not_of("0123456789") != std::string::npos) {
      // A total or a note may be printed across the codes.
      if (is_table_number(digits)) return false;
      continue;
    }
    if (digits.size() < 2 || digits.size() > 3) return false;
    any = true;
  }
  return any;
}

// One head over codes printed apart: the columns right of it have no words of their own.
void spread_codes(const GridRows& grid, int end, GridHead& head) {
  for (std::size_t column = 1; column < head.columns.size(); ++column) {
    const HeadColumn& left = head.columns[column - 1];
    HeadColumn& one = head.columns[column];
    if (left.role != HeadRole::code || left.cells.empty() || one.role == HeadRole::code) continue;
    const bool bare = one.cells.empty() || one.cells.back()->row < left.cells.back()->row;
    if (!bare || !prints_code_parts(grid, head.end, end, static_cast<int>(column)) ||
        !prints_code_parts(grid, head.end, end, static_cast<int>(column) - 1))
      continue;
    one.cells = left.cells;
    one.parts = left.parts;
    one.role = HeadRole::code;
  }
}

// Codes of a classification in every cell that a column left of the names prints: what they are, whatever its head says
// (支出功能分类).
void find_codes(const GridRows& grid, int end, GridHead& head) {
  constexpr std::size_t kFewestCodes = 2;
  const auto names = std::find_if(head.columns.begin(), head.columns.end(),
                                  [](const HeadColumn& column) { return column.role == HeadRole::label; });
  for (auto column = head.columns.begin(); names != head.columns.end() && column != names; ++column) {
    if (column->role != HeadRole::value || column->cells.empty()) continue;
    std::size_t codes = 0;
    bool others = false;
    for (int row = head.end; row < end; ++row) {
      const SourceCell* cell = grid.printed(row, static_cast<int>(column - head.columns.begin()));
      if (cell == nullptr || cell->columns > 1) continue;
      const std::string digits = text::fold(text::strip_spaces(grid.text(*cell)));
      if (!is_table_number(digits)) continue;  // a total or a note across the codes
      const bool code = is_code_length(digits.size()) && digits.front() > '0' && digits.front() < '6' &&
                        digits.find_first_not_of("0123456789") == std::string::npos;
      codes += code ? 1U : 0U;
      others = others || !code;
    }
    if (!others && codes >= kFewestCodes) column->role = HeadRole::code;
  }
}

void doubt_all(GridHead& head) {
  for (const HeadGroup& group : head.groups) {
    for (const int value : group.values) head.columns[static_cast<std::size_t>(value)].doubtful = kUncertainHead;
  }
}

// Figures that no head tells apart: a column without any, or two below the same words. Where text alone tells the
// columns, none of the table's is certain then.
void doubt_unnamed(const GridRows& grid, int end, GridHead& head) {
  if (!is_loose(grid.grid())) return;
  const auto prints_figures = [&](int column) {
    for (int row = head.end; row < end; ++row) {
      const SourceCell* cell = grid.printed(row, column);
      if (cell != nullptr && cell->columns == 1 && is_table_number(grid.text(*cell))) return true;
    }
    return false;
  };
  bool unnamed = false;
  for (const HeadGroup& group : head.groups) {
    std::vector<const std::vector<const SourceCell*>*> seen;
    for (const int value : group.values) {
      const auto& cells = head.columns[static_cast<std::size_t>(value)].cells;
      if (!prints_figures(value)) continue;
      unnamed = unnamed || cells.empty() ||
                std::any_of(seen.begin(), seen.end(), [&](const auto* other) { return *other == cells; });
      seen.push_back(&cells);
    }
  }
  if (unnamed) doubt_all(head);
}

// Where no head says that it names the rows (乡镇), the first column does so if it prints nothing but words.
void name_first_column(const GridRows& grid, int end, GridHead& head) {
  const auto named = [](const HeadColumn& column) { return is_name_role(column.role); };
  if (head.columns.size() < 2 || std::any_of(head.columns.begin(), head.columns.end(), named)) return;
  if (head.columns.front().cells.empty()) return;
  bool words = false;
  for (int row = head.end; row < end; ++row) {
    const SourceCell* cell = grid.printed(row, 0);
    if (cell == nullptr) continue;
    if (is_table_number(grid.text(*cell))) return;
    words = true;
  }
  if (words) head.columns.front().role = HeadRole::label;
}

bool prints_below(const GridRows& grid, int row, int end, int column) {
  for (; row < end; ++row) {
    if (grid.printed(row, column) != nullptr) return true;
  }
  return false;
}

// Words and no figures below it, at least one of them.
bool prints_names(const GridRows& grid, int row, int end, int column) {
  bool any = false;
  for (; row < end; ++row) {
    const SourceCell* cell = grid.printed(row, column);
    if (cell == nullptr || cell->column != column || cell->columns > 1) continue;
    if (is_table_number(grid.text(*cell))) return false;
    any = true;
  }
  return any;
}

// 序号 | 采购项目 | 计量单位 | 数量: where numbers stand before the rows and no head says what names them, the column
// of words before the first figures does, of several the one that tells most rows apart.
void name_listed_column(const GridRows& grid, int end, GridHead& head) {
  const auto named = [](const HeadColumn& column) {
    return column.role == HeadRole::label || column.role == HeadRole::code;
  };
  const auto serial = std::find_if(head.columns.begin(), head.columns.end(),
                                   [](const HeadColumn& column) { return column.role == HeadRole::serial; });
  if (serial == head.columns.end() || std::any_of(head.columns.begin(), head.columns.end(), named)) return;
  HeadColumn* best = nullptr;
  std::size_t most = 0;
  for (auto column = serial + 1; column != head.columns.end(); ++column) {
    const auto at = static_cast<int>(column - head.columns.begin());
    if (column->role == HeadRole::remark) continue;
    if (column->role != HeadRole::value || column->cells.empty() || !prints_names(grid, head.end, end, at)) break;
    std::set<std::string> words;
    for (int row = head.end; row < end; ++row) {
      if (grid.printed(row, at) != nullptr) words.insert(text::strip_spaces(grid.text(row, at)));
    }
    if (words.size() <= most) continue;
    most = words.size();
    best = &*column;
  }
  if (best != nullptr) best->role = HeadRole::label;
}

// 科目编码 | 人员经费 | 决算数: where no head says what names the rows, the words right of the codes do.
void name_coded_columns(const GridRows& grid, int end, GridHead& head) {
  const auto labelled = [](const HeadColumn& column) { return column.role == HeadRole::label; };
  if (std::any_of(head.columns.begin(), head.columns.end(), labelled)) return;
  for (std::size_t i = 0; i + 2 < head.columns.size(); ++i) {
    HeadColumn& next = head.columns[i + 1];
    if (head.columns[i].role != HeadRole::code || next.role != HeadRole::value || next.cells.empty()) continue;
    const auto at = static_cast<int>(i) + 1;
    if (head.columns[i + 2].role == HeadRole::value && prints_names(grid, head.end, end, at) &&
        !prints_names(grid, head.end, end, at + 1))
      next.role = HeadRole::label;
  }
}

// Below the head of a side a column of nothing but names, left of figures, holds the names of that side, whatever its
// head is: 按功能分类. So does one further right whose figures have the head of those left of it again: 科目 | 预算数 |
// 经济科目 | 预算数.
void find_names_of_sides(const StatementLexicon& lexicon, const GridRows& grid, int end, GridHead& head) {
  const auto side_of = [&](const HeadColumn& column) {
    for (const SourceCell* cell : column.cells) {
      if (const std::string side = lexicon.side(grid.text(*cell)); !side.empty()) return side;
    }
    return std::string();
  };
  std::string first;
  bool several = false;
  for (const HeadColumn& column : head.columns) {
    const std::string side = side_of(column);
    several = several || (!side.empty() && !first.empty() && side != first);
    if (first.empty()) first = side;
  }
  if (!several) return;
  for (std::size_t i = 0; i + 1 < head.columns.size(); ++i) {
    HeadColumn& column = head.columns[i];
    // 项目（按功能分类） | 行次: the figures stand behind the numbers of the rows.
    const HeadRole next = head.columns[i + 1].role;
    if (column.role != HeadRole::value || (next != HeadRole::value && next != HeadRole::line)) continue;
    const auto at = static_cast<int>(i);
    const std::string side = side_of(column);
    const bool opens = !side.empty() && (i == 0 || side_of(head.columns[i - 1]) != side);
    const bool repeats = i > 1 && head.columns[i - 1].role == HeadRole::value && !column.parts.empty() &&
                         !head.columns[i - 1].parts.empty() && !head.columns[i + 1].parts.empty() &&
                         head.columns[i - 1].parts.back() == head.columns[i + 1].parts.back();
    if ((opens || repeats) && prints_names(grid, head.end, end, at) && !prints_names(grid, head.end, end, at + 1))
      column.role = HeadRole::label;
  }
}

// Below one head over several columns, merged over them in every row: no column of its own.
bool goes_with_left(const GridRows& grid, const GridHead& head, int end, int column) {
  if (column == 0) return false;
  const auto& left = head.columns[static_cast<std::size_t>(column) - 1].cells;
  const auto& own = head.columns[static_cast<std::size_t>(column)].cells;
  return !own.empty() && !left.empty() && own.back() == left.back() && !prints_below(grid, head.end, end, column);
}

// 采购品目大类 | 采购物品名称: two columns of names, and no row prints both: two levels, each in a row of its own.
bool is_level_above(const GridRows& grid, const GridHead& head, int end, int column) {
  const HeadColumn& one = head.columns[static_cast<std::size_t>(column)];
  if (one.role != HeadRole::value || one.cells.empty() || !prints_names(grid, head.end, end, column) ||
      !prints_names(grid, head.end, end, column + 1))
    return false;
  for (int row = head.end; row < end; ++row) {
    if (grid.printed(row, column) != nullptr && grid.printed(row, column + 1) != nullptr) return false;
  }
  return true;
}

// The columns of names of one table come together; a value column between them parts two tables.
void find_groups(const StatementLexicon& lexicon, const GridRows& grid, int end, GridHead& head) {
  const int columns = static_cast<int>(head.columns.size());
  std::vector<int> starts;
  bool values = true;
  for (int column = 0; column < columns; ++column) {
    const HeadRole role = head.columns[static_cast<std::size_t>(column)].role;
    if (role == HeadRole::label || role == HeadRole::code || role == HeadRole::serial) {
      if (values) starts.push_back(column);
      values = false;
    } else if (role == HeadRole::value || role == HeadRole::remark) {
      values = true;
    }
  }
  const auto first_label = [&](int from, int to) {
    for (int column = from; column < to; ++column) {
      const HeadColumn& one = head.columns[static_cast<std::size_t>(column)];
      if ((one.role == HeadRole::label || one.role == HeadRole::code) && !one.parts.empty()) return one.role;
    }
    return HeadRole::value;
  };
  const auto has_values = [&](int from, int to) {
    for (int column = from; column < to; ++column) {
      if (head.columns[static_cast<std::size_t>(column)].role == HeadRole::value) return true;
    }
    return false;
  };
  // A later column of names opens a table only where figures follow it and the first table began alike.
  std::vector<int> kept;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const int to = i + 1 < starts.size() ? starts[i + 1] : columns;
    const bool same =
        i == 0 || (has_values(starts[i], to) &&
                   first_label(starts[i], to) == first_label(starts[0], starts.size() > 1 ? starts[1] : columns));
    if (same) kept.push_back(starts[i]);
  }
  head.labelled = !kept.empty();
  if (kept.empty()) kept.push_back(0);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const int from = i == 0 ? 0 : kept[i];
    const int to = i + 1 < kept.size() ? kept[i + 1] : columns;
    HeadGroup group;
    const auto role = [&](int column) { return head.columns[static_cast<std::size_t>(column)].role; };
    const auto letters = [&](int column) {
      const auto& cells = head.columns[static_cast<std::size_t>(column)].cells;
      return cells.empty() ? std::size_t{0} : text::decode(StatementLexicon::key(grid.text(*cells.back()))).size();
    };
    // One letter each (类 | 款 | 项), or one head over them all.
    const auto joins = [&](int column) {
      if (role(column) != HeadRole::code || role(column - 1) != HeadRole::code) return false;
      const auto& left = head.columns[static_cast<std::size_t>(column) - 1].cells;
      const auto& right = head.columns[static_cast<std::size_t>(column)].cells;
      return (letters(column) == 1 && letters(column - 1) == 1) ||
             (!left.empty() && !right.empty() && left.back() == right.back());
    };
    // The code next to the names is the row's, but 类 | 款 | 项 before one of another thing (类 | 款 | 项 | 单位代码)
    // are; of others only the words are kept.
    int code_end = -1;
    bool parts = false;
    for (int column = from; column < to; ++column) {
      if (role(column) == HeadRole::code && (!parts || joins(column))) {
        code_end = column;
        parts = column > from && joins(column);
      }
      if (code_end >= 0 && role(column) == HeadRole::label) break;
    }
    if (code_end >= 0) {
      int begin = code_end;
      while (begin > from && joins(begin)) --begin;
      for (int column = begin; column <= code_end; ++column) group.codes.push_back(column);
    }
    int label = -1;
    for (int column = code_end >= 0 ? code_end + 1 : from; column < to && label < 0; ++column) {
      if (role(column) == HeadRole::label) label = column;
    }
    for (int column = from; column < to && label < 0; ++column) {
      if (role(column) == HeadRole::label) label = column;
    }
    // A corner without words stands over names.
    if (label < 0 && group.codes.empty() && to - from > 1 &&
        head.columns[static_cast<std::size_t>(from)].parts.empty() && prints_names(grid, head.end, end, from))
      label = from;
    if (label >= 0) {
      group.labels.push_back(label);
      // One head over two columns of names: two levels of one label.
      const auto& cells = head.columns[static_cast<std::size_t>(label)].cells;
      while (label + 1 < to && role(label + 1) == HeadRole::label && !cells.empty() &&
             head.columns[static_cast<std::size_t>(label) + 1].cells == cells)
        group.labels.push_back(++label);
      const int first = group.labels.front();
      if (first > from && group.codes.empty() && grid.drawn() && is_level_above(grid, head, end, first - 1))
        group.labels.insert(group.labels.begin(), first - 1);
    }
    for (int column = from; column < to; ++column) {
      if (std::find(group.codes.begin(), group.codes.end(), column) != group.codes.end()) continue;
      if (std::find(group.labels.begin(), group.labels.end(), column) != group.labels.end()) continue;
      if ((role(column) == HeadRole::line || role(column) == HeadRole::serial) && group.line < 0) {
        group.line = column;
      } else if (!head.columns[static_cast<std::size_t>(column)].cells.empty()) {
        if (!goes_with_left(grid, head, end, column)) group.values.push_back(column);
      } else if (prints_below(grid, head.end, end, column)) {
        // Without a head: the start of the names beside it, or a column of its own.
        if (label > column && column + 1 == group.labels.front()) {
          group.labels.insert(group.labels.begin(), column);
        } else {
          group.values.push_back(column);
        }
      }
    }
    // Which side this is: said by the top cell over it, or by the head of its names.
    for (int column = from; column < to && group.side.empty() && kept.size() > 1; ++column) {
      for (const SourceCell* cell : head.columns[static_cast<std::size_t>(column)].cells) {
        group.side = lexicon.side(grid.text(*cell));
        if (!group.side.empty()) break;
      }
    }
    head.groups.push_back(std::move(group));
  }
}

// A known table of two sides that was not read as two, or a column of names among its figures: what stands where is not
// certain.
void doubt_sides(const GridRows& grid, const StatementSpec& spec, int end, GridHead& head) {
  if (!is_loose(grid.grid()) || spec.sides.size() < 2) return;
  bool sure = head.groups.size() == spec.sides.size();
  for (const HeadGroup& group : head.groups) {
    sure = sure && !group.labels.empty() && !group.values.empty() &&
           std::none_of(group.values.begin(), group.values.end(),
                        [&](int value) { return prints_names(grid, head.end, end, value); });
  }
  if (!sure) doubt_all(head);
}

// Where the head leaves out 收入 | 支出 over one side or both, the known table tells them by their order.
void take_sides(const StatementSpec& spec, GridHead& head) {
  if (spec.sides.size() < 2 || head.groups.size() != spec.sides.size()) return;
  for (std::size_t i = 0; i < spec.sides.size(); ++i) {
    if (!head.groups[i].side.empty() && head.groups[i].side != spec.sides[i]) return;
  }
  for (std::size_t i = 0; i < spec.sides.size(); ++i) head.groups[i].side = spec.sides[i];
}

}  // namespace

bool opens_head(const StatementLexicon& lexicon, const GridRows& grid, int row) {
  const auto cells = grid.printed(row);
  if (cells.size() < 2) return false;
  bool named = false;
  for (const SourceCell* cell : cells) {
    const std::string_view text = grid.text(*cell);
    if (is_figure_or_mark(lexicon, text)) return false;
    if (cells.size() <= 4 && lexicon.is_furniture(text)) return false;
    named = named || is_name_role(lexicon.role(text)) || !lexicon.side(text).empty();
  }
  return named;
}

bool repeats_head(const GridRows& grid, const GridHead& head, int row) {
  const auto cells = grid.printed(row);
  if (cells.size() < 2) return false;  // one cell might be any name
  for (int line = head.begin; line < head.end; ++line) {
    const auto printed = grid.printed(line);
    const auto same = [&](const SourceCell* a, const SourceCell* b) {
      return text::strip_spaces(grid.text(*a)) == text::strip_spaces(grid.text(*b));
    };
    if (std::equal(cells.begin(), cells.end(), printed.begin(), printed.end(), same)) return true;
  }
  return false;
}

std::optional<int> find_head(const StatementLexicon& lexicon, const GridRows& grid, int from, int to) {
  for (int row = from; row < to; ++row) {
    if (opens_head(lexicon, grid, row)) return row;
  }
  return std::nullopt;
}

std::optional<int> guess_head(const StatementLexicon& lexicon, const GridRows& grid, int from, int to) {
  for (int row = from; row < to; ++row) {
    const auto cells = grid.printed(row);
    if (cells.size() < 2) continue;
    const bool words = std::none_of(cells.begin(), cells.end(), [&](const SourceCell* cell) {
      const std::string_view text = grid.text(*cell);
      return is_figure_or_mark(lexicon, text) || lexicon.unit_in(text) || lexicon.is_furniture(text) ||
             lexicon.number_in(text);
    });
    if (!words) continue;
    for (int below = row + 1; below < std::min(to, row + 1 + kRowsBelowHead); ++below) {
      const auto figures = grid.printed(below);
      const bool number = std::any_of(figures.begin(), figures.end(),
                                      [&](const SourceCell* cell) { return is_table_number(grid.text(*cell)); });
      if (number) return row;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

int head_top(const StatementLexicon& lexicon, const GridRows& grid, int from, int row) {
  if (!is_loose(grid.grid())) {
    while (row > from && reaches_down(lexicon, grid, row - 1)) --row;
    return row;
  }
  const auto belongs = [&](int above) {
    const auto cells = grid.printed(above);
    if (cells.empty() || is_caption_row(lexicon, grid, above) || lexicon.ends_like_title(grid.joined(above).text))
      return false;
    const bool words = std::none_of(cells.begin(), cells.end(), [&](const SourceCell* cell) {
      const std::string_view text = grid.text(*cell);
      return is_figure_or_mark(lexicon, text) || lexicon.unit_in(text) || lexicon.is_furniture(text) ||
             lexicon.number_in(text) || lexicon.opens_note(text);
    });
    const bool names = std::any_of(cells.begin(), cells.end(), [&](const SourceCell* cell) {
      return is_name_role(lexicon.role(grid.text(*cell)));
    });
    // A lone word over several columns, or the first line of a name that goes on below.
    const SourceCell* lone = cells.front();
    const auto goes_on = [&](int below) {
      const SourceCell* cell = grid.printed(below, lone->column);
      return cell != nullptr && !is_figure_or_mark(lexicon, grid.text(*cell));
    };
    const bool over = lone->column > 0 && (lone->columns > 1 || goes_on(above + 1) || goes_on(above + 2));
    return words && (cells.size() > 1 || names || over);
  };
  while (row > from && belongs(row - 1)) --row;
  return row;
}

bool numbers_columns(const StatementLexicon& lexicon, const GridRows& grid, int row) {
  const auto cells = grid.printed(row);
  if (cells.empty()) return false;
  bool opened = false;
  int numbers = 0;
  for (const SourceCell* cell : cells) {
    const std::string_view text = grid.text(*cell);
    if (lexicon.opens_column_numbers(text)) {
      opened = true;
      continue;
    }
    if (!is_column_number(text)) {
      // Code columns end beside it: 类 | 款 | 项 | 栏次.
      if (lexicon.role(text) == HeadRole::code) continue;
      return false;
    }
    const std::string digits = text::fold(text::strip_spaces(text));
    const auto first = digits.find_first_of("0123456789");
    if (first == std::string::npos || leading_number(std::string_view(digits).substr(first)) != numbers + 1)
      return opened && numbers > 0;
    ++numbers;
  }
  return numbers >= 3 || (opened && numbers >= 1);
}

bool GridHead::is_value(int column) const {
  return std::any_of(groups.begin(), groups.end(), [&](const HeadGroup& group) {
    return std::find(group.values.begin(), group.values.end(), column) != group.values.end();
  });
}

GridHead read_head(const StatementLexicon& lexicon, const GridRows& grid, int begin, int end,
                   const StatementSpec* spec) {
  GridHead head;
  head.begin = begin;
  head.end = begin + 1;
  while (head.end < end && head.end - begin < kMostGridHeadRows && !numbers_columns(lexicon, grid, head.end) &&
         continues_head(lexicon, grid, head, head.end, spec))
    ++head.end;
  // 类 | 款 | 项 | 栏次 | 1 | 2: the heads of codes printed apart stand in the row that numbers the columns.
  if (head.end < end && numbers_columns(lexicon, grid, head.end) && names_codes(lexicon, grid, head.end)) ++head.end;
  head.columns = head_columns(lexicon, grid, head.begin, head.end, spec);
  drop_column_numbers(lexicon, grid, head);
  for (HeadColumn& column : head.columns) {
    for (auto part = column.cells.rbegin(); part != column.cells.rend(); ++part) {
      const HeadRole role = lexicon.role(grid.text(**part));
      if (role == HeadRole::value) continue;
      if (ends_wrapped_name(lexicon, grid, column, **part)) continue;
      if (role == HeadRole::remark && part != column.cells.rbegin()) continue;
      column.role = role;
      break;
    }
  }
  find_wrapped_names(lexicon, grid, head);
  find_codes(grid, end, head);
  spread_codes(grid, end, head);
  name_first_column(grid, end, head);
  name_listed_column(grid, end, head);
  name_coded_columns(grid, end, head);
  find_names_of_sides(lexicon, grid, end, head);
  find_groups(lexicon, grid, end, head);
  if (spec != nullptr) take_sides(*spec, head);
  name_columns(lexicon, grid, spec, head);
  doubt_unnamed(grid, end, head);
  if (spec != nullptr) doubt_sides(grid, *spec, end, head);
  return head;
}

}  // namespace gouji::intake
