// What the lints look at: a pack in its chain, the rules as they were loaded, all scripts, and the packs built on it.
#pragma once

#include "engine/evaluate.hpp"
#include "lint/lints.hpp"
#include "lint/scripts.hpp"
#include "packs/rule_book.hpp"

namespace gouji::lint {

struct PackView {
  const PackChain& chain;
  const Pack& pack;      // the top of the chain: only what it owns is told
  const RuleBook* book;  // nullptr: the pack's rules could not be loaded at all
  const script::Catalogue& catalogue;
  std::vector<Script> scripts;             // of the chain
  std::vector<std::vector<Script>> above;  // of each chain that is built on this pack
  std::vector<const PackChain*> above_chains;

  const Rule* rule(const std::string& id) const;
  const Script* script(const std::string& shown) const;
  bool owns(const Script& one) const { return one.pack == &pack; }
};

// One file a theme; each tells what it finds in the pack itself.
void lint_parameters(const PackView& view, Findings& findings);
void lint_demands(const PackView& view, Findings& findings);  // adds_up, order, brackets
void lint_values(const PackView& view, Findings& findings);   // signs, 0.85 for 85%
void lint_years(const PackView& view, Findings& findings);    // values that begin too late, rules never in force
void lint_scope(const PackView& view, Findings& findings);    // provinces that are none
void lint_headers(const PackView& view, Findings& findings);
void lint_overrides(const PackView& view, Findings& findings);  // and suppression
void lint_english(const PackView& view, Findings& findings);
void lint_comparisons(const PackView& view, Findings& findings);
void lint_types(const PackView& view, Findings& findings);  // unknown variables, methods, fields
void lint_names(const PackView& view, Findings& findings);  // of tables, rows and columns
void lint_numbers(const PackView& view, Findings& findings);
void lint_messages(const PackView& view, Findings& findings);  // their slots

}  // namespace gouji::lint
