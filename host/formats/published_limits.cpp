#include "formats/published_limits.hpp"

#include <fmt/format.h>

#include "base/data_limits.hpp"
#include "base/fault.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

void too_large(const std::string& file, int at, std::size_t most, std::string_view key, const char* chinese,
               const char* english) {
  const auto [more, more_english] = how_to_raise_data(key, key == "cells" ? data_limits().cells : most);
  throw std::move(Fault("import.too_large", fmt::format("“{}”超过 {} {}", file, most, chinese),
                        fmt::format("{} has more than {} {}", file, most, english))
                      .at_line(file, at)
                      .hint("请核对是不是公开文本；过大的请分开" + more,
                            "check that it is what was published; split a large one" + more_english));
}

// What lines are called where the file has none: pages, sheets.
std::string place_in(const Place& at, const char* page, const char* sheet) {
  if (at.page > 0) return fmt::format(fmt::runtime(page), at.page);
  if (!at.sheet.empty()) return fmt::format(fmt::runtime(sheet), at.sheet, at.cell);
  return {};
}

// Runs of digits: each is accounted for.
std::size_t numbers_in(std::string_view text) {
  std::size_t found = 0;
  bool inside = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    found += digit && !inside ? 1U : 0U;
    inside = digit;
  }
  return found;
}

}  // namespace

void SourceAllowance::text(std::size_t bytes, int at) {
  const std::size_t most = data_limits().line_kb;
  if (bytes <= most << 10U) return;
  const auto [more, more_english] = how_to_raise_data("line_kb", most);
  throw std::move(Fault("import.long_line", fmt::format("“{}”有一行或一格超过 {} KB", file_, most),
                        fmt::format("{} has a line or cell of more than {} kB", file_, most))
                      .at_line(file_, at)
                      .hint("请核对文件是否损坏，换行或引号是否丢失" + more,
                            "check for lost line breaks or quotes" + more_english));
}

void SourceAllowance::line(std::size_t bytes, int at) {
  text(bytes, at);
  if (++lines_ > data_limits().lines) too_large(file_, at, data_limits().lines, "lines", "行", "lines");
}

void SourceAllowance::columns(std::size_t count, int at) {
  const std::size_t most = data_limits().columns;
  if (count <= most) return;
  const auto [more, more_english] = how_to_raise_data("columns", most);
  throw std::move(Fault("import.too_wide", fmt::format("“{}”的表超过 {} 栏", file_, most),
                        fmt::format("{} has a table of more than {} columns", file_, most))
                      .at_line(file_, at)
                      .hint("请核对分隔符和合并的栏数" + more, "check separators and merged columns" + more_english));
}

void SourceAllowance::row(std::size_t count, int at) {
  columns(count, at);
  cells_ += count;
  if (cells_ > data_limits().cells) too_large(file_, at, data_limits().cells, "cells", "个单元格", "cells");
}

void SourceAllowance::numbers(std::string_view text, int at) {
  numbers_ += numbers_in(text);
  if (numbers_ > data_limits().numbers) too_large(file_, at, data_limits().numbers, "numbers", "个数", "numbers");
}

void SourceAllowance::tags(std::size_t count, int at) {
  if (count > data_limits().tags) too_large(file_, at, data_limits().tags, "tags", "个标记", "tags");
}

void SourceAllowance::nesting(std::size_t depth, int at) {
  const std::size_t most = data_limits().nesting;
  if (depth <= most) return;
  const auto [more, more_english] = how_to_raise_data("nesting", most);
  throw std::move(Fault("import.too_deep", fmt::format("“{}”的标记套了超过 {} 层", file_, most),
                        fmt::format("{} nests its tags more than {} deep", file_, most))
                      .at_line(file_, at)
                      .hint("请在浏览器中打开，另存或复制成文本" + more,
                            "open it in a browser and save or copy its text" + more_english));
}

void check_source(const PublishedSource& source, const std::string& file) {
  SourceAllowance allowance(file);
  bool any = false;
  const std::size_t most_of_line = data_limits().line_kb;
  const auto [more, more_english] = how_to_raise_data("line_kb", most_of_line);
  for (const SourceLine& line : source.lines) {
    allowance.numbers(line.text, line.at.line);
    if (line.text.size() > most_of_line << 10U && (line.at.page > 0 || !line.at.sheet.empty())) {
      throw std::move(Fault("import.long_line",
                            fmt::format("“{}”{}有一段文字超过 {} KB", file, place_in(line.at, "第 {} 页", "的 {} {} "),
                                        most_of_line),
                            fmt::format("{} holds a text of more than {} kB{}", file, most_of_line,
                                        place_in(line.at, ", page {}", ", {} {}")))
                          .at_line(file, 0)
                          .hint("请核对文件是否损坏" + more, "check that the file is not damaged" + more_english));
    }
    allowance.line(line.text.size(), line.at.line);
    any = any || !text::trim(line.text).empty();
  }
  std::size_t area = 0;
  for (const SourceGrid& grid : source.grids) {
    const int at = source.lines[static_cast<std::size_t>(grid.first_line) - 1].at.line;
    allowance.columns(static_cast<std::size_t>(grid.columns), at);
    area += static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows);
    if (area > 2 * data_limits().cells)
      too_large(file, at, 2 * data_limits().cells, "cells", "个单元格（连同空格）", "cells with the blanks");
  }
  if (any) return;
  throw std::move(Fault("import.empty", fmt::format("“{}”里没有文字", file), fmt::format("{} holds no text", file))
                      .at_line(file, 0)
                      .hint("请核对下载是否完整；由脚本或框架显示的网页，请在浏览器中打开后另存或复制成文本",
                            "check that the download is complete; a page that scripts or frames show has to be opened "
                            "in a browser and saved or copied as text"));
}

}  // namespace gouji
