#include "base/location.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace gouji {
namespace {

constexpr int kShown = 100;  // characters of a line

}  // namespace

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
  // Of a long line, the part around the column.
  const auto before = static_cast<std::size_t>(column > kShown - 20 ? column - kShown / 2 : 0);
  const std::string lead = before > 0 ? "…" : "";
  const std::string_view rest = std::string_view(content).substr(text::prefix(content, before).size());
  const std::string shown = lead + text::visible(text::shorten(rest, static_cast<std::size_t>(kShown)));
  std::string result = fmt::format("{:>5} | {}", line, shown);
  if (column > 0) {
    const auto to_caret = text::prefix(rest, static_cast<std::size_t>(column - 1) - before);
    const int indent = text::display_width(lead) + text::display_width(to_caret);
    result += fmt::format("\n      | {}^", std::string(static_cast<std::size_t>(indent), ' '));
  }
  return result;
}

}  // namespace gouji
