#include "model/target.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"

namespace gouji {
namespace {

struct Spelling {
  std::string_view words;
  Comparison comparison;
};

// Longest first, so that 大于等于 is not read as 大于. Texts are compared after folding (full width → ASCII).
constexpr std::array<Spelling, 46> kBefore{{{"大于或等于", Comparison::at_least},
                                            {"小于或等于", Comparison::at_most},
                                            {"大于等于", Comparison::at_least},
                                            {"小于等于", Comparison::at_most},
                                            {"不得少于", Comparison::at_least},
                                            {"不得低于", Comparison::at_least},
                                            {"不得超过", Comparison::at_most},
                                            {"不得高于", Comparison::at_most},
                                            {"达到或超过", Comparison::at_least},
                                            {"不少于", Comparison::at_least},
                                            {"不低于", Comparison::at_least},
                                            {"不小于", Comparison::at_least},
                                            {"不超过", Comparison::at_most},
                                            {"不高于", Comparison::at_most},
                                            {"不多于", Comparison::at_most},
                                            {"不大于", Comparison::at_most},
                                            {"控制在", Comparison::at_most},
                                            {"至少", Comparison::at_least},
                                            {"至多", Comparison::at_most},
                                            {"大于", Comparison::more_than},
                                            {"高于", Comparison::more_than},
                                            {"超过", Comparison::more_than},
                                            {"小于", Comparison::less_than},
                                            {"低于", Comparison::less_than},
                                            {"少于", Comparison::less_than},
                                            {"等于", Comparison::equal},
                                            {"达到", Comparison::at_least},
                                            {">=", Comparison::at_least},
                                            {"=>", Comparison::at_least},
                                            {"<=", Comparison::at_most},
                                            {"=<", Comparison::at_most},
                                            {"≥", Comparison::at_least},
                                            {"≧", Comparison::at_least},
                                            {"⩾", Comparison::at_least},
                                            {"》", Comparison::at_least},  // ≥ and ≤ as scanners read them
                                            {"»", Comparison::at_least},
                                            {"≤", Comparison::at_most},
                                            {"≦", Comparison::at_most},
                                            {"⩽", Comparison::at_most},
                                            {"《", Comparison::at_most},
                                            {"«", Comparison::at_most},
                                            {">", Comparison::more_than},
                                            {"<", Comparison::less_than},
                                            {"=", Comparison::equal},
                                            {"═", Comparison::equal},
                                            {"﹦", Comparison::equal}}};

struct Ending {
  std::string_view words;
  Comparison comparison;  // none: words that only soften the number
};
constexpr std::array<Ending, 14> kAfter{{{"及以上", Comparison::at_least},
                                         {"(含)以上", Comparison::at_least},
                                         {"以上", Comparison::at_least},
                                         {"及以下", Comparison::at_most},
                                         {"(含)以下", Comparison::at_most},
                                         {"以下", Comparison::at_most},
                                         {"以内", Comparison::at_most},
                                         {"之内", Comparison::at_most},
                                         {"内", Comparison::at_most},
                                         {"左右", Comparison::none},
                                         {"余", Comparison::none},
                                         {"多", Comparison::none},
                                         {"次以上", Comparison::at_least},
                                         {"前", Comparison::none}}};

std::size_t number_length(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (text::is_ascii_digit(text[end]) || text[end] == '.' || text[end] == ',')) ++end;
  while (end > 0 && !text::is_ascii_digit(text[end - 1])) --end;
  return end;
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

// A calendar word after the number means a date (2020年, 12月底), not a count, unless 个 stands between.
bool is_calendar(std::string_view rest) {
  return rest.starts_with("年") || rest.starts_with("月") || rest.starts_with("日") || rest.starts_with("号");
}

// 90%-95%: where the same unit stands behind both ends, leaves it in `rest` and the upper end in `second`.
void take_second_with_unit(std::string_view& rest, std::string& second) {
  for (const std::string_view sign : {"-", "~", "—", "–", "至"}) {
    const auto place = rest.find(sign);
    if (place == std::string_view::npos || place == 0) continue;
    const std::string_view after = rest.substr(place + sign.size());
    const std::size_t length = number_length(after);
    if (length == 0 || after.substr(length) != rest.substr(0, place)) continue;
    second = std::string(after.substr(0, length));
    rest = rest.substr(0, place);
    return;
  }
}

}  // namespace

Target parse_target(std::string_view printed) {
  Target target;
  std::string whole = text::strip_spaces(text::fold(text::trim(printed)));
  std::erase(whole, '|');  // a few forms print ≧|100|%
  std::string_view rest = whole;
  for (const Spelling& spelling : kBefore) {
    const auto place = rest.find(spelling.words);
    if (place == std::string_view::npos || has_digit(rest.substr(0, place))) continue;
    // An operator sign may follow a few words (准确率达到95%); a worded operator too. The number must come next.
    const std::string_view after = rest.substr(place + spelling.words.size());
    if (number_length(after) == 0) continue;
    target.comparison = spelling.comparison;
    target.worded = place > 0;
    rest = after;
    break;
  }
  const std::size_t digits = number_length(rest);
  if (digits == 0) return {};  // words only, or words before the number without an operator
  std::string number(rest.substr(0, digits));
  rest.remove_prefix(digits);

  std::string second;
  if (rest.size() > 1 && (rest.starts_with("-") || rest.starts_with("~") || rest.starts_with("—") ||
                          rest.starts_with("至") || rest.starts_with("–"))) {
    const std::size_t sign = rest.starts_with("-") || rest.starts_with("~") ? 1 : 3;
    const std::size_t length = number_length(rest.substr(sign));
    if (length == 0) return {};
    second = std::string(rest.substr(sign, length));
    rest.remove_prefix(sign + length);
  }
  if (second.empty()) take_second_with_unit(rest, second);
  if (rest.starts_with("/")) rest.remove_prefix(1);  // 2/人次

  std::string ending_words(rest);
  for (const Ending& ending : kAfter) {
    if (!rest.ends_with(ending.words) || rest.size() < ending.words.size()) continue;
    const std::string_view before = rest.substr(0, rest.size() - ending.words.size());
    if (!unit_from_word(before)) continue;
    if (ending.comparison == Comparison::none) target.worded = true;
    if (target.comparison == Comparison::none || target.comparison == ending.comparison) {
      target.comparison = ending.comparison;
      target.worded = true;
    }
    ending_words = std::string(before);
    break;
  }
  if (is_calendar(ending_words) && target.comparison == Comparison::none) return {};
  if (is_calendar(rest) && (target.worded || target.comparison == Comparison::equal)) return {};
  target.low = parse_figure(number + ending_words);
  if (!target.low) return {};
  if (!second.empty()) target.high = parse_figure(second + ending_words);
  return target;
}

std::string_view symbol(Comparison comparison) {
  switch (comparison) {
    case Comparison::none: return "";
    case Comparison::equal: return "＝";
    case Comparison::at_least: return "≥";
    case Comparison::more_than: return "＞";
    case Comparison::at_most: return "≤";
    case Comparison::less_than: return "＜";
  }
  return "";
}

std::optional<bool> is_reverse(const Target& target) {
  switch (target.comparison) {
    case Comparison::at_most:
    case Comparison::less_than: return true;
    case Comparison::equal:
    case Comparison::at_least:
    case Comparison::more_than: return false;
    case Comparison::none: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace gouji
