// How much one published source may hold. Beyond that it is no disclosure, or a broken one, and is refused with a
// clear word before memory runs out. The numbers: base/data_limits.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "formats/published.hpp"

namespace gouji {

// Counts what a reader takes. Faults: import.too_large, import.long_line, import.too_wide; with the file's line.
class SourceAllowance {
 public:
  explicit SourceAllowance(std::string file) : file_(std::move(file)) {}

  void line(std::size_t bytes, int at);     // one more line of so many bytes
  void text(std::size_t bytes, int at);     // a cell of so many bytes
  void row(std::size_t columns, int at);    // one more row of a grid
  void columns(std::size_t count, int at);  // a row reaches so far
  void numbers(std::string_view text, int at);  // one more line's
  void tags(std::size_t count, int at);
  void nesting(std::size_t depth, int at);
  const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::size_t lines_ = 0, cells_ = 0, numbers_ = 0;
};

// What every format has to keep to once it is read: lines, their bytes, the width and the area of grids, some text at
// all. Faults: import.too_large, import.long_line, import.too_wide, import.empty; with the place.
void check_source(const PublishedSource& source, const std::string& file);

}  // namespace gouji
