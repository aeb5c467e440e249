#include "import/claim_numbers.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::u32string_view kRangeSigns = U"-~–—至";
constexpr std::size_t kGroup = 3;  // digits behind a thousands separator
constexpr std::size_t kFewestCodeDigits = 3;

std::size_t digit_run(std::u32string_view text) {
  std::size_t length = 0;
  while (length < text.size() && text::is_ascii_digit(text[length])) ++length;
  return length;
}

struct ClaimUnit {
  ClaimNumberKind kind = ClaimNumberKind::bare;
  std::size_t length = 0;
};

// What stands right behind the digits; nullopt: a name, a time, no figure.
std::optional<ClaimUnit> unit_at(std::u32string_view rest, const ClaimSpec& spec) {
  if (rest.starts_with(U"%") || rest.starts_with(U"‰")) return ClaimUnit{ClaimNumberKind::percent, 1};
  std::size_t blanks = 0;
  while (blanks < rest.size() && rest[blanks] == U' ') ++blanks;
  rest = rest.substr(blanks);
  const std::size_t name = starts_with(rest, spec.names);
  ClaimUnit best;
  const auto offer = [&](ClaimNumberKind kind, std::size_t length) {
    if (length > best.length) best = {kind, length};
  };
  offer(ClaimNumberKind::money, starts_with(rest, spec.money));
  offer(ClaimNumberKind::percent_points, starts_with(rest, spec.percent_points));
  offer(ClaimNumberKind::times, starts_with(rest, spec.times));
  offer(ClaimNumberKind::points, starts_with(rest, spec.points));
  offer(ClaimNumberKind::count, starts_with(rest, spec.counts));
  if (name > 0 && name >= best.length) return std::nullopt;
  if (best.length == 0) {  // 8480余件, 50万余条, 44万人次
    const std::size_t scale = starts_with(rest, spec.scales);
    const std::size_t vague = scale + starts_with(rest.substr(scale), spec.vague);
    const std::size_t money = vague == 0 ? 0 : starts_with(rest.substr(vague), spec.money);
    const std::size_t count = vague == 0 ? 0 : starts_with(rest.substr(vague), spec.counts);
    if (std::max(money, count) > 0)
      best = {money > count ? ClaimNumberKind::money : ClaimNumberKind::count, vague + std::max(money, count)};
  }
  return ClaimUnit{best.kind, best.length == 0 ? 0 : best.length + blanks};
}

// Brackets in which numbers are parts of titles and document numbers.
int title_depth(int depth, char32_t c) {
  if (c == U'《' || c == U'〈' || c == U'〔' || c == U'【') return depth + 1;
  if ((c == U'》' || c == U'〉' || c == U'〕' || c == U'】') && depth > 0) return depth - 1;
  return depth;
}

// 占3个项目执行总额的 43.55 %: behind a count that opens the name of the whole.
bool names_whole_of_share(std::u32string_view behind, const ClaimSpec& spec) {
  const std::size_t end = behind.find_first_of(U"0123456789,;。:!?()");
  if (end == behind.npos || !text::is_ascii_digit(behind[end])) return false;
  const auto unit = unit_at(behind.substr(end + number_length(behind.substr(end))), spec);
  std::u32string_view name = behind.substr(0, end);
  name.remove_suffix(ends_with(name, spec.share_tails));
  return unit && unit->kind == ClaimNumberKind::percent &&
         std::max(ends_with(name, spec.totals), ends_with(name, spec.money_nouns)) > 0;
}

}  // namespace

std::size_t number_length(std::u32string_view text) {
  std::size_t length = digit_run(text);
  if (length == 0) return 0;
  // Thousands: 28,907 and 1,234,567, never 4125.49,4143
  if (length <= kGroup) {
    while (length < text.size() && text[length] == U',' && digit_run(text.substr(length + 1)) == kGroup)
      length += 1 + kGroup;
  }
  const auto behind = [&](std::size_t at) { return at < text.size() && text[at] == U' ' ? at + 1 : at; };
  if (length < text.size() && text[length] == U'.') {
    if (const std::size_t decimals = digit_run(text.substr(behind(length + 1))); decimals > 0)
      return behind(length + 1) + decimals;
  }
  return length;
}

std::size_t date_length(std::u32string_view text, int* year) {
  std::size_t length = 0;
  const auto part = [&](std::size_t most, std::u32string_view word) {
    const std::size_t count = digit_run(text.substr(length));
    if (count == 0 || count > most) return false;
    std::size_t at = length + count;
    if (at < text.size() && text[at] == U' ') ++at;
    if (!text.substr(at).starts_with(word)) return false;
    length = at + word.size();
    return true;
  };
  const std::size_t digits = digit_run(text);
  if (digits != 4 || !part(4, U"年")) return 0;
  if (text[0] != U'1' && text[0] != U'2') return 0;
  if (year != nullptr) {
    *year = 0;
    for (std::size_t i = 0; i < 4; ++i) *year = *year * 10 + static_cast<int>(text[i] - U'0');
  }
  if (text.substr(length).starts_with(U"度")) {
    ++length;
  } else if (part(2, U"月")) {
    part(2, U"日");
  }
  return length;
}

ClaimNumbers scan_claim_numbers(const ClaimParagraph& paragraph, const ClaimSpec& spec) {
  ClaimNumbers found;
  const std::u32string_view text = paragraph.folded;
  int titles = 0;
  for (std::size_t pos = paragraph.body; pos < text.size();) {
    titles = title_depth(titles, text[pos]);
    if (!text::is_ascii_digit(text[pos])) {
      ++pos;
      continue;
    }
    if (const std::size_t date = date_length(text.substr(pos)); date > 0) {
      pos += date;
      continue;
    }
    std::size_t end = pos + number_length(text.substr(pos));
    // A list number inside a paragraph: "。2.统一工作服装" is item 2; "2.2020年" too.
    const bool opens =
        pos == paragraph.body || (pos > 0 && std::u32string_view(U"。;:").find(text[pos - 1]) != text.npos);
    if (opens) {
      const std::size_t digits = digit_run(text.substr(pos));
      if (digits <= 2 && text.substr(pos + digits).starts_with(U".") &&
          (end == pos + digits || date_length(text.substr(pos + digits + 1)) > 0)) {
        found.names.push_back({pos, pos + digits});
        pos += digits + 1;
        continue;
      }
    }
    ClaimNumber number;
    number.digits = {pos, end};
    const bool behind_letter = pos > 0 && (text::is_ascii_letter(text[pos - 1]) || text[pos - 1] == U'/');
    const bool before_letter =
        end < text.size() && text::is_ascii_letter(text[end]) && starts_with(text.substr(end), spec.counts) == 0;
    const std::u32string_view before = text.substr(0, pos);
    // 行政运行（2010101）: the code of an item
    const bool is_code = before.ends_with(U"(") && text.substr(end).starts_with(U")") &&
                         end - pos >= kFewestCodeDigits && digit_run(text.substr(pos)) == end - pos &&
                         date_length(text.substr(pos)) == 0;
    if (titles > 0 || behind_letter || before_letter || is_code || ends_with(before, spec.ordinals) > 0) {
      found.names.push_back(number.digits);
      pos = end;
      continue;
    }
    auto unit = unit_at(text.substr(end), spec);
    if (unit && unit->length == 0 && ends_with(before, spec.labels) > 0) unit.reset();
    // 10～20万元, 5%-8%: one figure with two ends
    const std::size_t sign = end + (unit ? unit->length : 0);
    if (unit && sign + 1 < text.size() && kRangeSigns.find(text[sign]) != kRangeSigns.npos &&
        text::is_ascii_digit(text[sign + 1])) {
      const std::size_t second = sign + 1 + number_length(text.substr(sign + 1));
      const auto other = unit_at(text.substr(second), spec);
      if (other && (unit->kind == ClaimNumberKind::bare || unit->kind == other->kind)) {
        number.interval = true;
        number.digits.end = end = second;
        unit = other;
      }
    }
    if (!unit) {
      found.names.push_back(number.digits);
      pos = end;
      continue;
    }
    // -40.60: a sign, unless it joins two things
    if (pos > paragraph.body && (text[pos - 1] == U'-' || text[pos - 1] == U'−') &&
        (pos < 2 ||
         (!text::is_ascii_digit(text[pos - 2]) && !text::is_ascii_letter(text[pos - 2]) && text[pos - 2] != U')')))
      --number.digits.begin;
    number.kind = unit->kind;
    number.unit = {end, end + unit->length};
    while (!number.unit.empty() && text[number.unit.begin] == U' ') ++number.unit.begin;
    number.end = end + unit->length;
    // 单位价值50万元以上通用设备: part of a name when a name follows
    const std::size_t limit = starts_with(text.substr(number.end), spec.limits);
    if (limit > 0) {
      const std::size_t next = number.end + limit;
      if (next < text.size() && text::is_han(text[next])) {
        found.names.push_back(number.digits);
        pos = next;
        continue;
      }
    }
    if (number.kind == ClaimNumberKind::count && ends_with(before, spec.share) > 0 &&
        names_whole_of_share(text.substr(number.end), spec)) {
      found.names.push_back(number.digits);
      pos = number.end;
      continue;
    }
    found.figures.push_back(number);
    pos = std::max(number.end, pos + 1);
  }
  return found;
}

}  // namespace gouji::intake
