#include "import/coded_name.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kShortestCode = 3;  // 103 is a department, 1 and 12 are numbers of schools and houses
constexpr std::size_t kLongestCode = 12;
constexpr std::size_t kSurelyCode = 6;  // 219001某局, but 12345热线
constexpr std::u32string_view kOpening = U"([【";
constexpr std::u32string_view kClosing = U")]】";

bool is_code(std::u32string_view text) {
  const bool year = text.size() == 4 && (text.starts_with(U"19") || text.starts_with(U"20"));
  return !year && text.size() >= kShortestCode && text.size() <= kLongestCode &&
         std::all_of(text.begin(), text.end(), [](char32_t c) { return text::is_ascii_digit(c); });
}

std::string printed_part(const std::u32string& printed, std::size_t begin, std::size_t end) {
  return std::string(text::trim(text::encode(std::u32string_view(printed).substr(begin, end - begin))));
}

}  // namespace

CodedName coded_name(std::string_view printed) {
  const std::u32string name = text::decode(text::trim(printed));
  const std::u32string folded = text::fold_each(name);
  const std::u32string_view view = folded;
  const auto whole = [&] { return CodedName{{}, text::encode(name)}; };
  if (folded.empty()) return whole();
  // in front
  const bool opened = kOpening.find(folded[0]) != kOpening.npos;
  std::size_t at = opened ? 1 : 0;
  std::size_t end = at;
  while (end < folded.size() && text::is_ascii_digit(folded[end])) ++end;
  if (is_code(view.substr(at, end - at))) {
    std::size_t behind = end;
    if (opened && behind < folded.size() && kClosing.find(folded[behind]) != kClosing.npos) ++behind;
    while (behind < folded.size() && std::u32string_view(U" -_—").find(folded[behind]) != std::u32string_view::npos)
      ++behind;
    const bool parted = behind > end || (!opened && end - at >= kSurelyCode);
    if (behind < folded.size() && text::is_han(folded[behind]) && parted)
      return {text::encode(view.substr(at, end - at)), printed_part(name, behind, name.size())};
  }
  // behind, in brackets
  if (kClosing.find(folded.back()) == kClosing.npos) return whole();
  const std::size_t open = folded.find_last_of(kOpening);
  if (open == std::u32string::npos || open == 0) return whole();
  const std::u32string_view code = view.substr(open + 1, folded.size() - open - 2);
  if (!is_code(code)) return whole();
  return {text::encode(code), printed_part(name, 0, open)};
}

}  // namespace gouji::intake
