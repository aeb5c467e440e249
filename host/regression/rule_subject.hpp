// What a pack's cases are about, each by itself: a rule or scoring with its cases, and a book that holds nothing else,
// so that it can be loaded and changed at little cost.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/evaluate.hpp"
#include "regression/case_file.hpp"

namespace gouji {

struct RuleSubject {
  std::string id;
  bool scoring = false;
  const ScriptFile* file = nullptr;  // of whatever layer
  bool own = false;                  // the file is the topmost pack's
  std::vector<CaseFile> cases;       // of the topmost pack; those that cannot be read are left out
  int unreadable = 0;
};

// Of the chain's topmost pack, by id: its rules and scorings, and those of its bases that it has cases for.
std::vector<RuleSubject> rule_subjects(const RuleBook& book, const std::function<bool(const std::string&)>& wanted);

// The chain with this rule or scoring alone.
std::shared_ptr<const PackChain> chain_of(const PackChain& chain, const RuleSubject& subject);

// A case through the same evaluation as everything else. `result`: where it goes, if anywhere; `values`: parameters
// tried.
bool case_holds(RuleBook& book, const Verbs& verbs, const RuleSubject& subject, const Case& one, bool trace = false,
                DocumentResult* result = nullptr, std::map<std::string, script::ParameterValue> values = {});

}  // namespace gouji
