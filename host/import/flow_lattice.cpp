#include "import/flow_lattice.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"

namespace gouji::intake {

namespace {

// What leaving a cell out costs, by kind; notes are mostly blank.
constexpr double kNoText = -9.0;
constexpr double kNoNumber = -8.0;
constexpr double kOftenBlank = -2.5;
constexpr double kNoChoice = -2.5;
constexpr double kNoInnerGroup = -3.5;  // an outer group begins, but no inner one
constexpr double kBareHeading = -7.0;   // headings of which the form fills no row
constexpr double kLeftOver = -14.0;
constexpr double kLabel = 1.0;

constexpr double kGroupCharacter = 0.5;
constexpr double kGroupFlat = 1.0;
constexpr double kChoice = 2.0;
constexpr double kOpenChoice = 0.5;
constexpr double kWordyChoice = -1.5;         // not behind a figure, or of several characters
constexpr std::size_t kMostOpenChoice = 3;    // characters of a choice outside the list
constexpr std::size_t kMostChoiceTokens = 3;  // that a listed one may be printed as
constexpr double kPartOfGroup = 0.5;
constexpr double kOddGroup = -4.0;
constexpr int kOddGroupLines = 3;

constexpr double kHeadingAsText = -2.5;  // no heading is printed, but the first text is nothing but its word
constexpr double kMidLine = -6.0;        // a row begins or a note ends within a line
constexpr double kNoPercentSign = -2.0;  // where the column prints percents
constexpr double kOffLine = -6.0;        // neighbouring numbers are not on one line
constexpr double kAboveLimit = -4.0;
constexpr double kZeroLimit = -1.0;     // a weight of nothing
constexpr double kNeedlessNote = -5.0;  // a note although nothing was lost
constexpr double kNoteOnLine = -1.0;    // ... but on the line of the figures
constexpr double kNothingAsNote = 1.0;  // 无: where the form says so, it needs no reason to
constexpr double kMissingNote = -0.7;
constexpr double kTopOfNote = -1.0;     // of its lines only the first stands beside the figures
constexpr double kFigureAsNote = -5.0;  // a figure opens it, and its own column is left blank

constexpr double kFollow = -2.5;
constexpr double kRestart = -1.5;
constexpr double kNothingToResume = -1.0;

// A reading that lags this far behind another one of the same tokens is given up.
constexpr float kBeam = 28.0F;

constexpr std::size_t kAnchorLines = 2;  // lines with figures that a pair of cells may reach to

bool contains(const std::vector<std::u32string>& words, std::u32string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

FlowLattice::FlowLattice(const FlowSpec& spec, const std::vector<Token>& tokens, const FlowWords& words,
                         const FlowScore& score, const GapModel& gaps, const std::vector<GroupHabit>& habits)
    : spec_(spec),
      tokens_(tokens),
      words_(words),
      score_(score),
      gaps_(gaps),
      habits_(habits),
      columns_(spec.columns.size()) {
  while (first_text_ < columns_ && spec.columns[first_text_].kind == ColumnKind::group) ++first_text_;
  const double merged = first_text_ > 0 ? std::exp(habits[first_text_ - 1].skipped) : 1.0;
  for (const GapPlace place : {GapPlace::level, GapPlace::half, GapPlace::far}) {
    for (std::size_t gap = 0; gap < kGapCount; ++gap) {
      const double own = std::exp(gaps.log_chance(place, static_cast<Gap>(gap)));
      const double loose = std::exp(gaps.log_chance(GapPlace::loose, static_cast<Gap>(gap)));
      behind_heading_[static_cast<std::size_t>(place)][gap] = std::log((1.0 - merged) * own + merged * loose);
    }
  }
  for (const FlowColumn& column : spec.columns) {
    at_most_.push_back(column.at_most.empty() ? columns_ : number_column(column.at_most));
    choices_.emplace_back();
    if (column.kind != ColumnKind::choice && column.kind != ColumnKind::note) continue;
    for (const auto& sign : column.openers) choices_.back().push_back(match_form(sign));
    for (const auto& word : column.words) choices_.back().push_back(match_form(word));
  }
  matches_ = words.broken_values(tokens);
  for (std::size_t at = 0; at < tokens.size(); ++at) words.whole_values(tokens, at, matches_);
  matches_at_.resize(tokens.size());
  for (std::size_t i = 0; i < matches_.size(); ++i) matches_at_[matches_[i].begin].push_back(i);
}

std::size_t FlowLattice::number_column(const std::string& key) const {
  for (std::size_t i = 0; i < columns_; ++i) {
    if (spec_.columns[i].key == key) return i;
  }
  return columns_;
}

void FlowLattice::relax(std::size_t from, std::size_t to, double gain, Step step, std::size_t middle) {
  const float score = nodes_[from].score + static_cast<float>(gain);
  Node& node = nodes_[to];
  if (score <= node.score) return;
  node.score = score;
  node.from = static_cast<std::int32_t>(from);
  node.step = step;
  node.middle = static_cast<std::uint32_t>(middle);
}

double FlowLattice::border_before(std::size_t at, std::size_t before, int lines) const {
  if (before >= kOneLine && before <= kMoreLines) {
    return score_.border(place_between(static_cast<int>(before), lines), at);
  }
  if (before >= kGroup) {
    // A heading of its own row is centred like any cell; a merged one stands anywhere.
    const GapPlace place = place_between(static_cast<int>(before - kGroup + 1), lines);
    return behind_heading_[static_cast<std::size_t>(place)][static_cast<std::size_t>(tokens_[at].gap)];
  }
  double value = score_.border(GapPlace::loose, at);
  if (before == kRowStart && at > 0 && !tokens_[at].first_of_line) value += kMidLine;
  return value;
}

bool FlowLattice::is_heading(std::size_t begin, std::size_t end) const {
  return std::any_of(matches_at_[begin].begin(), matches_at_[begin].end(),
                     [&](std::size_t i) { return matches_[i].end == end && matches_[i].link < 0; });
}

std::size_t FlowLattice::after_group(std::size_t begin, std::size_t end) const {
  return kGroup + static_cast<std::size_t>(score_.lines(begin, end)) - 1;
}

// Cells before a number column end where a number stands, or nothing more on the line.
bool FlowLattice::may_end_before(std::size_t column, std::size_t end) const {
  if (column >= columns_ || spec_.columns[column].kind != ColumnKind::number) return true;
  return end == tokens_.size() || fits_number(column, end) || tokens_[end].first_of_line;
}

bool FlowLattice::fits_number(std::size_t column, std::size_t at) const {
  return tokens_[at].numeric || (spec_.columns[column].percent && tokens_[at].percent);
}

bool FlowLattice::earlier_cell(std::size_t node, std::size_t column, std::size_t mode, Cut& cut) const {
  int wraps = mode == kFollowing ? 2 : 1;  // behind a whole row, that row's end comes first
  for (std::size_t at = node; nodes_[at].from >= 0;) {
    const Node& here = nodes_[at];
    const auto from = static_cast<std::size_t>(here.from);
    if (from == at || (here.step == Step::wrap && --wraps == 0)) return false;
    const std::size_t first = column_of(from);
    if ((here.step == Step::text || here.step == Step::note) && first == column) {
      cut = {position_of(from), position_of(at)};
      return true;
    }
    if (here.step == Step::pair && (first == column || first + 1 == column)) {
      cut = first == column ? Cut{position_of(from), here.middle} : Cut{here.middle, position_of(at)};
      return true;
    }
    at = from;
  }
  return false;
}

double FlowLattice::earlier_number(std::size_t node, std::size_t column) const {
  for (std::size_t at = node; nodes_[at].from >= 0;) {
    const Node& here = nodes_[at];
    const auto from = static_cast<std::size_t>(here.from);
    if (from == at || here.step == Step::wrap) break;
    if (here.step == Step::number && column_of(from) == column) return tokens_[position_of(from)].value;
    at = from;
  }
  return -1.0;
}

void FlowLattice::skip(std::size_t at, std::size_t column, std::size_t before, std::size_t mode) {
  const std::size_t from = index(at, column, before, mode);
  double gain = 0.0;
  Cut cut;
  switch (spec_.columns[column].kind) {
    case ColumnKind::group:
      if (mode == kPlain) gain = habits_[column].skipped + (before >= kGroup ? kNoInnerGroup : 0.0);
      break;
    case ColumnKind::text:
      if (mode == kFollowing || (mode == kRestarted && earlier_cell(from, column, mode, cut))) break;
      gain = spec_.columns[column].often_blank ? kOftenBlank : kNoText;
      break;
    case ColumnKind::number: gain = spec_.columns[column].often_blank ? kOftenBlank : kNoNumber; break;
    case ColumnKind::choice: gain = kNoChoice; break;
    case ColumnKind::note: {
      // The number before it tells whether something was lost.
      for (std::size_t i = 0; i < column; ++i) {
        if (at_most_[i] == columns_) continue;
        const double limit = earlier_number(from, at_most_[i]);
        const double value = earlier_number(from, i);
        if (limit >= 0.0 && value >= 0.0 && value < limit) gain = kMissingNote;
      }
      break;
    }
  }
  relax(from, index(at, column + 1, before, mode), gain, Step::skip);
}

void FlowLattice::expand_group(std::size_t at, std::size_t column, std::size_t before, std::size_t mode) {
  const std::size_t from = index(at, column, before, mode);
  if (at >= tokens_.size()) return;
  const double border = before >= kGroup ? score_.border(GapPlace::loose, at) : border_before(at, before, 1);
  for (const std::size_t i : matches_at_[at]) {
    const GroupMatch& match = matches_[i];
    if (match.column != column || (mode == kFollowing && !match.tail)) continue;
    double gain =
        habits_[column].printed + border + kGroupFlat + kGroupCharacter * static_cast<double>(match.characters);
    for (std::size_t k = match.begin + 1; k < match.end; ++k) {
      if (is_line_gap(tokens_[k].gap)) gain += 0.5 * gaps_.log_chance(GapPlace::inside, tokens_[k].gap);
      if (tokens_[k].gap == Gap::space) gain -= 3.0;
    }
    if (match.link >= 0) gain += kPartOfGroup;
    relax(from, index(match.end, column + 1, after_group(at, match.end), mode), gain, Step::group, i + 1);
  }
  // An unknown value must stand where an inner value is due.
  if (mode != kPlain || before < kGroup || !is_line_gap(tokens_[at].gap)) return;
  for (std::size_t end = at + 1; end < tokens_.size() && score_.lines(at, end) <= kOddGroupLines && end < at + 6;
       ++end) {
    if (!words_.plausible_value(column, score_.chars(at, end))) continue;
    double gain = border + kOddGroup;
    for (std::size_t k = at + 1; k < end; ++k) {
      if (is_line_gap(tokens_[k].gap)) gain += gaps_.log_chance(GapPlace::inside, tokens_[k].gap);
      if (tokens_[k].gap == Gap::space) gain -= 4.0;
    }
    relax(from, index(end, column + 1, after_group(at, end), kPlain), gain, Step::odd_group);
  }
}

void FlowLattice::expand_text(std::size_t at, std::size_t column, bool alone) {
  const std::size_t last = score_.farthest_end(column, at);
  for (std::size_t end = at + 1; end <= last; ++end) {
    if (!may_end_before(column + 1, end)) continue;
    // Without its partner the cell ends where figures or a new page begin.
    if (alone && end < tokens_.size() && tokens_[end].gap != Gap::page && !tokens_[end].numeric &&
        !(spec_.part_lines && tokens_[end].percent)) {
      continue;
    }
    const double value = score_.segment(column, at, end);
    const int lines = score_.lines(at, end);
    const double word = column == first_text_ && is_heading(at, end) ? kHeadingAsText : 0.0;
    for (std::size_t before = 0; before < kBeforeCount; ++before) {
      const std::size_t from = index(at, column, before, kPlain);
      if (nodes_[from].from < 0) continue;
      const double heading = nodes_[from].step == Step::skip ? word : 0.0;
      relax(from, index(end, column + 1, static_cast<std::size_t>(lines), kPlain),
            value + heading + border_before(at, before, lines), Step::text);
    }
  }
}

void FlowLattice::expand_resumed_text(std::size_t at, std::size_t column, std::size_t before, std::size_t mode) {
  const std::size_t from = index(at, column, before, mode);
  Cut cut;
  const bool known = earlier_cell(from, column, mode, cut);
  if (!known && mode == kFollowing) return;
  const double joint = known ? score_.resumption(column, cut.begin, cut.end, at) : kNothingToResume;
  for (std::size_t end = at + 1; end <= score_.farthest_end(at); ++end) {
    const double value = score_.segment(column, at, end);
    if (value <= FlowScore::kImpossible) break;
    if (mode == kRestarted && !may_end_before(column + 1, end)) continue;
    if (mode == kFollowing && end < tokens_.size() && !is_line_gap(tokens_[end].gap)) continue;
    relax(from, index(end, column + 1, static_cast<std::size_t>(score_.lines(at, end)), mode), value + joint,
          Step::text);
  }
}

std::vector<std::size_t> FlowLattice::ends_of_pair(std::size_t at, std::size_t column) const {
  std::vector<std::size_t> ends;
  const std::size_t after = column + 2;
  const bool number = after < columns_ && spec_.columns[after].kind == ColumnKind::number;
  const bool two = number && after + 1 < columns_ && spec_.columns[after + 1].kind == ColumnKind::number;
  std::size_t anchor_lines = 0;
  std::size_t last_line = 0;
  for (std::size_t end = at + 2; end < score_.farthest_end(at) + (number ? 0 : 1); ++end) {
    if (!number) {
      ends.push_back(end);
      continue;
    }
    if (!fits_number(after, end)) continue;
    const bool anchored =
        two ? end + 1 < tokens_.size() && tokens_[end + 1].numeric && tokens_[end + 1].gap == Gap::space : true;
    if (!anchored && !tokens_[end].last_of_line) continue;
    if (anchored && tokens_[end].line != last_line) {
      if (++anchor_lines > kAnchorLines) break;
      last_line = tokens_[end].line;
    }
    ends.push_back(end);
    // Two figures that close a line are a row's figures: one-line cells before them would share it.
    if (two && anchored && tokens_[end + 1].last_of_line && tokens_[end + 1].value <= tokens_[end].value) break;
  }
  return ends;
}

void FlowLattice::expand_pair(std::size_t at, std::size_t column) {
  struct Candidate {
    double value;
    std::size_t middle;
  };
  float reached = -1e30F;  // borders only cost, so nothing from here does better than this plus the cells' worth
  for (std::size_t before = 0; before < kBeforeCount; ++before) {
    const Node& node = nodes_[index(at, column, before, kPlain)];
    if (node.from >= 0) reached = std::max(reached, node.score);
  }
  std::vector<Candidate> candidates;
  for (const std::size_t end : ends_of_pair(at, column)) {
    const auto is_beaten = [&](const Candidate& candidate, double likeness) {
      const auto after = static_cast<std::size_t>(score_.lines(candidate.middle, end));
      return static_cast<double>(reached) + candidate.value + likeness <=
             static_cast<double>(nodes_[index(end, column + 2, after, kPlain)].score);
    };
    candidates.clear();
    for (std::size_t middle = at + 1; middle < end; ++middle) {
      const double first = score_.segment(column, at, middle);
      if (first <= FlowScore::kImpossible) break;
      const double second = score_.segment(column + 1, middle, end);
      if (second <= FlowScore::kImpossible) continue;
      const auto lines = static_cast<std::size_t>(score_.lines(at, middle));
      candidates.push_back({first + second + border_before(middle, lines, score_.lines(middle, end)), middle});
    }
    // Likeness is dear: the promising first, then only those that it could still lift above them.
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return a.value != b.value ? a.value > b.value : a.middle < b.middle;
    });
    // The best middle for each number of lines that the first cell may have.
    std::array<double, 4> best{};
    std::array<std::size_t, 4> middles{};
    best.fill(FlowScore::kImpossible);
    for (const Candidate& candidate : candidates) {
      const auto lines = static_cast<std::size_t>(score_.lines(at, candidate.middle));
      if (candidate.value + FlowScore::kMostLikeness <= best[lines]) continue;
      if (is_beaten(candidate, FlowScore::kMostLikeness)) continue;
      const double limit = score_.likeness_limit(at, candidate.middle, end);
      if (candidate.value + limit <= best[lines] || is_beaten(candidate, limit)) continue;
      const double value = candidate.value + score_.likeness(at, candidate.middle, end);
      if (value > best[lines]) {
        best[lines] = value;
        middles[lines] = candidate.middle;
      }
    }
    for (std::size_t lines = 1; lines < best.size(); ++lines) {
      if (best[lines] <= FlowScore::kImpossible) continue;
      const auto after = static_cast<std::size_t>(score_.lines(middles[lines], end));
      for (std::size_t before = 0; before < kBeforeCount; ++before) {
        const std::size_t from = index(at, column, before, kPlain);
        if (nodes_[from].from < 0) continue;
        relax(from, index(end, column + 2, after, kPlain),
              best[lines] + border_before(at, before, static_cast<int>(lines)), Step::pair, middles[lines]);
      }
    }
  }
}

void FlowLattice::expand_number(std::size_t at, std::size_t column, std::size_t before, std::size_t mode) {
  if (at >= tokens_.size() || !fits_number(column, at)) return;
  const std::size_t from = index(at, column, before, mode);
  double gain = border_before(at, before, 1);
  if (spec_.columns[column].percent && !tokens_[at].percent) gain += kNoPercentSign;
  if (column > 0 && spec_.columns[column - 1].kind == ColumnKind::number && nodes_[from].step == Step::number &&
      tokens_[at].gap != Gap::space) {
    gain += kOffLine;
  }
  if (at_most_[column] < columns_) {
    const double limit = earlier_number(from, at_most_[column]);
    if (limit >= 0.0 && tokens_[at].value > limit) gain += kAboveLimit;
  } else if (tokens_[at].value == 0.0) {
    gain += kZeroLimit;
  }
  relax(from, index(at + 1, column + 1, kOneLine, mode), gain, Step::number);
}

void FlowLattice::expand_choice(std::size_t at, std::size_t column, std::size_t before, std::size_t mode) {
  if (at >= tokens_.size()) return;
  const std::size_t from = index(at, column, before, mode);
  const double border = border_before(at, before, 1);
  const auto& choices = choices_[column];
  for (std::size_t end = at + 1; end <= tokens_.size() && end <= at + kMostChoiceTokens; ++end) {
    if (end - at > 1 && is_line_gap(tokens_[end - 1].gap)) break;
    if (!contains(choices, score_.chars(at, end))) continue;
    relax(from, index(end, column + 1, kOneLine, mode), border + kChoice, Step::choice);
  }
  const std::u32string& word = tokens_[at].chars;
  const bool has_digit = std::any_of(word.begin(), word.end(), [](char32_t c) { return text::is_digit(c); });
  if (!spec_.columns[column].open || word.size() > kMostOpenChoice || has_digit) return;
  const bool behind_figure = at > 0 && text::is_digit(tokens_[at - 1].chars.back());
  const double wordy = behind_figure && word.size() < kMostOpenChoice ? 0.0 : kWordyChoice;
  relax(from, index(at + 1, column + 1, kOneLine, mode), border + kOpenChoice + wordy, Step::choice);
}

bool FlowLattice::says_nothing(std::size_t column, std::size_t begin, std::size_t end) const {
  return contains(choices_[column], score_.chars(begin, end));
}

void FlowLattice::expand_note(std::size_t at, std::size_t column, std::size_t before, std::size_t mode) {
  if (at >= tokens_.size()) return;
  const std::size_t from = index(at, column, before, mode);
  bool lost = true;
  for (std::size_t i = 0; i < column; ++i) {
    if (at_most_[i] == columns_) continue;
    const double limit = earlier_number(from, at_most_[i]);
    lost = limit < 0.0 || earlier_number(from, i) < limit;
  }
  // Behind the figures on their own line it can be nothing else.
  const bool on_line = spec_.part_lines && !tokens_[at].first_of_line && nodes_[from].step == Step::number;
  double needless = lost ? 0.0 : on_line ? kNoteOnLine : kNeedlessNote;
  if (tokens_[at].numeric && nodes_[from].step == Step::skip && column > 0 &&
      spec_.columns[column - 1].kind == ColumnKind::number)
    needless += kFigureAsNote;
  const std::size_t last = score_.farthest_end(column, at);
  for (std::size_t end = at + 1; end <= last; ++end) {
    if (end < tokens_.size() && !tokens_[end].first_of_line) continue;
    const double value = score_.segment(column, at, end);
    const int lines = score_.lines(at, end);
    double border = border_before(at, before, lines);
    if (on_line) border = std::max(border, border_before(at, before, 1) + kTopOfNote);
    const bool nothing = says_nothing(column, at, end);
    relax(from, index(end, column + 1, static_cast<std::size_t>(lines), mode),
          border + (nothing ? kNothingAsNote : value + needless), Step::note);
  }
}

void FlowLattice::expand_row_start(std::size_t at) {
  if (at >= tokens_.size()) return;
  const std::size_t from = index(at, 0, kRowStart, kPlain);
  if (const auto end = words_.side_label(tokens_, at))
    relax(from, index(*end, 0, kRowStart, kPlain), kLabel, Step::label);
  if (const auto head = words_.head(tokens_, at))
    relax(from, index(head->end, 0, kRowStart, kPlain), kLabel, Step::label);
  relax(from, index(at + 1, 0, kRowStart, kPlain), kLeftOver, Step::left_over);
}

// The form prints all its headings, whether a row stands beside them or not.
void FlowLattice::expand_bare_heading(std::size_t at) {
  if (first_text_ == 0 || first_text_ >= columns_) return;
  if (at < tokens_.size() && !tokens_[at].first_of_line && !tokens_[at].tabbed) return;
  for (const std::size_t before : {kGroup, kGroup + 1, kLongGroup}) {
    const std::size_t from = index(at, first_text_, before, kPlain);
    if (nodes_[from].from >= 0) relax(from, index(at, columns_, before, kPlain), kBareHeading, Step::bare);
  }
}

// A page begins here: cells of the row before it, or of the row under way, may go on.
void FlowLattice::expand_page_start(std::size_t at) {
  if (at == 0 || at >= tokens_.size() || tokens_[at].gap != Gap::page || first_text_ >= columns_) return;
  const std::size_t start = index(at, 0, kRowStart, kPlain);
  if (nodes_[start].from >= 0 && nodes_[start].step == Step::wrap) {
    relax(start, index(at, 0, kRowStart, kFollowing), kFollow, Step::follow);
  }
  for (std::size_t column = 1; column < columns_; ++column) {
    for (std::size_t before = kOneLine; before <= kLongGroup; ++before) {
      const std::size_t from = index(at, column, before, kPlain);
      if (nodes_[from].from < 0 || nodes_[from].step == Step::skip) continue;
      relax(from, index(at, 0, kRowStart, kRestarted), kRestart, Step::restart);
    }
    if (spec_.columns[column].kind == ColumnKind::number) break;
  }
}

void FlowLattice::prune(std::size_t at) {
  const auto first = nodes_.begin() + static_cast<std::ptrdiff_t>(index(at, 0, 0, 0));
  const auto last = nodes_.begin() + static_cast<std::ptrdiff_t>(index(at + 1, 0, 0, 0));
  const auto worse = [](const Node& a, const Node& b) { return a.score < b.score; };
  const float floor = std::max_element(first, last, worse)->score - kBeam;
  for (auto node = first; node != last; ++node) {
    if (node->score < floor) node->from = -1;
  }
}

void FlowLattice::expand_position(std::size_t at) {
  if (at > 0) prune(at);
  // First what ends a row here without taking anything, so that the next row may begin at once.
  for (std::size_t column = 1; column < columns_; ++column) {
    for (std::size_t before = 0; before < kBeforeCount; ++before) {
      for (const std::size_t mode : {kPlain, kRestarted}) {
        if (nodes_[index(at, column, before, mode)].from >= 0) skip(at, column, before, mode);
      }
    }
  }
  expand_bare_heading(at);
  for (std::size_t column = 1; column <= columns_; ++column) {
    for (std::size_t before = 0; before < kBeforeCount; ++before) {
      const std::size_t followed = index(at, column, before, kFollowing);
      if (nodes_[followed].from >= 0) {
        relax(followed, index(at, 0, kRowStart, kPlain), 0.0, Step::back);
      }
    }
  }
  for (std::size_t before = 0; before < kBeforeCount; ++before) {
    for (const std::size_t mode : {kPlain, kRestarted}) {
      const std::size_t done = index(at, columns_, before, mode);
      if (nodes_[done].from >= 0) relax(done, index(at, 0, kRowStart, kPlain), 0.0, Step::wrap);
    }
  }
  expand_page_start(at);
  if (nodes_[index(at, 0, kRowStart, kPlain)].from >= 0) expand_row_start(at);
  for (std::size_t column = 0; column < columns_; ++column) {
    const ColumnKind kind = spec_.columns[column].kind;
    for (std::size_t mode = 0; mode < kModeCount; ++mode) {
      bool reached = false;
      for (std::size_t before = 0; before < kBeforeCount; ++before) {
        if (nodes_[index(at, column, before, mode)].from < 0) continue;
        reached = true;
        const bool may_skip = mode != kFollowing || kind == ColumnKind::text || kind == ColumnKind::group;
        if (may_skip) skip(at, column, before, mode);
        if (kind == ColumnKind::group) expand_group(at, column, before, mode);
        if (kind == ColumnKind::number && mode != kFollowing) expand_number(at, column, before, mode);
        if (kind == ColumnKind::note && mode != kFollowing) expand_note(at, column, before, mode);
        if (kind == ColumnKind::choice && mode != kFollowing) expand_choice(at, column, before, mode);
        if (kind == ColumnKind::text && mode != kPlain && at < tokens_.size()) {
          expand_resumed_text(at, column, before, mode);
        }
      }
      if (!reached || kind != ColumnKind::text || mode != kPlain || at >= tokens_.size()) continue;
      const bool paired = column + 1 < columns_ && spec_.columns[column + 1].kind == ColumnKind::text &&
                          spec_.columns[column + 1].alike == spec_.columns[column].key;
      if (paired) expand_pair(at, column);
      expand_text(at, column, paired);
    }
  }
}

std::vector<FlowPlacement> FlowLattice::best_path() {
  const std::size_t count = tokens_.size();
  nodes_.assign((count + 1) * (columns_ + 1) * kBeforeCount * kModeCount, Node{});
  const std::size_t start = index(0, 0, kRowStart, kPlain);
  nodes_[start].score = 0.0F;
  nodes_[start].from = static_cast<std::int32_t>(start);
  for (std::size_t at = 0; at <= count; ++at) expand_position(at);

  std::vector<FlowPlacement> path;
  for (std::size_t at = index(count, 0, kRowStart, kPlain); at != start;) {
    const Node& node = nodes_[at];
    const auto from = static_cast<std::size_t>(node.from);
    FlowPlacement placement;
    placement.step = node.step;
    placement.column = column_of(from);
    placement.begin = position_of(from);
    placement.middle = node.middle;
    placement.end = position_of(at);
    placement.resumed = node.step == Step::text && from % kModeCount != kPlain;
    if (node.step == Step::group) {
      const GroupMatch& match = matches_[node.middle - 1];
      placement.link = match.link;
      placement.tail = match.tail;
    }
    path.push_back(placement);
    at = from;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace gouji::intake
