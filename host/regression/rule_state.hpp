// What of rule packs decides results, as facts by name: values of parameters, scripts, overrides, scopes. A baseline
// keeps them, so that a change of results can be traced to the edits that lie between two states.
#pragma once

#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "packs/pack.hpp"

namespace gouji {

struct RuleFact {
  enum class Kind : std::uint8_t {
    year,
    pack,
    rule_override,
    parameter,
    rule,
    scoring,
    library,
    layout
  };  // year: --rules-year
  Kind kind = Kind::rule;
  std::string pack;  // the layer that states it
  std::string name;  // of a parameter its name, of a script its file below the pack, of an override the rule
  auto operator<=>(const RuleFact&) const = default;
};

std::string_view code_of(RuleFact::Kind kind);     // "override"
std::string_view chinese_of(RuleFact::Kind kind);  // "停用或代替"
std::optional<RuleFact::Kind> fact_kind_from(std::string_view code);

struct FactText {
  std::string text;  // the value as written, 2023: 90; of a script its digest
  std::string unit;  // of a value
  Location at;       // where it stands; a baseline does not know
};
using RuleState = std::map<RuleFact, FactText>;

RuleState state_of(const std::vector<std::shared_ptr<const PackChain>>& packs);

// One thing that differs between two states.
struct RuleEdit {
  RuleFact fact;
  std::string before, after;  // texts of the fact; empty: was not there, is not there any more
  std::string unit;
  Location at;  // in the new state; of what is gone, in the old one
};
// In the order of the facts: packs, overrides, parameters, rules, …
std::vector<RuleEdit> edits_between(const RuleState& before, const RuleState& after);

// The chain of the state before with some of the edits made, each as the chain of the state after has it.
std::shared_ptr<const PackChain> with_edits(const PackChain& before, const PackChain& after,
                                            const std::vector<const RuleEdit*>& edits);

}  // namespace gouji
