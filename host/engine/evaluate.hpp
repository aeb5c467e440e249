// Evaluation is one function: (document, rule book, options) → what was found. It opens and writes nothing.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/check.hpp"
#include "engine/passed_subjects.hpp"
#include "engine/score.hpp"
#include "engine/trace.hpp"
#include "model/document.hpp"
#include "model/result.hpp"
#include "packs/rule_book.hpp"

namespace gouji {

class Meter;

// The script catalogue with the engine's types; make one and keep it as long as books made from it.
struct Verbs {
  script::Catalogue catalogue;
  CheckTypes check;
  script::ObjectType score = 0;
};
std::unique_ptr<Verbs> make_verbs();

// A rule or scoring that is not run, because it has ended a process on this document before.
struct EndedRule {
  Fault fault;
  script::Limit limit = script::Limit::crash;
};

struct EvaluateOptions {
  int rules_year = 0;                                   // 0: the document's own year
  std::function<bool(const std::string& rule)> wanted;  // empty: every rule
  bool keep_held = false;                               // also what holds: DocumentResult::held
  bool record_subjects = false;                         // fill what stands at the end of the result
  std::function<bool(const Finding&)> waived;           // its explanation was accepted: it costs no points
  bool count_by_rule = false;                           // fill DocumentResult::by_rule
  bool trace = false;                                   // fill DocumentResult::traces: slower
  bool equations = false;                               // and in them what had to be the same: slower still
  script::Recorder* recorder = nullptr;                 // is told instead of the traces, while rules run
  // Documents among which rules over several documents find the partners of this one. nullptr: those rules are left
  // out, their turn comes after all documents (engine/companions).
  const std::vector<const Document*>* companions = nullptr;
  const std::map<std::string, EndedRule>* ended = nullptr;  // by id: each is a fault and nothing else
  Meter* meter = nullptr;                                   // is told what it costs
  // Where rules of the book need not run, since they hold there: told by a sieve of the document's year. Not together
  // with anything that wants more of them than counts.
  const PassedRules* passed = nullptr;
};

struct DocumentResult {
  std::vector<Finding> findings;
  std::vector<Score> scores;
  std::vector<Finding> held;  // outcome pass: comparisons of figures that hold, a few of each subject
  std::array<int, kOutcomes> outcomes{};
  int checks = 0;
  std::vector<std::string> checked;         // Finding::subject of what rules ran on to their end, checking something
  std::vector<std::string> explained_away;  // keys of findings that another finding of the document explains
  std::vector<std::string> rows;            // row_key of every row of the tables
  std::vector<RuleOutcomes> by_rule;        // those with an outcome other than not_applicable
  std::vector<EvaluationTrace> traces;      // in the order of rules and subjects
  std::vector<std::shared_ptr<const Document>> excerpts;  // that rules over several documents have read
};

// A row of a table, for comparing two publications of one document: neither spelling nor year nor unit tells apart.
std::string row_key(const std::string& table, const std::string& row, const std::string& unit);

DocumentResult evaluate(const Document& document, RuleBook& book, const Verbs& verbs, const EvaluateOptions& options);

}  // namespace gouji
