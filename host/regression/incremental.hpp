// The results of many documents, kept up to date under edits: what an evaluation read is known (engine/trace), so an
// edit of a parameter, a rule or a document runs again only what it can touch. The results are those of a full run.
//
// Documents are fetched again when they are needed. The few thousand that were needed last are held: a threshold that
// is moved a little touches mostly those that it has touched before.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/evaluate.hpp"
#include "regression/number_span.hpp"
#include "regression/result_record.hpp"

namespace gouji {

class Incremental {
 public:
  using Fetch = std::function<Document(std::size_t)>;

  // Runs everything once. Book and verbs must outlive the object; the book is for it alone.
  Incremental(RuleBook& book, const Verbs& verbs, std::size_t documents, Fetch fetch);

  // What an edit did: the results of the documents that were run again, before and after it. Their by_rule holds the
  // rules that were run again; the others are as they were.
  struct Step {
    ResultRecord before, after;
    std::size_t documents = 0, rules = 0;  // run again: documents, and rules on them
  };

  // Another number for a parameter, in its own unit and for every year; nullopt: the pack's own value. The step holds
  // the documents in which anything can come or go; where only texts name the number, record() is soon enough.
  Step set_number(const std::string& parameter, const std::optional<Exact>& value);
  // The file of a rule has another text. Faults of loading it leave everything as it was.
  Step set_rule(const ScriptFile& file);
  // The document has other figures.
  Step set_document(std::size_t index);

  // Of all documents, as they stand. Texts of findings that still hold, but name a number that was moved, are brought
  // up to date here.
  ResultRecord record();

 private:
  using RuleNumber = std::uint16_t;
  using ParameterNumber = std::uint16_t;

  // How a rule uses a parameter, by document: one look along it tells whom a value touches.
  struct Use {
    RuleNumber rule = 0;
    ParameterNumber parameter = 0;
    std::vector<std::uint32_t> slots;  // kUnread, kAlways, or a span's index + kFirstSpan
    std::vector<NumberSpan> spans;
    std::vector<std::uint32_t> free;  // of the spans
  };
  static constexpr std::uint32_t kUnread = 0, kAlways = 1, kFirstSpan = 2;

  // RuleOutcomes without the rule's name.
  struct Counted {
    RuleNumber rule = 0;
    std::array<int, kOutcomes> outcomes{};
  };
  struct Kept {
    std::vector<Counted> by_rule;
    RecordedDocument document;  // its by_rule stands above
    std::vector<RecordedFinding> findings;
    std::vector<RecordedScore> scores;
  };
  struct Again {
    std::size_t document = 0;
    std::vector<RuleNumber> rules;  // empty: all
  };

  void run(std::size_t index, const std::vector<bool>& wanted, bool all);
  void run(std::size_t index, const Document& document, const std::vector<bool>& wanted, bool all);
  const Document& held(std::size_t index);
  void keep(std::size_t index, const Document& document, DocumentResult&& result, const std::vector<bool>& wanted,
            bool all);
  void forget_uses(std::size_t index, const std::vector<bool>& wanted, bool all);
  void note_uses(std::size_t index, const DocumentResult& result);
  Use& use_of(RuleNumber rule, ParameterNumber parameter);
  // `only`: rules whose outcomes are wanted; nullptr: all.
  void add_to(ResultRecord& record, const Kept& kept, const std::vector<bool>* only = nullptr) const;
  Step run_again(const std::vector<Again>& list, bool hold = false);
  static std::vector<Again> by_document(std::vector<std::pair<std::size_t, RuleNumber>>&& touched);
  std::vector<Again> everything() const;
  std::vector<bool> with_company(const std::vector<RuleNumber>& rules) const;
  void link_company();
  RuleNumber number_of(const std::string& rule);
  ParameterNumber number_of_parameter(const std::string& name);
  bool costs_points(const std::string& parameter) const;

  RuleBook& book_;
  const Verbs& verbs_;
  Fetch fetch_;
  std::vector<Kept> kept_;
  std::unordered_map<std::size_t, Document> held_;
  std::deque<std::size_t> held_since_;                 // the first goes first
  std::unordered_map<std::string, RuleNumber> rules_;  // rules and scorings by id
  std::vector<std::string> rule_names_;
  std::vector<Use> uses_;
  std::vector<std::vector<std::size_t>> uses_of_rule_;  // indices into uses_
  std::map<std::string, ParameterNumber> parameters_;
  std::vector<std::vector<RuleNumber>> company_;  // rules whose results depend on each other: run together
  bool scored_ = false;                           // findings cost points: nothing stands alone
  std::map<std::string, Exact> tried_;
  std::vector<std::pair<std::size_t, RuleNumber>> stale_;  // whose texts name an older number
  std::size_t most_stale_ = 0;                             // before those noted twice are thrown out
};

}  // namespace gouji
