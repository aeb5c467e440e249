#include "formats/published_pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/text.hpp"
#include "formats/column_cuts.hpp"
#include "formats/column_grid.hpp"
#include "formats/grid_writer.hpp"
#include "formats/pdf_words.hpp"
#include "formats/published_faults.hpp"

namespace gouji {
namespace {

// In sizes of a letter.
constexpr double kSameLine = 0.35;      // centres no further apart stand on one line
constexpr double kWideGap = 0.8;        // parts two texts
constexpr double kPrintedSpace = 0.35;  // less between two Han characters is the setting of the line, no space
constexpr double kBlankLine = 2.6;      // from centre to centre: a blank line between
constexpr double kTallestSize = 0.9;    // of a word's height
constexpr std::size_t kNamed = 10;      // pages that a note names

double centre(const PdfWord& word) { return (word.top + word.bottom) / 2; }

// The side of a Han character, which takes two columns where a digit takes one; fonts say more or less of height.
double letter_size(const PdfWord& word) {
  const int columns = std::max(1, text::display_width(word.text));
  return std::min((word.right - word.left) * 2 / columns, kTallestSize * (word.bottom - word.top));
}

double middle_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The words of one line, from left to right, put together where no wide gap parts them.
PlacedLine line_of(std::vector<PdfWord> words, int page, double wide_gap) {
  std::sort(words.begin(), words.end(), [](const PdfWord& a, const PdfWord& b) { return a.left < b.left; });
  PlacedLine line;
  line.page = page;
  std::vector<double> sizes;
  double sum = 0;
  for (const PdfWord& word : words) {
    sizes.push_back(letter_size(word));
    sum += centre(word);
    const double gap = line.texts.empty() ? 0 : word.left - line.texts.back().right();
    if (line.texts.empty() || gap > wide_gap) {
      line.texts.push_back({{{word.left, word.right, word.text}}, word.text});
      continue;
    }
    PlacedText& text = line.texts.back();
    if (gap < kPrintedSpace * sizes.back())
      append_wrapped(text.text, word.text);
    else
      text.text += " " + word.text;
    text.words.push_back({word.left, std::max(word.right, text.right()), word.text});
  }
  line.centre = sum / static_cast<double>(words.size());
  line.size = middle_of(std::move(sizes));
  return line;
}

// The usual size of letters, by words.
double usual_size(const std::vector<PdfPage>& pages) {
  std::vector<double> sizes;
  for (const PdfPage& page : pages) {
    for (const PdfWord& word : page.words) sizes.push_back(letter_size(word));
  }
  return sizes.empty() ? 1 : middle_of(std::move(sizes));
}

void add_lines(const PdfPage& page, int number, double size, std::vector<PlacedLine>& lines) {
  std::vector<std::size_t> order(page.words.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return centre(page.words[a]) < centre(page.words[b]); });
  std::vector<PdfWord> words;
  double sum = 0;
  const auto end_line = [&] {
    if (!words.empty()) lines.push_back(line_of(std::move(words), number, kWideGap * size));
    words.clear();
    sum = 0;
  };
  for (const std::size_t i : order) {
    const PdfWord& word = page.words[i];
    if (!words.empty()) {
      const double middle = sum / static_cast<double>(words.size());
      if (centre(word) - middle > kSameLine * std::min(letter_size(word), letter_size(words.back()))) end_line();
    }
    words.push_back(word);
    sum += centre(word);
  }
  end_line();
}

std::string plain(const PlacedLine& line) {
  std::string out;
  for (const PlacedText& text : line.texts) out += (out.empty() ? "" : "  ") + text.text;
  return out;
}

class PdfWriter {
 public:
  PdfWriter(const std::vector<PlacedLine>& lines, PublishedSource& source) : lines_(lines), writer_(source) {
    int on_page = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      on_page = opens_page(i) ? 1 : on_page + 1;
      numbers_.push_back(on_page);
    }
  }

  void write(const std::vector<ColumnGrid>& grids) {
    std::size_t next = 0;
    for (const ColumnGrid& grid : grids) {
      for (; next < grid.rows.front().first; ++next) line(next, true);
      if (next > 0) writer_.blank_line(at(next, next));
      writer_.begin_grid(false);
      for (const ColumnRow& row : grid.rows) {
        if (row.between) {
          for (std::size_t i = row.first; i <= row.last; ++i) line(i, false);
          continue;
        }
        const Place place = at(row.first, row.last);
        std::vector<GridText> cells;
        for (const ColumnCell& cell : row.cells) cells.push_back({cell.column, 1, cell.columns, cell.text, place});
        writer_.row(cells, place, opens_page(row.first));
      }
      writer_.end_grid();
      next = grid.rows.back().last + 1;
    }
    for (; next < lines_.size(); ++next) line(next, true);
  }

 private:
  bool opens_page(std::size_t i) const { return i == 0 || lines_[i].page != lines_[i - 1].page; }
  Place at(std::size_t first, std::size_t last) const {
    Place place;
    place.page = lines_[first].page;
    place.line = numbers_[first];
    if (last > first) place.to = numbers_[last];
    return place;
  }
  void line(std::size_t i, bool gaps) {
    if (gaps && i > 0) {
      const double gap = lines_[i].centre - lines_[i - 1].centre;
      const double usual = std::max(lines_[i].size, lines_[i - 1].size);
      if (opens_page(i) || gap > kBlankLine * usual) writer_.blank_line(at(i, i));
    }
    writer_.line(plain(lines_[i]), at(i, i), opens_page(i));
  }

  const std::vector<PlacedLine>& lines_;
  GridWriter writer_;
  std::vector<int> numbers_;
};

}  // namespace

PublishedSource read_published_pdf(std::string_view bytes, const std::string& file) {
  const PdfWords read = read_pdf_words(bytes, file);
  PublishedSource source;
  source.format = "pdf";
  const double size = usual_size(read.pages);
  std::vector<PlacedLine> lines;
  std::vector<std::string> without;
  for (std::size_t i = 0; i < read.pages.size(); ++i) {
    add_lines(read.pages[i], static_cast<int>(i) + 1, size, lines);
    if (read.pages[i].words.empty()) without.push_back(fmt::format("{}", i + 1));
  }
  if (lines.empty()) throw refusals::no_text(file);
  std::vector<ColumnGrid> grids = find_column_grids(lines, kWideGap * size);
  drop_badly_cut(grids);
  PdfWriter(lines, source).write(grids);
  if (!without.empty()) {
    const std::size_t named = std::min(kNamed, without.size());
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
