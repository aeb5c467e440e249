#include "import/statement_grid_body.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "import/statement_labels.hpp"
#include "import/statement_wrapped_names.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kGhost = "疑为上一行的重影，未作为数据";
constexpr const char* kBadLabel = "名称识别不清";
constexpr const char* kNoLabel = "名称没有认出";
constexpr std::size_t kWords = 5;      // characters: words, not a mark for nothing
constexpr std::size_t kLongText = 40;  // characters: a sentence, not a cell of a table

bool has_digit(std::string_view text) {
  for (const char32_t c : text::decode(text)) {
    if (text::is_digit(c)) return true;
  }
  return false;
}

// "2 220 70": digits with nothing but a blank between them.
bool has_gap(std::string_view text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == ' ' && text::is_digit(static_cast<unsigned char>(text[i - 1])) &&
        text::is_digit(static_cast<unsigned char>(text[i + 1])))
      return true;
  }
  return false;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

// Whether two printed figures may be one and the same, read twice by a scan.
bool look_alike(std::string_view a, std::string_view b) {
  const std::string left = digits_of(a);
  const std::string right = digits_of(b);
  if (left.empty() || right.empty() || left[0] != right[0]) return false;
  return edit_distance(left, right) * 2 <= static_cast<int>(std::max(left.size(), right.size()));
}

// "2010301 行政运行" in one cell: takes the code out of the label.
std::optional<Piece> split_code(Piece& label) {
  std::size_t end = 0;
  const bool bracket = label.text.starts_with("[") || label.text.starts_with("(");
  const std::size_t begin = bracket ? 1 : 0;
  end = begin;
  while (end < label.text.size() && label.text[end] >= '0' && label.text[end] <= '9') ++end;
  const std::size_t digits = end - begin;
  if ((digits != 3 && digits != 5 && digits != 7) || label.text[begin] < '2' || label.text[begin] > '5')
    return std::nullopt;
  std::size_t rest = end;
  while (rest < label.text.size() && std::string_view(" ])-").find(label.text[rest]) != std::string_view::npos) ++rest;
  std::size_t pos = rest;
  if (rest >= label.text.size() || !text::is_han(text::decode_next(label.text, pos))) return std::nullopt;
  Piece code = label;
  code.text = label.text.substr(begin, digits);
  label.text.erase(0, rest);
  if (label.spans.size() == 1) {
    code.spans[0] = {label.spans[0].line, label.spans[0].begin + begin, label.spans[0].begin + end};
    label.spans[0].begin += rest;
  }
  return code;
}

class BodyReader {
 public:
  BodyReader(const StatementLexicon& lexicon, const GridRows& grid, const GridHead& head, const ColumnPlan& plan,
             const StatementSpec* spec, ReadTable& table)
      : lexicon_(lexicon),
        grid_(grid),
        head_(head),
        plan_(plan),
        spec_(spec),
        table_(table),
        labels_(spec),
        names_(lexicon, grid, head) {
    rows_.resize(head.groups.size());
    carried_.resize(head.groups.size());
  }

  void read(int begin, int end) {
    if (head_.end > head_.begin) lone_ = lone_figures(begin, end);
    for (int row = begin; row < end; ++row) {
      const auto cells = grid_.printed(row);
      if (cells.empty()) continue;
      if (numbers_columns(lexicon_, grid_, row) || repeats_head(row, end)) {
        repeated_ = row;
        see(cells, "");
      } else if (cells.size() == 1 && lexicon_.goes_on(grid_.text(*cells.front()))) {
        table_.goes_on = true;
        see(cells, "");
      } else if (is_note(row, cells)) {
        if (is_chapter(row))
          see(cells, "");
        else
          take_note(row);
      } else if (is_ghost(cells)) {
        see(cells, kGhost);
      } else if (names_.begins_below(cells, row, last_, end) || names_.opens_below(cells, row, end)) {
        names_.begin(*cells.front());
      } else if (names_.goes_on(cells, last_, rows_)) {
        rest_of_names(cells, row);
      } else {
        for (std::size_t group = 0; group < head_.groups.size();) {
          const std::size_t to = group_of_span(group, row);
          read_row(group, to, row);
          group = to + 1;
        }
        last_ = row;
      }
    }
    finish();
  }

 private:
  void see(const std::vector<const SourceCell*>& cells, const char* doubtful) {
    for (const SourceCell* cell : cells) {
      Piece piece = grid_.piece(*cell);
      piece.doubtful = doubtful;
      table_.seen.push_back(std::move(piece));
    }
  }

  // The one row with figures between the rows `begin` and `end`; -1 for none or several.
  int lone_figures(int begin, int end) const {
    std::vector<int> rows;
    for (int row = begin; row < end; ++row) {
      if (figures_in(grid_.printed(row)) > 0) rows.push_back(row);
    }
    return rows.size() == 1 ? rows.front() : -1;
  }

  bool repeats_head(int row, int end) const {
    if (intake::repeats_head(grid_, head_, row)) return true;
    return repeats_lone_cell(row, end) || (opens_head(lexicon_, grid_, row) && line_of_heads(row));
  }
  // A row of one cell might be any name, but not right below or above another row of the head.
  bool repeats_lone_cell(int row, int end) const {
    const auto cells = grid_.printed(row);
    const auto beside = [&] { return row + 1 < end && intake::repeats_head(grid_, head_, row + 1); };
    if (cells.size() != 1 || !(repeated_ == row - 1 || beside())) return false;
    for (int line = head_.begin; line < head_.end; ++line) {
      const auto printed = grid_.printed(line);
      if (printed.size() == 1 && printed.front()->column == cells.front()->column &&
          grid_.text(*printed.front()) == grid_.text(*cells.front()))
        return true;
    }
    return false;
  }
  // All of a row's cells are heads, none of them figures: a head printed again in other words.
  bool line_of_heads(int row) const {
    const auto cells = grid_.printed(row);
    return std::all_of(cells.begin(), cells.end(), [&](const SourceCell* cell) {
      const std::string key = StatementLexicon::key(grid_.text(*cell));
      return std::any_of(head_.columns.begin(), head_.columns.end(), [&](const HeadColumn& column) {
        return std::any_of(column.parts.begin(), column.parts.end(),
                           [&](const std::string& part) { return StatementLexicon::key(part) == key; });
      });
    });
  }

  // Notes: what opens like one, says that nothing is to be printed, or, in a row of its own, is a sentence; in scans a
  // sentence may be cut over the columns of figures. Everything below a note is one until figures stand again.
  bool is_note(int row, const std::vector<const SourceCell*>& cells) {
    const std::string first = StatementLexicon::without_tags(grid_.text(*cells.front()));
    if (lexicon_.opens_note(first) && figures_in(cells) == 0) return notes_ = true;
    const Piece whole = grid_.joined(row);
    if (cells.size() == 1 && (lexicon_.says_empty(whole.text) || whole.text.ends_with("。"))) return true;
    if (cells.size() == 1 && text::decode(whole.text).size() > kLongText) return true;
    if (figures_in(cells) > 0) return false;
    if (prose_over_figures(cells)) return true;
    if (!grid_.drawn() && words_in_figures(cells) > 0) notes_ = true;
    return notes_ && !lexicon_.is_total(whole.text);
  }
  // The next chapter's title, where nothing but blank lines parts it from the table: no note, if none opened above it.
  bool is_chapter(int row) const {
    return !grid_.drawn() && table_.notes.empty() && lexicon_.stops(grid_.joined(row).text);
  }
  int figures_in(const std::vector<const SourceCell*>& cells) const {
    int figures = 0;
    for (const SourceCell* cell : cells) {
      if (head_.is_value(cell->column) && is_table_number(grid_.text(*cell))) ++figures;
    }
    return figures;
  }
  // 保障措施 | a sentence merged over all columns of figures.
  bool prose_over_figures(const std::vector<const SourceCell*>& cells) const {
    if (cells.size() != 2 || head_.groups.size() != 1) return false;
    const auto& values = head_.groups.front().values;
    const SourceCell& last = *cells.back();
    return values.size() > 1 && last.column <= values.front() && last.column + last.columns > values.back() &&
           text::decode(grid_.text(last)).size() >= kWords;
  }
  // Words where this table prints figures elsewhere.
  int words_in_figures(const std::vector<const SourceCell*>& cells) const {
    int words = 0;
    for (const SourceCell* cell : cells) {
      const std::string_view text = grid_.text(*cell);
      if (head_.is_value(cell->column) && column(cell->column).role != HeadRole::remark &&
          !is_words_column(cell->column) && text::has_han(text) && text::decode(text).size() >= kWords)
        ++words;
    }
    return words;
  }
  // A column of words by its head's words: its name ends like one of remarks.
  bool is_words_column(int number) const { return lexicon_.role(column(number).name) == HeadRole::remark; }
  const HeadColumn& column(int number) const { return head_.columns[static_cast<std::size_t>(number)]; }

  void rest_of_names(const std::vector<const SourceCell*>& cells, int row) {
    for (const SourceCell* cell : cells) {
      const auto group = names_.group_of(cell->column);
      ReadRow& above = rows_[group.value_or(0)].back();
      const Piece rest = clean(*cell);
      const int value = plan_.of[static_cast<std::size_t>(cell->column)];
      auto& name = group || value < 0 ? above.label : above.cells[static_cast<std::size_t>(value)];
      if (!name) continue;
      names_.doubt(above);
      name->text += rest.text;
      name->spans.insert(name->spans.end(), rest.spans.begin(), rest.spans.end());
      above.last_line = grid_.line(row);
    }
  }

  void take_note(int row) {
    Piece note;
    for (const SourceCell* cell : grid_.printed(row)) {
      const Piece part = grid_.piece(*cell);
      if (!note.text.empty()) note.text += ' ';
      note.text += StatementLexicon::without_tags(part.text);
      note.spans.insert(note.spans.end(), part.spans.begin(), part.spans.end());
    }
    if (!note.text.empty()) table_.notes.push_back(std::move(note));
  }

  // A scan reads the last line of a table twice: no names, and figures like those above.
  bool is_ghost(const std::vector<const SourceCell*>& cells) const {
    if (grid_.drawn() || last_ < 0 || !head_.labelled) return false;
    int figures = 0;
    for (const SourceCell* cell : cells) {
      const std::string content = StatementLexicon::without_tags(grid_.text(*cell));
      if (text::has_han(content)) return false;
      if (!has_digit(content)) continue;
      const bool alike = [&] {
        for (const SourceCell* above : grid_.printed(last_)) {
          if (std::abs(above->column - cell->column) <= 1 && look_alike(grid_.text(*above), content)) return true;
        }
        return false;
      }();
      if (!alike) return false;
      ++figures;
    }
    return figures > 0;
  }

  // A name merged from one group of columns into another has the figures of the last: 公用经费合计 | 93.33.
  std::size_t group_of_span(std::size_t number, int row) const {
    std::size_t to = number;
    const auto reach = [&](const std::vector<int>& columns) {
      for (const int column : columns) {
        const SourceCell* cell = grid_.printed(row, column);
        if (cell == nullptr || cell->columns < 2 || is_table_number(grid_.text(*cell))) continue;
        const int last = cell->column + cell->columns - 1;
        while (to + 1 < head_.groups.size() && last >= first_column(head_.groups[to + 1])) ++to;
      }
    };
    reach(head_.groups[number].codes);
    reach(head_.groups[number].labels);
    // Files without merged cells leave blanks: a name without figures, then a group with figures and no name.
    const auto printed = [&](const std::vector<int>& columns) {
      return std::any_of(columns.begin(), columns.end(),
                         [&](int column) { return grid_.printed(row, column) != nullptr; });
    };
    const auto named = [&](std::size_t group) {
      return printed(head_.groups[group].codes) || printed(head_.groups[group].labels);
    };
    // So do those whose blanks tell the columns, where a total may even stand over those of its group's figures.
    const bool merges = grid_.merges() && !is_loose(grid_.grid());
    const bool bare = !printed(head_.groups[number].values);
    const bool opens = named(number) ? bare : total_among_figures(head_.groups[number], row) != nullptr;
    if (merges || to != number || !opens) return to;
    std::size_t next = number + 1;
    while (next < head_.groups.size() && !named(next) && !printed(head_.groups[next].values)) ++next;
    const bool same_side = next < head_.groups.size() && head_.groups[next].side == head_.groups[number].side;
    return same_side && !named(next) ? next : to;
  }
  // 公用经费合计, printed over the columns of figures of a group without names: words alone there, which the known
  // table has as a name. nullptr for none.
  const SourceCell* total_among_figures(const HeadGroup& group, int row) const {
    const auto printed = [&](int value) { return grid_.printed(row, value) != nullptr; };
    const auto& values = group.values;
    if (!is_loose(grid_.grid()) || group.labels.empty() || std::count_if(values.begin(), values.end(), printed) != 1)
      return nullptr;
    const SourceCell* only = grid_.printed(row, *std::find_if(values.begin(), values.end(), printed));
    return labels_.names(grid_.text(*only)) ? only : nullptr;
  }
  static int first_column(const HeadGroup& group) {
    int first = std::numeric_limits<int>::max();
    for (const auto* columns : {&group.codes, &group.labels, &group.values}) {
      if (!columns->empty()) first = std::min(first, columns->front());
    }
    return group.line < 0 ? first : std::min(first, group.line);
  }

  // Names of the group `number`, figures of the group `values`.
  void read_row(std::size_t number, std::size_t values, int row) {
    const HeadGroup& group = head_.groups[number];
    ReadRow read;
    read.side = group.side;
    read.first_line = read.last_line = grid_.line(row);
    read_code(number, row, read);
    read_label(group, row, read);
    const SourceCell* beside = read.label || read.code ? nullptr : label_beside(group, row);
    if (beside == nullptr && values != number && !read.label && !read.code) beside = total_among_figures(group, row);
    if (beside != nullptr) read.label = clean(*beside);
    if (group.line >= 0) {
      const SourceCell* cell = grid_.printed(row, group.line);
      if (cell != nullptr && cell != beside) read.line = clean(*cell);
    }
    bool printed = false;
    read.cells.resize(plan_.names.size());
    for (const int value : head_.groups[values].values) {
      const int column = plan_.of[static_cast<std::size_t>(value)];
      if (column < 0) continue;
      const SourceCell* cell = grid_.printed(row, value);
      if (cell == nullptr && is_covered(row, value)) continue;  // no cell of its own
      if (cell != nullptr && cell == beside) continue;
      Piece piece = cell == nullptr ? Piece{} : clean(*cell);
      const std::string& name = plan_.names[static_cast<std::size_t>(column)];
      if (!piece.text.empty()) {
        printed = true;
        const HeadColumn& head = head_.columns[static_cast<std::size_t>(value)];
        if (!head.doubtful.empty()) read.doubtful[name] = head.doubtful;
        if (!grid_.drawn() && head.role != HeadRole::remark && is_bad_figure(piece.text))
          read.doubtful[name] = kBadFigure;
      }
      read.cells[static_cast<std::size_t>(column)] = std::move(piece);
    }
    if (printed && !read.label && !read.code) keep_rubbish(group, row, read);
    keep(number, std::move(read), printed);
  }

  // The name of a total where columns of words or of numbers of rows stand around those of names: merged from them over
  // the names, or, in files without merged cells, alone in the first of them.
  const SourceCell* label_beside(const HeadGroup& group, int row) const {
    if (group.labels.empty()) return nullptr;
    const auto cells = grid_.printed(row);
    if (cells.empty() || !text::has_han(grid_.text(*cells.front())) || cells.front()->column > group.labels.front())
      return nullptr;
    const SourceCell* first = cells.front();
    const bool of_words = std::find(group.values.begin(), group.values.end(), first->column) != group.values.end();
    if (!of_words && column(first->column).role != HeadRole::serial) return nullptr;
    const bool over_names = first->column + first->columns > group.labels.front();
    const bool alone = !grid_.merges() && lexicon_.is_total(grid_.text(*first));
    return over_names || alone ? first : nullptr;
  }

  // Tags around nothing where a name should stand: as printed and in doubt, the figure beside it keeps its row.
  void keep_rubbish(const HeadGroup& group, int row, ReadRow& read) const {
    for (const int column : group.labels) {
      const SourceCell* cell = grid_.at(row, column);
      if (grid_.drawn() || cell == nullptr || cell->row != row || cell->column != column || read.label) continue;
      Piece piece = grid_.piece(*cell);
      if (piece.text.find('<') == std::string::npos) continue;
      read.label = std::move(piece);
      read.doubtful["label"] = kBadLabel;
    }
  }

  // 人员情况 | 编制数 | 在职人数 over a row of figures alone: it says what they are of. 项目 and the like name any row.
  bool names_its_row(const HeadColumn& column) const {
    return grid_.drawn() && !column.cells.empty() && lexicon_.role(grid_.text(*column.cells.back())) == HeadRole::value;
  }

  // A merged cell that begins in another row or column and prints something.
  bool is_covered(int row, int column) const {
    const SourceCell* cell = grid_.at(row, column);
    return cell != nullptr && (cell->row != row || cell->column != column) && cell->row >= head_.end &&
           cell->end > cell->begin;
  }

  bool is_bad_figure(std::string_view text) const {
    return has_digit(text) && !text::has_han(text) && (!is_table_number(text) || has_gap(text));
  }

  Piece clean(const SourceCell& cell) const {
    Piece piece = grid_.piece(cell);
    if (!grid_.drawn() && piece.text.find('<') != std::string::npos)
      piece.text = StatementLexicon::without_tags(piece.text);
    return piece;
  }

  void read_code(std::size_t number, int row, ReadRow& read) {
    const HeadGroup& group = head_.groups[number];
    if (group.codes.empty()) return;
    // 301 | 01: the later parts go on from the first, which may be printed once for several rows.
    auto& carried = carried_[number];
    carried.resize(group.codes.size());
    Piece code;
    std::size_t deepest = group.codes.size();
    for (std::size_t i = group.codes.size(); i-- > 0;) {
      if (grid_.printed(row, group.codes[i]) != nullptr) {
        deepest = i;
        break;
      }
    }
    if (deepest == group.codes.size()) return;
    for (std::size_t i = 0; i <= deepest; ++i) {
      const SourceCell* cell = grid_.printed(row, group.codes[i]);
      if (cell != nullptr) {
        Piece part = clean(*cell);
        part.text = text::strip_spaces(part.text);
        // A total may be printed across the code columns.
        if (text::has_han(part.text)) {
          read.label = std::move(part);
          return;
        }
        code.spans.insert(code.spans.end(), part.spans.begin(), part.spans.end());
        code.text = part.text.starts_with(code.text) && !code.text.empty() ? part.text : code.text + part.text;
        carried[i] = std::move(part.text);
        for (std::size_t deeper = i + 1; deeper < carried.size(); ++deeper) carried[deeper].clear();
      } else {
        const std::string& above = carried[i];
        code.text = above.starts_with(code.text) && !code.text.empty() ? above : code.text + above;
      }
    }
    if (!code.text.empty()) read.code = std::move(code);
  }

  void read_label(const HeadGroup& group, int row, ReadRow& read) {
    Piece whole;
    bool rubbish = false;
    for (std::size_t i = 0; i < group.labels.size(); ++i) {
      const int column = group.labels[i];
      const SourceCell* cell = grid_.printed(row, column);
      // A merged name holds for each of its rows.
      if (cell == nullptr) {
        const SourceCell* upper = grid_.at(row, column);
        // So does a head that reaches down over its first row: 人员情况 beside 编制数 | 在职人数 over 42 | 40.
        const bool head_reaches = upper != nullptr && upper->row < head_.end && upper->row + upper->rows > row;
        if (upper != nullptr && upper->column == column && (is_covered(row, column) || head_reaches))
          whole.text = grid_.text(*upper);
        else if (row == lone_ && names_its_row(this->column(column)))
          whole.text = grid_.text(*this->column(column).cells.back());
        continue;
      }
      Piece part = clean(*cell);
      if (const SourceCell* begun = names_.take_begun()) {
        whole = clean(*begun);
        read.first_line = begun->line;
        names_.doubt(read);
      }
      if (!whole.text.empty() && !part.text.empty() && (grid_.drawn() || cell->rows > 1)) whole.text += '/';
      whole.text += part.text;
      whole.spans.insert(whole.spans.end(), part.spans.begin(), part.spans.end());
    }
    if (read.label && whole.text.empty()) return;
    if (read.label) {  // 合 | 计 across code and name
      read.label->text += whole.text;
      read.label->spans.insert(read.label->spans.end(), whole.spans.begin(), whole.spans.end());
      return;
    }
    if (whole.text.empty()) return;
    if (group.codes.empty() && !read.code) read.code = split_code(whole);
    if (!grid_.drawn()) {
      if (!text::has_han(whole.text)) {
        whole.doubtful = kBadLabel;
        rubbish = true;
      } else if (labels_.looks_damaged(whole.text)) {
        if (const auto mended = labels_.mend(whole.text)) whole.text = *mended;
        read.doubtful["label"] = kBadLabel;
      }
    }
    if (rubbish) {
      read.doubtful["label"] = kBadLabel;
      table_.seen.push_back(std::move(whole));
    } else {
      read.label = std::move(whole);
    }
  }

  void keep(std::size_t number, ReadRow read, bool printed) {
    const bool named = read.label || read.code || read.line;
    if (!named && !printed) return;
    if (!named && head_.labelled && !grid_.drawn() && !read.doubtful.contains("label"))
      read.doubtful["label"] = kNoLabel;
    rows_[number].push_back(std::move(read));
  }

  // One side after the other; what adds up several columns of names closes the table.
  void finish() {
    const bool coded = std::any_of(head_.groups.begin(), head_.groups.end(),
                                   [](const HeadGroup& group) { return !group.codes.empty(); });
    std::vector<ReadRow> last;
    for (auto& rows : rows_) {
      for (ReadRow& row : rows) {
        const bool closes = rows_.size() > 1 && coded && row.side.empty() && !row.code;
        (closes ? last : table_.rows).push_back(std::move(row));
      }
    }
    for (ReadRow& row : last) table_.rows.push_back(std::move(row));
  }

  const StatementLexicon& lexicon_;
  const GridRows& grid_;
  const GridHead& head_;
  const ColumnPlan& plan_;
  const StatementSpec* spec_;
  ReadTable& table_;
  KnownLabels labels_;
  std::vector<std::vector<ReadRow>> rows_;         // by group
  std::vector<std::vector<std::string>> carried_;  // by group: the parts of the code above
  int last_ = -1;
  int lone_ = -1;      // the one row with figures below the head, if there are no others
  int repeated_ = -2;  // the last row that repeats one of the head
  bool notes_ = false;
  WrappedNames names_;
};

}  // namespace

ColumnPlan plan_columns(const GridHead& head) {
  ColumnPlan plan;
  plan.of.assign(head.columns.size(), -1);
  for (const HeadGroup& group : head.groups) {
    for (const int value : group.values) {
      const std::string& name = head.columns[static_cast<std::size_t>(value)].name;
      auto found = std::find(plan.names.begin(), plan.names.end(), name);
      if (found == plan.names.end()) found = plan.names.insert(plan.names.end(), name);
      plan.of[static_cast<std::size_t>(value)] = static_cast<int>(found - plan.names.begin());
    }
  }
  return plan;
}

void read_body(const StatementLexicon& lexicon, const GridRows& grid, const GridHead& head, const ColumnPlan& plan,
               const StatementSpec* spec, int begin, int end, ReadTable& table) {
  BodyReader(lexicon, grid, head, plan, spec, table).read(begin, end);
}

}  // namespace gouji::intake
