// The words of a narrative by the part that they play in it, as a pack lists them (docs/writing-rules/layouts.md). The
// reader knows the parts, never the words. Words are folded and without blanks, the longest first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "script/plain.hpp"

namespace gouji::intake {

using ClaimWords = std::vector<std::u32string>;

struct ClaimSpec {
  // What follows a number: its unit, or a word that makes it no figure; what stands before it and makes it an ordinal.
  ClaimWords money, counts, points, times, percent_points, vague, scales, names, ordinals, labels, limits;
  ClaimWords included, scores, no_projects;  // 80分（含）, 自评得分, 平均 in front of it
  // Between a subject and its number.
  ClaimWords copulas, from_words, each, adverbs, averages;
  // Directions, and what a figure is compared with. `more` and `fewer` are directions only behind a comparison,
  // `paired` are openers that compare only with a closer behind them.
  ClaimWords up, down, more, fewer, paired, equal, up_rates, down_rates, reach, openers, closers, last_year,
      same_period, budget_bases;
  // Shares, completion, parts of a total, what is left out, reasons. `within` opens a budget that was kept to,
  // `within_tails` closes it; `among` opens the total that stands before its share, `no_part` are words that only begin
  // like `part_of`; `bare_rates` tell how much of a budget was used, `difference_rates` by how much an outcome differs
  // from it; headings with one of `structures` name the total of the shares below them.
  // `above`, `below` and `level` stand between an outcome and its budget: 决算数小于预算数.
  ClaimWords above, below, level;
  ClaimWords share, share_tails, done, bare_rates, difference_rates, within, within_tails, parts, parts_tails,
      structures, joints, part_of, no_part, among, less, reasons, details;
  // Nothing of a kind. `bodies` end names of what is no money: 下属预算单位.
  ClaimWords none, none_generics, none_heads, money_nouns, bodies;
  // Which of two amounts is the budget; words that stand for the subject before; names of totals.
  // `adjusted` are amounts beside a budget that are no outcome of it.
  ClaimWords budget_words, executed_words, adjusted, generics, bare_generics, totals, key_tails, both_sides;
  // What is taken off a subject, and what makes the noun behind a counted unit the subject.
  // `moments` only in front of another such word: 年末本单位.
  ClaimWords leads, heads, moments, verbs, empty_verbs, noun_stops;
  // Headings and what is no narrative.
  ClaimWords heading_tails, heading_stops, circumstances, divisions, part_titles, notes, note_heads, tables,
      skipped_sections, skipped_subjects;
  // Headings of accounts of work done: what is counted there is no figure of the budget, unless the heading also
  // holds a word of the second list.
  ClaimWords work_sections, other_sections;
  // Names of ratios (自评覆盖率), words of targets (不低于), what follows a year and goes with it (2022年末).
  ClaimWords rates, targets, target_heads, year_ends;
  // Posts and those who hold them: these are no part of those.
  ClaimWords posts, holders;
  std::u32string equal_word, after_less, reason_subject;  // as written into claims
};

// Fault layout.bad_spec for a key that is unknown or no list of texts.
ClaimSpec read_claim_spec(const script::Plain& plain);

// Folded for matching, blanks left out: the form of every word of a spec.
std::u32string claim_form(std::string_view text);

// Length of the longest word of the list that `text` starts or ends with; 0 for none.
std::size_t starts_with(std::u32string_view text, const ClaimWords& words);
std::size_t ends_with(std::u32string_view text, const ClaimWords& words);
bool is_one_of(std::u32string_view text, const ClaimWords& words);
// Where the first (or last) of the words stands in `text`, and how long it is; npos and 0 for none.
struct FoundWord {
  std::size_t at = std::u32string_view::npos;
  std::size_t length = 0;
  explicit operator bool() const { return length > 0; }
};
FoundWord first_of(std::u32string_view text, const ClaimWords& words);
FoundWord last_of(std::u32string_view text, const ClaimWords& words);

}  // namespace gouji::intake
