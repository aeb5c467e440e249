// Rules over several documents: what they keep of each one, and which documents belong together.
//
// While documents pass, `collected` makes an excerpt of each for every such rule: the same document with the few rows,
// columns and claims that the rule's header names, figures with their precision, doubts and places. When all have
// passed, those of one key are put side by side and evaluate() runs the rule on each with the others as companions.
#pragma once

#include <string>
#include <vector>

#include "model/document.hpp"
#include "packs/rule_book.hpp"

namespace gouji {

struct EvaluateOptions;

Document excerpt_of(const Document& document, const std::vector<Collect>& collect);

struct Collected {
  std::string rule;
  std::string key;   // documents of one rule and key may be partners
  bool own = false;  // the rule is to be run on it; else it is only a partner
  Document excerpt;
};

bool has_rules_over_documents(const RuleBook& book);

// For each such rule that is wanted and for documents of this kind. A document whose year the rule is not for, or that
// is a `bystander` (left out of the run by its year), can still be a partner.
std::vector<Collected> collected(const Document& document, const RuleBook& book, const EvaluateOptions& options,
                                 bool bystander = false);

struct Company {
  std::vector<const Document*> partners;  // by year, unit and id
  bool ambiguous = false;                 // two that would be the same one
};
Company partners_of(const Document& document, Partners partners, const std::vector<const Document*>& companions);

// What the rule calls the cells of a partner: 2019年, or the name of its unit.
std::string partner_name(const Document& partner, Partners partners);

}  // namespace gouji
