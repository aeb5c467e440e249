#include "import/flow_table.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <span>

#include "base/text.hpp"
#include "import/flow_doubt.hpp"
#include "import/flow_lattice.hpp"
#include "import/flow_rows.hpp"

namespace gouji::intake {

namespace {

constexpr int kMostPasses = 4;
constexpr std::size_t kLeastTokens = 16;  // of a table whose lines tell how it is printed
constexpr std::size_t kLeastFigures = 6;  // of one whose blank lines tell it

// One table while it is being read.
struct TableDraft {
  std::vector<Token> tokens;  // of the body
  FlowTable table;
  std::vector<std::vector<LineSample>> head_samples;  // by column
  std::vector<ColumnWidth> widths;
  std::vector<GroupHabit> habits;
  std::vector<FlowPlacement> path;
  std::unique_ptr<FlowScore> score;
};

// Takes the head off the front and the closing row off the back; what remains is the body.
void take_frame(const FlowSpec& spec, const std::vector<FlowLine>& lines, const FlowWords& words,
                const CharacterPairs& pairs, const GapModel& gaps, TableDraft& draft) {
  std::vector<Token>& tokens = draft.tokens;
  const std::vector<ColumnWidth> unknown(spec.columns.size());
  const FlowScore measure(spec, tokens, pairs, gaps, unknown);
  draft.head_samples.resize(spec.columns.size());
  draft.table.total.resize(spec.columns.size());
  std::size_t begin = 0;
  if (const auto head = words.first_head(tokens)) {
    if (head->begin > 0) draft.table.labels.push_back(piece_of(lines, tokens, 0, head->begin));
    if (head->cells.empty()) draft.table.head.push_back(piece_of(lines, tokens, head->begin, head->end));
    for (std::size_t c = 0; c < head->cells.size(); ++c) {
      const auto [first, last] = head->cells[c];
      draft.table.head.push_back(piece_of(lines, tokens, first, last));
      if (first < last) measure.sample_widths(first, last, draft.head_samples[c]);
      for (LineSample& sample : draft.head_samples[c]) sample.token = 0;
    }
    begin = head->end;
  }
  std::size_t end = tokens.size();
  for (std::size_t at = tokens.size(); at-- > begin;) {
    if (!tokens[at].first_of_line) continue;
    const auto label = words.total_label(tokens, at);
    if (!label) continue;
    draft.table.total_label = piece_of(lines, tokens, at, *label);
    std::size_t next = *label;
    std::size_t first_text = 0;  // numbers before it count the rows
    while (first_text < spec.columns.size() && spec.columns[first_text].kind != ColumnKind::text) ++first_text;
    for (std::size_t c = first_text; c < spec.columns.size() && next < tokens.size(); ++c) {
      if (spec.columns[c].kind != ColumnKind::number || !tokens[next].numeric) continue;
      const FlowPiece piece = piece_of(lines, tokens, next, next + 1);
      draft.table.total[c].text = piece.text;
      draft.table.total[c].spans = piece.spans;
      ++next;
    }
    if (next < tokens.size()) draft.table.left_over.push_back(piece_of(lines, tokens, next, tokens.size()));
    end = at;
    break;
  }
  tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(end), tokens.end());
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(begin));
}

// Where every figure on a line of its own has blank lines around it, they part the cells: a line right below another
// one goes on with its cell.
bool blank_lines_part(const std::vector<Token>& tokens) {
  const auto apart = [](const Token& token) { return token.gap != Gap::tight && token.gap != Gap::glue; };
  std::size_t figures = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].numeric || !tokens[i].first_of_line || !tokens[i].last_of_line) continue;
    if (!apart(tokens[i]) || (i + 1 < tokens.size() && !apart(tokens[i + 1]))) return false;
    ++figures;
  }
  return figures >= kLeastFigures;
}

// Where nearly every line is one piece, each cell has lines of its own: a new line parts cells as a blank does
// elsewhere, unless blank lines do.
void part_lines(std::vector<Token>& tokens) {
  const auto lines = static_cast<std::size_t>(
      std::count_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.first_of_line; }));
  const auto pieces = static_cast<std::size_t>(
      std::count_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.gap != Gap::glue; }));
  if (pieces < kLeastTokens || lines * 10 < pieces * 9) return;
  const bool lines_go_on = blank_lines_part(tokens);
  for (Token& token : tokens) {
    if (token.gap != Gap::blank && (token.gap != Gap::tight || lines_go_on)) continue;
    token.gap = Gap::space;
    token.lead = 1;
  }
}

void count_inside(const std::vector<Token>& tokens, std::size_t begin, std::size_t end, GapModel& gaps) {
  for (std::size_t i = begin + 1; i < end; ++i) {
    if (is_line_gap(tokens[i].gap)) gaps.count(GapPlace::inside, tokens[i].gap);
  }
}

// Counts what the gaps of a read table turned out to mean.
void learn_gaps(const FlowSpec& spec, const TableDraft& draft, GapModel& gaps) {
  int before = 0;  // lines of the cell before, 0: not known
  std::size_t first_text = 0;
  while (first_text < spec.columns.size() && spec.columns[first_text].kind == ColumnKind::group) ++first_text;
  // Headings that nearly every row prints are not merged; their height is that of their row.
  const bool own_headings = first_text > 0 && draft.habits[first_text - 1].printed > std::log(0.75);
  const auto take = [&](std::size_t begin, std::size_t end, bool counts) {
    const int lines = draft.score->lines(begin, end);
    if (begin > 0) {
      gaps.count(before > 0 ? place_between(before, lines) : GapPlace::loose, draft.tokens[begin].gap);
    }
    count_inside(draft.tokens, begin, end, gaps);
    before = counts ? lines : 0;
  };
  for (const FlowPlacement& p : draft.path) {
    switch (p.step) {
      case Step::group:
      case Step::odd_group:
        before = 0;
        take(p.begin, p.end, own_headings && p.column + 1 == first_text);
        break;
      case Step::text:
      case Step::number:
      case Step::choice:
      case Step::note:
        if (p.resumed) {
          before = 0;
        } else {
          take(p.begin, p.end, spec.columns[p.column].kind != ColumnKind::note);
        }
        break;
      case Step::pair:
        take(p.begin, p.middle, true);
        take(p.middle, p.end, true);
        break;
      case Step::skip: break;
      default: before = 0; break;
    }
  }
}

void learn_widths(TableDraft& draft) {
  std::vector<std::vector<LineSample>> samples = draft.head_samples;
  std::vector<std::size_t> turns;  // where a page or a part of the table begins
  for (const FlowPlacement& p : draft.path) {
    const bool opens_part = p.step == Step::group && p.column == 0 && !p.tail;
    if (p.begin > 0 && p.begin < p.end && (opens_part || draft.tokens[p.begin].gap == Gap::page))
      turns.push_back(p.begin);
    if (p.step == Step::text || p.step == Step::note) {
      draft.score->sample_widths(p.begin, p.end, samples[p.column]);
    } else if (p.step == Step::pair) {
      draft.score->sample_widths(p.begin, p.middle, samples[p.column]);
      draft.score->sample_widths(p.middle, p.end, samples[p.column + 1]);
    }
  }
  fit_widths(samples, turns, draft.widths);
}

void learn_habits(const FlowSpec& spec, TableDraft& draft) {
  std::vector<double> printed(spec.columns.size(), 1.0);
  double rows = 2.0;
  for (const FlowPlacement& p : draft.path) {
    if (p.step == Step::wrap) rows += 1.0;
    if ((p.step == Step::group && !p.tail) || p.step == Step::odd_group) printed[p.column] += 1.0;
  }
  for (std::size_t c = 0; c < spec.columns.size(); ++c) {
    const double share = std::min(printed[c], rows - 1.0) / rows;
    draft.habits[c] = {std::log(share), std::log(1.0 - share)};
  }
}

bool same_path(const std::vector<FlowPlacement>& a, const std::vector<FlowPlacement>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const FlowPlacement& x, const FlowPlacement& y) {
    return x.step == y.step && x.begin == y.begin && x.middle == y.middle && x.end == y.end;
  });
}

}  // namespace

std::vector<FlowRange> find_flow_tables(const FlowSpec& spec, const std::vector<FlowLine>& lines) {
  constexpr std::size_t kHeadLines = 60;
  constexpr std::size_t kSideLines = 6;
  const FlowWords words(spec);
  const std::vector<Token> all = tokenize(lines, {0, lines.size()}, token_hints(spec));
  std::vector<std::size_t> starts(lines.size() + 1, all.size());  // of each line among them
  for (std::size_t at = all.size(); at-- > 0;) starts[all[at].line] = at;
  for (std::size_t line = lines.size(); line-- > 0;) starts[line] = std::min(starts[line], starts[line + 1]);
  const auto between = [&](std::size_t first, std::size_t last) {
    last = std::min(last, lines.size());
    return std::span(all).subspan(starts[first], starts[last] - starts[first]);
  };
  std::vector<FlowRange> ranges;
  for (std::size_t i = 0; i < lines.size();) {
    // Something may stand before the head on its first line.
    const auto opening = between(i, i + 1);
    const auto may_open = [&](const Token& token) { return words.may_open_head(token); };
    std::optional<HeadMatch> head;
    const auto ahead = between(i, i + kHeadLines);
    if (std::any_of(opening.begin(), opening.end(), may_open)) {
      for (std::size_t at = 0; at < opening.size() && !head; ++at) head = words.head(ahead, at);
    }
    if (!head) {
      ++i;
      continue;
    }
    FlowRange range{i, lines.size()};
    // A side label just before the head belongs to the table.
    std::u32string side;
    for (std::size_t back = i; back-- > 0 && i - back <= kSideLines;) {
      side = match_form(lines[back].text) + side;
      if (words.is_side_label(side)) range.first = back;
    }
    std::size_t at = head->end < ahead.size() ? ahead[head->end].line : lines.size();
    for (; at < lines.size(); ++at) {
      const auto here = between(at, at + 4);
      if (here.empty() || here.front().line != at) continue;
      if (words.total_label(here, 0)) {
        range.last = at + 1;
        break;
      }
      // A head that opens a page is the same table's, any other one opens the next.
      const bool next_table =
          words.may_open_head(here.front()) && !lines[at].page_start && words.head(between(at, at + kHeadLines), 0);
      if (next_table || words.stop_label(here, 0)) {
        range.last = at;
        break;
      }
    }
    ranges.push_back(range);
    i = std::max(range.last, i + 1);
  }
  return ranges;
}

FlowRange range_of_lines(const std::vector<FlowLine>& lines, int from, int to) {
  const auto before = [](const FlowLine& line, int number) { return line.number < number; };
  const auto first = std::lower_bound(lines.begin(), lines.end(), from, before);
  const auto last = std::lower_bound(first, lines.end(), to + 1, before);
  return {static_cast<std::size_t>(first - lines.begin()), static_cast<std::size_t>(last - lines.begin())};
}

std::vector<FlowTable> read_flow_tables(const FlowSpec& spec, const std::vector<FlowLine>& lines,
                                        const std::vector<FlowRange>& ranges) {
  const FlowWords words(spec);
  const TokenHints hints = token_hints(spec);
  const CharacterPairs pairs(lines);
  GapModel gaps;
  std::vector<TableDraft> drafts(ranges.size());
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    TableDraft& draft = drafts[i];
    draft.tokens = tokenize(lines, ranges[i], hints);
    take_frame(spec, lines, words, pairs, gaps, draft);
    if (spec.part_lines) part_lines(draft.tokens);
    draft.habits.resize(spec.columns.size());
    draft.widths.resize(spec.columns.size());
    fit_widths(draft.head_samples, {}, draft.widths);
  }
  // Read, learn from what was read, read again, until nothing changes.
  for (int pass = 0; pass < kMostPasses; ++pass) {
    bool changed = false;
    for (TableDraft& draft : drafts) {
      draft.score = std::make_unique<FlowScore>(spec, draft.tokens, pairs, gaps, draft.widths);
      std::vector<FlowPlacement> path =
          FlowLattice(spec, draft.tokens, words, *draft.score, gaps, draft.habits).best_path();
      changed = changed || !same_path(path, draft.path);
      draft.path = std::move(path);
    }
    if (!changed || pass + 1 == kMostPasses) break;
    gaps.reset();
    for (TableDraft& draft : drafts) {
      learn_gaps(spec, draft, gaps);
      learn_widths(draft);
      learn_habits(spec, draft);
    }
    gaps.settle();
  }
  std::vector<FlowTable> tables;
  for (TableDraft& draft : drafts) {
    const TableCut cut = cut_rows(spec, draft.path);
    build_rows(spec, lines, draft.tokens, cut, draft.table);
    for (const CellDoubt& doubt : find_doubts(spec, draft.tokens, *draft.score, cut)) {
      FlowCell& cell = draft.table.rows[doubt.row].cells[doubt.column];
      if (cell.doubtful.empty()) cell.doubtful = doubt.reason;
    }
    tables.push_back(std::move(draft.table));
  }
  return tables;
}

}  // namespace gouji::intake
