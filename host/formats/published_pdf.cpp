#include "formats/published_pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "formats/column_grid.hpp"
#include "formats/grid_writer.hpp"
#include "formats/pdf_words.hpp"
#include "formats/published_faults.hpp"

namespace gouji {
namespace {

// In heights of a word.
constexpr double kSameLine = 0.4;       // centres no further apart stand on one line
constexpr double kWideGap = 0.8;        // parts two texts
constexpr double kPrintedSpace = 0.35;  // less between two Han characters is the setting of the line, no space
constexpr double kBlankLine = 2.2;      // from centre to centre: a blank line between
constexpr std::size_t kNamed = 10;      // pages that a note names

double centre(const PdfWord& word) { return (word.top + word.bottom) / 2; }
double height(const PdfWord& word) { return word.bottom - word.top; }

PlacedText text_of(const PdfWord& word) { return {word.left, word.right, word.text, {}}; }

// The words of one line, from left to right, put together where no wide gap parts them.
PlacedLine line_of(std::vector<PdfWord> words, int page) {
  std::sort(words.begin(), words.end(), [](const PdfWord& a, const PdfWord& b) { return a.left < b.left; });
  PlacedLine line;
  line.page = page;
  line.top = words.front().top;
  line.bottom = words.front().bottom;
  for (const PdfWord& word : words) {
    line.top = std::min(line.top, word.top);
    line.bottom = std::max(line.bottom, word.bottom);
    const double gap = line.texts.empty() ? 0 : word.left - line.texts.back().right;
    if (line.texts.empty() || gap > kWideGap * height(word)) {
      line.texts.push_back(text_of(word));
      line.texts.back().words.push_back(text_of(word));
      continue;
    }
    PlacedText& text = line.texts.back();
    if (gap < kPrintedSpace * height(word))
      append_wrapped(text.text, word.text);
    else
      text.text += " " + word.text;
    text.right = std::max(text.right, word.right);
    text.words.push_back(text_of(word));
  }
  return line;
}

void add_lines(const PdfPage& page, int number, std::vector<PlacedLine>& lines) {
  std::vector<std::size_t> order(page.words.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return centre(page.words[a]) < centre(page.words[b]); });
  std::vector<PdfWord> words;
  double sum = 0;
  const auto end_line = [&] {
    if (!words.empty()) lines.push_back(line_of(std::move(words), number));
    words.clear();
    sum = 0;
  };
  for (const std::size_t i : order) {
    const PdfWord& word = page.words[i];
    if (!words.empty()) {
      const double middle = sum / static_cast<double>(words.size());
      if (centre(word) - middle > kSameLine * std::min(height(word), height(words.back()))) end_line();
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
      if (next < lines_.size()) writer_.blank_line(at(next, next));
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
      const double gap = lines_[i].centre() - lines_[i - 1].centre();
      const double usual = std::max(lines_[i].height(), lines_[i - 1].height());
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
  std::vector<PlacedLine> lines;
  std::vector<std::string> without;
  for (std::size_t i = 0; i < read.pages.size(); ++i) {
    add_lines(read.pages[i], static_cast<int>(i) + 1, lines);
    if (read.pages[i].words.empty()) without.push_back(fmt::format("{}", i + 1));
  }
  if (lines.empty()) throw refusals::no_text(file);
  PdfWriter(lines, source).write(find_column_grids(lines));
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
