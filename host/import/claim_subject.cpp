#include "import/claim_subject.hpp"

#include <algorithm>

#include "import/claim_numbers.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kLongestUnitName = 40;
constexpr std::size_t kYear = 5;          // characters of 2021年
constexpr std::size_t kLongestBase = 14;  // characters between 比2019年 and 增加
constexpr std::u32string_view kJoints = U",.;:。、!? -—)]";
constexpr std::u32string_view kLongEnds = U",;:。、 -—(";

std::u32string_view view(const std::u32string& text, ClaimRange range) {
  return range.empty() ? std::u32string_view() : std::u32string_view(text).substr(range.begin, range.end - range.begin);
}

// The characters of `part` stand in `whole` in their order: 甲市政府办公室 in 甲市人民政府办公室.
bool is_abbreviation(std::u32string_view part, std::u32string_view whole) {
  std::size_t at = 0;
  for (const char32_t c : part) {
    at = whole.find(c, at);
    if (at == std::u32string_view::npos) return false;
    ++at;
  }
  return true;
}

// A bracket that closes what was not opened, or opens what is not closed, is no part of a name.
ClaimRange without_lone_brackets(const std::u32string& folded, ClaimRange range) {
  const auto lone = [&](ClaimRange part) {
    int depth = 0;
    for (const char32_t c : view(folded, part)) {
      if (c == U'(') ++depth;
      if (c == U')' && --depth < 0) return -1;
    }
    return depth;
  };
  while (!range.empty() && lone(range) > 0 && folded[range.begin] == U'(') ++range.begin;
  while (!range.empty() && lone(range) > 0 && folded[range.end - 1] == U'(') --range.end;
  while (!range.empty() && lone(range) < 0 && folded[range.end - 1] == U')') --range.end;
  return range;
}

// 2.公务接待费, （1）公务接待费: the number of an item within a paragraph.
std::size_t list_number(std::u32string_view text) {
  const std::size_t bracket = text[0] == U'(' ? 1 : 0;
  constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
  std::size_t digits = number_length(text.substr(bracket));
  while (bracket > 0 && bracket + digits < text.size() && kNumerals.find(text[bracket + digits]) != kNumerals.npos)
    ++digits;
  const std::size_t end = bracket + digits;
  if (digits == 0 || digits > 2 || end >= text.size()) return 0;
  if (bracket > 0) return text[end] == U')' ? end + 1 : 0;
  return text[end] == U'.' || text[end] == U'、' ? end + 1 : 0;
}

}  // namespace

std::size_t SubjectCleaner::unit_name(std::u32string_view text) const {
  const std::u32string& unit = context_.unit;
  if (unit.size() < 2) return 0;
  for (std::size_t length = std::min({text.size(), unit.size(), kLongestUnitName}); length >= 2; --length) {
    if (text[length - 1] == unit.back() && is_abbreviation(text.substr(0, length), unit)) return length;
  }
  return 0;
}

ClaimRange SubjectCleaner::front(const std::u32string& folded, ClaimRange range) const {
  while (!range.empty()) {
    const std::u32string_view text = view(folded, range);
    int year = 0;
    std::size_t cut = 0;
    if (kJoints.find(text[0]) != kJoints.npos) {
      cut = 1;
    } else if (const std::size_t number = list_number(text); number > 0) {
      cut = number;
    } else if (const std::size_t date = date_length(text, &year); date > 0) {
      // A figure of another year keeps its year.
      if (context_.year != 0 && year != context_.year && date < text.size()) break;
      // 2022年末实有人数: 年末 is one word
      const bool joined = text[date - 1] == U'年' && starts_with(text.substr(date), spec_.year_ends) > 0;
      cut = joined ? date - 1 : date;
    } else if (const std::size_t name = unit_name(text); name > 0) {
      cut = name;
    } else if (const std::size_t moment = starts_with(text, spec_.moments);
               moment > 0 && (starts_with(text.substr(moment), spec_.leads) > 0 || unit_name(text.substr(moment)) > 0 ||
                              (date_length(text.substr(moment), &year) > 0 && year == context_.year))) {
      cut = moment;  // 年末本单位共有车辆, but 年末结转和结余
    } else if (const std::size_t lead = starts_with(text, spec_.leads); lead > 0) {
      if (lead == text.size() && starts_with(text, spec_.heads) == text.size()) break;
      // 度 of 度假, 对 of 对附属单位补助支出: only in front of what is still a name
      cut = lead;
    }
    if (cut == 0) break;
    range.begin += cut;
  }
  return range;
}

ClaimRange SubjectCleaner::back(const std::u32string& folded, ClaimRange range) const {
  while (!range.empty()) {
    const std::u32string_view text = view(folded, range);
    std::size_t cut = kLongEnds.find(text.back()) != kLongEnds.npos ? 1 : 0;
    if (cut == 0) cut = own_year_at_end(text);
    if (const std::size_t executed = cut == 0 ? ends_with(text, spec_.executed_words) : 0;
        executed > 0 && own_year_at_end(text.substr(0, text.size() - executed)) > 0)
      cut = executed;  // 农林水支出2021年度决算
    if (cut == 0) cut = ends_with(text, spec_.copulas);
    if (cut == 0) cut = ends_with(text, spec_.adverbs);
    if (cut > 0 && ends_with(text, spec_.averages) > 0) break;
    if (cut == 0 || (cut == text.size() && is_one_of(text, spec_.totals))) break;
    // 本年支出合计: the adverb is the name's own end
    if (ends_with(text, spec_.totals) >= cut && ends_with(text, spec_.copulas) < cut) break;
    range.end -= cut;
  }
  return range;
}

// 收入总额2021年度: the year itself, told behind the name.
std::size_t SubjectCleaner::own_year_at_end(std::u32string_view text) const {
  for (const std::size_t length : {kYear, kYear + 1}) {
    int year = 0;
    if (text.size() > length && date_length(text.substr(text.size() - length), &year) == length &&
        year == context_.year)
      return length;
  }
  return 0;
}

ClaimRange SubjectCleaner::clean(const std::u32string& folded, ClaimRange range) const {
  range = without_lone_brackets(folded, front(folded, back(folded, range)));
  // “农林水支出”: the name; “三公”经费 keeps its marks, a grade “良” as well
  const std::u32string_view text = view(folded, range);
  if (text.size() > 2 && text.front() == U'“' && text.find(U'”') == text.size() - 1 &&
      ends_with(text.substr(0, text.size() - 1), spec_.money_nouns) > 0)
    return {range.begin + 1, range.end - 1};
  return range;
}

bool SubjectCleaner::stands_for_another(std::u32string_view folded) const {
  return folded.empty() || is_one_of(folded, spec_.generics);
}

std::u32string SubjectCleaner::key(std::u32string_view folded) const {
  std::u32string_view rest = folded;
  while (!rest.empty() && ends_with(rest, spec_.both_sides) == 0) {  // 收入支出 is not 收入
    const std::size_t tail = ends_with(rest, spec_.key_tails);
    if (tail == 0 || tail == rest.size()) break;
    rest.remove_suffix(tail);
  }
  // 收入、支出 and 收、支 are one name.
  if (const std::size_t both = ends_with(rest, spec_.both_sides); both > 0)
    return std::u32string(rest.substr(0, rest.size() - both)) + spec_.both_sides.front();
  return std::u32string(rest);
}

std::optional<Comparison> find_comparison(const std::u32string& folded, ClaimRange range, const ClaimSpec& spec,
                                          int year) {
  const std::u32string_view text = view(folded, range);
  std::optional<Comparison> best;
  const auto offer = [&](std::size_t begin, std::size_t end, std::optional<int> base) {
    best = Comparison{{range.begin + begin, range.begin + end}, base};
  };
  // What stands behind the year and still belongs to it: 预算, 决算数, 同期 … up to 相比 or the end.
  const auto tail = [&](std::size_t end) {
    const std::u32string_view rest = text.substr(end);
    const FoundWord closer = first_of(rest, spec.closers);
    if (closer && closer.at <= kLongestBase) return end + closer.at + closer.length;
    const std::size_t comma = rest.find_first_of(U",:;。");
    const std::size_t span = std::min(rest.size(), comma);
    return span <= kLongestBase ? end + span : end;
  };
  const std::optional<int> before = year > 0 ? std::optional(year - 1) : std::nullopt;
  for (std::size_t pos = 0; pos < text.size(); ++pos) {
    const std::size_t opener = ends_with(text.substr(0, pos), spec.openers);
    if (opener == 0) continue;
    const std::u32string_view rest = text.substr(pos);
    int named = 0;
    if (const std::size_t date = date_length(rest, &named); date > 0) {
      const std::size_t end = tail(pos + date);
      // 比2022年年初预算……, told of 2022: a budget, no earlier year
      const bool own = named == year && last_of(text.substr(pos, end - pos), spec.budget_bases);
      offer(pos - opener, end, own ? std::nullopt : std::optional(named));
    } else if (const std::size_t last = starts_with(rest, spec.last_year); last > 0) {
      offer(pos - opener, tail(pos + last), before);
    } else if (const std::size_t budget = starts_with(rest, spec.budget_bases); budget > 0) {
      const std::size_t end = tail(pos + budget);
      // 卫生与计划生育: no comparison unless it ends as one
      const std::u32string_view behind = text.substr(pos + budget, end - pos - budget);
      const bool paired = is_one_of(text.substr(pos - opener, opener), spec.paired);
      if (!paired || behind.empty() || first_of(behind, spec.closers) || first_of(behind, spec.equal) ||
          ends_with(behind, spec.budget_words) == behind.size())
        offer(pos - opener, end, std::nullopt);
    }
    if (best) return best;
  }
  if (const FoundWord same = first_of(text, spec.same_period)) offer(same.at, same.at + same.length, before);
  return best;
}

}  // namespace gouji::intake
