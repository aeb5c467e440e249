#include "import/source_text.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

// Empty when the bytes are no GB18030 either.
std::optional<std::string> from_gb18030(std::string_view bytes) {
  const iconv_t converter = ::iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT: iconv's own error value
  std::string input(bytes);
  std::string output(bytes.size() * 2 + 16, '\0');
  char* from = input.data();
  char* to = output.data();
  std::size_t left = input.size();
  std::size_t room = output.size();
  const std::size_t status = ::iconv(converter, &from, &left, &to, &room);
  ::iconv_close(converter);
  if (status == static_cast<std::size_t>(-1)) return std::nullopt;
  output.resize(output.size() - room);
  return output;
}

// Pages are marked by form feeds, or by extractors that begin the first line of each page with one space. The latter
// is believed only where such lines are few and no line is indented otherwise by a single space more often.
std::string_view page_mark_of(std::string_view text) {
  std::size_t lines = 0;
  std::size_t marked = 0;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = text.find('\n', start);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view line = text.substr(start, end - start);
    if (!text::trim(line).empty()) {
      ++lines;
      if (line.size() > 1 && line[0] == ' ' && line[1] != ' ') ++marked;
    }
    start = end + 1;
  }
  return marked > 0 && marked * 10 <= lines ? " " : "";
}

// "12", "- 12 -", "— 12 —": how pages are numbered.
bool is_one_number(std::string_view content) {
  while (!content.empty() && (content.starts_with("-") || content.starts_with(" "))) content.remove_prefix(1);
  while (!content.empty() && (content.ends_with("-") || content.ends_with(" "))) content.remove_suffix(1);
  if (content.starts_with("—")) content.remove_prefix(std::string_view("—").size());
  if (content.ends_with("—")) content.remove_suffix(std::string_view("—").size());
  content = text::trim(content);
  return !content.empty() && content.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Place Piece::place() const {
  Place place;
  for (const SourceSpan& span : spans) {
    if (place.line == 0 || span.line < place.line) place.line = span.line;
    place.to = std::max(place.to, span.line);
  }
  if (place.to == place.line) place.to = 0;
  return place;
}

SourceText::SourceText(std::string_view bytes, const std::string& file) {
  if (bytes.size() > kMostBytes) {
    throw Fault("import.too_large", fmt::format("“{}”超过 64 MB", file), fmt::format("{} is larger than 64 MB", file));
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (text::trim(bytes).empty()) {
    throw std::move(Fault("import.empty", fmt::format("“{}”是空文件", file), fmt::format("{} is empty", file))
                        .at_line(file, 0)
                        .hint("请核对下载是否完整", "check that the download is complete"));
  }
  const bool binary = bytes.find('\0') != std::string_view::npos;
  if (!binary && text::is_valid(bytes)) {
    text_ = std::string(bytes);
  } else if (auto converted = binary ? std::nullopt : from_gb18030(bytes)) {
    text_ = std::move(*converted);
  } else {
    throw std::move(
        Fault("import.not_text", fmt::format("“{}”不是文本文件（UTF-8 或 GB18030）", file),
              fmt::format("{} is no text in UTF-8 or GB18030", file))
            .at_line(file, 0)
            .hint("目前读取 PDF 转出的文本；其他格式请先转换为文本", "give the text extracted from the PDF"));
  }
  std::replace(text_.begin(), text_.end(), '\r', ' ');
  lines_ = flow_lines(text_, page_mark_of(text_));
  for (std::size_t start = 0; start <= text_.size();) {
    std::size_t end = text_.find('\n', start);
    if (end == std::string::npos) end = text_.size();
    by_number_.push_back(std::string_view(text_).substr(start, end - start));
    start = end + 1;
  }
  line_count_ = static_cast<int>(by_number_.size());
  for (std::size_t i = 0; i < by_number_.size(); ++i) {
    const std::string_view content = text::trim(by_number_[i]);
    const bool blank_above = i == 0 || text::trim(by_number_[i - 1]).empty();
    const bool blank_below = i + 1 >= by_number_.size() || text::trim(by_number_[i + 1]).empty();
    const bool alone = blank_above && blank_below && is_one_number(content);
    for (const SourceNumber& number : scan_numbers(by_number_[i], static_cast<int>(i) + 1, alone))
      numbers_.push_back(number);
  }
}

std::string_view SourceText::line(int number) const {
  return number >= 1 && number <= line_count_ ? by_number_[static_cast<std::size_t>(number) - 1] : std::string_view();
}

Piece SourceText::piece(int number, std::size_t begin, std::size_t end) const {
  const std::string_view whole = line(number);
  begin = std::min(begin, whole.size());
  end = std::clamp(end, begin, whole.size());
  const std::string_view part = text::trim(whole.substr(begin, end - begin));
  const auto start = part.empty() ? begin : static_cast<std::size_t>(part.data() - whole.data());
  return {std::string(part), {{number, start, start + part.size()}}, {}};
}

Piece SourceText::whole_lines(int from, int to) const {
  Piece joined;
  for (int number = std::max(1, from); number <= std::min(to, line_count_); ++number) {
    const Piece one = piece(number, 0, line(number).size());
    if (one.text.empty()) continue;
    joined.text += one.text;
    joined.spans.push_back(one.spans.front());
  }
  return joined;
}

void SourceText::place(const std::vector<SourceSpan>& spans) {
  for (const SourceSpan& span : spans) {
    auto number = std::lower_bound(numbers_.begin(), numbers_.end(), span.line,
                                   [](const SourceNumber& one, int line) { return one.line < line; });
    for (; number != numbers_.end() && number->line == span.line; ++number) {
      if (number->begin < span.end && span.begin < number->end) number->placed = true;
    }
  }
}

}  // namespace gouji::intake
