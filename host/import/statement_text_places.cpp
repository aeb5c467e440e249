#include "import/statement_text_places.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "formats/pdf_lines.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kWideShare = 5;  // one gap of so many is wider than a blank, where blanks keep columns
constexpr std::size_t kRounds = 3;

// What a full-width character counts: programs that print pad by the width on the page, pdftotext by characters.
enum class Count { widths, characters };

double column_at(std::string_view line, std::size_t end, Count count) {
  double column = 0;
  for (std::size_t pos = 0; pos < end && pos < line.size();) {
    const char32_t c = text::decode_next(line, pos);
    column += count == Count::widths ? text::display_width(c) : 1;
  }
  return column;
}

double spread_of(const std::vector<double>& values) {
  if (values.empty()) return 0;
  const double middle = middle_of(values);
  double sum = 0;
  for (const double one : values) sum += std::abs(one - middle);
  return sum / static_cast<double>(values.size());
}

// Gaps before figures: all of them, and those wider than what parts two words.
std::pair<std::size_t, std::size_t> count_gaps(const SourceText& source, const std::vector<TextRow>& rows,
                                               const std::vector<std::size_t>& page) {
  std::size_t all = 0;
  std::size_t wide = 0;
  for (const std::size_t row : page) {
    for (const StatementToken& figure : rows[row].figures) {
      const std::string_view before = source.line(figure.line).substr(0, figure.begin);
      if (text::trim(before).empty()) continue;
      ++all;
      wide += before.ends_with("   ") ? 1U : 0U;
    }
  }
  return {all, wide};
}

// The digits of the row that numbers the columns, by their ends.
std::vector<double> numbers_in(std::string_view line, Count count) {
  std::vector<double> ends;
  for (std::size_t pos = 0; pos < line.size(); ++pos) {
    const bool digit = line[pos] >= '0' && line[pos] <= '9';
    const bool last = pos + 1 == line.size() || line[pos + 1] < '0' || line[pos + 1] > '9';
    if (digit && last) ends.push_back(column_at(line, pos + 1, count));
  }
  return ends;
}

// Where the names of the columns stand: the middle of all their words. Empty where one is not printed, or not in order.
std::vector<double> middles_of(const SourceText& source, const std::vector<std::vector<HeadPiece>>& heads,
                               Count count) {
  std::vector<double> middles;
  for (const std::vector<HeadPiece>& head : heads) {
    if (head.empty()) return {};
    double begin = std::numeric_limits<double>::max();
    double end = 0;
    for (const HeadPiece& piece : head) {
      begin = std::min(begin, column_at(source.line(piece.line), piece.begin, count));
      end = std::max(end, column_at(source.line(piece.line), piece.end, count));
    }
    if (!middles.empty() && (begin + end) / 2 <= middles.back()) return {};
    middles.push_back((begin + end) / 2);
  }
  return middles;
}

// The columns of a row's figures, in their order, so that they stand nearest to their places.
std::vector<std::size_t> nearest(const std::vector<double>& figures, const std::vector<double>& places,
                                 std::size_t first, std::size_t width) {
  constexpr double kFar = std::numeric_limits<double>::max() / 4;
  const std::size_t count = std::min(figures.size(), width);
  std::vector<std::vector<double>> cost(count + 1, std::vector<double>(width + 1, 0));
  std::vector<std::vector<bool>> taken(count + 1, std::vector<bool>(width + 1, false));
  for (std::size_t f = 1; f <= count; ++f) {
    cost[f][0] = kFar;
    for (std::size_t c = 1; c <= width; ++c) {
      const double here = cost[f - 1][c - 1] + std::abs(figures[f - 1] - places[first + c - 1]);
      taken[f][c] = here < cost[f][c - 1];
      cost[f][c] = std::min(here, cost[f][c - 1]);
    }
  }
  std::vector<std::size_t> columns(count, first);
  std::size_t f = count;
  for (std::size_t c = width; c > 0 && f > 0; --c) {
    if (taken[f][c]) columns[--f] = first + c - 1;
  }
  return columns;
}

// Blank lines that no table prints between its rows part pages, where form feeds do not.
bool parts_pages(const SourceText& source, int above, int below) {
  for (int line = above + 1; line < below; ++line) {
    if (source.line(line).find_first_not_of(" \t") == std::string_view::npos) return true;
  }
  return false;
}

// One page of a table: its rows, and the row that numbers the columns there (0: none).
struct PageRows {
  std::vector<std::size_t> rows;
  int numbers = 0;
};

std::vector<PageRows> pages_of(const SourceText& source, const TextRegion& region, const std::vector<TextRow>& rows) {
  std::vector<PageRows> pages(1);
  const bool numbered = !region.counts.empty() && !region.head.empty();
  if (numbered) pages.front().numbers = region.head.back();
  const std::string key = numbered ? StatementLexicon::key(source.line(region.head.back())) : std::string();
  int last = 0;
  std::size_t loose = 0;  // rows behind a blank line
  for (std::size_t i = 1; i < rows.size(); ++i)
    loose += parts_pages(source, rows[i - 1].last_line, rows[i].first_line) ? 1U : 0U;
  const bool blanks_part = loose * kWideShare < rows.size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (blanks_part && last > 0 && parts_pages(source, last, rows[i].first_line) && !pages.back().rows.empty())
      pages.emplace_back();
    // The groups of a table are read one after the other: lines may go back.
    for (int line = std::max(last, region.first_line) + 1; last > 0 && line <= rows[i].last_line; ++line) {
      const bool again = numbered && StatementLexicon::key(source.line(line)) == key;
      if (!again && !source.opens_page(line)) continue;
      if (!pages.back().rows.empty()) pages.emplace_back();
      if (again) pages.back().numbers = line;
    }
    last = rows[i].last_line;
    pages.back().rows.push_back(i);
  }
  return pages;
}

}  // namespace

ColumnPlaces::ColumnPlaces(const SourceText& source, const TextRegion& region, std::size_t columns,
                           const std::vector<TextRow>& rows,
                           const std::vector<std::pair<std::size_t, std::size_t>>& spans,
                           const std::vector<std::vector<HeadPiece>>& heads)
    : at_(rows.size()), page_of_(rows.size(), 0) {
  for (const PageRows& page : pages_of(source, region, rows)) {
    for (const std::size_t row : page.rows) page_of_[row] = pages_.size();
    pages_.emplace_back();
    const auto [all, wide] = count_gaps(source, rows, page.rows);
    if (all == 0 || wide * kWideShare < all) continue;
    const auto measure = [&](Count count, bool middles = false) {
      for (const std::size_t row : page.rows) {
        at_[row].clear();
        for (const StatementToken& figure : rows[row].figures) {
          const double end = column_at(source.line(figure.line), figure.end, count);
          const double begin = middles ? column_at(source.line(figure.line), figure.begin, count) : end;
          at_[row].push_back((begin + end) / 2);
        }
      }
    };
    // The ends of the figures of full rows by column, behind them the first figures of all rows.
    const auto ends_of = [&] {
      std::vector<std::vector<double>> ends(columns + 1);
      for (const std::size_t row : page.rows) {
        if (!at_[row].empty() && spans[row].first == 0) ends[columns].push_back(at_[row].front());
        if (at_[row].size() != spans[row].second) continue;
        for (std::size_t k = 0; k < at_[row].size(); ++k) ends[spans[row].first + k].push_back(at_[row][k]);
      }
      return ends;
    };
    const auto uneven = [&] {
      double sum = 0;
      for (const auto& one : ends_of()) sum += spread_of(one);
      return sum;
    };
    // The count that puts figures more nearly below each other.
    measure(Count::characters);
    const double by_characters = uneven();
    measure(Count::widths);
    const bool characters = by_characters < uneven();
    if (characters) measure(Count::characters);
    auto ends = ends_of();
    const std::vector<double> firsts = std::move(ends.back());
    ends.pop_back();
    std::vector<double> numbers;
    if (page.numbers > 0)
      numbers = numbers_in(source.line(page.numbers), characters ? Count::characters : Count::widths);
    // The columns of names before the figures may be numbered too.
    if (region.counts.size() == 1 && region.counts.front() == columns && numbers.size() > columns)
      numbers.erase(numbers.begin(), numbers.end() - static_cast<std::ptrdiff_t>(columns));
    std::vector<double> places(columns);
    if (std::all_of(ends.begin(), ends.end(), [](const auto& one) { return !one.empty(); })) {
      for (std::size_t c = 0; c < columns; ++c) places[c] = middle_of(ends[c]);
    } else if (numbers.size() == columns && !firsts.empty()) {
      // Numbers stand in the middle of their columns: all are moved so that the first one fits.
      const double moved = middle_of(firsts) - numbers.front();
      for (std::size_t c = 0; c < columns; ++c) places[c] = numbers[c] + moved;
    } else if (const auto middles = middles_of(source, heads, characters ? Count::characters : Count::widths);
               !middles.empty() && middles.size() == columns) {
      // Figures stand in the middle below the names.
      measure(characters ? Count::characters : Count::widths, true);
      places = middles;
    } else {
      continue;
    }
    for (std::size_t round = 0; round < kRounds; ++round) {
      for (auto& one : ends) one.clear();
      for (const std::size_t row : page.rows) {
        const auto own = nearest(at_[row], places, spans[row].first, spans[row].second);
        for (std::size_t k = 0; k < own.size(); ++k) ends[own[k]].push_back(at_[row][k]);
      }
      for (std::size_t c = 0; c < columns; ++c) {
        if (!ends[c].empty()) places[c] = middle_of(ends[c]);
      }
    }
    if (!std::is_sorted(places.begin(), places.end())) continue;
    double reach = std::numeric_limits<double>::max();
    for (std::size_t c = 1; c < columns; ++c) reach = std::min(reach, (places[c] - places[c - 1]) / 2);
    pages_.back() = {std::move(places), reach};
  }
}

double ColumnPlaces::distance(std::size_t row, std::size_t figure, std::size_t column) const {
  const Page& page = pages_[page_of_[row]];
  return page.places.empty() ? 0 : std::abs(at_[row][figure] - page.places[column]);
}

double ColumnPlaces::reach(std::size_t row) const { return pages_.empty() ? 0 : pages_[page_of_[row]].reach; }

}  // namespace gouji::intake
