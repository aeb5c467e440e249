#include "formats/published.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/data_limits.hpp"
#include "base/fault.hpp"
#include "base/text.hpp"
#include "formats/published_container.hpp"
#include "formats/published_csv.hpp"
#include "formats/published_html.hpp"
#include "formats/published_limits.hpp"
#include "formats/published_markdown.hpp"
#include "formats/published_text.hpp"

namespace gouji {
namespace {

using Endings = std::array<std::string_view, 4>;
using Read = PublishedSource (*)(std::string_view, const std::string& file);

// A format whose bytes are text. The first one that its text shows reads it, whatever the name says; then the first
// one by its ending; then the first one that its text may be.
struct TextFormat {
  Endings endings;
  bool (*shown)(std::string_view text);   // certain by its text
  bool (*likely)(std::string_view text);  // where no ending says more
  Read read;
};

bool never(std::string_view /*text*/) { return false; }
bool always(std::string_view /*text*/) { return true; }
bool likely_html(std::string_view text) { return begins_with_html(text) && !has_markdown_marks(text); }

constexpr std::array<TextFormat, 4> kTexts{{
    {{".html", ".htm", ".shtml", ".xhtml"}, is_html_page, likely_html, read_published_html},
    {{".csv", ".tsv"}, never, never, read_published_csv},
    {{".md", ".markdown"}, never, looks_like_markdown, read_published_markdown},
    {{".txt", ".text"}, never, always, read_published_text},
}};

// Those of read_published_container, which goes by the bytes alone.
constexpr std::array<std::string_view, 13> kContainers{
    {".pdf", ".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".docx", ".docm", ".doc", ".wps", ".ods", ".odt", ".rtf"}};

std::string ending_of(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  std::string ending(dot == std::string_view::npos ? std::string_view() : file.substr(dot));
  std::transform(ending.begin(), ending.end(), ending.begin(), text::ascii_lower);
  return ending;
}

bool has_ending(const Endings& endings, std::string_view ending) {
  return !ending.empty() && std::find(endings.begin(), endings.end(), ending) != endings.end();
}

// A text file may hold Markdown or HTML; its ending says no more than that it is text.
const TextFormat& text_format(std::string_view text, const std::string& file) {
  const TextFormat& plain = kTexts.back();
  for (const TextFormat& format : kTexts) {
    if (format.shown(text)) return format;
  }
  const std::string ending = ending_of(file);
  for (const TextFormat& format : kTexts) {
    if (&format != &plain && has_ending(format.endings, ending)) return format;
  }
  return *std::find_if(kTexts.begin(), kTexts.end(), [&](const TextFormat& format) { return format.likely(text); });
}

PublishedSource read_any(std::string_view bytes, const std::string& file) {
  if (auto container = read_published_container(bytes, file)) return std::move(*container);
  const std::string text = decode_published(bytes, file);
  return text_format(text, file).read(text, file);
}

// A page of an error saved as a PDF, a web page that calls itself XLS: the bytes decide, but the reader should know.
void note_of_name(const std::string& file, PublishedSource& source) {
  const std::string ending = ending_of(file);
  const bool contains = std::find(kContainers.begin(), kContainers.end(), ending) != kContainers.end();
  const std::string_view format = source.format;
  const bool is_text = format == "html" || format == "text" || format == "csv" || format == "markdown";
  if (contains != is_text) return;
  source.notes.push_back({{},
                          fmt::format("文件名以 {} 结尾，内容却是 {}，按内容读", ending, format),
                          fmt::format("the name ends in {}, but the file is {} and was read as that", ending, format)});
}

}  // namespace

bool is_published_name(const std::string& file) {
  const std::string ending = ending_of(file);
  if (std::find(kContainers.begin(), kContainers.end(), ending) != kContainers.end()) return true;
  return std::any_of(kTexts.begin(), kTexts.end(),
                     [&](const TextFormat& format) { return has_ending(format.endings, ending); });
}

PublishedSource read_published(std::string_view bytes, const std::string& file) {
  if (const std::size_t most = data_limits().source_mb; bytes.size() > most << 20U) {
    const auto [more, more_english] = how_to_raise_data("source_mb", most);
    throw std::move(Fault("import.too_large", fmt::format("“{}”有 {} MB，超过 {} MB", file, bytes.size() >> 20U, most),
                          fmt::format("{} has {} MB, more than {} MB", file, bytes.size() >> 20U, most))
                        .at_line(file, 0)
                        .hint("请核对是不是公开文本；过大的请分开" + more,
                              "check that it is what was published; split a large one" + more_english));
  }
  PublishedSource source = read_any(bytes, file);
  check_source(source, file);
  note_of_name(file, source);
  return source;
}

}  // namespace gouji
