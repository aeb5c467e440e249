#include "base/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace gouji {

int edit_distance(std::string_view a, std::string_view b) {
  const std::u32string left = text::decode(a);
  const std::u32string right = text::decode(b);
  std::vector<std::vector<int>> cost(left.size() + 1, std::vector<int>(right.size() + 1));
  for (std::size_t i = 0; i <= left.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= right.size(); ++j) cost[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const int change = left[i - 1] == right[j - 1] ? 0 : 1;
      int best = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        best = std::min(best, cost[i - 2][j - 2] + 1);
      }
      cost[i][j] = best;
    }
  }
  return cost[left.size()][right.size()];
}

namespace {

// How far a guess may be off: half of what follows the dotted words that both begin with, so that national.fund. alone
// makes no name like another.
int allowed_distance(std::string_view wanted, std::string_view candidate) {
  const auto differ = std::mismatch(wanted.begin(), wanted.end(), candidate.begin(), candidate.end()).first;
  const std::string_view both = wanted.substr(0, static_cast<std::size_t>(differ - wanted.begin()));
  const auto dot = both.rfind('.');
  const std::string_view rest = dot == std::string_view::npos ? wanted : wanted.substr(dot + 1);
  return std::max(1, (static_cast<int>(text::decode(rest).size()) + 1) / 2);
}

}  // namespace

std::string nearest(std::string_view wanted, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongest = 200;  // the table is quadratic; no honest name is longer
  if (wanted.size() > kLongest) return {};
  // The end of a dotted name is that name: reason_below is sichuan.execution.reason_below.
  const std::string end = fmt::format(".{}", wanted);
  const auto whole = std::find_if(candidates.begin(), candidates.end(),
                                  [&](const std::string& one) { return !wanted.empty() && one.ends_with(end); });
  if (whole != candidates.end()) return *whole;
  const auto length = static_cast<int>(text::decode(wanted).size());
  std::string best;
  int best_distance = std::max(1, (length + 1) / 2);
  // Of two that are as near, the one that holds the word: 指标值 is 年度指标值 rather than 指标性质.
  bool best_holds = false;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongest) continue;
    const int distance = edit_distance(wanted, candidate);
    if (distance > allowed_distance(wanted, candidate)) continue;
    const bool holds = !wanted.empty() && candidate.find(wanted) != std::string::npos;
    const bool nearer = distance < best_distance || (distance == best_distance && holds && !best_holds);
    if (distance <= best_distance && (best.empty() || nearer)) {
      best = candidate;
      best_distance = distance;
      best_holds = holds;
    }
  }
  return best;
}

std::pair<std::string, std::string> known_names(std::string_view wanted, const std::vector<std::string>& known) {
  const std::string guess = nearest(wanted, known);
  if (!guess.empty()) return {fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess)};
  return {fmt::format("可用：{}", fmt::join(known, "、")), fmt::format("use one of {}", fmt::join(known, ", "))};
}

}  // namespace gouji
