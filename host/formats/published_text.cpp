#include "formats/published_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "formats/column_grid.hpp"

namespace gouji {
namespace {

// Pages are marked by form feeds, or by extractors that begin the first line of each page with one space. The latter
// is believed only where such lines are few.
bool marks_pages_by_space(std::string_view text) {
  std::size_t lines = 0;
  std::size_t marked = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    if (!text::trim(line).empty()) {
      ++lines;
      if (line.size() > 1 && line[0] == ' ' && line[1] != ' ') ++marked;
    }
    start = end + 1;
  }
  return marked > 0 && marked * 10 <= lines;
}

bool opens_page(std::string_view line) {
  if (line.size() < 2 || line[0] != ' ') return false;
  std::size_t pos = 1;
  return !text::is_space(text::decode_next(line, pos));
}

}  // namespace

std::string decode_published(std::string_view bytes, const std::string& file) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (text::trim(bytes).empty()) {
    throw std::move(Fault("import.empty", fmt::format("“{}”是空文件", file), fmt::format("{} is empty", file))
                        .at_line(file, 0)
                        .hint("请核对下载是否完整", "check that the download is complete"));
  }
  try {
    if (bytes.find('\0') == std::string_view::npos) return to_utf8(std::string(bytes), file);
  } catch (const Fault&) {  // said below in the words of an import
  }
  throw std::move(Fault("import.not_text", fmt::format("“{}”不是文本文件（UTF-8 或 GB18030）", file),
                        fmt::format("{} is no text in UTF-8 or GB18030", file))
                      .at_line(file, 0)
                      .hint("请核对文件是否损坏，或另存为 UTF-8 文本", "check the file, or save it as UTF-8 text"));
}

PublishedSource read_published_text(std::string_view text) {
  PublishedSource source;
  source.format = "text";
  const bool spaced = marks_pages_by_space(text);
  bool page = false;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    SourceLine line;
    line.text = std::string(text.substr(start, end - start));
    line.at.line = static_cast<int>(source.lines.size()) + 1;
    if (line.text.find('\f') != std::string::npos) page = true;
    std::replace(line.text.begin(), line.text.end(), '\r', ' ');
    if (!text::trim(line.text).empty()) {
      line.page_start = page || (spaced && opens_page(line.text));
      page = false;
    }
    source.lines.push_back(std::move(line));
    start = end + 1;
  }
  find_layout_grids(source);
  return source;
}

}  // namespace gouji
