// How much of what people get wrong a rule pack notices: faults are put into a document one at a time, the rules that
// can tell are run again, and what is new is looked at.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/evaluate.hpp"
#include "regression/data_fault.hpp"

namespace gouji {

enum class Noticed : std::uint8_t {
  yes,       // a finding of at least verify that was not there before
  rounding,  // no: it is smaller than what the printed digits of an equation leave open, so that no rule could tell
  no,
};

// Why a fault was not noticed.
enum class Blindness : std::uint8_t {
  none,
  unread,      // no rule reads the figure
  unequated,   // rules read it, and it stands in nothing that must be the same
  noted,       // it was told, as no more than a note
  unverified,  // a rule could not be run any more: cannot_evaluate
  tolerated,   // rules compare it, and it is within what they let pass
};
std::string_view code_of(Noticed noticed);      // "yes"
std::string_view code_of(Blindness blindness);  // "unread"

struct ProbeOutcome {
  Noticed noticed = Noticed::no;
  Severity severity = Severity::note;  // the worst that was told anew
  Blindness blindness = Blindness::none;
  std::vector<std::string> rules;  // that noticed it; of those that did not, the ones that read the figure
  std::string slack;               // rounding: what the equation leaves open, with its unit
  bool operator==(const ProbeOutcome&) const = default;
};

struct ProbeOptions {
  std::uint64_t seed = 1;
  std::size_t sample = 0;                               // faults of each kind in each table of a document; 0: all
  std::vector<FaultKind> kinds;                         // empty: all
  std::function<bool(const std::string& rule)> wanted;  // empty: every rule
  int rules_year = 0;
};

// One document and one pack.
class Probe {
 public:
  // Book and verbs must outlive the object. Runs the document as it is.
  Probe(Document document, RuleBook& book, const Verbs& verbs, const ProbeOptions& options);

  const Document& document() const { return document_; }
  const std::string& pack() const { return book_->chain().top().id; }
  const std::vector<FigureSpot>& spots() const { return spots_; }
  bool accused(std::size_t spot) const { return accused_[spot]; }
  bool read(std::size_t spot) const;
  bool equated(std::size_t spot) const { return equated_[spot]; }

  // Those that are to be tried, and can be.
  const std::vector<DataFault>& faults() const { return faults_; }
  // `everything`: all rules, not only those that can tell; it comes out the same.
  ProbeOutcome run(const DataFault& fault, bool everything = false) const;

 private:
  void look(const DocumentResult& result);
  void link_suppression();
  std::set<std::string> affected_by(const Document& changed) const;
  DocumentResult evaluated(const Document& document, const std::set<std::string>* rules) const;
  void tell_new(const DocumentResult& result, ProbeOutcome& outcome, bool& unverified) const;
  void tell_equations(const DocumentResult& result, const Document& changed, const DataFault& fault,
                      ProbeOutcome& outcome) const;
  std::vector<std::size_t> spots_of(const DataFault& fault) const;

  Document document_;
  RuleBook* book_;
  const Verbs& verbs_;
  ProbeOptions options_;
  std::vector<FigureSpot> spots_;
  std::vector<bool> accused_, equated_;
  std::map<const Cell*, std::set<std::string>> readers_;  // rules by what they look at
  std::map<std::string, std::set<std::string>> company_;  // of a rule: what it suppresses, or is suppressed by
  std::map<std::string, Severity> findings_;              // of outcome finding, by fingerprint
  std::set<std::string> unverified_;
  std::vector<DataFault> faults_;
};

// Outcomes as they come from a worker process.
std::string packed_outcome(const ProbeOutcome& outcome);
ProbeOutcome unpacked_outcome(const std::string& line);

}  // namespace gouji
