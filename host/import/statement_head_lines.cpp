#include "import/statement_head_lines.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kRestLetters = 2;  // of the end of a name that no table knows, wrapped below it

std::size_t head_letters(const std::string& text) { return text::decode(text).size(); }

// Words between blanks. 项 目, 合 计 are one word, 类 款 项 three: each stands over a part of a code.
LevelWords placed_words(const StatementLexicon& lexicon, std::string_view line) {
  LevelWords words;
  double place = 0;
  bool open = false;
  for (std::size_t at = 0; at < line.size(); ++place) {
    const std::size_t begin = at;
    const bool blank = text::is_space(text::decode_next(line, at));
    if (!blank && !open) words.push_back({{}, place, place});
    if (!blank) {
      words.back().text += line.substr(begin, at - begin);
      words.back().end = place + 1;
    }
    open = !blank;
  }
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string both = words[i].text + words[i + 1].text;
    const bool letters = head_letters(words[i].text) == 1 && head_letters(words[i + 1].text) == 1;
    const bool word = lexicon.role(both) != HeadRole::value || lexicon.is_total(both) || lexicon.is_subtotal(both);
    if (!letters || !word || lexicon.role(words[i].text) == HeadRole::code) continue;
    words[i].text = both;
    words[i].end = words[i + 1].end;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
  return words;
}

struct WrappedWord {
  LevelWord word;
  std::size_t line = 0;  // its last one
  bool upper = false;    // it begins on the first line
  LevelWord last;        // what stands on its last line
};

}  // namespace

std::optional<LevelledHead> head_of_lines(const StatementLexicon& lexicon, const std::vector<std::string_view>& lines,
                                          const std::function<bool(const std::string&)>& is_name) {
  std::vector<WrappedWord> words;
  const auto is_own = [&](const std::string& text) {
    return is_name(text) || lexicon.role(text) != HeadRole::value || lexicon.is_subtotal(text);
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (LevelWord& word : placed_words(lexicon, lines[i])) {
      WrappedWord* nearest = nullptr;
      for (WrappedWord& above : words) {
        if (i == 0 || above.line + 1 != i) continue;
        const double apart = std::abs(above.last.middle() - word.middle());
        const bool rest = head_letters(word.text) <= kRestLetters && !is_own(word.text) && !is_own(above.word.text);
        const bool whole = is_name(above.word.text + word.text) && !is_name(word.text);
        if (apart > kHeadShift || (!rest && !whole)) continue;
        if (nearest == nullptr || apart < std::abs(nearest->last.middle() - word.middle())) nearest = &above;
      }
      if (nearest == nullptr) {
        words.push_back({word, i, i == 0, word});
        continue;
      }
      nearest->word.text += word.text;
      nearest->word.begin = std::min(nearest->word.begin, word.begin);
      nearest->word.end = std::max(nearest->word.end, word.end);
      nearest->line = i;
      nearest->last = word;
    }
  }
  LevelledHead head;
  for (const WrappedWord& one : words) (one.upper ? head.upper : head.lower).push_back(one.word);
  const auto by_place = [](const LevelWord& one, const LevelWord& other) { return one.begin < other.begin; };
  std::stable_sort(head.lower.begin(), head.lower.end(), by_place);
  for (std::size_t i = 1; i < head.lower.size(); ++i) {
    if (head.lower[i].begin < head.lower[i - 1].end) return std::nullopt;
  }
  return head;
}

}  // namespace gouji::intake
