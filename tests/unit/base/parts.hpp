// What tests ask of texts.
#pragma once

#include <string>
#include <string_view>

namespace gouji::test {

inline bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

inline std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

}  // namespace gouji::test
