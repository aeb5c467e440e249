#include "regression/case_signs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/location.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

constexpr char32_t kWideComma = U'，';
constexpr std::u32string_view kWideQuotes = U"“”＂";

std::u32string words_of_line(const std::string& text, int line) {
  std::size_t from = 0;
  for (int i = 1; i < line && from != std::string::npos; ++i) {
    from = text.find('\n', from);
    if (from != std::string::npos) ++from;
  }
  if (from == std::string::npos) return {};
  return text::decode(text.substr(from, text.find('\n', from) - from));
}

Fault at_sign(Fault fault, const CaseText& text, int line, std::size_t column) {
  const int in_file = text.first_line + line - 1;
  fault.at_line(text.file, in_file, static_cast<int>(column) + 1);
  const std::string words = text::encode(words_of_line(text.text, line));
  return fault.with_excerpt(fmt::format("{:>5} | {}", in_file, text::visible(words)));
}

Fault wide_comma(const CaseText& text, int line, std::size_t column) {
  return at_sign(std::move(Fault("case.wide_comma", "格与格之间用了全角的“，”", "cells are parted by a full-width “，”")
                               .hint("改成英文逗号 ,；“，”是文字的一部分时留着，缺的格补上英文逗号",
                                     "type the English comma; where “，” belongs to the text, add the commas of the "
                                     "missing cells")),
                 text, line, column);
}

}  // namespace

std::optional<Fault> wide_sign_at(const CaseText& text, int line) {
  const std::u32string words = words_of_line(text.text, line);
  const std::size_t quote = words.find_first_of(kWideQuotes);
  // A quote with an English comma behind it was to hold the comma.
  const bool holds = quote != std::u32string::npos && words.find(U',', quote) != std::u32string::npos;
  const std::size_t opened = words.find(U'"');
  if (quote != std::u32string::npos && (holds || opened != std::u32string::npos)) {
    const std::string sign = text::encode(std::u32string(1, words[quote]));
    return at_sign(std::move(Fault("case.wide_quote", fmt::format("中文引号 {} 不能把一格括起来", sign),
                                   fmt::format("the Chinese quote {} does not enclose a cell", sign))
                                 .hint("含逗号的格两头用英文双引号 \"；中文引号只是文字",
                                       "put cells with commas between English double quotes; Chinese quotes are text")),
                   text, line, quote);
  }
  const std::size_t comma = words.find(kWideComma);
  if (comma != std::u32string::npos) return wide_comma(text, line, comma);
  const std::u32string head = words_of_line(text.text, 1);
  const std::size_t in_head = head.find(kWideComma);
  if (line != 1 && in_head != std::u32string::npos) return wide_comma(text, 1, in_head);
  return std::nullopt;
}

std::optional<Fault> wide_sign_in(const CaseText& text, const CsvFile& csv) {
  constexpr std::string_view kComma = "，";
  for (std::size_t i = 0; i < csv.head.fields.size(); ++i) {
    if (csv.head.fields[i].find(kComma) == std::string::npos) continue;
    const bool everywhere = std::all_of(csv.rows.begin(), csv.rows.end(), [&](const CsvRow& row) {
      return row.fields[i].find(kComma) != std::string::npos;
    });
    const std::size_t column = words_of_line(text.text, csv.head.line).find(kWideComma);
    if (everywhere && column != std::u32string::npos) return wide_comma(text, csv.head.line, column);
  }
  return std::nullopt;
}

}  // namespace gouji
