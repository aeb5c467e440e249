#include "formats/pdf_lines.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/text.hpp"

namespace gouji {
namespace {

// In sizes of a letter.
constexpr double kSameLine = 0.35;      // centres no further apart stand on one line
constexpr double kPrintedSpace = 0.35;  // less between two Han characters is the setting of the line, no space
constexpr double kTallestSize = 0.9;    // of a word's height
constexpr double kNoRoom = 1.5;         // left of a border: a number that ends so close to it goes on below

// The words of one line, from left to right, put together where no wide gap parts them.
PlacedLine line_of(std::vector<PdfWord> words, int page, double wide_gap) {
  std::sort(words.begin(), words.end(), [](const PdfWord& a, const PdfWord& b) { return a.left < b.left; });
  PlacedLine line;
  line.page = page;
  std::vector<double> sizes;
  double sum = 0;
  for (const PdfWord& word : words) {
    sizes.push_back(letter_size(word));
    sum += centre_of(word);
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

bool ends_in_number(std::string_view text) {
  return !text.empty() &&
         (std::isdigit(static_cast<unsigned char>(text.back())) != 0 || text.back() == ',' || text.back() == '.');
}
bool goes_on_as_number(std::string_view text) {
  return !text.empty() && (std::isdigit(static_cast<unsigned char>(text.front())) != 0 || text.front() == ',' ||
                           text.front() == '.' || text.front() == '%');
}

}  // namespace

double centre_of(const PdfWord& word) { return (word.top + word.bottom) / 2; }

double letter_size(const PdfWord& word) {
  const int columns = std::max(1, text::display_width(word.text));
  return std::min((word.right - word.left) * 2 / columns, kTallestSize * (word.bottom - word.top));
}

double middle_of(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void add_lines(const std::vector<PdfWord>& all, int page, double wide_gap, std::vector<PlacedLine>& lines) {
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return centre_of(all[a]) < centre_of(all[b]); });
  std::vector<PdfWord> words;
  double sum = 0;
  const auto end_line = [&] {
    if (!words.empty()) lines.push_back(line_of(std::move(words), page, wide_gap));
    words.clear();
    sum = 0;
  };
  for (const std::size_t i : order) {
    const PdfWord& word = all[i];
    if (!words.empty()) {
      const double middle = sum / static_cast<double>(words.size());
      if (centre_of(word) - middle > kSameLine * std::min(letter_size(word), letter_size(words.back()))) end_line();
    }
    words.push_back(word);
    sum += centre_of(word);
  }
  end_line();
}

CellText cell_text(const std::vector<PdfWord>& words, double left_border, double right_border) {
  std::vector<PlacedLine> lines;
  add_lines(words, 0, std::numeric_limits<double>::infinity(), lines);
  CellText cell;
  cell.lines = static_cast<int>(lines.size());
  const PlacedText* before = nullptr;
  for (const PlacedLine& line : lines) {
    const PlacedText& text = line.texts.front();
    const bool broken = before != nullptr && ends_in_number(before->text) && goes_on_as_number(text.text) &&
                        right_border - before->right() < kNoRoom * line.size;
    if (broken)
      cell.text += text.text;
    else
      append_wrapped(cell.text, text.text);
    before = &text;
    const double padding = std::max(0.0, text.left() - left_border);
    cell.room = (right_border - text.right() - padding) / line.size;
  }
  return cell;
}

}  // namespace gouji
