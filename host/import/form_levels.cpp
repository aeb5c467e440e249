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
constexpr double kBracketAlone = 4.0;      // of a name that opens with a bracket on a line of its own
constexpr double kWithoutRow = 0.75;       // of a label that no row stands beside
constexpr double kAcrossOuter = 20.0;      // of a label that reaches over two outer levels
constexpr double kCertainPlace = 1.0;      // lines from its middle that a label may be printed
// That a row costs more with another label; half lines are rounded where labels are centred.
constexpr double kCertainTop = 0.75;
constexpr double kCertainMiddle = 1.25;
constexpr std::size_t kEvenRows = 2;  // so many rows tell where a middle between two lines is printed
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

}  // namespace

bool is_bracket_alone(std::string_view text) {
  const std::string plain = text::strip_spaces(text);
  if (plain.empty()) return false;
  std::size_t at = 0;
  return text::fold(text::decode_next(plain, at)) == U'(' && text::fold(text::decode(plain).back()) == U')';
}

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
        // （20分） stands on a line of its own, whatever room the name leaves.
        const bool weight = is_bracket_alone(last.text);
        if (!weight && before.width + kRoom < full) joins += kNotFullName;
        if (!weight && is_row(before.line) && is_row(last.line)) joins += kOfTwoRows;
      }
      whole += text::trim(last.text);
      const BracketCount brackets = brackets_in(whole);
      double cost = best[begin];
      if (brackets.open != 0 || brackets.least < 0) cost += kOpenBracket;
      if (is_bracket_alone(texts[begin].text)) cost += kBracketAlone;
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

namespace {

// Where a text is printed whose middle falls between two lines.
enum class Rounded : std::uint8_t { unknown, up, down };

// The figures of rows with an even number of lines tell it, where all of them agree and taller rows show that cells are
// printed in the middle at all.
Rounded rounded_in(const std::vector<LevelRow>& rows) {
  std::size_t up = 0;
  std::size_t down = 0;
  std::size_t tall = 0;
  for (const LevelRow& row : rows) {
    const std::size_t lines = row.last - row.first + 1;
    const std::size_t above = row.line - row.first;
    if (lines < 2) continue;
    if (2 * above + 1 != lines && 2 * above + 2 != lines && 2 * above != lines) return Rounded::unknown;
    if (lines > 2) ++tall;
    if (lines % 2 == 0) ++(2 * above == lines ? down : up);
  }
  if (tall == 0 || (up > 0 && down > 0)) return Rounded::unknown;
  if (up >= kEvenRows) return Rounded::up;
  return down >= kEvenRows ? Rounded::down : Rounded::unknown;
}

class Reaches {
 public:
  Reaches(const std::vector<LevelLabel>& labels, const std::vector<LevelRow>& rows, LevelsPrinted printed,
          const std::function<double(std::size_t, std::size_t)>& wrong,
          const std::function<bool(std::size_t, std::size_t)>& proved)
      : labels_(labels),
        rows_(rows),
        printed_(printed),
        wrong_(wrong),
        proved_(proved),
        rounded_(printed == LevelsPrinted::centred ? rounded_in(rows) : Rounded::unknown) {}

  LevelReaches find() {
    const std::size_t count = rows_.size();
    // ahead[k][r]: the labels before k have the rows before r; behind[k][r]: those from k have the rows from r.
    Table ahead(labels_.size() + 1, std::vector<double>(count + 1, kNever));
    Table behind = ahead;
    std::vector<std::vector<std::size_t>> from(labels_.size() + 1, std::vector<std::size_t>(count + 1, 0));
    ahead[0][0] = 0;
    for (std::size_t k = 0; k < labels_.size(); ++k) {
      each_span(k, [&](std::size_t start, std::size_t end, double cost) {
        if (ahead[k][start] == kNever || ahead[k][start] + cost >= ahead[k + 1][end]) return;
        ahead[k + 1][end] = ahead[k][start] + cost;
        from[k + 1][end] = start;
      });
    }
    LevelReaches found;
    found.cost = ahead[labels_.size()][count];
    if (found.cost == kNever) return found;
    behind[labels_.size()][count] = 0;
    for (std::size_t k = labels_.size(); k-- > 0;) {
      each_span(k, [&](std::size_t start, std::size_t end, double cost) {
        if (behind[k + 1][end] != kNever) behind[k][start] = std::min(behind[k][start], cost + behind[k + 1][end]);
      });
    }
    found.labels.resize(labels_.size());
    std::vector<std::size_t> owner(count, 0);
    std::size_t end = count;
    for (std::size_t k = labels_.size(); k-- > 0;) {
      found.labels[k] = {from[k + 1][end], end};
      std::fill(owner.begin() + static_cast<std::ptrdiff_t>(found.labels[k].from),
                owner.begin() + static_cast<std::ptrdiff_t>(end), k);
      end = found.labels[k].from;
    }
    doubt(found, owner, least_costs(ahead, behind));
    return found;
  }

 private:
  using Table = std::vector<std::vector<double>>;

  // costs[k][r]: of the best way to part the rows where label k has the row r.
  Table least_costs(const Table& ahead, const Table& behind) const {
    Table costs(labels_.size(), std::vector<double>(rows_.size(), kNever));
    for (std::size_t k = 0; k < labels_.size(); ++k) {
      Table of_start(rows_.size() + 1);  // by start: by end
      each_span(k, [&](std::size_t start, std::size_t end, double cost) {
        if (start == end || ahead[k][start] == kNever || behind[k + 1][end] == kNever) return;
        std::vector<double>& ends = of_start[start];
        if (ends.empty()) ends.assign(rows_.size() + 1, kNever);
        ends[end] = ahead[k][start] + cost + behind[k + 1][end];
      });
      for (std::size_t start = 0; start < of_start.size(); ++start) {
        double least = kNever;
        for (std::size_t end = of_start[start].size(); end-- > start + 1;) {
          least = std::min(least, of_start[start][end]);
          costs[k][end - 1] = std::min(costs[k][end - 1], least);
        }
      }
    }
    return costs;
  }

  void doubt(LevelReaches& found, const std::vector<std::size_t>& owner, const Table& costs) const {
    const double certain = printed_ == LevelsPrinted::at_the_top ? kCertainTop : kCertainMiddle;
    found.doubtful.assign(rows_.size(), false);
    found.rival = owner;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      double next = kNever;
      for (std::size_t k = 0; k < labels_.size(); ++k) {
        if (k == owner[row] || costs[k][row] >= next) continue;
        next = costs[k][row];
        found.rival[row] = k;
      }
      found.doubtful[row] = next != kNever && next - found.cost < certain;
    }
    // A label far from the middle of its rows is in doubt, unless what it has is known to be its own.
    for (std::size_t k = 0; k < labels_.size(); ++k) {
      const auto [from, to] = found.labels[k];
      bool known = true;
      for (std::size_t row = from; row < to; ++row) known = known && proved_(k, row);
      if (known || off_place(labels_[k], from, to) <= kCertainPlace) continue;
      for (std::size_t row = from; row < to; ++row) found.doubtful[row] = true;
    }
  }

  // Calls with every span of rows that a label may have, and its cost; start = end: none.
  template <typename Call>
  void each_span(std::size_t k, const Call& call) const {
    const LevelLabel& label = labels_[k];
    // The rows that its name stands beside are its own.
    std::size_t own_first = 0;
    while (own_first < rows_.size() && rows_[own_first].line < label.first) ++own_first;
    std::size_t own_last = own_first;
    while (own_last < rows_.size() && rows_[own_last].line <= label.last) ++own_last;
    const bool beside = own_first < own_last;
    for (std::size_t start = 0; start <= rows_.size(); ++start) {
      if (beside && start > own_first) break;
      if (!beside) call(start, start, between(label, start));
      double costs = 0;
      for (std::size_t end = start + 1; end <= rows_.size(); ++end) {
        costs += wrong_(k, end - 1);
        if (end - 1 > start && rows_[end - 1].opens_outer) costs += kAcrossOuter;
        if (!beside || end >= own_last) call(start, end, costs + off_place(label, start, end));
      }
    }
  }

  double off_place(const LevelLabel& label, std::size_t start, std::size_t end) const {
    if (printed_ == LevelsPrinted::at_the_top)
      return std::abs(static_cast<double>(label.first) - static_cast<double>(rows_[start].line));
    // Twice the line where its name should begin.
    const auto twice = static_cast<std::ptrdiff_t>(rows_[start].first + rows_[end - 1].last) -
                       static_cast<std::ptrdiff_t>(label.last - label.first);
    std::ptrdiff_t wanted = twice;
    if (twice % 2 != 0 && rounded_ != Rounded::unknown) wanted += rounded_ == Rounded::up ? -1 : 1;
    return std::abs(static_cast<double>(wanted) - 2 * static_cast<double>(label.first)) / 2;
  }

  // A label without a row stands between two.
  double between(const LevelLabel& label, std::size_t at) const {
    const auto middle = static_cast<double>(label.first + label.last) / 2;
    double off = kWithoutRow;
    if (at > 0) off += std::max(0.0, static_cast<double>(rows_[at - 1].last) + 0.5 - middle);
    if (at < rows_.size()) off += std::max(0.0, middle + 0.5 - static_cast<double>(rows_[at].first));
    return off;
  }

  const std::vector<LevelLabel>& labels_;
  const std::vector<LevelRow>& rows_;
  LevelsPrinted printed_;
  const std::function<double(std::size_t, std::size_t)>& wrong_;
  const std::function<bool(std::size_t, std::size_t)>& proved_;
  Rounded rounded_;
};

}  // namespace

LevelReaches reach_of_levels(const std::vector<LevelLabel>& labels, const std::vector<LevelRow>& rows,
                             LevelsPrinted printed, const std::function<double(std::size_t, std::size_t)>& wrong,
                             const std::function<bool(std::size_t, std::size_t)>& proved) {
  return Reaches(labels, rows, printed, wrong, proved).find();
}

}  // namespace gouji::intake
