#include "import/flow_score.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace gouji::intake {

namespace {

constexpr std::size_t kMostCellTokens = 240;  // of one cell
constexpr std::size_t kMostScoredLines = 80;
constexpr double kHopeless = -45.0;  // a cell that has cost so much is not looked at further

// Signs that open a target.
constexpr double kOwnSign = 3.0;
constexpr double kRepeatedSign = 1.0;
constexpr double kStraySign = -4.0;
constexpr double kSignWithin = -3.0;
constexpr double kOwnSignWithin = -3.5;
constexpr double kGluedSign = -2.5;
constexpr double kOpeningWord = 1.2;
constexpr double kEnding = 1.2;
constexpr double kBareNumber = -3.0;
constexpr double kStopInName = -3.5;

// Characters at the ends of cells and lines.
constexpr double kStartsLikeMiddle = -5.0;
constexpr double kEndsLikeMiddle = -4.0;
constexpr double kEndsWithComma = -2.0;
constexpr double kGoesOn = 2.5;
constexpr double kUnbalanced = -2.0;
constexpr double kUnbalancedQuote = -0.8;

// Spaces within a line.
constexpr double kSpaceInWords = -4.0;
constexpr double kSpaceInFigures = -5.0;
constexpr double kSpaceAfterFigure = -0.3;
constexpr double kSpaceBeforeFigure = -1.2;
constexpr double kOtherSpace = -1.0;
constexpr double kBorderAfterFigure = -1.0;

// Cells between tabs.
constexpr double kTwoCells = -40.0;     // of a row, as one
constexpr double kRowsOfCells = -12.0;  // of two rows, as one that a page break cut

constexpr double kAffinityWeight = 0.8;
constexpr double kSpaceAffinity = 0.5;
constexpr double kSequel = 2.5;

bool is_bracket_mark(char32_t c) {
  return std::u32string_view(U"()[]《》【】〔〕〈〉「」“”").find(c) != std::u32string_view::npos;
}

// Not those within figures: 1,200.
int stops_in(std::u32string_view s) {
  int count = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] != U',' && s[i] != U';' && s[i] != U'。') continue;
    const bool figure = i > 0 && i + 1 < s.size() && text::is_digit(s[i - 1]) && text::is_digit(s[i + 1]);
    count += figure ? 0 : 1;
  }
  return count;
}

// Open minus closed brackets, and whether one was closed before it was opened.
struct Balance {
  int brackets = 0;
  int quotes = 0;
  int strays = 0;
  int stray_quotes = 0;

  void take(char32_t c) {
    switch (c) {
      case U'(':
      case U'[':
      case U'《':
      case U'【':
      case U'〔':
      case U'〈':
      case U'「': ++brackets; break;
      case U')':
      case U']':
      case U'》':
      case U'】':
      case U'〕':
      case U'〉':
      case U'」':
        if (--brackets < 0) {
          ++strays;
          brackets = 0;
        }
        break;
      case U'“': ++quotes; break;
      case U'”':
        if (--quotes < 0) {
          ++stray_quotes;
          quotes = 0;
        }
        break;
      default: break;
    }
  }
  double value() const { return kUnbalanced * (brackets + strays) + kUnbalancedQuote * (quotes + stray_quotes); }
};

// Likeness of equal texts, of shared figures and units, of a shared run of characters.
constexpr double kEqualFlat = 2.5;
constexpr double kEqualCharacter = 0.6;
constexpr double kSameUnit = 2.0;
constexpr double kSimilarUnit = 1.0;
constexpr double kRunCharacter = 0.6;
constexpr double kMostForRun = 4.0;
constexpr std::size_t kLongestCompared = 120;

// Longest common run of characters, of texts up to kLongestCompared.
std::size_t common_run(std::u32string_view a, std::u32string_view b) {
  if (a.size() > kLongestCompared || b.size() > kLongestCompared) return 0;
  std::array<std::uint32_t, kLongestCompared + 1> row{};
  std::uint32_t longest = 0;
  for (const char32_t c : a) {
    for (std::size_t j = b.size(); j > 0; --j) {
      row[j] = c == b[j - 1] ? row[j - 1] + 1 : 0;
      longest = std::max(longest, row[j]);
    }
  }
  return longest;
}

double run_value(std::size_t run, std::size_t shorter) {
  return std::min(kMostForRun, kRunCharacter * static_cast<double>(run)) * static_cast<double>(run) /
         static_cast<double>(shorter);
}

// Without the signs in front.
std::u32string_view from_first_letter(std::u32string_view s) {
  std::size_t at = 0;
  while (at < s.size() && !text::is_han(s[at]) && !text::is_digit(s[at]) && !text::is_latin(s[at])) ++at;
  return at < s.size() ? s.substr(at) : s;
}

// What stands behind the last figure: "≥5 times" → "times"; nothing without a figure.
std::pair<bool, std::u32string_view> unit_of(std::u32string_view s) {
  for (std::size_t i = s.size(); i > 0; --i) {
    if (text::is_digit(s[i - 1])) return {true, s.substr(i)};
  }
  return {false, {}};
}

}  // namespace

FlowScore::FlowScore(const FlowSpec& spec, const std::vector<Token>& tokens, const CharacterPairs& pairs,
                     const GapModel& gaps, const std::vector<ColumnWidth>& widths)
    : tokens_(tokens), pairs_(pairs), gaps_(gaps), widths_(widths) {
  for (const auto& [unit, sequel] : spec.sequels) sequels_.emplace_back(match_form(unit), match_form(sequel));
  for (const FlowColumn& source : spec.columns) {
    Column column;
    column.has_openers = source.kind == ColumnKind::text && !source.openers.empty();
    for (const FlowColumn& other : spec.columns) {
      column.repeats_target = column.repeats_target || (!source.alike.empty() && other.key == source.alike);
    }
    column.wants_words = !column.has_openers && !column.repeats_target && !source.figures;
    column.names = source.names;
    for (const auto& opener : source.openers) {
      std::u32string form = match_form(opener);
      if (!form.empty() && text::is_han(form.front())) column.opening_words.push_back(std::move(form));
    }
    columns_.push_back(std::move(column));
  }
  Units reach = 0;
  for (const Token& token : tokens_) {
    offsets_.push_back(flat_.size());
    flat_ += token.chars;
    reach_.push_back(reach + token.lead);
    reach += token.lead + token.width;
  }
  offsets_.push_back(flat_.size());
  reach_.push_back(reach);
  traits_.resize(tokens_.size() + 1);
  for (std::size_t at = 0; at < tokens_.size(); ++at) {
    const Token& token = tokens_[at];
    Trait& trait = traits_[at];
    trait.ends_sentence = ends_sentence(token.chars.back());
    trait.hanging = forbids_line_start(token.chars.back());
    trait.brackets = std::any_of(token.chars.begin(), token.chars.end(), is_bracket_mark);
    trait.stops = stops_in(token.chars);
    if (at > 0) {
      trait.joint = joint_value(at);
      trait.line = traits_[at - 1].line + (is_line_gap(token.gap) ? 1 : 0);
      trait.after_figure =
          token.gap == Gap::space && text::is_digit(tokens_[at - 1].chars.back()) && text::is_han(token.chars.front());
    }
    traits_[at + 1].latin = trait.latin + (token.latin ? 1 : 0);
  }
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    columns_[c].ending_at.resize(tokens_.size());
    if (!columns_[c].wants_words) continue;
    for (const auto& source : spec.columns[c].endings) {
      const std::u32string ending = match_form(source);
      for (std::size_t at = 0; at < tokens_.size(); ++at) {
        std::size_t& known = columns_[c].ending_at[at];
        if (chars(0, at + 1).ends_with(ending) && (known == 0 || ending.size() < known)) known = ending.size();
      }
    }
  }
  cache_.assign(columns_.size(), std::vector<std::vector<float>>(tokens_.size()));
}

std::u32string_view FlowScore::chars(std::size_t first, std::size_t last) const {
  return std::u32string_view(flat_).substr(offsets_[first], offsets_[last] - offsets_[first]);
}

int FlowScore::lines(std::size_t first, std::size_t last) const {
  return std::min(3, traits_[last - 1].line - traits_[first].line + 1);
}

LineSample FlowScore::line_sample(std::size_t first, std::size_t last, Units next_head) const {
  LineSample sample;
  sample.token = first;
  const Token& end = tokens_[last - 1];
  sample.width = reach_[last - 1] + end.width - reach_[first];
  sample.next_head = next_head;
  sample.latin = traits_[last].latin > traits_[first].latin;
  sample.by_hand = traits_[last - 1].ends_sentence;
  sample.hanging = traits_[last - 1].hanging;
  return sample;
}

void FlowScore::sample_widths(std::size_t first, std::size_t last, std::vector<LineSample>& samples) const {
  std::size_t line_start = first;
  for (std::size_t i = first + 1; i <= last; ++i) {
    if (i < last && !is_line_gap(tokens_[i].gap)) continue;
    samples.push_back(line_sample(line_start, i, i < last ? tokens_[i].head : 0));
    line_start = i;
  }
}

double FlowScore::start_value(const Column& column, std::size_t first) const {
  const Token& token = tokens_[first];
  double value = 0.0;
  if (token.opens) value += column.has_openers ? kOwnSign : column.repeats_target ? kRepeatedSign : kStraySign;
  if (forbids_line_start(token.chars.front())) value += kStartsLikeMiddle;
  const auto opens = [&](const std::u32string& word) { return token.chars.starts_with(word); };
  if (std::any_of(column.opening_words.begin(), column.opening_words.end(), opens)) value += kOpeningWord;
  return value;
}

double FlowScore::end_value(const Column& column, std::size_t first, std::size_t last) const {
  const Token& token = tokens_[last - 1];
  const char32_t end = token.chars.back();
  double value = 0.0;
  if (forbids_line_end(end) || end == U'、') value += kEndsLikeMiddle;
  if (end == U',') value += kEndsWithComma;
  if (column.wants_words && first + 1 == last && token.numeric) value += kBareNumber;
  const std::size_t ending = column.ending_at[last - 1];
  if (ending > 0 && ending <= offsets_[last] - offsets_[first]) value += kEnding;
  return value;
}

double FlowScore::seam_value(std::size_t last, std::size_t next) const {
  const std::u32string& before = tokens_[last - 1].chars;
  const std::u32string& after = tokens_[next].chars;
  const std::size_t back = last >= 2 && before.size() == 1 && !is_line_gap(tokens_[last - 1].gap) ? 2 : 1;
  double value = kAffinityWeight * pairs_.affinity(chars(last - back, last), after);
  if (forbids_line_start(after.front()) || forbids_line_end(before.back()) || before.back() == U'、') value += kGoesOn;
  return value;
}

// "2020 年" before "7 月": one date, not two cells.
bool FlowScore::is_sequel(std::size_t at) const {
  const std::u32string& before = tokens_[at - 1].chars;
  const std::u32string_view after = chars(at, std::min(at + 2, tokens_.size()));
  std::size_t digits = 0;
  while (digits < after.size() && text::is_digit(after[digits])) ++digits;
  return digits > 0 && std::any_of(sequels_.begin(), sequels_.end(), [&](const auto& pair) {
           return before.ends_with(pair.first) && after.substr(digits).starts_with(pair.second);
         });
}

double FlowScore::sign_value(const Column& column, std::size_t at) const {
  if (!tokens_[at].opens) return 0.0;
  if (tokens_[at].gap == Gap::glue) return column.has_openers ? 0.0 : kGluedSign;
  return column.has_openers ? kOwnSignWithin : kSignWithin;
}

double FlowScore::space_value(std::size_t at) const {
  const char32_t left = tokens_[at - 1].chars.back();
  const char32_t right = tokens_[at].chars.front();
  const bool figures_left = text::is_digit(left) || text::is_latin(left) || left == U'%';
  const bool figures_right = text::is_digit(right) || text::is_latin(right);
  if (text::is_han(left) && text::is_han(right)) return kSpaceInWords;
  if (figures_left && figures_right) return kSpaceInFigures;
  double value = kOtherSpace;
  if (figures_left && text::is_han(right)) value = kSpaceAfterFigure;
  if (text::is_han(left) && figures_right) value = kSpaceBeforeFigure;
  // Which words this document puts beside figures tells dates and counts from neighbours.
  if (text::is_digit(left) != text::is_digit(right)) value += kSpaceAffinity * pairs_.affinity({&left, 1}, {&right, 1});
  return value;
}

double FlowScore::joint_value(std::size_t at) const {
  const Gap gap = tokens_[at].gap;
  if (gap == Gap::glue) return 0.0;
  if (tokens_[at].tabbed && tokens_[at - 1].tabbed) return is_line_gap(gap) ? kRowsOfCells : kTwoCells;
  const double sequel = is_sequel(at) ? kSequel : 0.0;
  if (gap == Gap::space) return sequel + space_value(at);
  return sequel + gaps_.log_chance(GapPlace::inside, gap) + seam_value(at, at);
}

const std::vector<float>& FlowScore::ends_from(std::size_t column_index, std::size_t first) const {
  std::vector<float>& ends = cache_[column_index][first];
  if (!ends.empty()) return ends;
  constexpr std::size_t kUsual = 48;
  ends.reserve(std::min(kUsual, tokens_.size() - first));
  const Column& column = columns_[column_index];
  const WidthRange width = widths_[column_index].at(first);
  double running = start_value(column, first);
  Balance balance;
  std::size_t line_start = first;
  std::size_t line_count = 1;
  for (std::size_t last = first + 1;; ++last) {
    if (traits_[last - 1].brackets) {
      for (const char32_t c : tokens_[last - 1].chars) balance.take(c);
    }
    if (column.names) running += kStopInName * traits_[last - 1].stops;
    const double closing = overfull_cost(line_sample(line_start, last, 0), width);
    ends.push_back(static_cast<float>(running - closing + balance.value() + end_value(column, first, last)));
    if (last == tokens_.size() || last - first == kMostCellTokens || running < kHopeless) break;
    running += traits_[last].joint + sign_value(column, last);
    if (is_line_gap(tokens_[last].gap)) {
      if (++line_count > kMostScoredLines) break;
      running -= closing + underfull_cost(line_sample(line_start, last, tokens_[last].head), width);
      line_start = last;
    }
  }
  return ends;
}

double FlowScore::segment(std::size_t column, std::size_t first, std::size_t last) const {
  const std::vector<float>& ends = ends_from(column, first);
  const std::size_t at = last - first - 1;
  return at < ends.size() ? static_cast<double>(ends[at]) : kImpossible;
}

std::size_t FlowScore::farthest_end(std::size_t first) const {
  return std::min(tokens_.size(), first + kMostCellTokens);
}

double FlowScore::border(GapPlace place, std::size_t at) const {
  const double value = gaps_.log_chance(place, tokens_[at].gap);
  return traits_[at].after_figure ? value + kBorderAfterFigure : value;
}

double FlowScore::resumption(std::size_t column, std::size_t first, std::size_t last, std::size_t next) const {
  std::size_t line_start = last - 1;
  while (line_start > first && !is_line_gap(tokens_[line_start].gap)) --line_start;
  double value = -underfull_cost(line_sample(line_start, last, tokens_[next].head), widths_[column].at(first));
  value += seam_value(last, next);
  // A closed sentence seldom goes on, an open bracket must.
  Balance balance;
  for (const char32_t c : chars(first, last)) balance.take(c);
  value -= balance.value();
  if (ends_sentence(tokens_[last - 1].chars.back())) value -= 1.5;
  return value;
}

double FlowScore::likeness_limit(std::size_t first, std::size_t middle, std::size_t last) const {
  const std::size_t target = from_first_letter(chars(first, middle)).size();
  const std::size_t actual = from_first_letter(chars(middle, last)).size();
  if (target == actual) return kMostLikeness;
  const std::size_t shorter = std::min(target, actual);
  return kSameUnit + run_value(shorter, shorter);
}

double FlowScore::likeness(std::size_t first, std::size_t middle, std::size_t last) const {
  const std::u32string_view target = from_first_letter(chars(first, middle));
  const std::u32string_view actual = from_first_letter(chars(middle, last));
  if (target == actual) {
    return std::min(kMostLikeness, kEqualFlat + kEqualCharacter * static_cast<double>(target.size()));
  }
  double value = 0.0;
  const auto [target_has_figure, target_unit] = unit_of(target);
  const auto [actual_has_figure, actual_unit] = unit_of(actual);
  if (target_has_figure && actual_has_figure && !target_unit.empty() && !actual_unit.empty()) {
    if (target_unit == actual_unit) {
      value += kSameUnit;
    } else if (target_unit.front() == actual_unit.front()) {
      value += kSimilarUnit;
    }
  }
  const std::size_t run = common_run(target, actual);
  if (run >= 2) value += run_value(run, std::min(target.size(), actual.size()));
  return value;
}

}  // namespace gouji::intake
