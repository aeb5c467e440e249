#include "formats/column_grid.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "formats/column_layout.hpp"
#include "formats/column_rows.hpp"
#include "formats/column_runs.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMisfitShare = 5;  // at most one text of so many keeps to no column
constexpr std::size_t kMostBetween = 8;  // lines between two pages of a table
constexpr std::size_t kMostPageDigits = 8;
constexpr std::size_t kTitleLines = 6;  // above a table, which may be printed again

struct Found {
  ColumnRun run;
  std::vector<ColumnSpan> columns;
  ColumnGrid grid;
};

// Where many texts keep to no column, they do not stand in columns at all.
bool keeps_columns(const ColumnLayout& layout) {
  const ColumnMisfits found = count_misfits(layout);
  return found.misfits * kMisfitShare <= found.texts;
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
  explicit Pages(const std::vector<PlacedLine>& lines) : lines_(lines) {}

  bool join(Found& table, Found& next) const {
    if (lines_[next.run.first].page != lines_[table.run.last].page + 1) return false;
    const std::size_t begin = table.run.last + 1;
    const std::size_t end = next.run.first;
    if (end - begin > kMostBetween) return false;
    std::set<std::string> above;
    for (std::size_t i = table.run.first; i > 0 && table.run.first - i < kTitleLines; --i)
      above.insert(plain_text(lines_[i - 1]));
    for (std::size_t i = begin; i < end; ++i) {
      const std::string text = plain_text(lines_[i]);
      if (!is_page_mark(text) && !above.contains(text)) return false;
    }
    const auto columns = columns_of(table, next);
    if (!columns) return false;
    append(table, next, *columns);
    return true;
  }

 private:
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
  }

  const std::vector<PlacedLine>& lines_;
};

}  // namespace

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

std::vector<ColumnGrid> find_column_grids(const std::vector<PlacedLine>& lines, double wide_gap) {
  std::vector<Found> tables;
  const Pages pages(lines);
  for (const ColumnRun& run : find_column_runs(lines, wide_gap)) {
    const ColumnLayout layout = lay_out_columns(lines, run.first, run.last, run.size, wide_gap);
    std::size_t fullest = 0;
    for (std::size_t i = run.first; i <= run.last; ++i) fullest = std::max(fullest, lines[i].texts.size());
    Found found{run, layout.columns, {}};
    found.grid.rows = find_column_rows(lines, run, layout);
    if (!is_table(found, fullest) || !keeps_columns(layout)) continue;
    found.run.first = found.grid.rows.front().first;
    found.run.last = found.grid.rows.back().last;
    if (tables.empty() || !pages.join(tables.back(), found)) tables.push_back(std::move(found));
  }
  std::vector<ColumnGrid> grids;
  for (Found& table : tables) {
    table.grid.columns = static_cast<int>(table.columns.size());
    grids.push_back(std::move(table.grid));
  }
  return grids;
}

}  // namespace gouji
