// What changed between two states of rule packs: parameters, rules, cases, scripts, article by article.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "packs/pack.hpp"
#include "packs/rule.hpp"
#include "script/limits.hpp"

namespace gouji {

struct PackState {
  std::vector<std::shared_ptr<const PackChain>> packs;
};

enum class ChangeKind : std::uint8_t { added, removed, changed };

// A line of a script before or after.
struct LineChange {
  char sign = ' ';  // '-' was, '+' is, ' ' stays
  int number = 0;   // in its own file; 0: lines between were left out
  std::string text;
};

// One thing that changed about what an article is about.
struct PartChange {
  std::string part;           // title, basis, severity, value, case, …
  std::string name;           // of a case, an override: which one
  std::string before, after;  // empty: was not there, is not there any more
  int from_year = 0;          // of a value: from that year on; 0: every year
  std::string unit, reason, basis;
};

struct Article {
  enum class About : std::uint8_t { pack, parameter, rule, scoring, layout, library };
  About about = About::pack;
  ChangeKind kind = ChangeKind::changed;
  std::string pack, id;  // of a parameter its name, of a library its file
  std::string title, title_english;
  std::vector<PartChange> parts;
  std::vector<LineChange> lines;   // of the script
  bool only_comments = false;      // the script's lines changed, what it does did not
  std::vector<std::string> users;  // of a library: rules that ask for it; of a pack, none
  Location at;                     // in the new state; of what is gone, in the old one
};

struct PackChanges {
  std::vector<Article> articles;   // by pack, then packs, parameters, libraries, rules, scorings, layouts
  std::vector<std::string> packs;  // that were compared
};

// Faults of RuleBook and of case files. A rule that cannot be loaded is compared by its text alone.
PackChanges changes_between(const PackState& before, const PackState& after, const script::Limits& limits);

struct NumberedLine {
  int number = 0;
  std::string text;
};

// Lines of two texts that differ, with `around` lines that do not beside them.
std::vector<LineChange> changed_lines(const std::vector<NumberedLine>& before, const std::vector<NumberedLine>& after,
                                      int around = 2);

}  // namespace gouji
