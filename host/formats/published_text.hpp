// Plain text as published: what a PDF's text layer, an editor or a copy from a page gives.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/published.hpp"
#include "formats/published_encoding.hpp"

namespace gouji {

// Lines as they are, numbered as in the file; `text` is decoded. A run of lines with tabs is a grid that is not drawn:
// columns are counted by tabs, a shorter row has fewer cells. Faults of SourceAllowance.
PublishedSource read_published_text(std::string_view text, const std::string& file);

// --- for the readers of text ---------------------------------------------------------------------------------------

// Between line ends: \n, \r\n, and \r where there is no \n at all. A text that ends with one has an empty last line.
std::vector<std::string_view> lines_of(std::string_view text);

std::vector<std::string_view> split_at(std::string_view text, char separator);

// Where pages begin: form feeds, or one space before the first line of each page, as some extractors print.
class PageMarks {
 public:
  explicit PageMarks(const std::vector<std::string_view>& lines);
  // To be asked of each line in turn.
  bool opens_page(std::string_view line);

 private:
  bool spaced_ = false, page_ = false;
};

// Runs of lines with tabs; not those where tabs only indent.
class TabRuns {
 public:
  explicit TabRuns(const std::vector<std::string_view>& lines);
  // Behind the run in which line `at` (an index) stands, `at` itself where it stands in none. To be asked in order.
  std::size_t end_of(std::size_t at);

 private:
  std::vector<std::pair<std::size_t, std::size_t>> runs_;  // [first, end)
  std::size_t next_ = 0;
};

}  // namespace gouji
