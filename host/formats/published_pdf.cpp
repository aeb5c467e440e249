#include "formats/published_pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "formats/column_cuts.hpp"
#include "formats/column_grid.hpp"
#include "formats/grid_writer.hpp"
#include "formats/pdf_lines.hpp"
#include "formats/pdf_rules.hpp"
#include "formats/pdf_tables.hpp"
#include "formats/pdf_words.hpp"
#include "formats/published_faults.hpp"

namespace gouji {
namespace {

// In sizes of a letter.
constexpr double kBlankLine = 2.6;           // from centre to centre: a blank line between
constexpr std::size_t kMostPagesNamed = 10;  // pages that a note names
constexpr int kWidestFoot = 16;              // columns of characters

// The usual size of letters, by words.
double usual_size(const std::vector<PdfPage>& pages) {
  std::vector<double> sizes;
  for (const PdfPage& page : pages) {
    for (const PdfWord& word : page.words) sizes.push_back(letter_size(word));
  }
  return sizes.empty() ? 1 : middle_of(std::move(sizes));
}

std::string plain(const PlacedLine& line) {
  std::string out;
  for (const PlacedText& text : line.texts) out += (out.empty() ? "" : "  ") + text.text;
  return out;
}

// A line of text or a table, where it stands on its page.
struct PdfEntry {
  int page = 1;
  double top = 0;
  std::optional<PlacedLine> line;
  std::optional<DrawnPart> part;
};

// Of one page, from its top.
void add_entries(PdfPage&& page, int number, const std::vector<PdfRule>& rules, double size,
                 std::vector<PdfEntry>& entries) {
  const auto first = static_cast<std::ptrdiff_t>(entries.size());
  for (DrawnPart& part : take_drawn_parts(page, number, rules)) {
    const double top = part.frame.top();
    entries.push_back({number, top, std::nullopt, std::move(part)});
  }
  std::vector<PlacedLine> lines;
  add_lines(page.words, number, kWideGap * size, lines);
  for (PlacedLine& line : lines) {
    const double top = line.centre;
    entries.push_back({number, top, std::move(line), std::nullopt});
  }
  std::stable_sort(entries.begin() + first, entries.end(),
                   [](const PdfEntry& one, const PdfEntry& other) { return one.top < other.top; });
}

class PdfWriter {
 public:
  PdfWriter(std::vector<PdfEntry>&& entries, double size, PublishedSource& source)
      : entries_(std::move(entries)), size_(size), writer_(source) {}

  void write() {
    for (std::size_t i = 0; i < entries_.size();) i = entries_[i].line ? write_lines(i) : write_table(i);
  }

 private:
  // --- lines, with the tables that their gaps make -----------------------------------------------------------------

  std::size_t write_lines(std::size_t from) {
    std::vector<PlacedLine> lines;
    std::vector<Place> places;
    std::size_t end = from;
    for (; end < entries_.size() && entries_[end].line; ++end) {
      lines.push_back(*entries_[end].line);
      places.push_back(take_place(entries_[end].page, 1));
    }
    const auto opens = [&](std::size_t i) { return places[i].line == 1; };
    const auto place = [&](std::size_t first, std::size_t last) {
      Place both = places[first];
      if (last > first) both.to = places[last].line;
      return both;
    };
    const auto line = [&](std::size_t i, bool gaps) {
      if (gaps && (i > 0 || written_)) {
        const bool apart =
            i == 0 || lines[i].centre - lines[i - 1].centre > kBlankLine * std::max(lines[i].size, lines[i - 1].size);
        if (opens(i) || apart) writer_.blank_line(places[i]);
      }
      writer_.line(plain(lines[i]), places[i], opens(i));
    };
    std::size_t next = 0;
    std::vector<ColumnGrid> grids = find_column_grids(lines, kWideGap * size_, WrappedLines::joined);
    drop_badly_cut(grids);
    for (const ColumnGrid& grid : grids) {
      for (; next < grid.rows.front().first; ++next) line(next, true);
      if (next > 0 || written_) writer_.blank_line(places[next]);
      writer_.begin_grid(false);
      for (const ColumnRow& row : grid.rows) {
        if (row.between) {
          for (std::size_t i = row.first; i <= row.last; ++i) line(i, false);
          continue;
        }
        const Place at = place(row.first, row.last);
        std::vector<GridText> cells;
        for (const ColumnCell& cell : row.cells) cells.push_back({cell.column, 1, cell.columns, cell.text, at});
        writer_.row(cells, at, opens(row.first));
      }
      writer_.end_grid();
      next = grid.rows.back().last + 1;
    }
    for (; next < lines.size(); ++next) line(next, true);
    written_ = true;
    return end;
  }

  // --- tables with drawn borders -----------------------------------------------------------------------------------

  std::size_t write_table(std::size_t from) {
    std::vector<DrawnPart> table{*entries_[from].part};
    std::vector<std::size_t> numbers{from};
    for (auto next = part_below(from); next && goes_on(table, *entries_[*next].part); next = part_below(*next)) {
      table.push_back(*entries_[*next].part);
      numbers.push_back(*next);
    }
    std::size_t part = 0;
    bool begun = false;
    for (const DrawnRow& row : rows_of(table)) {
      for (; part < row.part; ++part) {  // feet and heads of pages
        for (std::size_t i = numbers[part] + 1; i < numbers[part + 1]; ++i) {
          const Place at = take_place(entries_[i].page, 1);
          writer_.line_between(plain(*entries_[i].line), at, at.line == 1);
        }
      }
      const Place at = take_place(table[row.part].page, row.lines);
      if (!begun && written_) writer_.blank_line(at);
      if (!begun) writer_.begin_grid(true);
      begun = true;
      std::vector<GridText> cells = row.cells;
      for (GridText& cell : cells) cell.at = at;
      if (row.between) {
        std::string text;
        for (const GridText& cell : cells) text += (&cell == cells.data() ? "" : "\t") + cell.text;
        writer_.line_between(text, at, at.line == 1);
      } else {
        writer_.row(cells, at, at.line == 1);
      }
    }
    writer_.end_grid();
    written_ = true;
    return numbers.back() + 1;
  }

  // The part on the next page that nothing but the foot of this page and the head of that one parts from here.
  std::optional<std::size_t> part_below(std::size_t from) const {
    std::size_t next = from + 1;
    std::size_t feet = 0, heads = 0;
    const int page = entries_[from].page;
    for (; next < entries_.size() && entries_[next].line; ++next) {
      const PdfEntry& entry = entries_[next];
      if (entry.page == page ? !is_foot(*entry.line) || ++feet > 1 : !is_head(entry, heads++)) return std::nullopt;
    }
    if (next >= entries_.size() || entries_[next].page != page + 1) return std::nullopt;
    return next;
  }
  // A page's number and what stands around it.
  static bool is_foot(const PlacedLine& line) {
    const std::string text = plain(line);
    return text::display_width(text) <= kWidestFoot &&
           std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  }
  // Printed in the same place on the page before.
  bool is_head(const PdfEntry& entry, std::size_t number) const {
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), entry.page - 1,
                                        [](const PdfEntry& one, int page) { return one.page < page; });
    const auto same = first + static_cast<std::ptrdiff_t>(number);
    return same < entries_.end() && same->page == entry.page - 1 && same->line &&
           plain(*same->line) == plain(*entry.line);
  }

  // Lines count from 1 on every page.
  Place take_place(int page, int lines) {
    if (page != page_) on_page_ = 0;
    page_ = page;
    Place place;
    place.page = page;
    place.line = on_page_ + 1;
    on_page_ += lines;
    if (lines > 1) place.to = on_page_;
    return place;
  }

  std::vector<PdfEntry> entries_;
  double size_;
  GridWriter writer_;
  bool written_ = false;
  int page_ = 0, on_page_ = 0;
};

}  // namespace

PublishedSource read_published_pdf(std::string_view bytes, const std::string& file) {
  PdfWords read = read_pdf_words(bytes, file);
  PublishedSource source;
  source.format = "pdf";
  const double size = usual_size(read.pages);
  std::vector<std::string> without;
  std::vector<PdfEntry> entries;
  const bool text =
      std::any_of(read.pages.begin(), read.pages.end(), [](const PdfPage& page) { return !page.words.empty(); });
  if (!text) throw refusals::no_text(file);
  const std::vector<std::vector<PdfRule>> rules = read_pdf_rules(bytes);
  const bool ruled = rules.size() == read.pages.size();
  for (std::size_t i = 0; i < read.pages.size(); ++i) {
    if (read.pages[i].words.empty()) without.push_back(fmt::format("{}", i + 1));
    add_entries(std::move(read.pages[i]), static_cast<int>(i) + 1, ruled ? rules[i] : std::vector<PdfRule>(), size,
                entries);
  }
  PdfWriter(std::move(entries), size, source).write();
  if (!without.empty()) {
    const std::size_t named = std::min(kMostPagesNamed, without.size());
    const std::string pages =
        fmt::format("{}{}", fmt::join(without.begin(), without.begin() + static_cast<std::ptrdiff_t>(named), " "),
                    without.size() > named ? fmt::format(" …（{}）", without.size()) : "");
    source.notes.push_back({{},
                            fmt::format("这些页没有文字，可能是图像：{}", pages),
                            fmt::format("these pages hold no text, perhaps pictures: {}", pages)});
  }
  if (read.complaints) {
    source.notes.push_back({{},
                            "PDF 有错误，读出的可能不全，请对照原件",
                            "the PDF has faults, what was read may lack parts: compare it with the original"});
  }
  return source;
}

}  // namespace gouji
