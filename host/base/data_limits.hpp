// How much the data of others may hold before it is refused, from [data] of workbench.toml; what stands here is far
// beyond every disclosure. One set for the process: readers at every depth keep to it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace gouji {

struct DataLimits {
  // One published source.
  std::size_t source_mb = 64;
  std::size_t line_kb = 1024;  // of a line or a cell
  std::size_t lines = 300'000;
  std::size_t columns = 16'384;   // as many as a spreadsheet has
  std::size_t cells = 2'000'000;  // twice as many with the blanks of grids
  std::size_t numbers = 2'000'000;
  std::size_t tags = 1'000'000;   // of HTML
  std::size_t nesting = 512;      // of HTML
  std::size_t unpacked_mb = 256;  // of what an XLSX or DOCX holds; half of it in one member
  // One dataset.
  std::size_t record_mb = 16;        // a line of NDJSON
  std::size_t table_rows = 200'000;  // of a CSV
  std::size_t table_columns = 1'000;
  std::size_t levels = 64;  // of JSON
};

inline DataLimits limits_of_data;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): set once, then read
inline const DataLimits& data_limits() { return limits_of_data; }
void set_data_limits(const DataLimits& limits);

// What to do where it has to be more, behind a hint: "；确实要这么多的，在 workbench.toml 的 [data] 里把 lines
// 改大，现在是 300000". Chinese, English.
std::pair<std::string, std::string> how_to_raise_data(std::string_view key, std::size_t now);

}  // namespace gouji
