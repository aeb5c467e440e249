// Letters of names that no program tells apart by their case: endings of files, names of sheets.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace gouji::text {

// A to Z become a to z; all else stays.
inline std::string lower(std::string_view s) {
  std::string small(s);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return small;
}

}  // namespace gouji::text
