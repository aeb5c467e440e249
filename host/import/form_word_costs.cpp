#include "import/form_word_costs.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

// Costs are in hundredths.
constexpr WordCost kUnfit = 100'000;
constexpr WordCost kNoWay = 1'000'000'000;
// What a word costs that says what others say more often there.
constexpr WordCost kOdd = 150;
constexpr WordCost kStrange = 300;
constexpr WordCost kVeryStrange = 500;
// By letters that it stands off its column, at most kFarOff.
constexpr WordCost kOffColumn = 35;
constexpr WordCost kOffBehindWord = 10;  // where one blank parts it from the word before: that one may have moved it
constexpr WordCost kOffHead = 6;         // heads stand in the middle
constexpr WordCost kFarOff = 600;
constexpr WordCost kLittle = 50;
constexpr WordCost kSome = 100;
// Two words in one cell.
constexpr WordCost kJoined = 120;
constexpr WordCost kJoinedApart = 500;
constexpr WordCost kCloseCosts = 80;  // of two columns

constexpr std::u32string_view kComparisons = U"≥≤=<>＝＞＜≧≦》《";

bool opens_comparison(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && kComparisons.find(text::decode_next(word, at)) != std::u32string_view::npos;
}
bool word_has_digit(std::string_view word) { return word.find_first_of("0123456789") != std::string_view::npos; }
bool holds_percent(std::string_view word) { return word.find('%') != std::string_view::npos; }

}  // namespace

WordCosts::WordCosts(const FormWords& words, const FormHead& head, std::size_t width,
                     std::vector<std::optional<int>> places)
    : words_(words), block_(head.indicators ? words.spec().indicators : words.spec().funds), columns_(width) {
  for (const FormHeadColumn& one : head.columns) {
    for (int column = one.from; column < one.to; ++column) {
      Column& own = columns_[static_cast<std::size_t>(column)];
      own.head = &one;
      if (one.place == FormPlace::level) own.number = true;
      if (one.place != FormPlace::field) continue;
      for (const FormColumn& known : block_.columns) {
        if (known.named.key == one.key) own.known = &known;
      }
      own.number = own.known != nullptr && own.known->named.kind == ColumnKind::number;
    }
  }
  for (std::size_t i = 0; i < width; ++i) columns_[i].place = places[i];
}

bool WordCosts::has_numbers() const {
  return std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return column.number; });
}

bool WordCosts::is_value(std::size_t column) const {
  const FormColumn* known = columns_[column].known;
  return known != nullptr && (known->named.key == "target" || known->named.key == "actual");
}

WordCost WordCosts::level(std::string_view word, const Column& column) const {
  if (is_figure(word) || opens_comparison(word)) return kUnfit;
  const std::string key = FormWords::key(word);
  if (key.empty()) return 0;  // “（40分）” below its name
  const auto part_of = [&](const FormColumn& names) {
    return std::any_of(names.named.words.begin(), names.named.words.end(), [&](const std::string& name) {
      const std::string whole = FormWords::key(name);
      if (whole.find(key) != std::string::npos) return true;
      return std::any_of(names.named.endings.begin(), names.named.endings.end(),
                         [&](const std::string& ending) { return (whole + ending).find(key) != std::string::npos; });
    });
  };
  if (part_of(*column.known)) return 0;
  for (const FormColumn& other : block_.columns) {
    if (&other != column.known && (other.named.key == "level1" || other.named.key == "level2") && part_of(other))
      return kStrange;
  }
  return kOdd;
}

bool WordCosts::names_level(std::string_view word) const {
  return std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) {
    const bool levels =
        column.known != nullptr && (column.known->named.key == "level1" || column.known->named.key == "level2");
    return levels && level(word, column) <= 0;
  });
}

WordCost WordCosts::says(std::string_view word, std::size_t at) const {
  const Column& column = columns_[at];
  const bool figure = is_figure(word);
  if (column.number) {
    if (!figure && !words_.is_blank(word)) return kUnfit;
    if (column.head->key == "rate") return holds_percent(word) || words_.is_blank(word) ? 0 : kStrange;
    return holds_percent(word) ? kStrange : 0;
  }
  const bool level_word = words_.is_level_word(word);
  if (column.head == nullptr || column.head->place == FormPlace::nothing || column.head->place == FormPlace::side ||
      column.head->place == FormPlace::label) {
    const bool names = at > 0 && !words_.spec().funds.columns.empty() && &block_ == &words_.spec().funds;
    if (names) return figure ? kUnfit : 0;
    if (figure || level_word) return kVeryStrange;
    const std::string key = FormWords::key(word);
    if (key.empty() && &block_ == &words_.spec().indicators) return kStrange;  // “（40分）” of a level
    const bool side = std::any_of(block_.side_labels.begin(), block_.side_labels.end(), [&](const std::string& label) {
      return FormWords::key(label).find(key) != std::string::npos;
    });
    return side ? 0 : &block_ == &words_.spec().funds ? kStrange : kOdd;
  }
  if (column.known == nullptr) return figure ? kOdd : kSome;
  const std::string& key = column.known->named.key;
  if (key == "level1" || key == "level2") return level(word, column);
  if (key == "source") return figure ? kUnfit : 0;
  const bool sign = opens_comparison(word);
  if (key == "level3") return sign ? kUnfit : figure ? kVeryStrange : level_word ? kStrange : 0;
  if (key == "nature")
    return std::any_of(column.known->named.words.begin(), column.known->named.words.end(),
                       [&](const std::string& one) { return one == word; }) ||
                   (sign && !word_has_digit(word))
               ? 0
               : kUnfit;
  if (key == "unit") return word_has_digit(word) || sign ? kVeryStrange : 0;
  if (key == "target" || key == "initial_target" || key == "actual") {
    if (sign) return key == "actual" ? kStrange : 0;
    if (word_has_digit(word)) return figure && !holds_percent(word) ? kSome : 0;
    return level_word ? kStrange : kLittle;
  }
  if (figure || sign) return kStrange + kSome;
  return level_word ? kStrange : kLittle;
}

WordCost WordCosts::cost(const LineWord& word, std::size_t column) const {
  const WordCost said = says(word.text, column);
  const Column& own = columns_[column];
  if (!own.place) return said;
  const WordCost off = std::abs(word.place - *own.place);
  const WordCost each = !own.learnt ? kOffHead : word.apart ? kOffColumn : kOffBehindWord;
  return said + std::min(kFarOff, off * each);
}

WordCost WordCosts::join(const LineWord& word, std::size_t column) const {
  return columns_[column].number ? kUnfit : word.apart ? kJoinedApart : kJoined;
}

std::optional<std::vector<WordColumn>> WordCosts::give(const std::vector<LineWord>& words) const {
  const std::size_t width = columns_.size();
  const std::size_t count = words.size();
  if (count == 0) return std::vector<WordColumn>();
  const auto own = [&](std::size_t i, std::size_t c) { return cost(words[i], c); };
  // What it costs at least to give the words up to, and from, this one, where it stands in that column.
  std::vector<std::vector<WordCost>> to(count, std::vector<WordCost>(width)), from = to;
  for (std::size_t i = 0; i < count; ++i) {
    WordCost before = i == 0 ? 0 : kNoWay;
    for (std::size_t c = 0; c < width; ++c) {
      WordCost best = before;
      if (i > 0) {
        best = std::min(best, to[i - 1][c] + join(words[i], c));
        before = std::min(before, to[i - 1][c]);
      }
      to[i][c] = best + own(i, c);
    }
  }
  for (std::size_t i = count; i-- > 0;) {
    WordCost behind = i + 1 == count ? 0 : kNoWay;
    for (std::size_t c = width; c-- > 0;) {
      WordCost best = behind;
      if (i + 1 < count) {
        best = std::min(best, from[i + 1][c] + own(i + 1, c) + join(words[i + 1], c));
        behind = std::min(behind, from[i + 1][c] + own(i + 1, c));
      }
      from[i][c] = best;
    }
  }
  std::vector<WordColumn> given;
  WordCost whole = kNoWay;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t best = 0;
    WordCost least = kNoWay;
    for (std::size_t c = given.empty() ? 0 : given.back().column; c < width; ++c) {
      if (to[i][c] + from[i][c] < least) {
        least = to[i][c] + from[i][c];
        best = c;
      }
    }
    whole = std::min(whole, least);
    bool doubtful = false;
    for (std::size_t c = 0; c < width; ++c)
      doubtful = doubtful || (c != best && to[i][c] + from[i][c] < least + kCloseCosts);
    given.push_back({best, doubtful});
  }
  if (whole >= kUnfit) return std::nullopt;
  return given;
}

void WordCosts::learn(const std::vector<std::vector<LineWord>>& lines,
                      const std::vector<std::vector<WordColumn>>& given) {
  std::vector<std::vector<int>> apart(columns_.size()), all(columns_.size());
  for (std::size_t line = 0; line < lines.size(); ++line) {
    for (std::size_t i = 0; i < given[line].size(); ++i) {
      const std::size_t column = given[line][i].column;
      if (i > 0 && given[line][i - 1].column == column) continue;
      all[column].push_back(lines[line][i].place);
      if (lines[line][i].apart) apart[column].push_back(lines[line][i].place);
    }
  }
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::vector<int>& places = apart[c].empty() ? all[c] : apart[c];
    if (places.empty()) continue;
    std::sort(places.begin(), places.end());
    columns_[c].place = places[places.size() / 2];
    columns_[c].learnt = true;
  }
}

}  // namespace gouji::intake
