#include "import/statement_text_plain.hpp"

#include <algorithm>
#include <functional>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kLongestName = 40;  // characters of a column's name

bool is_one_letter(std::string_view word) {
  std::size_t pos = 0;
  return !word.empty() && text::is_han(text::decode_next(word, pos)) && pos == word.size();
}

// Whether the printed name is that of the column, or one of its last level.
bool is_column(const StatementColumn& column, const std::string& printed) {
  const std::string wanted = StatementLexicon::key(printed);
  const auto same = [&](const std::string& name) {
    const auto slash = name.rfind('/');
    return StatementLexicon::key(name) == wanted ||
           (slash != std::string::npos && StatementLexicon::key(name.substr(slash + 1)) == wanted);
  };
  return same(column.name) || std::any_of(column.aliases.begin(), column.aliases.end(), same);
}

}  // namespace

std::vector<std::size_t> columns_known(const StatementSpec& spec, const std::vector<std::string>& names) {
  std::vector<std::size_t> known;
  for (const std::string& name : names) {
    std::size_t found = kNone;
    for (std::size_t i = 0; i < spec.columns.size() && found == kNone; ++i) {
      const auto taken = std::find(known.begin(), known.end(), i);
      if (taken == known.end() && is_column(spec.columns[i], name)) found = i;
    }
    known.push_back(found);
  }
  return known;
}

std::vector<std::string> plain_words(std::string_view line) {
  std::vector<std::string> words;
  bool letters = false;  // the last word grew from single letters
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (end <= begin) return;
    const std::string_view word = line.substr(begin, end - begin);
    const bool letter = is_one_letter(word);
    if (letter && letters) {
      words.back() += word;
    } else {
      words.emplace_back(word);
    }
    letters = letter;
  };
  std::size_t pos = 0;
  while (pos < line.size()) {
    std::size_t next = pos;
    if (text::is_space(text::decode_next(line, next))) {
      close(pos);
      begin = next;
    }
    pos = next;
  }
  close(line.size());
  return words;
}

std::optional<PlainHead> read_plain_head(const StatementLexicon& lexicon, std::string_view line) {
  PlainHead head;
  bool named = false;
  for (std::string& word : plain_words(line)) {
    if (!head.remark.empty()) return std::nullopt;
    if (lexicon.is_other_form(word) || is_table_number(word) || lexicon.is_blank_mark(word)) return std::nullopt;
    if (text::decode(word).size() > kLongestName || lexicon.unit_in(word) || lexicon.number_in(word))
      return std::nullopt;
    const HeadRole role = lexicon.role(word);
    const bool opening =
        role == HeadRole::label || role == HeadRole::code || role == HeadRole::line || role == HeadRole::serial;
    if (opening) {
      if (!head.names.empty()) return std::nullopt;  // a second table beside the first
      const bool line_number = role == HeadRole::line || role == HeadRole::serial;
      head.serials = head.serials || (line_number && !named);
      head.codes = head.codes || role == HeadRole::code;
      named = named || role == HeadRole::label || role == HeadRole::code;
      head.lines = head.lines || role == HeadRole::line || role == HeadRole::serial;
      continue;
    }
    if (role == HeadRole::remark && !head.names.empty()) {
      head.remark = std::move(word);
      continue;
    }
    if (role == HeadRole::remark || !lexicon.side(word).empty() || lexicon.opens_column_numbers(word))
      return std::nullopt;
    if (const auto unit = money_in_brackets(word)) word.erase(unit->range.first);
    if (word.empty() || std::find(head.names.begin(), head.names.end(), word) != head.names.end()) return std::nullopt;
    head.names.push_back(std::move(word));
  }
  if (!named || head.names.empty()) return std::nullopt;
  return head;
}

bool ends_with_value(const StatementLexicon& lexicon, std::string_view line) {
  const auto words = plain_words(line);
  return words.size() > 1 && (is_table_number(words.back()) || lexicon.is_blank_mark(words.back()));
}

std::optional<TextColumns> plain_columns(const StatementLexicon& lexicon, const SourceText& source,
                                         const TextRegion& region) {
  if (!region.plain || region.spec->sides.size() > 1 || region.head.empty()) return std::nullopt;
  const auto head = read_plain_head(lexicon, source.line(region.head.front()));
  if (!head) return std::nullopt;
  TextColumns columns;
  columns.lines = head->lines;
  columns.serials = head->serials;
  columns.remark = head->remark;
  columns.codes = head->codes;
  columns.names = head->names;
  columns.spec_columns = columns_known(*region.spec, columns.names);
  return columns;
}

std::optional<TextColumns> plain_sides(const StatementLexicon& lexicon, const SourceText& source,
                                       const TextRegion& region) {
  const StatementSpec& spec = *region.spec;
  if (spec.sides.size() < 2 || !spec.side_columns.empty() || !region.counts.empty() || region.head.empty())
    return std::nullopt;
  std::vector<std::string> words;
  bool sides = true;  // nothing but the names of the sides so far
  bool listed = true;
  for (const int line : region.head) {
    auto here = plain_words(source.line(line));
    sides =
        sides && std::none_of(here.begin(), here.end(), [&](const auto& word) { return lexicon.side(word).empty(); });
    // The columns stand in the last line, or each name in one of its own.
    listed = listed && here.size() == 1;
    if (sides) continue;
    if (line != region.head.back() && !listed) return std::nullopt;
    words.insert(words.end(), here.begin(), here.end());
  }
  TextColumns read;
  for (const std::string& word : words) {
    const HeadRole role = lexicon.role(word);
    if (role == HeadRole::label) {
      if (!read.side_columns.empty() && read.side_columns.back() == 0) return std::nullopt;
      read.side_columns.push_back(0);
      continue;
    }
    if (role != HeadRole::value || read.side_columns.empty() || !lexicon.side(word).empty()) return std::nullopt;
    if (std::find(read.names.begin(), read.names.end(), word) != read.names.end()) return std::nullopt;
    read.names.push_back(word);
    ++read.side_columns.back();
  }
  if (read.side_columns.size() != spec.sides.size() || read.side_columns.back() == 0) return std::nullopt;
  if (std::adjacent_find(read.side_columns.begin(), read.side_columns.end(), std::not_equal_to<>()) ==
      read.side_columns.end())
    return std::nullopt;
  read.spec_columns = columns_known(spec, read.names);
  return read;
}

bool fill_columns(const std::vector<TextRow>& rows, std::size_t columns, bool known) {
  bool full = known;
  bool any = false;
  for (const TextRow& row : rows) {
    if (row.more_figures) return false;
    full = full || row.figures.size() == columns;
    any = any || !row.figures.empty();
  }
  return full || !any;
}

}  // namespace gouji::intake
