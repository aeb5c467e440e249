#include "import/form_squeezed.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "formats/column_grid.hpp"
#include "import/form_amount.hpp"
#include "import/form_loose.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostLabels = 16;  // lines between a title and its head
constexpr std::size_t kLeastLabel = 4;   // letters of a label behind another's value
constexpr std::size_t kPageDigits = 3;   // that the number of a page has at most
constexpr const char* kUncertainCell = "换行的文字属于哪一格不能确定";
constexpr const char* kUncertainBlank = "一格里有空白，从哪里分不能确定";

// Outside grids, no cells parted by anything but one blank; `wide`: but two.
bool is_squeezed(const FormLine& line, bool wide = false) {
  return line.grid == nullptr && line.cells.size() == 1 &&
         line.cells.front().text.find('\t') == std::string_view::npos &&
         line.cells.front().text.find(wide ? "   " : "  ") == std::string_view::npos;
}

bool has_two_blanks(const FormLine& line) {
  return line.cells.size() == 1 && line.cells.front().text.find("  ") != std::string_view::npos;
}

FormCell cell_from(const FormCell& whole, std::size_t from, std::size_t end, std::size_t column) {
  FormCell cell = whole;
  cell.text = whole.text.substr(from, end - from);
  cell.column = static_cast<int>(column);
  cell.place.column = cell.column;
  cell.place.begin = whole.place.begin + from;
  cell.place.end = whole.place.begin + end;
  return cell;
}

// `most`: the last one takes what is left. `wide`: two blanks part them.
std::vector<FormCell> squeezed_cells(const FormCell& whole, bool wide,
                                     std::size_t most = static_cast<std::size_t>(-1)) {
  const std::string_view apart = wide ? "  " : " ";
  std::vector<FormCell> cells;
  for (std::size_t from = 0; from < whole.text.size();) {
    const std::size_t end =
        cells.size() + 1 == most ? whole.text.size() : std::min(whole.text.find(apart, from), whole.text.size());
    cells.push_back(cell_from(whole, from, end, cells.size()));
    from = end + apart.size();
  }
  return cells;
}

// A label or amount of funds further on in a line of a label and its value: 项目名称 河道养护 项目金额 1,926.53. Short
// words may be part of a value.
std::vector<FormCell> cells_of_pairs(const FormWords& words, const FormCell& whole, bool wide) {
  const std::vector<FormCell> pieces = squeezed_cells(whole, wide);
  const auto is_label = [&](std::size_t at) {
    if (at + 1 == pieces.size() || text::decode(FormWords::key(pieces[at].text)).size() < kLeastLabel) return false;
    return words.fact(pieces[at].text) != nullptr ||
           (is_fund_label(words.spec().funds, pieces[at].text) && is_figure(pieces[at + 1].text));
  };
  std::vector<FormCell> cells;
  for (std::size_t at = 0; at < pieces.size();) {
    const bool label = at == 0 || (at > 1 && is_label(at));
    std::size_t end = at + 1;
    while (!label && end < pieces.size() && !is_label(end)) ++end;
    cells.push_back(cell_from(whole, pieces[at].place.begin - whole.place.begin,
                              pieces[end - 1].place.end - whole.place.begin, cells.size()));
    at = end;
  }
  return cells;
}

// The number of a page, or 0.
int page_number_in(std::string_view printed) {
  const std::string text = text::strip_spaces(printed);
  const bool digits =
      !text.empty() && text.size() <= kPageDigits && text.find_first_not_of("0123456789") == std::string::npos;
  return digits ? std::stoi(text) : 0;
}

// “13” where “12” stands alone above: no end of a wrapped cell.
bool is_next_page(const SourceText& source, const FormLine& line) {
  const int own = line.cells.size() == 1 ? page_number_in(line.cells.front().text) : 0;
  return own > 1 && std::any_of(source.lines().begin(), source.lines().end(), [&](const FlowLine& one) {
           return one.number < line.line && page_number_in(one.text) == own - 1;
         });
}

// ≥, 》, 定性: what a column of the kinds of goals holds.
bool is_comparison(std::string_view text) {
  static const std::set<std::string_view> words{"定性", "正向", "反向", "正向指标", "反向指标",
                                                "大于", "小于", "等于", "大于等于", "小于等于"};
  if (words.contains(text)) return true;
  for (std::size_t pos = 0; pos < text.size();) {
    static const std::u32string marks = U"≥≤=<>＝＞＜≧≦》《";
    if (marks.find(text::decode_next(text, pos)) == std::u32string::npos) return false;
  }
  return !text.empty();
}

// Whether a cell may stand in the column; kinds and units of goals may be blank.
bool may_stand(std::string_view text, const std::string& key) {
  if (key == "nature") return is_comparison(text);
  if (is_comparison(text)) return false;
  if (key == "weight") return is_figure(text);
  return key != "unit" || text.find_first_of("0123456789") == std::string_view::npos;
}

// The columns of a row's cells where some are blank: by what they hold; empty where that is not the one way.
std::vector<std::size_t> columns_by_kind(const std::vector<FormCell>& cells, std::size_t levels,
                                         const std::vector<std::string>& keys) {
  std::vector<std::size_t> found, way;
  std::size_t ways = 0;
  const auto go_on = [&](const auto& self, std::size_t cell, std::size_t column) -> void {
    if (ways > 1) return;
    if (column == keys.size()) {
      if (cell < cells.size() || ways++ > 0) return;
      found = way;
      return;
    }
    if (keys[column] == "nature" || keys[column] == "unit") self(self, cell, column + 1);
    if (cell == cells.size() || !may_stand(cells[cell].text, keys[column])) return;
    way.push_back(column);
    self(self, cell + 1, column + 1);
    way.pop_back();
  };
  const auto first =
      static_cast<std::size_t>(std::find(keys.begin(), keys.end(), std::string("level3")) - keys.begin());
  go_on(go_on, levels, first);
  return ways == 1 ? found : std::vector<std::size_t>();
}

}  // namespace

std::vector<FormLine> SqueezedForms::part(std::vector<FormLine> lines) {
  const auto& columns = words_.spec().indicators.columns;
  if (std::any_of(columns.begin(), columns.end(), [](const FormColumn& one) { return one.named.key == "actual"; }))
    return lines;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto table = head_at(lines, at);
    if (!table) continue;
    part_labels(lines, at, *table);
    at = part_rows(lines, at, *table) - 1;
  }
  std::erase_if(lines, [](const FormLine& line) { return line.cells.empty(); });  // joined to others
  return lines;
}

std::optional<SqueezedForms::Table> SqueezedForms::head_at(std::vector<FormLine>& lines, std::size_t at) {
  FormLine& line = lines[at];
  const bool wide = has_two_blanks(line);
  if (!is_squeezed(line, wide)) return std::nullopt;
  std::vector<FormLine> one{line};
  one.front().cells = squeezed_cells(line.cells.front(), wide);
  SourceGrid grid;
  grid.rows = 1;
  grid.columns = static_cast<int>(one.front().cells.size());
  grid.first_line = grid.last_line = line.line;
  one.front().grid = &grid;
  const auto head = find_form_head(words_, one, 0);
  if (!head || !head->indicators || head->column("target") == nullptr) return std::nullopt;
  Table table;
  table.wide = wide;
  bool named = false;
  for (std::size_t i = 0; i < head->columns.size(); ++i) {
    const FormHeadColumn& column = head->columns[i];
    const bool known = column.place == FormPlace::field || column.place == FormPlace::more;
    if (!known || column.unknown || column.from != static_cast<int>(i) || column.to != column.from + 1)
      return std::nullopt;
    named = named || column.key == "level3";
    if (!named && column.key != "level1" && column.key != "level2") return std::nullopt;
    table.levels += named ? 0U : 1U;
    table.keys.push_back(column.key);
  }
  if (!named) return std::nullopt;
  table.columns = head->columns.size();
  grids_.push_back(std::move(grid));
  table.grid = &grids_.back();
  return table;
}

// 项目名称 中小企业融资贴息: a label, then what it says; prose goes on in the next line.
void SqueezedForms::part_labels(std::vector<FormLine>& lines, std::size_t at, const Table& table) {
  std::size_t first = at;
  const auto is_title = [&](const FormLine& line) {
    return line.first() != nullptr && words_.is_title(line.first()->text);
  };
  const auto names_form = [&](const FormLine& line) {
    const FormFact* fact = words_.fact(squeezed_cells(line.cells.front(), table.wide, 2).front().text);
    return fact != nullptr && fact->key == "name";
  };
  bool named = false;  // several forms below one title
  while (!named && first > 0 && at - first < kMostLabels && is_squeezed(lines[first - 1], table.wide) &&
         !is_title(lines[first - 1])) {
    named = names_form(lines[first - 1]);
    --first;
  }
  if (!named && (first == 0 || !is_title(lines[first - 1]))) return;
  FormCell* prose = nullptr;  // may go on
  for (std::size_t i = first; i < at; ++i) {
    const FormCell whole = lines[i].cells.front();
    std::vector<FormCell> cells = squeezed_cells(whole, table.wide, 2);
    if (words_.fact(cells.front().text) != nullptr) cells = cells_of_pairs(words_, whole, table.wide);
    // 项目资金（万元） 年度资金总额： 420.00
    if (auto three = squeezed_cells(whole, table.wide);
        three.size() == 3 && is_figure(three.back().text) && !is_figure(three[1].text))
      cells = std::move(three);
    const bool label = words_.is_label(cells.front().text);
    if (cells.size() > 1 && (label || is_figure(cells.back().text))) {
      grids_.push_back(*table.grid);
      grids_.back().first_line = grids_.back().last_line = lines[i].line;
      grids_.back().columns = static_cast<int>(cells.size());
      lines[i].grid = &grids_.back();
      lines[i].cells = std::move(cells);
      prose = words_.text(lines[i].cells.front().text) != nullptr ? &lines[i].cells.back() : nullptr;
    } else if (prose != nullptr) {
      join_cells(*prose, whole, texts_);
      lines[i].cells.clear();
    }
  }
}

bool SqueezedForms::is_level(const std::string& key, std::string_view text) const {
  if (words_.is_level_word(text)) return true;
  for (const FormColumn& column : words_.spec().indicators.columns) {
    if (column.named.key != key) continue;
    const auto& words = column.named.words;
    const auto& endings = column.named.endings;
    return std::find(words.begin(), words.end(), text) != words.end() ||
           std::any_of(endings.begin(), endings.end(),
                       [&](const std::string& ending) { return text::ends_with(text, ending); });
  }
  return false;
}

// The line behind the rows.
std::size_t SqueezedForms::part_rows(std::vector<FormLine>& lines, std::size_t at, const Table& table) {
  const std::string head(lines[at].cells.front().text);
  int row = 0;
  const auto take = [&](FormLine& line, std::vector<FormCell> cells) {
    for (FormCell& cell : cells) cell.row = cell.place.row = row;
    line.grid = table.grid;
    line.row = row++;
    line.cells = std::move(cells);
    table.grid->last_line = line.line;
  };
  take(lines[at], squeezed_cells(lines[at].cells.front(), table.wide));
  FormLine* above = nullptr;                           // the row before
  std::size_t above_levels = 0;                        // cells of levels in it
  std::vector<FormCell*> open(table.levels, nullptr);  // the levels that rows below may be of
  int last = 0;                                        // line of the rows so far
  std::size_t next = at + 1;
  for (; next < lines.size(); ++next) {
    FormLine& line = lines[next];
    if (!is_squeezed(line, table.wide)) break;
    const FormCell whole = line.cells.front();
    if (is_signed_page_mark(text::strip_spaces(whole.text)) || is_next_page(source_, line)) continue;
    if (whole.text == head) {
      line.cells.clear();
      continue;
    }
    std::vector<FormCell> cells = squeezed_cells(whole, table.wide);
    if (words_.is_title(whole.text) || words_.is_note(whole.text) || words_.is_label(cells.front().text) ||
        words_.is_total(words_.spec().indicators, cells.front().text))
      break;
    // Levels at the line's start, from the right one on.
    std::size_t levels = 0;
    std::size_t opens = table.levels;
    for (std::size_t level = 0; level < table.levels && levels == 0; ++level) {
      std::size_t count = 0;
      while (level + count < table.levels && count < cells.size() &&
             is_level(table.keys[level + count], cells[count].text))
        ++count;
      if (level + count == table.levels && count > 0) {
        levels = count;
        opens = level;
      }
    }
    const std::size_t values = table.columns - table.levels;
    if (above == nullptr && opens > 0) break;
    std::vector<std::size_t> columns;
    if (cells.size() < levels + values && cells.size() > levels + 1)
      columns = columns_by_kind(cells, levels, table.keys);
    if (cells.size() < levels + values && columns.empty()) {
      // Nothing tells which cell of the row above a lone word ends.
      if (above == nullptr || levels > 0 || cells.size() > 1 || line.line != last + 1) break;
      last = line.line;
      join_cells(above->cells.back(), whole, texts_);
      for (std::size_t i = above_levels; i < above->cells.size(); ++i) above->cells[i].doubt = kUncertainCell;
      line.cells.clear();
      continue;
    }
    // A blank within one of the cells, likely the last.
    const bool blank = cells.size() > levels + values;
    while (cells.size() > levels + values) {
      const FormCell rest = cells.back();
      cells.pop_back();
      join_cells(cells.back(), rest, texts_);
    }
    for (std::size_t i = levels; blank && i < cells.size(); ++i) cells[i].doubt = kUncertainBlank;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t column = i < levels || columns.empty() ? opens + i : columns[i - levels];
      cells[i].column = cells[i].place.column = static_cast<int>(column);
    }
    last = line.line;
    take(line, std::move(cells));
    for (std::size_t level = 0; level < table.levels; ++level) {
      if (level >= opens) {
        open[level] = &line.cells[level - opens];
      } else {
        ++open[level]->rows;
        line.above.push_back(*open[level]);
      }
    }
    above = &line;
    above_levels = levels;
  }
  table.grid->rows = row;
  return next;
}

}  // namespace gouji::intake
