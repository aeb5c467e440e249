#include "formats/published_limits.hpp"

#include <fmt/format.h>

#include "base/fault.hpp"

namespace gouji {
namespace {

void too_large(const std::string& file, int at, std::size_t most, const char* chinese, const char* english) {
  throw std::move(
      Fault("import.too_large", fmt::format("“{}”超过 {} {}", file, most, chinese),
            fmt::format("{} has more than {} {}", file, most, english))
          .at_line(file, at)
          .hint("请核对是不是公开文本；过大的请分开", "check that it is what was published; split a large one"));
}

}  // namespace

void SourceAllowance::text(std::size_t bytes, int at) {
  if (bytes <= kMostLineBytes) return;
  throw std::move(Fault("import.long_line", fmt::format("“{}”有一行或一格超过 {} 字节", file_, kMostLineBytes),
                        fmt::format("{} has a line or cell of more than {} bytes", file_, kMostLineBytes))
                      .at_line(file_, at)
                      .hint("请核对文件是否损坏，换行或引号是否丢失", "check for lost line breaks or quotes"));
}

void SourceAllowance::line(std::size_t bytes, int at) {
  text(bytes, at);
  if (++lines_ > kMostSourceLines) too_large(file_, at, kMostSourceLines, "行", "lines");
}

void SourceAllowance::columns(std::size_t count, int at) {
  if (count <= kMostColumns) return;
  throw std::move(Fault("import.too_wide", fmt::format("“{}”的表超过 {} 栏", file_, kMostColumns),
                        fmt::format("{} has a table of more than {} columns", file_, kMostColumns))
                      .at_line(file_, at)
                      .hint("请核对分隔符和合并的栏数", "check separators and merged columns"));
}

void SourceAllowance::row(std::size_t count, int at) {
  columns(count, at);
  cells_ += count;
  if (cells_ > kMostCells) too_large(file_, at, kMostCells, "个单元格", "cells");
}

void SourceAllowance::tags(std::size_t count, int at) {
  if (count > kMostTags) too_large(file_, at, kMostTags, "个标记", "tags");
}

void SourceAllowance::nesting(std::size_t depth, int at) {
  if (depth <= kMostNesting) return;
  throw std::move(Fault("import.too_deep", fmt::format("“{}”的标记套了超过 {} 层", file_, kMostNesting),
                        fmt::format("{} nests its tags more than {} deep", file_, kMostNesting))
                      .at_line(file_, at)
                      .hint("请在浏览器中打开，另存或复制成文本", "open it in a browser and save or copy its text"));
}

}  // namespace gouji
