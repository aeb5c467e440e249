#include "base/whole_number.hpp"

#include <charconv>

namespace gouji {
namespace {

struct Read {
  std::optional<int> number;
  std::string_view rest;
};

Read read(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return {};
  return {number, text.substr(static_cast<std::size_t>(end - text.data()))};
}

}  // namespace

std::optional<int> leading_number(std::string_view text) { return read(text).number; }

std::optional<int> whole_number(std::string_view text) {
  const Read found = read(text);
  return found.rest.empty() ? found.number : std::nullopt;
}

}  // namespace gouji
