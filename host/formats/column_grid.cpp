#include "formats/column_grid.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "formats/column_layout.hpp"
#include "formats/column_rows.hpp"
#include "formats/column_runs.hpp"
#include "model/unit.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMisfitShare = 5;  // at most one text of so many keeps to no column
constexpr std::size_t kMostBetween = 8;  // lines between two pages of a table
constexpr std::size_t kMostPageDigits = 8;
constexpr std::size_t kShortName = 3;           // letters
constexpr std::size_t kFigureRow = 3;           // figures of a row that tells the columns, …
constexpr std::size_t kFigureRows = 2;          // … and so many such rows tell them for certain
constexpr double kLetter = 2;                   // columns of text that a letter takes
constexpr double kSameEdge = 1;                 // columns that two lines of a cell may begin apart
constexpr std::size_t kMostLaidOutAgain = 300;  // lines of a table whose columns are worked out over a page's end

struct Found {
  ColumnRun run;
  std::vector<ColumnSpan> columns;
  ColumnGrid grid;
  std::size_t misfits = 0;
  std::vector<SpannedText> first_line;          // of its core
  std::size_t loose_first = 0, loose_last = 0;  // with lines that may be of the first or last row
  bool kept = false;                            // lines of wrapped cells are rows
};

// Where many texts keep to no column, they do not stand in columns at all.
bool keeps_columns(const ColumnLayout& layout) {
  const ColumnMisfits found = count_misfits(layout);
  return found.misfits * kMisfitShare <= found.texts;
}

// Columns of words outnumber those of figures, as in forms; tables of accounts have a name and figures. Which row the
// lines of a wrapped cell are of is told by more than by distances there.
bool has_more_words(const ColumnLayout& layout) {
  std::vector<std::size_t> words(layout.columns.size(), 0);
  std::vector<std::size_t> figures(layout.columns.size(), 0);
  for (const auto& line : layout.lines) {
    const std::set<int> own = figure_columns(line);
    if (own.empty()) continue;
    for (const SpannedText& text : line) {
      if (text.column != text.last) continue;
      auto& count = own.contains(text.column) ? figures : words;
      ++count[static_cast<std::size_t>(text.column)];
    }
  }
  std::size_t of_words = 0;
  std::size_t of_figures = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (figures[i] > words[i])
      ++of_figures;
    else if (words[i] > 0)
      ++of_words;
  }
  return of_words > of_figures;
}

// Prose among the rows of a form lies across its columns; its rows of figures tell them all the same.
bool figures_keep_columns(const ColumnLayout& layout) {
  std::size_t rows = 0;
  for (const auto& line : layout.lines) {
    if (figure_columns(line).size() < kFigureRow) continue;
    if (count_misfits(line) > 0) return false;
    ++rows;
  }
  return rows >= kFigureRows;
}

bool is_table(const Found& found, std::size_t fullest) {
  std::size_t rows = 0;
  for (const ColumnRow& row : found.grid.rows) rows += row.cells.size() > 1 ? 1U : 0U;
  const std::size_t columns = found.columns.size();
  return columns > 1 && rows > 1 && (rows > 2 || columns > 2) && columns <= fullest + 2;
}

std::string plain_text(const PlacedLine& line) {
  std::string out;
  for (const PlacedText& text : line.texts) out += text::strip_spaces(text.text);
  return out;
}

// "12", "- 12 -", "第 12 页 共 30 页": no word of the table.
bool is_page_mark(std::string_view text) {
  constexpr std::u32string_view kBesides = U"-—–－·•~～/第页共，,()（）";
  std::size_t digits = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::decode_next(text, at);
    if (text::is_digit(c))
      ++digits;
    else if (kBesides.find(c) == std::u32string_view::npos)
      return false;
  }
  return digits > 0 && digits <= kMostPageDigits;
}

// A table that goes on over the page: nothing but page marks and a title printed again between, the same columns.
class Pages {
 public:
  Pages(const std::vector<PlacedLine>& lines, double wide_gap) : lines_(lines), wide_gap_(wide_gap) {}

  bool join(Found& table, Found& next) const {
    if (lines_[next.run.first].page != lines_[table.run.last].page + 1) return false;
    if (is_of_another(table, next)) return false;
    if (table.kept && lay_out_again(table, next)) return true;
    const std::size_t begin = table.run.last + 1;
    const auto rest = rest_of_name(table, next);
    if (!goes_on(table, begin, next.run.first - (rest ? 1 : 0))) return false;
    if (rest) next.grid.rows.insert(next.grid.rows.begin(), *rest);
    if (rest) --next.run.first;
    const auto columns = columns_of(table, next);
    if (!columns) return lay_out_again(table, next);
    append(table, next, *columns);
    return true;
  }

 private:
  // “部门：…” above the same columns names another one: the next unit's table, whose rows start over.
  static bool is_of_another(const Found& table, const Found& next) {
    if (table.grid.rows.empty() || next.grid.rows.empty()) return false;
    const ColumnRow& first = next.grid.rows.front();
    return says_facts(first) && says_facts(table.grid.rows.front()) && !alike(first, table.grid.rows.front());
  }
  static bool says_facts(const ColumnRow& row) {
    std::vector<std::string_view> texts;
    for (const ColumnCell& cell : row.cells) texts.push_back(cell.text);
    return say_facts(texts);
  }

  bool goes_on(const Found& table, std::size_t begin, std::size_t end) const {
    if (end - begin > kMostBetween) return false;
    std::set<std::string> above;
    for (std::size_t i = table.run.first; i > 0 && table.run.first - i < kTitleLines; --i)
      above.insert(plain_text(lines_[i - 1]));
    for (std::size_t i = begin; i < end; ++i) {
      const std::string text = plain_text(lines_[i]);
      if (!is_page_mark(text) && !above.contains(text)) return false;
    }
    return true;
  }

  // The page cut a wrapped name: a lone text right above the rows of the next page, below a name that fills its column.
  std::optional<ColumnRow> rest_of_name(const Found& table, const Found& next) const {
    const std::size_t line = next.run.first - 1;
    if (line <= table.run.last || lines_[line].page != lines_[next.run.first].page || lines_[line].texts.size() != 1)
      return std::nullopt;
    const PlacedText& text = lines_[line].texts.front();
    if (!text::has_han(text.text) || figure_columns(next.first_line).empty()) return std::nullopt;
    for (const PlacedText& above : lines_[table.run.last].texts) {
      if (std::abs(above.left() - text.left()) > kSameEdge || !text::has_han(above.text)) continue;
      const auto column = std::find_if(next.columns.begin(), next.columns.end(), [&](const ColumnSpan& one) {
        return one.left < text.right() && text.left() < one.right;
      });
      if (column == next.columns.end() || above.right() + kLetter < column->right) return std::nullopt;
      ColumnRow row{line, line, false, {}};
      row.cells.push_back({static_cast<int>(column - next.columns.begin()), 1, text.text, 1});
      return row;
    }
    return std::nullopt;
  }

  // The lines of both pages tell the columns better than those of one, and lines at a page's end may be of a cell that
  // the page cuts. False: they do not go together.
  bool lay_out_again(Found& table, const Found& next) const {
    if (table.grid.rows.size() + next.grid.rows.size() > kMostLaidOutAgain) return false;
    // Above a head stands a title, above figures perhaps the beginning of a cell.
    const bool figures = figure_columns(next.first_line).size() > 0;
    const std::size_t from = figures ? next.loose_first : next.run.core_first;
    if (!goes_on(table, table.loose_last + 1, from)) return false;
    std::vector<std::size_t> numbers;
    for (const ColumnRow& row : table.grid.rows) {
      if (!row.between) numbers.push_back(row.first);
    }
    for (std::size_t i = table.run.last + 1; i <= table.loose_last; ++i) numbers.push_back(i);
    const std::size_t first_of_next = numbers.size();
    for (std::size_t i = from; i <= next.run.core_last; ++i) {
      if (!is_mark_line(i)) numbers.push_back(i);
    }
    std::vector<PlacedLine> lines;
    for (const std::size_t number : numbers) lines.push_back(lines_[number]);
    const ColumnLayout layout = lay_out_columns(lines, 0, lines.size() - 1, table.run.size, wide_gap_);
    const std::size_t most = std::max(table.columns.size(), next.columns.size());
    if (layout.columns.size() < most || layout.columns.size() > most + 1) return false;
    const std::size_t misfits = count_misfits(layout).misfits;
    if (misfits > table.misfits + next.misfits && !keeps_columns(layout)) return false;
    std::vector<ColumnRow> rows;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const std::size_t before = i == 0 ? numbers[i] : numbers[i - 1] + 1;
      for (std::size_t line = before; line < numbers[i]; ++line) rows.push_back({line, line, true, {}});
      rows.push_back({numbers[i], numbers[i], false, {}});
      fill_row(rows.back(), set_apart(layout.lines[i]));
    }
    std::size_t head = 0;  // printed again
    for (std::size_t i = first_of_next, own = 0; i < numbers.size(); ++i, ++own) {
      const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.first == numbers[i]; });
      if (own != head || own >= rows.size() || !alike(*row, rows[own])) break;
      row->between = true;
      ++head;
    }
    table.grid.rows = std::move(rows);
    table.columns = layout.columns;
    table.misfits = misfits;
    table.run.last = next.run.core_last;
    table.loose_last = next.loose_last;
    return true;
  }

  bool is_mark_line(std::size_t line) const {
    return lines_[line].texts.size() == 1 && is_signed_page_mark(plain_text(lines_[line]));
  }

  // Of each column of `next`: which of the table's it is.
  static std::optional<std::vector<int>> columns_of(const Found& table, const Found& next) {
    std::vector<int> same;
    std::size_t at = 0;
    for (const ColumnSpan& column : next.columns) {
      while (at < table.columns.size() && table.columns[at].right <= column.left) ++at;
      if (at == table.columns.size() || table.columns[at].left >= column.right) return std::nullopt;
      if (!same.empty() && same.back() == static_cast<int>(at)) return std::nullopt;
      if (at + 1 < table.columns.size() && table.columns[at + 1].left < column.right) return std::nullopt;
      same.push_back(static_cast<int>(at));
    }
    return same;
  }

  static bool alike(const ColumnRow& a, const ColumnRow& b) {
    return a.cells.size() == b.cells.size() &&
           std::equal(a.cells.begin(), a.cells.end(), b.cells.begin(), [](const ColumnCell& x, const ColumnCell& y) {
             return text::strip_spaces(x.text) == text::strip_spaces(y.text);
           });
  }

  static void append(Found& table, Found& next, const std::vector<int>& columns) {
    for (std::size_t i = table.run.last + 1; i < next.run.first; ++i) table.grid.rows.push_back({i, i, true, {}});
    auto& rows = next.grid.rows;
    std::size_t head = 0;
    while (head < rows.size() && head < table.grid.rows.size() && alike(rows[head], table.grid.rows[head])) ++head;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i].between = rows[i].between || i < head;
      for (ColumnCell& cell : rows[i].cells) {
        const int last = columns[static_cast<std::size_t>(cell.column + cell.columns - 1)];
        cell.column = columns[static_cast<std::size_t>(cell.column)];
        cell.columns = last - cell.column + 1;
      }
      table.grid.rows.push_back(std::move(rows[i]));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      ColumnSpan& span = table.columns[static_cast<std::size_t>(columns[i])];
      span.left = std::min(span.left, next.columns[i].left);
      span.right = std::max(span.right, next.columns[i].right);
    }
    table.run.last = next.run.last;
    table.loose_last = next.loose_last;
    table.misfits += next.misfits;
  }

  const std::vector<PlacedLine>& lines_;
  double wide_gap_;
};

// What opened a table further up, and no line of the one above or right over it, opens this one: the next form, whose
// parts are printed in the same order.
bool starts_over(const std::vector<PlacedLine>& lines, const std::vector<Found>& tables, const Found& next) {
  const auto opens = [](const Found& table) {
    const auto& cells = table.grid.rows.front().cells;
    return cells.empty() ? std::string() : text::strip_spaces(cells.front().text);
  };
  const std::string first = opens(next);
  if (!text::has_han(first) || !figure_columns(next.first_line).empty()) return false;
  std::size_t begin = tables.back().run.first - std::min(tables.back().run.first, kTitleLines);
  if (tables.size() > 1) begin = std::max(begin, tables[tables.size() - 2].run.last + 1);
  for (std::size_t i = begin; i <= tables.back().run.last; ++i) {
    if (plain_text(lines[i]).starts_with(first)) return false;
  }
  return std::any_of(tables.begin(), tables.end(), [&](const Found& table) { return opens(table) == first; });
}

// The text of a line that lies in this column alone, or nullptr.
const PlacedText* text_in(const PlacedLine& line, const std::vector<SpannedText>& spans, int column) {
  for (std::size_t i = 0; i < spans.size() && i < line.texts.size(); ++i) {
    if (spans[i].column == column && spans[i].last == column) return &line.texts[i];
  }
  return nullptr;
}

// The last row's wrapped name: a lone text right below one that fills its column, where the name would begin.
void take_last_wraps(const std::vector<PlacedLine>& lines, ColumnRun& run, const ColumnLayout& layout) {
  while (run.core_last < run.last) {
    const std::size_t next = run.core_last + 1;
    const auto& own = layout.lines[next - run.first];
    if (lines[next].page != lines[run.core_last].page || lines[next].texts.size() != 1 || own.size() != 1) return;
    const PlacedText& text = lines[next].texts.front();
    const int column = own.front().column;
    if (own.front().last != column || !text::has_han(text.text) || distance(lines[run.core_last], lines[next]) > 1.0)
      return;
    const PlacedText* above = text_in(lines[run.core_last], layout.lines[run.core_last - run.first], column);
    const bool fills = above != nullptr && !is_printed_figure(above->text) &&
                       above->right() + kLetter >= layout.columns[static_cast<std::size_t>(column)].right;
    if (!fills || std::abs(above->left() - text.left()) > kSameEdge || text.right() > above->right()) return;
    run.core_last = next;
  }
}

// 合计 alone right below the head of a table that prints no figure: its only row.
void take_row_of_nothing(const std::vector<PlacedLine>& lines, ColumnRun& run, const ColumnLayout& layout) {
  const std::size_t next = run.core_last + 1;
  if (next > run.last || lines[next].page != lines[run.core_last].page || lines[next].texts.size() != 1 ||
      distance(lines[run.core_last], lines[next]) > 1.0)
    return;
  for (std::size_t i = run.first; i <= run.core_last; ++i) {
    if (!figure_columns(layout.lines[i - run.first]).empty()) return;
  }
  const std::string words = plain_text(lines[next]);
  if (text::has_han(words) && text::decode(words).size() <= kShortName) run.core_last = next;
}

// Page marks are no rows; at the edges of the run they are no part of it.
void set_page_marks_apart(const std::vector<PlacedLine>& lines, Found& found) {
  const auto is_mark = [&](std::size_t line) {
    return lines[line].texts.size() == 1 && is_signed_page_mark(plain_text(lines[line]));
  };
  while (found.loose_first < found.run.core_first && is_mark(found.loose_first)) ++found.loose_first;
  while (found.loose_last > found.run.core_last && is_mark(found.loose_last)) --found.loose_last;
  for (ColumnRow& row : found.grid.rows) row.between = is_mark(row.first);
}

}  // namespace

bool is_signed_page_mark(std::string_view text) {
  const bool signs = !text.empty() && !text::is_digit(text::fold(text::decode(text).front())) &&
                     !text::is_digit(text::fold(text::decode(text).back()));
  return signs && is_page_mark(text);
}

bool say_facts(const std::vector<std::string_view>& texts) {
  const auto says_fact = [](std::string_view one) {
    return one.find("：") != std::string_view::npos || one.find(':') != std::string_view::npos;
  };
  const auto is_year = [](std::string_view one) {
    const std::string year = text::strip_spaces(one);
    return year.starts_with("20") && year.find_first_not_of("0123456789") == 4 &&
           (std::string_view(year).substr(4) == "年" || std::string_view(year).substr(4) == "年度");
  };
  return std::any_of(texts.begin(), texts.end(), says_fact) &&
         std::all_of(texts.begin(), texts.end(), [&](std::string_view one) { return says_fact(one) || is_year(one); });
}

bool says_money_unit(std::string_view text) {
  const std::string words = text::strip_spaces(text);
  for (const std::string_view colon : {std::string_view("："), std::string_view(":")}) {
    const auto at = words.rfind(colon);
    if (at != std::string::npos && money_unit(std::string_view(words).substr(at + colon.size()))) return true;
  }
  return false;
}

bool is_printed_figure(std::string_view text) {
  bool digit = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::fold(text::decode_next(text, at));
    if (text::is_digit(c))
      digit = true;
    else if (c != U',' && c != U'.' && c != U'%' && c != U'-' && c != U'+' && c != U'−')
      return false;
  }
  return digit;
}

void append_wrapped(std::string& text, std::string_view next) {
  next = text::trim(next);
  if (!text.empty() && !next.empty()) {
    const std::u32string before =
        text::decode(std::string_view(text).substr(text.size() - std::min<std::size_t>(text.size(), 4)));
    std::size_t at = 0;
    const char32_t right = text::decode_next(next, at);
    const auto wide = [](char32_t c) { return text::display_width(c) == 2; };
    if (!wide(before.back()) && !wide(right)) text += ' ';
  }
  text += next;
}

std::vector<ColumnGrid> find_column_grids(const std::vector<PlacedLine>& lines, double wide_gap, WrappedLines wrapped) {
  std::vector<Found> tables;
  const Pages pages(lines, wide_gap);
  for (ColumnRun run : find_column_runs(lines, wide_gap, wrapped)) {
    ColumnLayout layout = lay_out_columns(lines, run.first, run.last, run.size, wide_gap);
    const bool kept = wrapped == WrappedLines::kept && has_more_words(layout);
    if (wrapped == WrappedLines::kept) take_last_wraps(lines, run, layout);
    if (wrapped == WrappedLines::kept) take_row_of_nothing(lines, run, layout);
    std::size_t fullest = 0;
    for (std::size_t i = run.first; i <= run.last; ++i) fullest = std::max(fullest, lines[i].texts.size());
    const bool keeps = keeps_columns(layout);
    Found found{run, layout.columns, {}, count_misfits(layout).misfits, {}, run.first, run.last, kept};
    found.first_line = layout.lines[run.core_first - run.first];
    const bool sure = wrapped == WrappedLines::kept && figures_keep_columns(layout);
    if (kept || sure) {
      for (auto& line : layout.lines) line = set_apart(std::move(line));
    }
    found.grid.rows = kept ? keep_lines_as_rows(run, layout) : find_column_rows(lines, run, layout);
    if (!is_table(found, fullest + layout.own_heads) || !(keeps || sure)) continue;
    if (kept) set_page_marks_apart(lines, found);
    found.run.first = found.grid.rows.front().first;
    found.run.last = found.grid.rows.back().last;
    if (tables.empty() || starts_over(lines, tables, found) || !pages.join(tables.back(), found))
      tables.push_back(std::move(found));
  }
  std::vector<ColumnGrid> grids;
  for (Found& table : tables) {
    table.grid.columns = static_cast<int>(table.columns.size());
    grids.push_back(std::move(table.grid));
  }
  return grids;
}

}  // namespace gouji
