// One document on its way through the rules of a pack: what the parts of the engine share while it lasts.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/evaluate.hpp"
#include "engine/meter.hpp"
#include "engine/subjects.hpp"

namespace gouji {

struct EvaluationRun {
  const Document& document;
  RuleBook& book;
  const Verbs& verbs;
  int year;  // 0: not known
  DocumentResult result{};
  bool begun = false;                 // the state knows the document already
  std::map<std::string, int> seen{};  // fingerprints, to tell twins apart
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_subject{};  // (rule, identity) → findings
  SubjectLists subjects{};
  IdentityLog log{};
  std::vector<int> identities{};  // of the findings, in their order: which of the log, or none
  Deductions deductions{};
  std::size_t without_year = 0;    // subjects of the rule in work that want the year of a document without one
  std::size_t rule_bytes = 0;      // of the results of the rule in work
  std::size_t document_bytes = 0;  // of all rules so far
  bool keep_held = false;
  bool record_subjects = false;
  bool trace = false;
  script::Recorder* recorder = nullptr;
  bool equations = false;
  bool count_by_rule = false;
  Meter* meter = nullptr;
  Meter::Account* account = nullptr;  // of the rule in work, where there is a meter
};

}  // namespace gouji
