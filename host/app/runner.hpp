// A run: documents one after another, each by its packs, into one result. What is found does not depend on how many
// documents came before, and the order is that of the documents.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/death.hpp"
#include "app/group_record.hpp"
#include "app/number_rest.hpp"
#include "app/pack_choice.hpp"
#include "engine/evaluate.hpp"
#include "engine/meter.hpp"
#include "engine/sieve.hpp"
#include "formats/data_digest.hpp"
#include "script/patterns.hpp"
#include "script/syntax.hpp"

namespace gouji::app {

struct RunOptions {
  std::string pattern;  // of rule ids; empty: every rule
  int rules_year = 0;   // 0: each document's own year
  script::Limits limits;
  bool record_subjects = false;  // what rules ran on without a finding
  bool count_by_rule = false;    // how each rule ended, pass among them
  Meter* meter = nullptr;        // is told what it costs
  bool rests = false;            // which numbers of the pack each document's results rest on: slower
};

// What one document gave: a part for each pack that ran on it.
struct DocumentOutcome {
  struct Part {
    std::string pack;
    DocumentResult result;
    std::vector<NumberRest> rests;  // where asked for
  };
  std::string document;  // its id
  std::string unit, kind;
  int year = 0;
  std::string folder;  // what its dataset stands in
  struct Gap {
    std::string pack, chinese, english;
  };
  std::vector<Gap> gaps;  // of the packs that were named: which are not for it, and why
  std::string digest;
  std::vector<Part> parts;                      // empty: no pack is for it
  std::vector<GroupRecord> collected;           // for rules over several documents
  bool bystander = false;                       // only collected from: it was left out by its year
  std::uint64_t place = GroupRecord::kNoPlace;  // of a rule over several documents: where its document stands
};

// Which rules a pack holds, ids of broken ones among them.
struct RuleIds {
  std::vector<std::string> wanted;    // those that the pattern lets through
  std::vector<std::string> scorings;  // all of them
  std::vector<std::string> all;
};

// Evaluates documents; a book is made for each pack when it is first needed and used from then on. For one thread.
class Evaluator {
 public:
  Evaluator(const PackChoice& packs, const RunOptions& options);
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // `waived`: EvaluateOptions::waived.
  using Waived = std::function<bool(const Finding&)>;
  // `digest`: the document's (formats/data_digest.hpp), where it is known; else it is worked out. `passed`: what the
  // sieve of its only pack tells of it, where it has been asked.
  DocumentOutcome evaluate(const Document& document, const Waived& waived = {}, std::string digest = {},
                           const PassedRules* passed = nullptr);
  // What has ended a process at this document: these rules are faults in what comes next, and these files are not
  // loaded by books that are yet to be made.
  void leave_out(const std::vector<Death>& deaths);
  // Of a document that is left out of the run, what others may be compared with; nothing: none of the rules wants it.
  DocumentOutcome bystander(const Document& document);
  bool over_several_documents();  // whether any of the packs has such a rule
  // The records of one rule and key: the rule on each of those that are its own, with the others beside it.
  std::vector<DocumentOutcome> evaluate_group(const std::vector<GroupRecord>& group);
  RuleBook& book_of(const Chain& chain);
  Meter* meter() const { return options_.meter; }
  // Whether documents may pass a sieve: nobody asks for more of them than counts.
  bool may_sieve() const;
  // nullptr where none or several packs run on a document.
  Chain only_pack_for(const Document& document) const;
  std::unique_ptr<Sieve> sieve_of(const Chain& chain, int year);
  // Rules of the pack that the pattern lets through, ids of broken ones among them.
  std::vector<std::string> rules_of(const Chain& chain);
  RuleIds ids_of(const Chain& chain);

 private:
  bool wanted(const std::string& rule) const;
  DocumentOutcome evaluate_all(const Document& document, const std::function<bool(const std::string&)>& wanted,
                               const Waived& waived, std::string digest, const PassedRules* passed);
  EvaluateOptions evaluate_options() const;
  DocumentResult evaluate_by(const Chain& chain, const Document& document, const EvaluateOptions& options);
  void collect(const Document& document, const EvaluateOptions& options, DocumentOutcome& outcome);
  const PackChoice& packs_;
  RunOptions options_;
  std::unique_ptr<Verbs> verbs_;
  script::Syntax syntax_;
  std::optional<script::Pattern> pattern_;
  std::map<std::string, EndedRule> ended_;
  std::map<std::string, Fault> left_out_;
  std::map<std::string, std::unique_ptr<RuleBook>> books_;  // by pack id
};

// Adds outcomes up, in the order of the documents.
class Collector {
 public:
  explicit Collector(bool keep_documents = false) : keep_documents_(keep_documents) {}
  // Its place; kNoPlace where no pack was for it.
  std::uint64_t add(DocumentOutcome&& outcome);
  // Documents that have passed a sieve, and how many lie between them: `digests` as in LeanBlock. What is added by
  // `add` next takes the places of those that are left, in their order; `drop` where one came to nothing.
  void add_passed(const std::string& pack, int documents, int checks, const std::array<int, kOutcomes>& outcomes);
  void add_digests(std::vector<std::string>&& digests);
  void drop();
  // What a rule over several documents said of a document that was added before.
  void add_later(DocumentOutcome&& outcome);
  void count(Outcome outcome, int times) { result_.summary.outcomes.at(static_cast<std::size_t>(outcome)) += times; }
  // The packs that ran.
  const std::set<std::string>& used() const { return used_; }
  // `rules`: what those packs hold. The packs are those that ran, by id.
  RunResult finish(const PackChoice& packs, const std::map<std::string, RuleIds>& rules);

 private:
  void put_later_in_place();
  RunResult result_;
  std::vector<std::size_t> ends_;                        // by place: one past the document's last finding
  std::map<std::uint64_t, std::vector<Finding>> later_;  // by place
  void settle(std::string&& digest);
  DataDigest digest_;
  std::deque<std::string> unsettled_;  // digests from the first one on that is not known yet
  bool keep_documents_;
  std::set<std::string> used_;
};

}  // namespace gouji::app
