#include "import/statement_grid.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "import/statement_caption.hpp"
#include "import/statement_grid_body.hpp"
#include "import/statement_shifts.hpp"

namespace gouji::intake {
namespace {

constexpr int kLinesBetweenParts = 3;  // with text, between the parts of a table that a page break cut
constexpr int kMostNoteLines = 12;
constexpr int kLinesBetweenPages = 8;        // the same, where the title stands again on the next page
constexpr std::size_t kLongestBetween = 40;  // characters of a line there: running heads, numbers, no prose

class GridStatements {
 public:
  GridStatements(const StatementLexicon& lexicon, const SourceText& source) : lexicon_(lexicon), source_(source) {}

  void read(const SourceGrid& grid, int to) {
    const GridRows rows(source_, grid);
    if (rows.columns() == 0 || is_other_form(rows)) {
      leave(grid.last_line);
      return;
    }
    if (is_caption_grid(lexicon_, rows)) return;  // of the table below
    int row = 0;
    while (row < rows.count()) row = read_table(rows, row);
    see_repeated_lines(rows);
    used_ = grid.last_line;
    if (!tables_.empty() && tables_.back().last_line == grid.last_line) take_notes_below(to);
  }

  std::vector<ReadTable> finish() && {
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      if (by_blanks_[i].known != nullptr) doubt_shifted_rows(*by_blanks_[i].known, tables_[i]);
      if (!by_blanks_[i].blanks) continue;
      doubt_joined_figures(tables_[i]);
      doubt_joined_heads(lexicon_, by_blanks_[i].known, tables_[i]);
    }
    return std::move(tables_);
  }

 private:
  // Lines between the rows that print one of them again: a head on the next page, with the numbers of the columns.
  void see_repeated_lines(const GridRows& rows) {
    if (rows.drawn() || tables_.empty() || tables_.back().last_line < rows.grid().first_line) return;
    std::set<int> lines;
    std::set<std::string> keys;
    for (int row = 0; row < rows.count(); ++row) {
      lines.insert(rows.line(row));
      keys.insert(StatementLexicon::key(source_.line(rows.line(row))));
    }
    for (int line = rows.grid().first_line; line <= rows.grid().last_line; ++line) {
      const std::string_view content = source_.line(line);
      if (lines.contains(line) || text::trim(content).empty()) continue;
      if (keys.contains(StatementLexicon::key(content)))
        tables_.back().seen.push_back(source_.piece(line, 0, content.size()));
    }
  }

  void leave(int line) {
    used_ = line;
    open_ = false;
  }

  bool is_other_form(const GridRows& rows) const {
    for (int row = 0; row < rows.count(); ++row) {
      for (const SourceCell* cell : rows.printed(row)) {
        if (lexicon_.is_other_form(rows.text(*cell)) && !stands_below_year(rows, *cell) && !stands_in_list(rows, *cell))
          return true;
      }
    }
    return false;
  }

  // 序号 | 项目名称 | 全年执行数 | 自评得分: a table of projects has some heads of their forms.
  bool stands_in_list(const GridRows& rows, const SourceCell& cell) const {
    if (!lexicon_.is_list_head(rows.text(cell))) return false;
    for (int column = 0; column < cell.column; ++column) {
      const SourceCell* left = rows.at(cell.row, column);
      if (left != nullptr && lexicon_.names_listed(rows.text(*left))) return true;
    }
    return false;
  }

  // 2023 年 over 执行数: the end of a column's name, no head of a form.
  static bool stands_below_year(const GridRows& rows, const SourceCell& cell) {
    const SourceCell* above = rows.printed(cell.row - 1, cell.column);
    if (above == nullptr) return false;
    const std::string key = StatementLexicon::key(rows.text(*above));
    return key.starts_with("20") && (key.ends_with("年") || key.ends_with("年度")) && text::decode(key).size() <= 6;
  }

  // Where the table that opens at `first` ends: at the title of the next one.
  int table_end(const GridRows& rows, int first) const {
    bool begun = false;
    for (int row = first; row < rows.count(); ++row) {
      const bool caption = is_caption_row(lexicon_, rows, row);
      if (caption && begun) return row;
      // Titles, units and facts may take several rows; cells beside each other begin the head.
      begun = begun || (!caption && rows.printed(row).size() > 2);
    }
    return rows.count();
  }

  // Reads one table from row `first` on; the row behind it.
  int read_table(const GridRows& rows, int first) {
    const int end = table_end(rows, first);
    auto head_row = find_head(lexicon_, rows, first, end);
    // The page break stands inside a table: its head may be printed again.
    if (first == 0 && !head_row && continues(rows)) return go_on(rows, first, end, false);
    // Figures below words, under a title: a table all the same.
    const bool told = head_row.has_value();
    // Figures above the head are a part of the table that has a head without names.
    if (head_row && figures_between(rows, first, *head_row)) {
      if (const auto upper = guess_head(lexicon_, rows, first, *head_row)) head_row = upper;
    }
    if (!told) head_row = guess_head(lexicon_, rows, first, end);
    if (head_row) head_row = head_top(lexicon_, rows, first, *head_row);
    if (!head_row) {
      leave(end < rows.count() ? rows.line(end) - 1 : rows.grid().last_line);
      return end;
    }
    Caption caption = read_caption(lexicon_, rows, first, *head_row, used_);
    if (first == 0 && told && !caption.title && !caption.number && continues(rows, *head_row, end))
      return go_on(rows, *head_row, end, true);
    if (first == 0 && told && goes_on_under_title(rows, *head_row, end, caption)) {
      ReadTable& table = tables_.back();
      if (caption.title) table.seen.push_back(*caption.title);
      if (caption.number) table.seen.push_back(*caption.number);
      table.seen.insert(table.seen.end(), caption.seen.begin(), caption.seen.end());
      return go_on(rows, *head_row, end, true);
    }
    if (!caption.title && !title_of_source(rows, caption) && !told) {
      leave(rows.line(end - 1));
      return end;
    }
    const StatementSpec* spec = caption.match.spec;
    const GridHead head = read_head(lexicon_, rows, *head_row, end, spec);
    const ColumnPlan plan = plan_columns(head);
    ReadTable table;
    table.known = spec != nullptr;
    table.name = caption.title || !caption.match.name.empty() ? caption.match.name : lexicon_.words().untitled;
    table.title = caption.title;
    if (table.title && caption.match.mended) table.title->doubtful = kBadTitle;
    table.number = caption.number;
    table.money_unit = caption.unit;
    table.year = caption.year;
    table.columns = plan.names;
    table.seen = std::move(caption.seen);
    see_head(rows, head, table);
    take_units(head, table);
    table.first_line = caption.first_line > 0 ? caption.first_line : rows.line(first);
    const int inner = inner_head(rows, head, plan, end);
    read_body(lexicon_, rows, head, plan, spec, head.end, inner, table);
    if (inner < end) read_inner(rows, inner, end, spec, table);
    table.last_line = end >= rows.count() ? rows.grid().last_line : rows.line(end - 1);
    used_ = table.last_line;
    if (!is_statement(table, head)) {
      leave(table.last_line);
      return end;
    }
    tables_.push_back(std::move(table));
    by_blanks_.push_back({!rows.drawn(), rows.drawn() ? nullptr : spec});
    head_ = head;
    plan_ = plan;
    spec_ = spec;
    columns_ = rows.columns();
    all_columns_ = rows.drawn() ? rows.grid().columns : 0;
    open_ = true;
    return end;
  }

  static int figures_in(const GridRows& rows, int row) {
    const auto cells = rows.printed(row);
    return static_cast<int>(std::count_if(cells.begin(), cells.end(),
                                          [&](const SourceCell* cell) { return is_table_number(rows.text(*cell)); }));
  }
  static bool figures_between(const GridRows& rows, int from, int to) {
    for (int row = from; row < to; ++row) {
      if (figures_in(rows, row) > 1) return true;
    }
    return false;
  }

  // A name and words in every column of figures, which print figures above and right below: 经费情况 | 上年数 | 本年数.
  static bool words_over_figures(const GridRows& rows, const ColumnPlan& plan, int row) {
    int words = 0;
    for (std::size_t column = 0; column < plan.of.size(); ++column) {
      if (plan.of[column] < 0) continue;
      const auto number = static_cast<int>(column);
      const SourceCell* cell = rows.printed(row, number);
      const SourceCell* below = rows.printed(row + 1, number);
      if (cell == nullptr || below == nullptr || cell->columns != below->columns || is_table_number(rows.text(*cell)) ||
          !text::has_han(rows.text(*cell)) || !is_table_number(rows.text(*below)))
        return false;
      ++words;
    }
    return words > 1 && static_cast<int>(rows.printed(row).size()) > words;
  }

  // The row below the head that begins a part with other columns: 项目 | 统计数. A line that names the part alone
  // stands above it. `end` where there is none.
  int inner_head(const GridRows& rows, const GridHead& head, const ColumnPlan& plan, int end) const {
    bool figures = false;
    for (int row = head.end; row + 1 < end; ++row) {
      if (figures && (opens_head(lexicon_, rows, row) || words_over_figures(rows, plan, row)) &&
          figures_in(rows, row + 1) > 0 && !repeats_head(rows, head, row)) {
        const GridHead next = read_head(lexicon_, rows, row, end, nullptr);
        const ColumnPlan other = plan_columns(next);
        const bool fresh = std::any_of(other.names.begin(), other.names.end(), [&](const std::string& name) {
          return std::find(plan.names.begin(), plan.names.end(), name) == plan.names.end();
        });
        if (next.labelled && fresh && !other.names.empty())
          return row > head.end + 1 && rows.printed(row - 1).size() == 1 ? row - 1 : row;
      }
      figures = figures || figures_in(rows, row) > 0;
    }
    return end;
  }

  // Columns of their own behind the table's; a row has the cells of its part.
  void read_inner(const GridRows& rows, int row, int end, const StatementSpec* spec, ReadTable& table) {
    if (!opens_head(lexicon_, rows, row) && rows.printed(row).size() == 1) {
      for (const SourceCell* cell : rows.printed(row)) table.seen.push_back(rows.piece(*cell));
      ++row;
    }
    const GridHead head = read_head(lexicon_, rows, row, end, nullptr);
    const ColumnPlan plan = plan_columns(head);
    const int inner = inner_head(rows, head, plan, end);
    ReadTable part;
    part.columns = plan.names;
    see_head(rows, head, part);
    read_body(lexicon_, rows, head, plan, spec, head.end, inner, part);
    if (inner < end) read_inner(rows, inner, end, spec, part);
    std::vector<std::size_t> of;
    for (const std::string& name : part.columns) {
      auto known = std::find(table.columns.begin(), table.columns.end(), name);
      if (known == table.columns.end()) known = table.columns.insert(known, name);
      of.push_back(static_cast<std::size_t>(known - table.columns.begin()));
    }
    for (ReadRow& one : table.rows) one.cells.resize(table.columns.size());
    for (ReadRow& one : part.rows) {
      std::vector<std::optional<Piece>> cells(table.columns.size());
      for (std::size_t i = 0; i < one.cells.size(); ++i) cells[of[i]] = std::move(one.cells[i]);
      one.cells = std::move(cells);
      table.rows.push_back(std::move(one));
    }
    const auto append = [](auto& to, auto& from) {
      to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    append(table.notes, part.notes);
    append(table.seen, part.seen);
  }

  bool is_statement(const ReadTable& table, const GridHead& head) const {
    if (table.columns.empty()) return false;
    if (table.known) return true;
    if (table.rows.empty()) return false;
    bool figures = false;
    bool words = false;
    for (const ReadRow& row : table.rows) {
      for (const auto& cell : row.cells) {
        if (!cell || cell->text.empty()) continue;
        const bool figure = is_table_number(cell->text);
        figures = figures || figure;
        words = words || (!figure && !lexicon_.is_blank_mark(cell->text));
      }
    }
    // A table without a figure says that there was nothing: it has a title and a unit, and no words in its columns.
    const bool nothing = !words && head.labelled && table.title && (table.money_unit || table.number);
    return (figures && (head.labelled || table.title)) || nothing;
  }

  // A single grid without a title of its own has that of the file (HTML) or of its sheet.
  bool title_of_source(const GridRows& rows, Caption& caption) const {
    std::vector<std::string> titles;
    if (!rows.grid().cells.empty()) titles.push_back(rows.grid().cells.front().at.sheet);
    if (source_.grids().size() == 1) titles.push_back(source_.title());
    for (const std::string& title : titles) {
      if (title.empty()) continue;
      TitleMatch match = lexicon_.find_title(title, false);
      if (match.spec == nullptr && !lexicon_.ends_like_title(title)) continue;
      caption.match = std::move(match);
      return true;
    }
    return false;
  }

  static void see_head(const GridRows& rows, const GridHead& head, ReadTable& table) {
    for (int row = head.begin; row < head.end; ++row) {
      for (const SourceCell* cell : rows.printed(row)) table.seen.push_back(rows.piece(*cell));
    }
  }

  // 预算数（万元）: the unit of the whole table where no other is printed.
  void take_units(const GridHead& head, ReadTable& table) {
    std::string unit;
    for (const HeadColumn& column : head.columns) {
      if (!column.unit.empty() && unit.empty()) unit = column.unit;
    }
    for (const HeadColumn& column : head.columns) {
      for (const SourceCell* cell : column.cells) {
        const Piece piece = source_.piece(*cell);
        if (table.money_unit) return;
        const auto range = lexicon_.unit_in(piece.text);
        if (!range || range->second - range->first == 0) continue;
        if (const auto bracket = money_in_brackets(piece.text)) continue;
        table.money_unit = piece;
        table.money_unit->text = piece.text.substr(range->first, range->second - range->first);
      }
    }
    if (!table.money_unit && !unit.empty()) table.money_unit = Piece{unit, {}, {}};
  }

  // --- tables cut by page breaks ----------------------------------------------------------------------------------

  bool continues(const GridRows& rows) const {
    return open_ && as_wide(rows) && close_above(rows) && !names_another(rows);
  }
  // As many columns; those at the right of a drawn grid may print nothing in one of its parts.
  bool as_wide(const GridRows& rows) const {
    return rows.columns() == columns_ ||
           (rows.drawn() && rows.grid().columns == all_columns_ && rows.columns() < columns_);
  }
  // The name of another known table, or the number of another table, stands between: what follows is that one, as wide
  // as the table may be.
  bool names_another(const GridRows& rows) const {
    for (int line = used_ + 1; line < rows.grid().first_line; ++line) {
      const std::string_view content = text::trim(source_.line(line));
      const TitleMatch match = lexicon_.find_title(content, false);
      if (match.spec != nullptr && match.spec != spec_ && match.name != tables_.back().name) return true;
      if (is_other_number(content)) return true;
    }
    const auto cells = rows.printed(0);
    return cells.size() == 1 && is_other_number(rows.text(*cells.front()));
  }
  bool is_other_number(std::string_view content) const {
    const auto& open = tables_.back().number;
    if (!open) return false;
    const std::string text = text::strip_spaces(content);
    const auto number = lexicon_.number_in(text);
    return number && number->first == 0 && number->second == text.size() && text != text::strip_spaces(open->text);
  }
  bool continues(const GridRows& rows, int head_row, int end) const {
    if (!continues(rows)) return false;
    const GridHead again = read_head(lexicon_, rows, head_row, end, spec_);
    return plan_columns(again).names == plan_.names;
  }
  bool close_above(const GridRows& rows) const {
    int lines = 0;
    for (int line = used_ + 1; line < rows.grid().first_line; ++line) {
      if (!text::trim(source_.line(line)).empty()) ++lines;
    }
    return lines <= kLinesBetweenParts;
  }

  // Title, number, facts and head stand again on the next page: the same table, unless it has come to its end or starts
  // over, as that of the next unit does.
  bool goes_on_under_title(const GridRows& rows, int head_row, int end, const Caption& caption) const {
    if (!open_ || !as_wide(rows) || !caption.title) return false;
    const ReadTable& table = tables_.back();
    // （续） or （续下页） says that the table goes on, 续表 in place of its title too, and so does its number printed
    // again; else borders say that another one begins.
    const auto titled = lexicon_.continued_title(caption.match.name);
    const bool said =
        (titled && (titled->empty() || *titled == table.name)) || (table.goes_on && caption.match.name == table.name);
    const bool numbered = caption.number && table.number;
    if (!said && ((rows.drawn() && !numbered) || caption.match.name != table.name)) return false;
    if (!table.notes.empty() || table.rows.empty()) return false;
    const auto same = [](const std::optional<Piece>& a, const std::optional<Piece>& b) {
      return !a || !b || text::strip_spaces(a->text) == text::strip_spaces(b->text);
    };
    if (!same(caption.number, table.number) || !same(caption.unit, table.money_unit)) return false;
    const bool facts = std::all_of(caption.seen.begin(), caption.seen.end(), [&](const Piece& one) {
      return std::any_of(table.seen.begin(), table.seen.end(), [&](const Piece& other) {
        return StatementLexicon::key(one.text) == StatementLexicon::key(other.text);
      });
    });
    if (!facts || !only_page_edges_above(rows)) return false;
    const GridHead again = read_head(lexicon_, rows, head_row, end, spec_);
    // Two sides, that the tables of other units have too, go on where the number printed again says so.
    if (plan_columns(again).names != plan_.names || (again.groups.size() != 1 && !said && !numbered)) return false;
    if (table.rows.size() > 1 && is_total(table.rows.back())) return false;
    ReadTable next;
    read_body(lexicon_, rows, again, plan_columns(again), spec_, again.end, end, next);
    return !next.rows.empty() && std::none_of(next.rows.begin(), next.rows.end(), [&](const ReadRow& row) {
      return row_key(row) == row_key(table.rows.front());
    });
  }
  bool only_page_edges_above(const GridRows& rows) const {
    int lines = 0;
    for (int line = used_ + 1; line < rows.grid().first_line; ++line) {
      const std::string_view content = text::trim(source_.line(line));
      if (content.empty()) continue;
      if (text::decode(content).size() > kLongestBetween || content.ends_with("。") || in_grid(line)) return false;
      ++lines;
    }
    return lines <= kLinesBetweenPages;
  }
  bool is_total(const ReadRow& row) const { return !row.code && row.label && lexicon_.is_total(row.label->text); }
  static std::string row_key(const ReadRow& row) {
    return (row.code ? row.code->text : std::string()) + '|' +
           (row.label ? StatementLexicon::key(row.label->text) : std::string());
  }
  // `headed`: the row `begin` opens the head, printed again.
  int go_on(const GridRows& rows, int begin, int end, bool headed) {
    GridHead head = head_;
    ColumnPlan plan = plan_;
    ReadTable& table = tables_.back();
    table.goes_on = false;
    head.begin = head.end = 0;
    if (headed) {
      head = read_head(lexicon_, rows, begin, end, spec_);
      plan = plan_columns(head);
      see_head(rows, head, table);
      begin = head.end;
    }
    read_body(lexicon_, rows, head, plan, spec_, begin, end, table);
    // One side after the other, over all parts.
    std::vector<std::string> sides;
    for (const HeadGroup& group : head.groups) sides.push_back(group.side);
    std::stable_sort(table.rows.begin(), table.rows.end(), [&](const ReadRow& a, const ReadRow& b) {
      return std::find(sides.begin(), sides.end(), a.side) < std::find(sides.begin(), sides.end(), b.side);
    });
    table.last_line = end >= rows.count() ? rows.grid().last_line : rows.line(end - 1);
    used_ = table.last_line;
    return end;
  }

  // Notes printed as lines below the grid.
  void take_notes_below(int to) {
    ReadTable& table = tables_.back();
    int taken = 0;
    for (int line = used_ + 1; line <= std::min(to, source_.line_count()) && taken < kMostNoteLines; ++line) {
      const std::string_view content = text::trim(source_.line(line));
      if (content.empty()) {
        if (taken > 0) break;
        continue;
      }
      const bool opens = lexicon_.opens_note(content);
      if (taken == 0 && !opens && !lexicon_.says_empty(content)) break;
      // A note may wrap; what belongs to the next table does not belong to it.
      if (!opens && (is_caption_line(lexicon_, content) || lexicon_.stops(content) || in_grid(line))) break;
      table.notes.push_back(source_.piece(line, 0, source_.line(line).size()));
      table.last_line = used_ = line;
      ++taken;
    }
  }

  bool in_grid(int line) const {
    const auto& grids = source_.grids();
    const auto next = std::upper_bound(grids.begin(), grids.end(), line,
                                       [](int number, const SourceGrid& grid) { return number < grid.first_line; });
    return next != grids.begin() && line <= std::prev(next)->last_line;
  }

  static constexpr const char* kBadTitle = "表名识别不清";

  const StatementLexicon& lexicon_;
  const SourceText& source_;
  std::vector<ReadTable> tables_;
  struct Kept {
    bool blanks = false;                   // nothing but blanks keeps its columns,
    const StatementSpec* known = nullptr;  // … of this known table
  };
  std::vector<Kept> by_blanks_;  // by table
  int used_ = 0;                 // the last line that belongs to something
  // The table that a next grid may go on with.
  bool open_ = false;
  GridHead head_;
  ColumnPlan plan_;
  const StatementSpec* spec_ = nullptr;
  int columns_ = 0;
  int all_columns_ = 0;  // with those that print nothing; 0: not drawn
};

}  // namespace

std::vector<ReadTable> read_grid_statements(const StatementLexicon& lexicon, const SourceText& source, int from,
                                            int to) {
  GridStatements reader(lexicon, source);
  for (const SourceGrid& grid : source.grids()) {
    if (grid.first_line >= from && grid.last_line <= to) reader.read(grid, to);
  }
  return std::move(reader).finish();
}

std::vector<ReadTable> read_grid_statements(const StatementBook& book, const SourceText& source, int from, int to) {
  return read_grid_statements(StatementLexicon(book), source, from, to);
}

}  // namespace gouji::intake
