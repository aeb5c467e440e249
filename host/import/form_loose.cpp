#include "import/form_loose.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "formats/column_grid.hpp"
#include "import/form_level_weights.hpp"
#include "import/form_levels.hpp"
#include "import/form_wrapped.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostSideLines = 60;     // that a label printed downwards takes
constexpr std::size_t kMostRows = 200;         // of a block whose merged levels are worked out
constexpr std::size_t kMostWords = 3;          // cells of a line that opens what follows the block
constexpr std::size_t kMostSourceLetters = 4;  // of a name of funds, in a line of their own
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
// In lines that a cell is printed from where it should be: what these cost.
constexpr int kWrongParent = 20;  // a level that is not its parent
constexpr double kNoName = 3;
constexpr double kNoValue = 1;
constexpr double kClose = 2;  // of two ways to print the cells of a block
constexpr const char* kUncertainReach = "合并的格管到哪几行不能确定";
constexpr const char* kUncertainRow = "换行的文字属于哪一行不能确定";

class LooseBlock {
 public:
  LooseBlock(const FormWords& words, FormHead& head, std::vector<FormLine>& lines, std::size_t at,
             std::deque<std::string>& texts, std::vector<FormCell>& beside)
      : words_(words), head_(head), lines_(lines), at_(at), texts_(texts), beside_(beside) {}

  void mend() {
    take_side_labels();
    first_ = at_ + head_.lines;
    if (!head_.indicators) return join_sources();
    end_ = block_end();
    find_rows();
    if (rows_.empty()) return;
    give_texts_to_rows();
    spread_levels();
  }

 private:
  struct Row {
    std::size_t line = 0;             // of its figures
    std::size_t first = 0, last = 0;  // lines that its cells take
  };
  struct Label {
    FormCell cell;
    LevelLabel lines;
  };

  const FormBlock& block() const { return head_.indicators ? words_.spec().indicators : words_.spec().funds; }

  std::size_t column_at(const FormCell& cell) const {
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      if (cell.column >= head_.columns[i].from && cell.column < head_.columns[i].to) return i;
    }
    return kNowhere;
  }
  static bool is_level(const FormHeadColumn& column) {
    return column.place == FormPlace::field && (column.key == "level1" || column.key == "level2");
  }
  const FormColumn* known_column(const FormHeadColumn& column) const {
    if (column.place != FormPlace::field) return nullptr;
    for (const FormColumn& one : block().columns) {
      if (one.named.key == column.key) return &one;
    }
    return nullptr;
  }
  bool is_number(const FormHeadColumn& column) const {
    const FormColumn* known = known_column(column);
    return known != nullptr && known->named.kind == ColumnKind::number;
  }

  // --- cells -------------------------------------------------------------------------------------------------------

  void join(FormCell& cell, const FormCell& next) { join_cells(cell, next, texts_); }

  FormCell* cell_in(std::size_t line, std::size_t column) {
    for (FormCell& cell : lines_[line].cells) {
      if (!cell.blank() && column_at(cell) == column) return &cell;
    }
    return nullptr;
  }

  void insert(std::size_t line, FormCell cell) {
    cell.row = lines_[line].row;
    auto& cells = lines_[line].cells;
    const auto behind =
        std::find_if(cells.begin(), cells.end(), [&](const FormCell& one) { return one.column > cell.column; });
    cells.insert(behind, std::move(cell));
  }

  void remove(const FormCell& cell) {
    for (std::size_t line = first_; line < end_; ++line) {
      std::erase_if(lines_[line].cells, [&](const FormCell& one) { return is_same(one, cell); });
    }
  }
  static bool is_same(const FormCell& one, const FormCell& other) {
    return one.place.line == other.place.line && one.place.begin == other.place.begin;
  }

  // --- labels printed downwards ------------------------------------------------------------------------------------

  void take_side_labels() {
    int first = std::numeric_limits<int>::max();
    for (const FormHeadColumn& column : head_.columns) {
      if (column.place == FormPlace::field && column.key != "source") first = std::min(first, column.from);
    }
    if (first == std::numeric_limits<int>::max()) return;
    const std::size_t end = std::min(lines_.size(), at_ + kMostSideLines);
    for (int column = 0; column < first; ++column) {
      std::vector<std::pair<std::size_t, std::size_t>> places;  // line, cell
      std::string spelled;
      std::size_t whole = 0;
      for (std::size_t i = at_; i < end && lines_[i].grid == head_.grid; ++i) {
        for (std::size_t k = 0; k < lines_[i].cells.size(); ++k) {
          const FormCell& cell = lines_[i].cells[k];
          if (cell.column != column || cell.blank()) continue;
          places.emplace_back(i, k);
          spelled += cell.text;
          if (words_.is_side_label(block(), spelled)) whole = places.size();
        }
      }
      // A label on one line is no different from that of a drawn form.
      for (std::size_t i = whole; whole > 1 && i-- > 0;) {
        auto& cells = lines_[places[i].first].cells;
        beside_.push_back(cells[places[i].second]);
        cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(places[i].second));
      }
    }
  }

  // --- names of funds ----------------------------------------------------------------------------------------------

  // 其中：本年财政拨 | 款: a line of nothing but the last letters of the name above, which fills its column.
  void join_sources() {
    const std::size_t end = std::min(lines_.size(), at_ + kMostSideLines);
    const auto inside = [&](std::size_t line) {
      return line < end && lines_[line].grid == head_.grid && !ends_funds(line);
    };
    for (std::size_t column = 0; column < head_.columns.size(); ++column) {
      const FormHeadColumn& names = head_.columns[column];
      if (names.place != FormPlace::label && (names.place != FormPlace::field || names.key != "source")) continue;
      int full = 0;
      for (std::size_t line = first_; inside(line); ++line) {
        if (const FormCell* name = cell_in(line, column)) full = std::max(full, text::display_width(name->text));
      }
      for (std::size_t line = first_ + 1; inside(line); ++line) {
        FormCell* above = cell_in(line - 1, column);
        const FormCell* rest = cell_in(line, column);
        if (above == nullptr || rest == nullptr || lines_[line].texts() != 1 || lines_[line - 1].texts() < 2 ||
            text::decode(rest->text).size() > kMostSourceLetters || text::display_width(above->text) < full ||
            words_.is_total(block(), rest->text))
          continue;
        join(*above, *rest);
        lines_[line].cells.clear();
      }
    }
  }
  // Neither a row with figures nor a line of one text.
  bool ends_funds(std::size_t line) {
    const FormCell* first = lines_[line].first();
    if (first == nullptr) return false;
    if (words_.is_label(first->text) || words_.text_opening(first->text) != nullptr || words_.is_title(first->text))
      return true;
    if (lines_[line].texts() == 1) return false;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      const FormCell* cell = is_number(head_.columns[i]) ? cell_in(line, i) : nullptr;
      if (cell != nullptr && (is_figure(cell->text) || words_.is_blank(cell->text))) return false;
    }
    return true;
  }

  // --- rows --------------------------------------------------------------------------------------------------------

  std::size_t block_end() {
    std::size_t line = first_;
    for (; line < lines_.size() && lines_[line].grid == head_.grid; ++line) {
      const FormCell* opening = lines_[line].first();
      if (opening == nullptr) continue;
      if (words_.is_total(block(), opening->text) || words_.is_note(opening->text) || words_.is_title(opening->text))
        break;
      if (lines_[line].texts() <= kMostWords && (words_.is_label(opening->text) || words_.text_opening(opening->text)))
        break;
      if (!find_form_head(words_, lines_, line)) continue;
      mend_loose_head(words_, lines_, line, texts_);
      const auto next = find_form_head(words_, lines_, line);
      if (!next || !is_printed_again(*next)) break;
      // The block goes on over the page's end: cells that the page cuts are solved together.
      beside_.insert(beside_.end(), next->cells.begin(), next->cells.end());
      for (std::size_t i = line; i < line + next->lines; ++i) lines_[i].cells.clear();
    }
    return line;
  }

  bool is_printed_again(const FormHead& next) const {
    return next.indicators == head_.indicators &&
           std::equal(next.columns.begin(), next.columns.end(), head_.columns.begin(), head_.columns.end(),
                      [](const FormHeadColumn& one, const FormHeadColumn& other) {
                        return one.key == other.key && one.place == other.place && one.from == other.from &&
                               one.to == other.to && one.printed == other.printed;
                      });
  }

  bool has_figures(std::size_t line) {
    bool numbers = false;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      if (!is_number(head_.columns[i])) continue;
      numbers = true;
      if (cell_in(line, i) != nullptr) return true;
    }
    if (numbers) return false;
    const auto has = [&](const char* key) {
      const FormHeadColumn* column = head_.column(key);
      return column != nullptr && cell_in(line, static_cast<std::size_t>(column - head_.columns.data())) != nullptr;
    };
    return has("level3") && (has("target") || has("actual") || has_part_of_target(line));
  }

  // 前年 | 上年 | 当年 below 指标值: the target may be blank where another part is not.
  bool has_part_of_target(std::size_t line) {
    const FormHeadColumn* target = head_.column("target");
    const auto group = target == nullptr ? std::string::npos : target->printed.find('/');
    if (group == std::string::npos) return false;
    const std::string opening = target->printed.substr(0, group + 1);
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      if (head_.columns[i].printed.starts_with(opening) && cell_in(line, i) != nullptr) return true;
    }
    return false;
  }

  void find_rows() {
    for (std::size_t line = first_; line < end_; ++line) {
      if (has_figures(line)) rows_.push_back({line, line, line});
    }
  }
  bool is_row(std::size_t line) const {
    const auto found =
        std::partition_point(rows_.begin(), rows_.end(), [&](const Row& row) { return row.line < line; });
    return found != rows_.end() && found->line == line;
  }

  // --- wrapped cells -----------------------------------------------------------------------------------------------

  struct ColumnTexts {
    std::size_t column = 0;
    std::vector<WrappedText> texts;
    std::vector<FormCell> cells;
    double empty = 0;
  };

  // Lines of wrapped cells go to the rows that they are of.
  void give_texts_to_rows() {
    std::vector<std::size_t> rows;
    for (const Row& row : rows_) rows.push_back(row.line);
    std::vector<ColumnTexts> columns;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      if (is_level(head_.columns[i])) continue;
      ColumnTexts column;
      column.column = i;
      const std::string& key = head_.columns[i].key;
      const bool value = key == "target" || key == "initial_target" || key == "actual";
      column.empty = key == "level3" ? kNoName : value ? kNoValue : 0;
      bool between = false;
      for (std::size_t line = first_; line < end_; ++line) {
        for (const FormCell& cell : lines_[line].cells) {
          if (cell.blank() || column_at(cell) != i) continue;
          column.texts.push_back({line, text::display_width(cell.text)});
          column.cells.push_back(cell);
          between = between || !is_row(line);
        }
      }
      if (between) columns.push_back(std::move(column));
    }
    double costs[2] = {0, 0};
    std::vector<WrappedCells> given[2];
    for (const ColumnTexts& column : columns) {
      for (const CellsPrinted printed : {CellsPrinted::centred, CellsPrinted::from_the_top}) {
        const auto which = static_cast<std::size_t>(printed);
        const auto whole = [&](std::size_t first, std::size_t last) { return ends_whole(column, first, last); };
        given[which].push_back(give_to_rows(column.texts, rows, printed, column.empty, whole));
        costs[which] += given[which].back().cost;
      }
    }
    const std::size_t best = costs[1] < costs[0] ? 1 : 0;
    // Where both ways to print cells fit nearly as well, what they give to different rows is not certain.
    const bool close = std::abs(costs[1] - costs[0]) < kClose;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      for (std::size_t k = 0; close && k < columns[i].texts.size(); ++k) {
        if (given[0][i].rows[k] != given[1][i].rows[k]) given[best][i].doubtful[k] = true;
      }
      put_together(columns[i], given[best][i]);
    }
  }

  // The endings of the vocabulary say how names end; other cells may end as they like.
  bool ends_whole(const ColumnTexts& column, std::size_t first, std::size_t last) const {
    const FormColumn* known = known_column(head_.columns[column.column]);
    if (known == nullptr || known->named.endings.empty()) return true;
    std::string whole;
    for (std::size_t i = first; i < last; ++i) whole += text::trim(column.cells[i].text);
    return std::any_of(known->named.endings.begin(), known->named.endings.end(),
                       [&](const std::string& ending) { return text::ends_with(whole, ending); });
  }

  void put_together(const ColumnTexts& column, const WrappedCells& given) {
    for (std::size_t begin = 0; begin < column.cells.size();) {
      Row& row = rows_[given.rows[begin]];
      FormCell cell = column.cells[begin];
      bool doubtful = given.doubtful[begin];
      std::size_t end = begin + 1;
      for (; end < column.cells.size() && given.rows[end] == given.rows[begin]; ++end) {
        join(cell, column.cells[end]);
        doubtful = doubtful || given.doubtful[end];
      }
      doubtful = doubtful || is_rival(column, given, begin, end);
      if (end > begin + 1 || column.texts[begin].line != row.line || doubtful) {
        for (std::size_t i = begin; i < end; ++i) remove_from(column.texts[i].line, column.cells[i]);
        if (doubtful) cell.doubt = kUncertainRow;
        cell.column = head_.columns[column.column].from;
        insert(row.line, cell);
      }
      row.first = std::min(row.first, column.texts[begin].line);
      row.last = std::max(row.last, column.texts[end - 1].line);
      begin = end;
    }
  }
  // Whether a doubtful line of the cell above or below might be of the cell with the texts [begin, end).
  bool is_rival(const ColumnTexts& column, const WrappedCells& given, std::size_t begin, std::size_t end) const {
    const std::size_t row = given.rows[begin];
    const auto line_of = [&](std::size_t text) { return rows_[given.rows[text]].line; };
    const bool below = end < column.texts.size() && given.rows[end] == row + 1 && given.doubtful[end] &&
                       column.texts[end].line < line_of(end);
    const bool above = begin > 0 && given.rows[begin - 1] + 1 == row && given.doubtful[begin - 1] &&
                       column.texts[begin - 1].line > line_of(begin - 1);
    return below || above;
  }
  void remove_from(std::size_t line, const FormCell& cell) {
    std::erase_if(lines_[line].cells, [&](const FormCell& one) { return is_same(one, cell); });
  }

  // --- merged levels -----------------------------------------------------------------------------------------------

  // Rows as the levels see them: also those of which nothing but an inner level is printed.
  struct SeenRow {
    LevelRow lines;
    std::size_t row = kNowhere;
    std::string inner;  // key of the inner level
    std::string rival;  // … and of another that it might be
  };

  void spread_levels() {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      if (is_level(head_.columns[i]) && head_.columns[i].half == 0) columns.push_back(i);
    }
    if (head_.halves > 1) return;
    std::vector<std::vector<Label>> labels;
    bool centred = false;
    for (const std::size_t column : columns) {
      labels.push_back(labels_of(column));
      centred = centred || (!labels.back().empty() && labels.back().front().lines.first > rows_.front().line) ||
                std::any_of(labels.back().begin(), labels.back().end(),
                            [&](const Label& label) { return !is_row(label.lines.first); });
    }
    if (rows_.size() > kMostRows) return;
    if (!centred) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        for (const Label& label : labels[i]) {
          if (!label.cell.rest.empty()) put_whole(label);
        }
      }
      return;
    }
    SpreadLevels best = reach_of(columns, labels, LevelsPrinted::centred);
    SpreadLevels other = reach_of(columns, labels, LevelsPrinted::at_the_top);
    if (other.cost < best.cost) std::swap(best, other);
    // Where both ways to print levels fit nearly as well, what they give to different labels is not certain.
    const bool close = other.cost - best.cost < kClose;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      for (std::size_t row = 0; close && row < rows_.size(); ++row) {
        if (other.owner[i][row] != best.owner[i][row]) best.doubtful[i][row] = true;
      }
      for (std::size_t k = 0; k < labels[i].size(); ++k)
        place(columns[i], labels[i][k], k, best.owner[i], best.doubtful[i]);
    }
  }

  // The labels that the rows have, by column of levels and row; kNowhere: none.
  struct SpreadLevels {
    std::vector<std::vector<std::size_t>> owner;
    std::vector<std::vector<bool>> doubtful;
    double cost = 0;
  };

  // The inner level first: it tells which outer one a row is of.
  SpreadLevels reach_of(const std::vector<std::size_t>& columns, const std::vector<std::vector<Label>>& labels,
                        LevelsPrinted printed) {
    SpreadLevels spread;
    spread.owner.assign(columns.size(), std::vector<std::size_t>(rows_.size(), kNowhere));
    spread.doubtful.assign(columns.size(), std::vector<bool>(rows_.size(), false));
    std::vector<SeenRow> rows;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      rows.push_back({{rows_[i].line, rows_[i].first, rows_[i].last}, i, {}, {}});
    const auto weighed = labels.empty() ? std::nullopt : weighed_owners(labels.front());
    for (std::size_t i = 1; weighed && i < rows_.size(); ++i)
      rows[i].lines.opens_outer = (*weighed)[i] != (*weighed)[i - 1];
    for (std::size_t i = columns.size(); i-- > 0;) {
      if (labels[i].empty()) continue;
      if (i == 0 && weighed) {
        spread.owner[i] = *weighed;
        break;
      }
      std::vector<LevelLabel> places;
      std::vector<std::string> keys;
      for (const Label& label : labels[i]) {
        places.push_back(label.lines);
        keys.push_back(FormWords::key(label.cell.text));
      }
      std::vector<LevelRow> lines;
      for (const SeenRow& row : rows) lines.push_back(row.lines);
      const LevelReaches reach = reach_of_levels(
          places, lines, printed,
          [&](std::size_t label, std::size_t row) {
            return static_cast<double>(wrong_parent(keys[label], rows[row].inner));
          },
          [&](std::size_t label, std::size_t row) {
            return has_parent(rows[row].inner) && wrong_parent(keys[label], rows[row].inner) <= 0;
          });
      if (reach.labels.empty()) {
        spread.cost = std::numeric_limits<double>::max();
        return spread;
      }
      spread.cost += reach.cost;
      std::vector<SeenRow> outer;
      std::size_t next = 0;
      for (std::size_t k = 0; k < reach.labels.size(); ++k) {
        for (; next < reach.labels[k].to; ++next) {
          SeenRow& row = outer.emplace_back(rows[next]);
          if (row.row != kNowhere) {
            spread.owner[i][row.row] = k;
            // An inner level that is not certain proves nothing of the outer one.
            spread.doubtful[i][row.row] = reach.doubtful[next] || wrong_parent(keys[k], row.rival) > 0;
          }
          row.inner = keys[k];
          row.rival = reach.doubtful[next] ? keys[reach.rival[next]] : std::string();
        }
        if (reach.labels[k].from == reach.labels[k].to)
          outer.push_back({{places[k].first, places[k].first, places[k].last}, kNowhere, keys[k], {}});
      }
      if (i == 0) leave_to_page_before(rows, places.front(), keys.front(), spread.owner[i]);
      rows = std::move(outer);
    }
    return spread;
  }

  // Rows above the first label that are known to be of another one go on with the label of the page before.
  void leave_to_page_before(const std::vector<SeenRow>& rows, const LevelLabel& label, const std::string& key,
                            std::vector<std::size_t>& owner) const {
    for (const SeenRow& row : rows) {
      if (row.lines.last >= label.first || wrong_parent(key, row.inner) <= 0) return;
      if (row.row != kNowhere) owner[row.row] = kNowhere;
    }
  }

  // The labels of the outermost level that the rows have by what both weigh.
  std::optional<std::vector<std::size_t>> weighed_owners(const std::vector<Label>& labels) {
    const FormHeadColumn* weight = head_.column("weight");
    if (weight == nullptr) return std::nullopt;
    const auto exact = [](std::string_view text) { return Exact::parse(text::fold(text::strip_spaces(text))); };
    std::vector<std::optional<Exact>> wanted, own;
    for (const Label& label : labels) {
      const auto printed = words_.level_and_weight({std::string(label.cell.text), {}, {}}).second;
      wanted.push_back(printed ? exact(printed->text) : std::nullopt);
    }
    for (const Row& row : rows_) {
      const FormCell* cell = cell_in(row.line, static_cast<std::size_t>(weight - head_.columns.data()));
      own.push_back(cell != nullptr ? exact(cell->text) : std::nullopt);
    }
    return owners_by_weight(wanted, own);
  }

  std::vector<Label> labels_of(std::size_t column) {
    std::vector<LevelText> texts;
    std::vector<FormCell> cells;
    for (std::size_t line = first_; line < end_; ++line) {
      for (const FormCell& cell : lines_[line].cells) {
        if (cell.blank() || column_at(cell) != column) continue;
        texts.push_back({line, text::display_width(cell.text), cell.text});
        cells.push_back(cell);
      }
    }
    std::set<std::string> known;
    if (const FormColumn* names = known_column(head_.columns[column])) {
      for (const std::string& word : names->named.words) {
        known.insert(FormWords::key(word));
        for (const std::string& ending : names->named.endings) known.insert(FormWords::key(word + ending));
      }
    }
    const auto is_known = [&](std::string_view name) {
      Piece whole;
      whole.text = std::string(name);
      return known.contains(FormWords::key(words_.level_and_weight(whole).first.text));
    };
    std::vector<Label> labels;
    for (const LevelName& name : join_level_names(texts, is_known, [&](std::size_t line) { return is_row(line); })) {
      Label label{cells[name.first], {texts[name.first].line, texts[name.last - 1].line}};
      for (std::size_t i = name.first + 1; i < name.last; ++i) join(label.cell, cells[i]);
      labels.push_back(std::move(label));
    }
    return labels;
  }

  // Whether the outer level is the one that the inner one is known to be of; 0 where nothing is known.
  int wrong_parent(const std::string& own, const std::string& inner) const {
    for (const auto& [word, parent] : block().parents) {
      if (inner.empty() || !inner.starts_with(FormWords::key(word))) continue;
      const std::string wanted = FormWords::key(parent);
      return own.starts_with(wanted) || wanted.starts_with(own) ? 0 : kWrongParent;
    }
    return 0;
  }

  bool has_parent(const std::string& inner) const {
    return !inner.empty() && std::any_of(block().parents.begin(), block().parents.end(),
                                         [&](const auto& one) { return inner.starts_with(FormWords::key(one.first)); });
  }

  void take_out(const Label& label) {
    remove(label.cell);
    for (const SourceCell& rest : label.cell.rest) {
      FormCell one;
      one.place = rest;
      remove(one);
    }
  }

  // A wrapped name stands whole where it begins.
  void put_whole(const Label& label) {
    take_out(label);
    insert(label.lines.first, label.cell);
  }

  // The label is merged over the rows that it reaches.
  void place(std::size_t column, const Label& label, std::size_t number, const std::vector<std::size_t>& owner,
             const std::vector<bool>& doubtful) {
    take_out(label);
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < owner.size(); ++i) {
      if (owner[i] == number) rows.push_back(i);
    }
    if (rows.empty()) {
      beside_.push_back(label.cell);
      return;
    }
    FormCell cell = label.cell;
    cell.row = lines_[rows_[rows.front()].line].row;
    cell.rows = lines_[rows_[rows.back()].line].row - cell.row + 1;
    cell.column = head_.columns[column].from;
    for (const std::size_t row : rows) {
      cell.doubt = doubtful[row] ? kUncertainReach : "";
      if (row == rows.front())
        insert(rows_[row].line, cell);
      else
        lines_[rows_[row].line].above.push_back(cell);
    }
  }

  const FormWords& words_;
  FormHead& head_;
  std::vector<FormLine>& lines_;
  std::size_t at_;
  std::deque<std::string>& texts_;
  std::vector<FormCell>& beside_;
  std::size_t first_ = 0, end_ = 0;  // lines of the block
  std::vector<Row> rows_;
};

}  // namespace

void mend_loose_block(const FormWords& words, FormHead& head, std::vector<FormLine>& lines, std::size_t at,
                      std::deque<std::string>& texts, std::vector<FormCell>& beside) {
  LooseBlock(words, head, lines, at, texts, beside).mend();
}

}  // namespace gouji::intake
