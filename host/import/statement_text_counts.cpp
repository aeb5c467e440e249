#include "import/statement_text_counts.hpp"

#include <algorithm>
#include <functional>
#include <optional>

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

// What stands before the byte `end`: columns of a terminal, or letters, as programs that lay pages out count them.
using Before = std::function<int(std::string_view line, std::size_t end)>;
int width_before(std::string_view line, std::size_t end) { return text::display_width(line.substr(0, end)); }
int letters_before(std::string_view line, std::size_t end) {
  return static_cast<int>(text::decode(line.substr(0, end)).size());
}

// Where the names of the rows end, the farthest one; 0 where a name stands behind a figure.
int names_end(const SourceText& source, const TokenLines& lines, const Before& before) {
  int end = 0;
  for (const auto& line : lines) {
    bool figures = false;
    for (const StatementToken& token : line) {
      if (token.is_word() && figures) return 0;
      figures = figures || token.is_money();
      if (token.is_word()) end = std::max(end, before(source.line(token.line), token.end));
    }
  }
  return end;
}

// Where the first figure of all rows begins; 0 where there is none.
int figures_begin(const SourceText& source, const TokenLines& lines, const Before& before) {
  int begin = 0;
  for (const auto& line : lines) {
    for (const StatementToken& token : line) {
      if (!token.is_money()) continue;
      const int at = before(source.line(token.line), token.begin);
      if (begin == 0 || at < begin) begin = at;
    }
  }
  return begin;
}

// How many numbers of the line begin before the longest name ends; nothing where names and figures are not apart.
std::optional<std::size_t> numbers_above_names(const SourceText& source, const TokenLines& lines,
                                               std::string_view numbers, const Before& before) {
  const int end = names_end(source, lines, before);
  if (end == 0 || end > figures_begin(source, lines, before)) return std::nullopt;
  std::size_t above = 0;
  for (std::size_t pos = 0; pos < numbers.size(); ++pos) {
    const bool opens = text::is_ascii_digit(numbers[pos]) && (pos == 0 || !text::is_ascii_digit(numbers[pos - 1]));
    if (opens && before(numbers, pos) < end) ++above;
  }
  return above;
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
  const std::string_view numbers = source.line(region.head.back());
  if (numbers.find(kApart) == std::string_view::npos) return;
  const auto above_wide = numbers_above_names(source, lines, numbers, width_before);
  if (!above_wide) return;
  // Above names is what stands so however the text was laid out.
  const auto in_letters = numbers_above_names(source, lines, numbers, letters_before);
  const std::size_t above = std::min(*above_wide, in_letters.value_or(*above_wide));
  if (above < region.counts.front()) region.counts.front() -= above;
}

}  // namespace gouji::intake
