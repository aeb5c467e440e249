#include "app/output_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/letter_case.hpp"
#include "base/text.hpp"

namespace gouji::app {
namespace {

// Endings that stand for a format to whoever opens the file. Others ("结果.v2") say nothing.
constexpr auto kFormats = std::to_array<std::string_view>(
    {"xls", "xlsx", "xlsm",   "xlsb",  "et",   "ett", "ods",  "csv",   "tsv", "doc",    "docx",   "docm", "odt",
     "wps", "wpt",  "rtf",    "pdf",   "ofd",  "ppt", "pptx", "odp",   "dps", "html",   "htm",    "mht",  "md",
     "xml", "json", "ndjson", "jsonl", "yaml", "yml", "toml", "sarif", "zip", "7z",     "rar",    "gz",   "zst",
     "png", "jpg",  "jpeg",   "gif",   "svg",  "tif", "bmp",  "lua",   "db",  "sqlite", "parquet"});

bool has(const OutputKind& kind, std::string_view ending) {
  return std::find(kind.endings.begin(), kind.endings.end(), ending) != kind.endings.end();
}

std::string endings_text(const std::vector<OutputKind>& kinds) {
  std::vector<std::string> all;
  for (const OutputKind& kind : kinds) {
    for (const std::string_view ending : kind.endings) {
      std::string text = fmt::format(".{}", ending);
      if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
    }
  }
  return fmt::format("{}", fmt::join(all, " "));
}

std::string ending_of(const std::string& file) {
  const std::string ending = text::lower(text::fold(std::filesystem::path(file).extension().string()));
  return ending.empty() ? ending : ending.substr(1);
}

Fault unknown_ending(std::string_view option, const std::string& file, const std::string& ending,
                     const std::vector<OutputKind>& kinds) {
  return std::move(Fault("usage.unknown_ending",
                         fmt::format("{} 的“{}”以 .{} 结尾，写不出这种文件", option, text::visible(file), ending),
                         fmt::format("{} {}: no .{} file can be written", option, text::visible(file), ending))
                       .hint(fmt::format("可用的结尾：{}", endings_text(kinds)),
                             fmt::format("endings that can be written: {}", endings_text(kinds))));
}

bool names_a_format(std::string_view ending) {
  return std::find(kFormats.begin(), kFormats.end(), ending) != kFormats.end();
}

}  // namespace

std::string format_of_file(std::string_view option, const std::string& file, const std::vector<OutputKind>& kinds,
                           std::string_view usual) {
  const std::string ending = ending_of(file);
  const auto fits = std::find_if(kinds.begin(), kinds.end(), [&](const OutputKind& kind) { return has(kind, ending); });
  if (fits != kinds.end()) return std::string(fits->format);
  if (names_a_format(ending)) throw unknown_ending(option, file, ending, kinds);
  return std::string(usual);
}

std::string output_format(const Arguments& arguments, const std::vector<OutputKind>& kinds, std::string_view usual) {
  const auto asked = arguments.text("format");
  const auto file = arguments.text("output");
  if (!file || *file == "-") return asked.value_or(std::string(usual));
  if (!asked) return format_of_file("-o", *file, kinds, usual);
  const std::string ending = ending_of(*file);
  const auto wanted =
      std::find_if(kinds.begin(), kinds.end(), [&](const OutputKind& kind) { return kind.format == *asked; });
  if (wanted == kinds.end() || wanted->endings.empty() || has(*wanted, ending)) return *asked;
  const bool other = std::any_of(kinds.begin(), kinds.end(), [&](const OutputKind& kind) { return has(kind, ending); });
  if (!other && names_a_format(ending)) throw unknown_ending("-o", *file, ending, kinds);
  if (other) {
    throw std::move(Fault("usage.other_ending",
                          fmt::format("-f {} 写不成 .{} 文件“{}”", *asked, ending, text::visible(*file)),
                          fmt::format("-f {} is no .{} file: {}", *asked, ending, text::visible(*file)))
                        .hint(fmt::format("文件名以 .{} 结尾；或不写 -f，由文件名决定", wanted->endings.front()),
                              fmt::format("let the name end in .{}, or leave -f out", wanted->endings.front())));
  }
  return *asked;
}

}  // namespace gouji::app
