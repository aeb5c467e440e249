#include "base/location.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace gouji {

std::string to_text(const Location& location) {
  if (location.line == 0) return location.file;
  if (location.column == 0) return fmt::format("{}:{}", location.file, location.line);
  return fmt::format("{}:{}:{}", location.file, location.line, location.column);
}

std::string excerpt(const std::string& whole_text, int line, int column) {
  std::size_t begin = 0;
  for (int current = 1; current < line; ++current) {
    begin = whole_text.find('\n', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  if (line < 1 || begin >= whole_text.size()) return {};
  std::string content = whole_text.substr(begin, whole_text.find('\n', begin) - begin);
  if (!content.empty() && content.back() == '\r') content.pop_back();
  const std::string shown = text::visible(text::shorten(content, 100));
  std::string result = fmt::format("{:>5} | {}", line, shown);
  if (column > 0) {
    const auto before = text::prefix(content, static_cast<std::size_t>(column - 1));
    result += fmt::format("\n      | {}^", std::string(static_cast<std::size_t>(text::display_width(before)), ' '));
  }
  return result;
}

}  // namespace gouji
