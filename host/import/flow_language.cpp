#include "import/flow_language.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace gouji::intake {

namespace {

std::uint64_t pair_key(char32_t a, char32_t b) { return (static_cast<std::uint64_t>(a) << 32U) | b; }

// 16 bits of each of four characters; rare collisions outside the basic plane do no harm.
std::uint64_t quad_key(char32_t a, char32_t b, char32_t c, char32_t d) {
  return (static_cast<std::uint64_t>(a & 0xFFFFU) << 48U) | (static_cast<std::uint64_t>(b & 0xFFFFU) << 32U) |
         (static_cast<std::uint64_t>(c & 0xFFFFU) << 16U) | (d & 0xFFFFU);
}

// All figures count as one character.
char32_t figure_class(char32_t c) { return text::is_digit(c) ? U'0' : c; }

}  // namespace

CharacterPairs::CharacterPairs(const std::vector<FlowLine>& lines) {
  for (const FlowLine& line : lines) {
    std::u32string chars = match_form(line.text);
    for (char32_t& c : chars) c = figure_class(c);
    for (std::size_t i = 0; i < chars.size(); ++i) {
      ++singles_[chars[i]];
      total_ += 1.0;
      if (i + 1 < chars.size()) ++pairs_[pair_key(chars[i], chars[i + 1])];
      if (i + 3 < chars.size()) ++quads_[quad_key(chars[i], chars[i + 1], chars[i + 2], chars[i + 3])];
    }
  }
}

double CharacterPairs::affinity(std::u32string_view left, std::u32string_view right) const {
  if (left.empty() || right.empty()) return 0.0;
  const char32_t a = figure_class(left.back());
  const char32_t b = figure_class(right.front());
  // Only words tell, beside words or figures.
  if (!(text::is_han(a) || a == U'0') || !(text::is_han(b) || b == U'0') || (a == U'0' && b == U'0')) return 0.0;
  const auto single = [&](char32_t c) {
    const auto found = singles_.find(c);
    return found == singles_.end() ? 0.0 : static_cast<double>(found->second);
  };
  const auto found = pairs_.find(pair_key(a, b));
  const double seen = found == pairs_.end() ? 0.0 : static_cast<double>(found->second);
  const double expected = single(a) * single(b) / total_;
  constexpr double kShrink = 0.7;
  double result = std::clamp(std::log((seen + kShrink) / (expected + kShrink)), -1.5, 2.0);
  if (left.size() >= 2 && right.size() >= 2 && a != U'0' && b != U'0') {
    const auto quad = quads_.find(quad_key(figure_class(left[left.size() - 2]), a, b, figure_class(right[1])));
    if (quad != quads_.end()) result += 1.5;
  }
  return result;
}

}  // namespace gouji::intake
