#include "import/statement_text_stacked.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "import/statement_text_plain.hpp"

namespace gouji::intake {
namespace {

constexpr double kOffMiddle = 2;  // terminal columns between the middles of a number and of a word above it
constexpr double kOffLevel = 4;   // the same for a level and the columns below it

struct Word {
  std::string text;
  HeadPiece place;
  double begin = 0, end = 0;  // terminal columns
  bool letters = false;       // of single letters with blanks between them
  double middle() const { return (begin + end) / 2; }
};

// What stands above several columns; `wide`: its print shows that.
struct Level {
  Word word;
  bool wide = false;
};

// What blanks part; single letters are one word: 本 年 收 入.
std::vector<Word> stacked_words(std::string_view line, int number) {
  std::vector<Word> words;
  std::size_t from = 0;
  for (const std::string& text : plain_words(line)) {
    Word word;
    word.text = text;
    const std::size_t whole = line.find(text, from);
    std::size_t begin = whole;
    std::size_t end = whole == std::string_view::npos ? from : whole + text.size();
    if (whole == std::string_view::npos) {
      word.letters = true;
      begin = std::string_view::npos;
      for (std::size_t pos = 0; pos < text.size();) {
        const std::size_t letter = pos;
        text::decode_next(text, pos);
        const std::size_t at = line.find(std::string_view(text).substr(letter, pos - letter), end);
        begin = std::min(begin, at);
        end = at + (pos - letter);
      }
    }
    word.place = {number, begin, end};
    word.begin = text::display_width(line.substr(0, begin));
    word.end = text::display_width(line.substr(0, end));
    from = end;
    words.push_back(std::move(word));
  }
  return words;
}

std::size_t spec_column(const StatementSpec& spec, const std::string& name, const std::vector<std::size_t>& taken) {
  const std::string key = StatementLexicon::key(name);
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    const StatementColumn& column = spec.columns[i];
    if (std::find(taken.begin(), taken.end(), i) != taken.end()) continue;
    if (StatementLexicon::key(column.name) == key) return i;
    if (std::any_of(column.aliases.begin(), column.aliases.end(),
                    [&](const std::string& alias) { return StatementLexicon::key(alias) == key; }))
      return i;
  }
  return kNone;
}

// The columns below a level: a subtotal is the first of them, and the level stands in their middle. Empty where that is
// not one run.
std::pair<std::size_t, std::size_t> run_below(const StatementLexicon& lexicon, const Word& level,
                                              const std::vector<std::string>& names,
                                              const std::vector<double>& places) {
  std::pair<std::size_t, std::size_t> found{0, 0};
  for (std::size_t begin = 0; begin < names.size(); ++begin) {
    if (!lexicon.is_subtotal(names[begin])) continue;
    for (std::size_t end = begin + 2; end <= names.size(); ++end) {
      if (std::abs((places[begin] + places[end - 1]) / 2 - level.middle()) > kOffLevel) continue;
      if (found.second > 0) return {0, 0};
      found = {begin, end};
    }
  }
  return found;
}

}  // namespace

std::optional<TextColumns> stacked_columns(const StatementLexicon& lexicon, const SourceText& source,
                                           const TextRegion& region) {
  if (region.counts.size() != 1 || region.spec->sides.size() > 1 || region.head.size() < 2) return std::nullopt;
  std::vector<double> numbers;
  for (const Word& word : stacked_words(source.line(region.head.back()), region.head.back())) {
    if (text::is_ascii_digit(word.text.front())) numbers.push_back(word.middle());
  }
  if (numbers.size() < region.counts.front()) return std::nullopt;
  const std::size_t first = numbers.size() - region.counts.front();
  std::vector<Level> levels;
  TextColumns columns;
  columns.stacked = true;
  columns.names.resize(region.counts.front());
  columns.heads.resize(columns.names.size());
  for (auto line = region.head.begin(); line + 1 != region.head.end(); ++line) {
    for (const Word& word : stacked_words(source.line(*line), *line)) {
      std::size_t at = 0;
      for (std::size_t i = 1; i < numbers.size(); ++i) {
        if (std::abs(numbers[i] - word.middle()) < std::abs(numbers[at] - word.middle())) at = i;
      }
      const auto over =
          std::count_if(numbers.begin(), numbers.end(), [&](double one) { return one > word.begin && one < word.end; });
      const bool above = std::abs(numbers[at] - word.middle()) <= kOffMiddle && over < 2;
      if (above && at >= first) {
        columns.names[at - first] += word.text;
        columns.heads[at - first].push_back(word.place);
        continue;
      }
      const HeadRole role = lexicon.role(word.text);
      const bool of_names = word.end < numbers[first] && (at < first || role != HeadRole::value);
      if (!of_names) levels.push_back({word, word.letters || over > 1});
    }
  }
  const std::vector<std::string> own = columns.names;
  const std::vector<double> places(numbers.begin() + static_cast<std::ptrdiff_t>(first), numbers.end());
  // The lowest level comes next to the name.
  for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
    const auto [begin, end] = run_below(lexicon, level->word, own, places);
    if (end == 0 && !level->wide) return std::nullopt;
    for (std::size_t i = begin; i < end; ++i) columns.names[i] = level->word.text + "/" + columns.names[i];
  }
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i].empty() || std::count(columns.names.begin(), columns.names.end(), columns.names[i]) > 1)
      return std::nullopt;
    std::size_t known = spec_column(*region.spec, columns.names[i], columns.spec_columns);
    if (known == kNone) known = spec_column(*region.spec, own[i], columns.spec_columns);
    columns.spec_columns.push_back(known);
  }
  return columns;
}

}  // namespace gouji::intake
