#include "import/form_loose.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/text.hpp"
#include "formats/column_grid.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostSideLines = 60;  // that a label printed downwards takes
constexpr std::size_t kMostRows = 200;      // of a block whose merged levels are worked out
constexpr std::size_t kMostWords = 3;       // cells of a line that opens what follows the block
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
// In lines: how far from its middle a merged cell may be printed, and what a level that is not its parent costs.
constexpr double kOffMiddle = 1.0;
constexpr int kWrongParent = 20;
constexpr const char* kUncertainReach = "合并的格管到哪几行不能确定";

class LooseBlock {
 public:
  LooseBlock(const FormWords& words, FormHead& head, std::vector<FormLine>& lines, std::size_t at,
             std::deque<std::string>& texts, std::vector<FormCell>& beside)
      : words_(words), head_(head), lines_(lines), at_(at), texts_(texts), beside_(beside) {}

  void mend() {
    take_side_labels();
    if (!head_.indicators) return;
    wrap_head();
    first_ = at_ + head_.lines;
    end_ = block_end();
    find_rows();
    if (rows_.empty()) return;
    give_lines_to_rows();
    spread_levels();
  }

 private:
  struct Row {
    std::size_t line = 0;             // of its figures
    std::size_t first = 0, last = 0;  // lines that its cells take
  };
  struct Label {
    FormCell cell;
    double middle = 0;           // where it is printed
    std::size_t row = kNowhere;  // where it stands beside a row's figures
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
  bool is_number(const FormHeadColumn& column) const {
    if (column.place != FormPlace::field) return false;
    const auto& all = block().columns;
    return std::any_of(all.begin(), all.end(), [&](const FormColumn& one) {
      return one.named.key == column.key && one.named.kind == ColumnKind::number;
    });
  }

  // --- wrapped cells ---------------------------------------------------------------------------------------------

  std::string_view keep(std::string text) {
    texts_.push_back(std::move(text));
    return texts_.back();
  }
  void join(FormCell& cell, const FormCell& next) {
    std::string whole(cell.text);
    append_wrapped(whole, next.text);
    cell.text = keep(std::move(whole));
    cell.rest.push_back(next.place);
    cell.rest.insert(cell.rest.end(), next.rest.begin(), next.rest.end());
  }
  void join_before(FormCell& cell, const FormCell& above) {
    FormCell whole = above;
    join(whole, cell);
    whole.row = cell.row;
    cell = std::move(whole);
  }

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

  // 偏差原因分析及 | 改进措施: the head itself goes on, when only heads come of it.
  void wrap_head() {
    const std::size_t next = at_ + head_.lines;
    if (head_.lines > 1 || next >= lines_.size() || lines_[next].grid != head_.grid) return;
    std::vector<std::pair<FormCell*, const FormCell*>> pairs;
    for (const FormCell& cell : lines_[next].cells) {
      FormCell* above = column_at(cell) == kNowhere ? nullptr : cell_in(at_, column_at(cell));
      if (above == nullptr) return;
      std::string whole(above->text);
      append_wrapped(whole, cell.text);
      const auto word = words_.head(block(), whole);
      if (!word || !word->whole || word->weak) return;
      pairs.emplace_back(above, &cell);
    }
    for (const auto& [above, cell] : pairs) {
      FormHeadColumn& column = head_.columns[column_at(*cell)];
      join(*above, *cell);
      column.printed = text::strip_spaces(above->text);
      head_.cells.push_back(*cell);
    }
    if (!pairs.empty()) head_.lines = 2;
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

  // --- rows --------------------------------------------------------------------------------------------------------

  std::size_t block_end() const {
    std::size_t line = first_;
    for (; line < lines_.size() && lines_[line].grid == head_.grid; ++line) {
      const FormCell* opening = lines_[line].first();
      if (opening == nullptr) continue;
      if (words_.is_total(block(), opening->text) || words_.is_note(opening->text) || words_.is_title(opening->text))
        break;
      if (lines_[line].texts() <= kMostWords && (words_.is_label(opening->text) || words_.text_opening(opening->text)))
        break;
      if (find_form_head(words_, lines_, line)) break;
    }
    return line;
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
    return has("level3") && (has("target") || has("actual"));
  }

  void find_rows() {
    for (std::size_t line = first_; line < end_; ++line) {
      if (has_figures(line)) rows_.push_back({line, line, line});
    }
  }

  // A line without figures holds further lines of the cells of the row above it or of the row below.
  void give_lines_to_rows() {
    std::size_t below = 0;  // the next row
    for (std::size_t line = first_; line < end_; ++line) {
      while (below < rows_.size() && rows_[below].line < line) ++below;
      if (below < rows_.size() && rows_[below].line == line) continue;
      std::vector<FormCell> cells = std::move(lines_[line].cells);
      lines_[line].cells.clear();
      for (FormCell& cell : cells) {
        if (cell.blank()) continue;
        const std::size_t column = column_at(cell);
        if (column == kNowhere || !give(line, below, column, cell)) lines_[line].cells.push_back(cell);
      }
    }
  }

  bool give(std::size_t line, std::size_t below, std::size_t column, FormCell& cell) {
    Row* upper = below > 0 ? &rows_[below - 1] : nullptr;
    Row* lower = below < rows_.size() ? &rows_[below] : nullptr;
    FormCell* over = upper == nullptr ? nullptr : cell_in(upper->line, column);
    FormCell* under = lower == nullptr ? nullptr : cell_in(lower->line, column);
    if (is_level(head_.columns[column])) {
      // The rest of a name stands just below it; else it is a label of its own, between two rows.
      if (over == nullptr || upper->line + over->rest.size() + 1 != line) return false;
      join(*over, cell);
      upper->last = std::max(upper->last, line);
      return true;
    }
    const bool to_lower = belongs_below(line, upper, lower, over, under, head_.columns[column]);
    Row& row = to_lower ? *lower : *upper;
    FormCell* own = to_lower ? under : over;
    if (own == nullptr)
      insert(row.line, cell);
    else if (to_lower)
      join_before(*own, cell);
    else
      join(*own, cell);
    row.first = std::min(row.first, line);
    row.last = std::max(row.last, line);
    return true;
  }

  // A cell that the row below lacks begins above its figures; what only stands below figures goes on with theirs.
  static bool belongs_below(std::size_t line, const Row* upper, const Row* lower, const FormCell* over,
                            const FormCell* under, const FormHeadColumn& column) {
    if (lower == nullptr || upper == nullptr) return lower != nullptr;
    if (over == nullptr) return true;
    const bool wanted = column.key == "level3" || column.key == "target" || column.key == "actual";
    return wanted && under == nullptr && lower->line - line <= line - upper->last;
  }

  // --- merged levels -----------------------------------------------------------------------------------------------

  void spread_levels() {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      if (is_level(head_.columns[i]) && head_.columns[i].half == 0) columns.push_back(i);
    }
    std::vector<std::vector<Label>> labels;
    bool centred = false;
    for (const std::size_t column : columns) {
      labels.push_back(labels_of(column));
      centred = centred || (!labels.back().empty() && labels.back().front().row != 0) ||
                std::any_of(labels.back().begin(), labels.back().end(),
                            [](const Label& label) { return label.row == kNowhere; });
    }
    if (!centred || rows_.size() > kMostRows || head_.halves > 1) return;
    // The inner level first: it tells which outer one a row is of.
    std::vector<std::string> inner(rows_.size());
    for (std::size_t i = columns.size(); i-- > 0;) {
      if (labels[i].empty() || labels[i].size() > rows_.size()) continue;
      const std::vector<std::size_t> ends = reach(labels[i], inner);
      std::size_t from = 0;
      for (std::size_t k = 0; k < labels[i].size(); ++k) {
        for (std::size_t row = from; row < ends[k]; ++row) inner[row] = FormWords::key(labels[i][k].cell.text);
        place(columns[i], labels[i][k], from, ends[k]);
        from = ends[k];
      }
    }
  }

  std::vector<Label> labels_of(std::size_t column) {
    std::vector<Label> labels;
    std::size_t row = 0;
    for (std::size_t line = first_; line < end_; ++line) {
      while (row < rows_.size() && rows_[row].line < line) ++row;
      const FormCell* cell = cell_in(line, column);
      if (cell == nullptr) continue;
      const auto height = static_cast<double>(cell->rest.size());
      const bool beside = row < rows_.size() && rows_[row].line == line;
      labels.push_back({*cell, static_cast<double>(line) + height / 2, beside ? row : kNowhere});
    }
    return labels;
  }

  // Whether the outer level is the one that the inner one is known to be of; 0 where nothing is known.
  int wrong_parent(const Label& label, const std::string& inner) const {
    const std::string own = FormWords::key(label.cell.text);
    for (const auto& [word, parent] : block().parents) {
      if (inner.empty() || !inner.starts_with(FormWords::key(word))) continue;
      const std::string wanted = FormWords::key(parent);
      return own.starts_with(wanted) || wanted.starts_with(own) ? 0 : kWrongParent;
    }
    return 0;
  }

  // Behind which row each label ends: the labels part all rows among them, each as near the middle of its own as can
  // be.
  std::vector<std::size_t> reach(std::vector<Label>& labels, const std::vector<std::string>& inner) const {
    const std::size_t rows = rows_.size();
    const double never = std::numeric_limits<double>::max();
    std::vector<std::vector<double>> best(labels.size() + 1, std::vector<double>(rows + 1, never));
    std::vector<std::vector<std::size_t>> from(labels.size() + 1, std::vector<std::size_t>(rows + 1, 0));
    best[0][0] = 0;
    for (std::size_t k = 0; k < labels.size(); ++k) {
      const std::size_t row = labels[k].row;
      for (std::size_t start = 0; start < rows; ++start) {
        if (best[k][start] == never || (row != kNowhere && start > row)) continue;
        int parents = 0;
        for (std::size_t end = start + 1; end <= rows; ++end) {
          parents += wrong_parent(labels[k], inner[end - 1]);
          if (row != kNowhere && end <= row) continue;
          const double cost = best[k][start] + parents + off_middle(labels[k], start, end);
          if (cost >= best[k + 1][end]) continue;
          best[k + 1][end] = cost;
          from[k + 1][end] = start;
        }
      }
    }
    std::vector<std::size_t> ends(labels.size(), rows);
    for (std::size_t k = labels.size(); k-- > 1;) ends[k - 1] = from[k + 1][ends[k]];
    for (std::size_t k = 0; k < labels.size(); ++k) {
      const std::size_t start = k == 0 ? 0 : ends[k - 1];
      const bool proved = std::all_of(
          inner.begin() + static_cast<std::ptrdiff_t>(start), inner.begin() + static_cast<std::ptrdiff_t>(ends[k]),
          [&](const std::string& one) { return has_parent(one) && wrong_parent(labels[k], one) <= 0; });
      if (!proved && off_middle(labels[k], start, ends[k]) > kOffMiddle) labels[k].cell.doubt = kUncertainReach;
    }
    return ends;
  }

  bool has_parent(const std::string& inner) const {
    return !inner.empty() && std::any_of(block().parents.begin(), block().parents.end(),
                                         [&](const auto& one) { return inner.starts_with(FormWords::key(one.first)); });
  }

  double off_middle(const Label& label, std::size_t start, std::size_t end) const {
    const double middle = static_cast<double>(rows_[start].first + rows_[end - 1].last) / 2;
    return std::abs(middle - label.middle);
  }

  // The label is merged over the rows [from, to).
  void place(std::size_t column, const Label& label, std::size_t from, std::size_t to) {
    for (std::size_t line = first_; line < end_; ++line) {
      std::erase_if(lines_[line].cells, [&](const FormCell& cell) {
        return cell.place.line == label.cell.place.line && cell.place.begin == label.cell.place.begin;
      });
    }
    if (from == to) return;
    FormCell cell = label.cell;
    cell.row = lines_[rows_[from].line].row;
    cell.rows = lines_[rows_[to - 1].line].row - cell.row + 1;
    cell.column = head_.columns[column].from;
    insert(rows_[from].line, cell);
    for (std::size_t row = from + 1; row < to; ++row) lines_[rows_[row].line].above.push_back(cell);
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
