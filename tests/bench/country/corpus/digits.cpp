#include <cstddef>

#include "record.hpp"

namespace gouji::bench::country {

std::string digits(std::int64_t number, int width) {
  std::string text = std::to_string(number);
  if (static_cast<int>(text.size()) < width) text.insert(0, static_cast<std::size_t>(width) - text.size(), '0');
  return text;
}

std::string printed(std::int64_t hundredths, bool separators) {
  std::string text = digits(hundredths, 3);
  text.insert(text.size() - 2, 1, '.');
  for (std::size_t at = text.size() - 3; separators && at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

}  // namespace gouji::bench::country
