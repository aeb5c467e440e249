// Which edit a changed result comes from. Candidates are the edits that touch what the evaluation read; of several,
// those that bring the change about alone are told from those that do so only together. Pure: who runs the trials is
// told what to try.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/trace.hpp"
#include "packs/rule_book.hpp"
#include "regression/result_change.hpp"
#include "regression/rule_state.hpp"

namespace gouji {

struct ChangeCause {
  enum class Kind : std::uint8_t {
    unknown,
    edit,    // this edit, alone
    any_of,  // each of these alone is enough
    joint,   // these, only together
    one_of,  // one or several of these: it was not tried
    data     // the data: see `data`
  };
  enum class Data : std::uint8_t { figures, fresh, gone };  // other figures, a new document, one that is gone
  Kind kind = Kind::unknown;
  std::vector<std::size_t> edits;  // their places in the list of edits, rising
  bool figures = false;            // the data may be (a part of) it
  Data data = Data::figures;       // what is other about them
  std::string other = {};          // id of the document that it is, where it is another one that was compared with
  bool operator==(const ChangeCause&) const = default;
};

// What evaluations rest on, by id of rule or scoring: scripts, overrides and the parameters that were read.
class Dependencies {
 public:
  void add_book(const RuleBook& book);
  void add_reads(const std::string& document, const std::vector<EvaluationTrace>& traces);

  // Edits that touch a rule on a document; with `scores` those that touch what its scores are made of.
  bool touches(const RuleEdit& edit, const std::string& document, const std::string& rule) const;
  bool touches_scores(const RuleEdit& edit, const std::string& document) const;
  bool is_rule(const std::string& id) const { return scripts_.contains(id); }
  std::string rule_of(const RuleFact& fact) const;  // the rule that a script declares; empty: none

 private:
  void add_item(const PackChain& chain, const std::string& id, const std::string& pack, const std::string& file);
  bool touches_script(const RuleEdit& edit, const std::string& rule) const;
  std::map<std::string, std::set<RuleFact>> scripts_;                           // by rule or scoring
  std::map<std::string, std::set<std::string>> suppressed_by_;                  // rule → rules
  std::set<std::string> scorings_, pricing_;                                    // ids; rules whose findings cost points
  std::map<std::pair<std::string, std::string>, std::set<std::string>> reads_;  // (document, rule) → parameters
};

class Attribution {
 public:
  // All must outlive the object. `moved`: documents that another pack runs on. Which documents have other figures, are
  // new or gone tells the change.
  Attribution(const ResultChange& change, const std::vector<RuleEdit>& edits, const Dependencies& dependencies,
              const std::set<std::string>& moved);

  struct Trial {
    std::string document;
    std::set<std::size_t> edits;  // made on the state before
    auto operator<=>(const Trial&) const = default;
  };
  // What is to be tried next; empty: all is told. Each call goes further with what `tried` has brought.
  std::set<Trial> next_trials();
  // The results of the document alone.
  void tried(const Trial& trial, const ResultRecord& record);
  void not_tried(const Trial& trial) { results_.try_emplace(trial); }  // the document is not there any more

  std::vector<ChangeCause> findings() const;  // in the order of the change's
  std::vector<ChangeCause> scores() const;

 private:
  struct Item {
    const FindingChange* finding = nullptr;
    const ScoreChange* score = nullptr;
    std::vector<std::size_t> candidates;
    ChangeCause cause;
    bool open = false;
    const std::string& document() const {
      return finding != nullptr ? finding->either().document : score->either().document;
    }
  };
  std::optional<ChangeCause::Data> data_of(const std::string& document) const;
  void tell_data(Item& item) const;
  std::vector<std::size_t> candidates_of(const Item& item, const Dependencies& dependencies, bool moved) const;
  bool brings(const Item& item, const std::set<std::size_t>& edits) const;
  void settle(Item& item);
  bool know(const std::string& document, const std::set<std::size_t>& edits) const;
  std::vector<ChangeCause> causes(bool scores) const;

  const std::vector<RuleEdit>& edits_;
  std::map<std::string, ChangeCause::Data> replaced_;  // documents whose data are not the same
  std::vector<Item> items_;
  std::set<std::size_t> all_;
  std::map<Trial, std::optional<ResultRecord>> results_;  // nothing: it could not be tried
};

}  // namespace gouji
