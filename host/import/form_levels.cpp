#include "import/form_levels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "import/form_wrapped.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostNameLines = 8;  // that a name takes
constexpr std::size_t kFarthest = 2;       // lines from one part of a name to the next
constexpr double kUnknownName = 1.0;       // costs of a name that no form is known to print, …
constexpr double kUnknownLine = 0.5;       // … of each further line of it, …
constexpr double kNotFullName = 1.5;       // … where the line before leaves room, …
constexpr double kOfTwoRows = 2.0;         // … where both stand beside rows of their own
constexpr double kOpenBracket = 4.0;       // of a bracket that is opened or closed in another name
constexpr double kBracketAlone = 4.0;      // of a name that is nothing but a bracket
constexpr double kWithoutRow = 0.75;       // of a label that no row stands beside
constexpr double kCertainPlace = 1.0;      // lines from its middle that a label may be printed
// That the next best border between two labels costs more; half lines are rounded where labels are centred.
constexpr double kCertainTop = 0.75;
constexpr double kCertainMiddle = 1.25;
constexpr double kNever = std::numeric_limits<double>::max();

struct BracketCount {
  int open = 0, least = 0;
};
BracketCount brackets_in(std::string_view text) {
  BracketCount found;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::fold(text::decode_next(text, at));
    if (c == U'(') ++found.open;
    if (c == U')') found.least = std::min(found.least, --found.open);
  }
  return found;
}

bool is_bracket_alone(std::string_view text) {
  const std::string plain = text::strip_spaces(text);
  if (plain.empty()) return false;
  std::size_t at = 0;
  return text::fold(text::decode_next(plain, at)) == U'(' && text::fold(text::decode(plain).back()) == U')';
}

}  // namespace

std::vector<LevelName> join_level_names(const std::vector<LevelText>& texts,
                                        const std::function<bool(std::string_view)>& known,
                                        const std::function<bool(std::size_t)>& is_row) {
  int full = 0;
  for (const LevelText& text : texts) full = std::max(full, text.width);
  std::vector<double> best(texts.size() + 1, kNever);
  std::vector<std::size_t> from(texts.size() + 1, 0);
  best[0] = 0;
  for (std::size_t begin = 0; begin < texts.size(); ++begin) {
    std::string whole;
    double joins = 0;  // costs of going on from line to line, where the name is not known
    for (std::size_t end = begin + 1; end <= std::min(texts.size(), begin + kMostNameLines); ++end) {
      const LevelText& last = texts[end - 1];
      if (end > begin + 1) {
        const LevelText& before = texts[end - 2];
        if (last.line - before.line > kFarthest) break;
        joins += kUnknownLine;
        if (before.width + kRoom < full) joins += kNotFullName;
        if (is_row(before.line) && is_row(last.line)) joins += kOfTwoRows;
      }
      whole += text::trim(last.text);
      const BracketCount brackets = brackets_in(whole);
      double cost = best[begin];
      if (brackets.open != 0 || brackets.least < 0) cost += kOpenBracket;
      if (is_bracket_alone(whole)) cost += kBracketAlone;
      if (!known(whole)) cost += kUnknownName + joins;
      if (cost >= best[end]) continue;
      best[end] = cost;
      from[end] = begin;
    }
  }
  std::vector<LevelName> names;
  for (std::size_t end = texts.size(); end > 0; end = from[end]) names.push_back({from[end], end});
  std::reverse(names.begin(), names.end());
  return names;
}

std::vector<LevelReach> reach_of_levels(const std::vector<LevelLabel>& labels, const std::vector<LevelRow>& rows,
                                        LevelsPrinted printed,
                                        const std::function<double(std::size_t, std::size_t)>& wrong,
                                        const std::function<bool(std::size_t, std::size_t)>& proved, double& cost) {
  const auto off_place = [&](const LevelLabel& label, std::size_t start, std::size_t end) {
    if (printed == LevelsPrinted::at_the_top)
      return std::abs(static_cast<double>(label.first) - static_cast<double>(rows[start].line));
    return std::abs(static_cast<double>(rows[start].first + rows[end - 1].last) -
                    static_cast<double>(label.first + label.last)) /
           2;
  };
  // A label without a row stands between two.
  const auto between = [&](const LevelLabel& label, std::size_t at) {
    const auto middle = static_cast<double>(label.first + label.last) / 2;
    double off = kWithoutRow;
    if (at > 0) off += std::max(0.0, static_cast<double>(rows[at - 1].last) + 0.5 - middle);
    if (at < rows.size()) off += std::max(0.0, middle + 0.5 - static_cast<double>(rows[at].first));
    return off;
  };
  std::vector<std::vector<double>> best(labels.size() + 1, std::vector<double>(rows.size() + 1, kNever));
  std::vector<std::vector<std::size_t>> from(labels.size() + 1, std::vector<std::size_t>(rows.size() + 1, 0));
  best[0][0] = 0;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    // The rows that its name stands beside are its own.
    std::size_t own_first = 0;
    while (own_first < rows.size() && rows[own_first].line < labels[k].first) ++own_first;
    std::size_t own_last = own_first;
    while (own_last < rows.size() && rows[own_last].line <= labels[k].last) ++own_last;
    const bool beside = own_first < own_last;
    for (std::size_t start = 0; start <= rows.size(); ++start) {
      if (best[k][start] == kNever || (beside && start > own_first)) continue;
      if (!beside && best[k][start] + between(labels[k], start) < best[k + 1][start]) {
        best[k + 1][start] = best[k][start] + between(labels[k], start);
        from[k + 1][start] = start;
      }
      double costs = 0;
      for (std::size_t end = start + 1; end <= rows.size(); ++end) {
        costs += wrong(k, end - 1);
        if (beside && end < own_last) continue;
        const double sum = best[k][start] + costs + off_place(labels[k], start, end);
        if (sum >= best[k + 1][end]) continue;
        best[k + 1][end] = sum;
        from[k + 1][end] = start;
      }
    }
  }
  std::vector<LevelReach> reach(labels.size());
  cost = best[labels.size()][rows.size()];
  if (cost == kNever) return {};
  std::size_t end = rows.size();
  for (std::size_t k = labels.size(); k-- > 0;) {
    reach[k] = {from[k + 1][end], end, false};
    end = reach[k].from;
    bool known = true;
    for (std::size_t row = reach[k].from; row < reach[k].to; ++row) known = known && proved(k, row);
    reach[k].doubtful =
        reach[k].from < reach[k].to && !known && off_place(labels[k], reach[k].from, reach[k].to) > kCertainPlace;
  }
  // The border between two labels might as well be a row further up or down.
  const auto of = [&](std::size_t k, std::size_t start, std::size_t stop) {
    double sum = off_place(labels[k], start, stop);
    for (std::size_t row = start; row < stop; ++row) sum += wrong(k, row);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const bool beside = rows[row].line >= labels[k].first && rows[row].line <= labels[k].last;
      if (beside && (row < start || row >= stop)) return kNever;
    }
    return sum;
  };
  const double certain = printed == LevelsPrinted::at_the_top ? kCertainTop : kCertainMiddle;
  for (std::size_t k = 1; k < labels.size(); ++k) {
    LevelReach& upper = reach[k - 1];
    LevelReach& lower = reach[k];
    if (upper.from == upper.to || lower.from == lower.to) continue;
    const double own = of(k - 1, upper.from, upper.to) + of(k, lower.from, lower.to);
    for (const std::size_t border : {lower.from - 1, lower.from + 1}) {
      if (border <= upper.from || border >= lower.to) continue;
      const double above = of(k - 1, upper.from, border);
      const double below = of(k, border, lower.to);
      if (above == kNever || below == kNever || above + below - own >= certain) continue;
      (border < lower.from ? upper : lower).doubtful = true;
    }
  }
  return reach;
}

}  // namespace gouji::intake
