#include "import/claim_headings.hpp"

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::u32string_view kHeadingNumerals = U"零〇一二三四五六七八九十百";
constexpr std::size_t kLongestNumeral = 4;

std::size_t numerals(std::u32string_view text) {
  std::size_t length = 0;
  while (length < text.size() && length < kLongestNumeral &&
         kHeadingNumerals.find(text[length]) != kHeadingNumerals.npos)
    ++length;
  return length;
}

std::size_t digits(std::u32string_view text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] >= U'0' && text[length] <= U'9') ++length;
  return length;
}

// "4.2020年度…" is item 4, "4.5万元" is an amount.
bool opens_year(std::u32string_view text) {
  return digits(text) == 4 && (text.starts_with(U"19") || text.starts_with(U"20")) && text.substr(4).starts_with(U"年");
}

}  // namespace

HeadingMark heading_mark(std::u32string_view printed, std::u32string_view folded, const ClaimSpec& spec) {
  const auto named = [&](int rank, std::size_t from, std::size_t count, std::size_t length) {
    return HeadingMark{rank, length, std::u32string(printed.substr(from, count))};
  };
  if (printed.empty()) return {};
  if (printed[0] >= U'①' && printed[0] <= U'⑳') return named(5, 0, 1, 1);
  if (folded[0] == U'第') {
    const std::size_t count = numerals(folded.substr(1)) + digits(folded.substr(1));
    const std::size_t word = count == 0 ? 0 : starts_with(folded.substr(1 + count), spec.divisions);
    if (word > 0) return named(0, 1, count, 1 + count + word);
  }
  if (const std::size_t count = numerals(folded); count > 0) {
    const std::u32string_view rest = folded.substr(count);
    if (rest.starts_with(U"、") || rest.starts_with(U".") || rest.starts_with(U","))
      return named(1, 0, count, count + 1);
    return {};
  }
  if (folded[0] == U'(') {
    const std::u32string_view rest = folded.substr(1);
    const std::size_t words = numerals(rest);
    const std::size_t count = words > 0 ? words : digits(rest);
    if (count > 0 && count <= 3 && rest.substr(count).starts_with(U")"))
      return named(words > 0 ? 2 : 4, 0, count + 2, count + 2);
    return {};
  }
  const std::size_t count = digits(folded);
  if (count == 0 || count > 3) return {};
  const std::u32string_view rest = folded.substr(count);
  if (rest.starts_with(U"、") || rest.starts_with(U")")) return named(3, 0, count, count + 1);
  if (rest.starts_with(U".")) {
    const std::u32string_view behind = rest.substr(1);
    if (digits(behind) == 0 || opens_year(behind)) return named(3, 0, count, count + 1);
  }
  return {};
}

void HeadingPath::enter(const HeadingMark& mark, std::u32string_view title) {
  numbered_ = true;
  while (!levels_.empty() && levels_.back().rank >= mark.rank) levels_.pop_back();
  levels_.push_back({mark.rank, mark.name, std::u32string(title)});
}

void HeadingPath::enter_part(std::u32string_view title) {
  if (!numbered_) return;  // the title of the document
  levels_.clear();
  levels_.push_back({0, std::u32string(title), std::u32string(title)});
}

std::u32string HeadingPath::section() const {
  std::u32string path;
  int before = -1;
  for (const Level& level : levels_) {
    // Two bare numbers are kept apart: 二.五, 3.1; brackets part themselves.
    const bool bare = level.rank <= 1 || level.rank == 3;
    const bool was_bare = before == 0 || before == 1 || before == 3;
    if (!path.empty() && bare && was_bare) path += U'.';
    path += level.name;
    before = level.rank;
  }
  return path;
}

std::u32string HeadingPath::title() const {
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    if (!level->title.empty()) return level->title;
  }
  return {};
}

std::u32string HeadingPath::title_with(const ClaimWords& words) const {
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    if (first_of(text::fold_each(level->title), words)) return level->title;
  }
  return {};
}

bool HeadingPath::any_holds(const ClaimWords& words) const {
  for (const Level& level : levels_) {
    if (first_of(text::fold_each(level.title), words)) return true;
  }
  return false;
}

bool HeadingPath::innermost_holds(const ClaimWords& words, const ClaimWords& others) const {
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    const std::u32string title = text::fold_each(level->title);
    if (first_of(title, others)) return false;
    if (first_of(title, words)) return true;
  }
  return false;
}

}  // namespace gouji::intake
