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
  std::vector<Word> letters;  // those that it is made of, where blanks stand between them
  double middle() const { return (begin + end) / 2; }
};

// What stands above several columns; `wide`: its print shows that.
struct Level {
  Word word;
  bool wide = false;
};

double columns_before(std::string_view line, std::size_t end) { return text::display_width(line.substr(0, end)); }

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
      begin = std::string_view::npos;
      for (std::size_t pos = 0; pos < text.size();) {
        const std::size_t letter = pos;
        text::decode_next(text, pos);
        const std::size_t at = line.find(std::string_view(text).substr(letter, pos - letter), end);
        begin = std::min(begin, at);
        end = at + (pos - letter);
        word.letters.push_back({text.substr(letter, pos - letter),
                                {number, at, end},
                                columns_before(line, at),
                                columns_before(line, end),
                                {}});
      }
    }
    word.place = {number, begin, end};
    word.begin = columns_before(line, begin);
    word.end = columns_before(line, end);
    from = end;
    words.push_back(std::move(word));
  }
  return words;
}

// 年初预算数/合计 is known as 预算数/合计: of a group's name only the end has to be known.
bool is_known_as(const std::string& known, const std::string& name, bool whole) {
  const std::string key = StatementLexicon::key(known);
  const std::string printed = StatementLexicon::key(name);
  return key == printed || (!whole && known.find('/') != std::string::npos && printed.ends_with(key));
}

std::size_t spec_column(const StatementSpec& spec, const std::string& name, const std::vector<std::size_t>& taken) {
  for (const bool whole : {true, false}) {
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
      const StatementColumn& column = spec.columns[i];
      if (std::find(taken.begin(), taken.end(), i) != taken.end()) continue;
      if (is_known_as(column.name, name, whole) ||
          std::any_of(column.aliases.begin(), column.aliases.end(),
                      [&](const std::string& alias) { return is_known_as(alias, name, whole); }))
        return i;
    }
  }
  return kNone;
}

// Whether it is the last level of a known column's name.
bool ends_column(const StatementSpec& spec, const std::string& name) {
  const std::string key = StatementLexicon::key(name);
  const auto ends = [&](const std::string& known) {
    return StatementLexicon::key(known.substr(known.rfind('/') + 1)) == key;
  };
  return std::any_of(spec.columns.begin(), spec.columns.end(), [&](const StatementColumn& column) {
    return ends(column.name) || std::any_of(column.aliases.begin(), column.aliases.end(), ends);
  });
}

std::string joined(const std::vector<Word>& stack, std::size_t from) {
  std::string name;
  for (std::size_t i = from; i < stack.size(); ++i) name += stack[i].text;
  return name;
}

// The columns below a level: a subtotal is the first of them, no other of its name and not the last, and the level
// stands in their middle. Of runs that it stands in the middle of as well, the one that its print reaches over; empty
// where that is none.
std::pair<std::size_t, std::size_t> run_below(const StatementLexicon& lexicon, const Word& level,
                                              const std::vector<std::string>& names,
                                              const std::vector<double>& places) {
  using Run = std::pair<std::size_t, std::size_t>;
  std::vector<Run> found;
  const auto off = [&](const Run& run) {
    return std::abs((places[run.first] + places[run.second - 1]) / 2 - level.middle());
  };
  for (std::size_t begin = 0; begin < names.size(); ++begin) {
    if (!lexicon.is_subtotal(names[begin])) continue;
    for (std::size_t end = begin + 2; end <= names.size() && names[end - 1] != names[begin]; ++end) {
      if (off({begin, end}) <= kOffLevel && !lexicon.is_subtotal(names[end - 1])) found.emplace_back(begin, end);
    }
  }
  double best = kOffLevel;
  for (const Run& run : found) best = std::min(best, off(run));
  std::erase_if(found, [&](const Run& run) { return off(run) > best + kOffMiddle; });
  if (found.size() == 1) return found.front();
  const auto printed_over = [&](const Run& run) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      const bool over = places[i] > level.begin && places[i] < level.end;
      if (over != (i >= run.first && i < run.second)) return false;
    }
    return true;
  };
  const auto run = std::find_if(found.begin(), found.end(), printed_over);
  return run == found.end() ? Run{0, 0} : *run;
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
  std::vector<std::vector<Word>> stacks(columns.names.size());  // by column, from the top
  const auto nearest = [&](const Word& word) {
    std::size_t at = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      if (std::abs(numbers[i] - word.middle()) < std::abs(numbers[at] - word.middle())) at = i;
    }
    return at;
  };
  // 费     费: the last letters of two wrapped names, no word of their own.
  const auto ends_names = [&](const Word& letter) {
    const std::size_t at = nearest(letter);
    return at >= first && std::abs(numbers[at] - letter.middle()) <= kOffMiddle && !stacks[at - first].empty();
  };
  for (auto line = region.head.begin(); line + 1 != region.head.end(); ++line) {
    std::vector<Word> words;
    for (Word& word : stacked_words(source.line(*line), *line)) {
      if (!word.letters.empty() && std::all_of(word.letters.begin(), word.letters.end(), ends_names))
        words.insert(words.end(), word.letters.begin(), word.letters.end());
      else
        words.push_back(std::move(word));
    }
    for (const Word& word : words) {
      const std::size_t at = nearest(word);
      const auto over =
          std::count_if(numbers.begin(), numbers.end(), [&](double one) { return one > word.begin && one < word.end; });
      const bool above = std::abs(numbers[at] - word.middle()) <= kOffMiddle && over < 2;
      if (above && at >= first) {
        stacks[at - first].push_back(word);
        continue;
      }
      const HeadRole role = lexicon.role(word.text);
      const bool of_names = word.end < numbers[first] && (at < first || role != HeadRole::value);
      if (!of_names) levels.push_back({word, !word.letters.empty() || over > 1});
    }
  }
  std::vector<std::string> own;
  for (const std::vector<Word>& stack : stacks) own.push_back(joined(stack, 0));
  const std::vector<double> places(numbers.begin() + static_cast<std::ptrdiff_t>(first), numbers.end());
  // A level above several columns may stand in the middle above one that is neither the first nor the last of them.
  for (std::size_t pass = 0, i = 0; pass < 2 * stacks.size(); i = ++pass % stacks.size()) {
    const std::string rest = joined(stacks[i], 1);
    if (lexicon.is_subtotal(rest) || ends_column(*region.spec, own[i]) || !ends_column(*region.spec, rest)) continue;
    const auto run = run_below(lexicon, stacks[i].front(), own, places);
    if (i <= run.first || i + 1 >= run.second) continue;
    levels.push_back({stacks[i].front(), false});
    own[i] = rest;
    stacks[i].erase(stacks[i].begin());
  }
  std::stable_sort(levels.begin(), levels.end(),
                   [](const Level& a, const Level& b) { return a.word.place.line < b.word.place.line; });
  columns.names = own;
  for (const std::vector<Word>& stack : stacks) {
    columns.heads.emplace_back();
    for (const Word& word : stack) columns.heads.back().push_back(word.place);
  }
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
