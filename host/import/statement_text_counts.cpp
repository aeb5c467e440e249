#include "import/statement_text_counts.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "import/statement_text_plain.hpp"

namespace gouji::intake {
namespace {

constexpr std::string_view kApart = "   ";  // parts columns, not words

bool has_serial_head(const StatementLexicon& lexicon, const SourceText& source, const TextRegion& region) {
  for (const int line : region.head) {
    const auto words = plain_words(source.line(line));
    if (words.size() > 1 && lexicon.role(words.front()) == HeadRole::serial) return true;
  }
  return false;
}

// A whole number that a code or a name follows behind a blank.
bool may_open_with_serial(const std::vector<StatementToken>& line) {
  return line.size() > 1 && line.front().is_whole() && line[1].gap && (line[1].is_word() || is_code(line, 1));
}

// Terminal columns before the byte `end`.
int width_before(std::string_view line, std::size_t end) { return text::display_width(line.substr(0, end)); }

// Where the names of the rows end, the farthest one; 0 where a name stands behind a figure.
int names_end(const SourceText& source, const TokenLines& lines) {
  int end = 0;
  for (const auto& line : lines) {
    bool figures = false;
    for (const StatementToken& token : line) {
      if (token.is_word() && figures) return 0;
      figures = figures || token.is_money();
      if (token.is_word()) end = std::max(end, width_before(source.line(token.line), token.end));
    }
  }
  return end;
}

// Where the first figure of all rows begins; 0 where there is none.
int figures_begin(const SourceText& source, const TokenLines& lines) {
  int begin = 0;
  for (const auto& line : lines) {
    for (const StatementToken& token : line) {
      if (!token.is_money()) continue;
      const int at = width_before(source.line(token.line), token.begin);
      if (begin == 0 || at < begin) begin = at;
    }
  }
  return begin;
}

}  // namespace

void mark_serials(const StatementLexicon& lexicon, const SourceText& source, const TextRegion& region,
                  TokenLines& lines) {
  if (!has_serial_head(lexicon, source, region)) return;
  long last = 0;
  for (const auto& line : lines) {
    if (!may_open_with_serial(line)) continue;
    if (line.front().text.size() > 3) return;
    const long value = std::stol(line.front().text);
    if (last > 0 && value != last + 1) return;
    last = value;
  }
  for (auto& line : lines) {
    if (may_open_with_serial(line)) line.front().kind = StatementTokenKind::serial;
  }
}

void count_figures_only(const SourceText& source, const TokenLines& lines, TextRegion& region) {
  if (region.counts.size() != 1 || region.head.empty() || region.spec->wide) return;
  // Names and figures have to be laid out apart for places to tell anything.
  if (source.line(region.head.back()).find(kApart) == std::string_view::npos) return;
  const int end = names_end(source, lines);
  if (end == 0 || end > figures_begin(source, lines)) return;
  const std::string_view numbers = source.line(region.head.back());
  std::size_t above_names = 0;
  for (std::size_t pos = 0; pos < numbers.size(); ++pos) {
    const bool opens = text::is_ascii_digit(numbers[pos]) && (pos == 0 || !text::is_ascii_digit(numbers[pos - 1]));
    if (opens && width_before(numbers, pos) < end) ++above_names;
  }
  if (above_names < region.counts.front()) region.counts.front() -= above_names;
}

}  // namespace gouji::intake
