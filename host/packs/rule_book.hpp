// A pack chain made ready to run: one Lua state with every rule loaded, overrides applied.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "packs/rule.hpp"
#include "script/state.hpp"
#include "script/syntax.hpp"

namespace gouji {

// A rule that could not be loaded: it is reported as a fault, the others run.
struct BrokenRule {
  std::string id;  // as far as it is known, else the file's name
  std::string pack;
  std::shared_ptr<Fault> fault;
};

class RuleBook {
 public:
  // `catalogue` must outlive the book. `syntax` may be shared between books of one thread.
  // `limits` are those of the workbench; what the pack asks for is looked at (packs/budget).
  // `marks`: scripts of the chain hold marks (script/marks), which traces then list.
  // `left_out`: files that have ended a process while they were loaded, by the names messages use, and what to say.
  RuleBook(std::shared_ptr<const PackChain> chain, const script::Catalogue& catalogue, script::Syntax& syntax,
           const script::Limits& limits, bool marks = false, const std::map<std::string, Fault>* left_out = nullptr);
  ~RuleBook();
  RuleBook(const RuleBook&) = delete;
  RuleBook& operator=(const RuleBook&) = delete;

  const PackChain& chain() const { return *chain_; }
  script::State& state() { return *state_; }
  const std::vector<Rule>& rules() const { return rules_; }
  const std::vector<Scoring>& scorings() const { return scorings_; }
  const std::vector<BrokenRule>& broken() const { return broken_; }

  // The text of a script of any layer, by the name messages use; empty when there is none.
  const std::string& source_of(const std::string& shown) const;

  // Parameters that scripts read get the values of this year from now on. 0: the year is not known; a parameter by
  // year then ends the evaluation as script::MissingYear.
  void use_year(int year);
  // `require` for lines that are typed while an evaluation is open: libraries of the topmost pack and its bases.
  script::Function require_at_prompt();

  // Another number for a parameter from now on, for every year and in its own unit; what-if goes through many. Names
  // that hold no number are left alone. Empty: back to the pack's.
  void try_numbers(std::map<std::string, Exact> numbers);
  // The same with values of any shape, which must be that of the pack's.
  void try_values(std::map<std::string, script::ParameterValue> values);
  // What a script would be given for the year in use; nullptr: no such parameter, or none for the year.
  const script::ParameterValue* value_in_force(const std::string& name) const;

  // A rule out of another text of its file, which stays as it is; the rules of the book are not touched.
  // Faults as for a file of the pack.
  Rule load_variant(const ScriptFile& file);
  // Puts the rule in the place of the one with its id, which is given back.
  Rule exchange(Rule rule);
  Scoring load_scoring_variant(const ScriptFile& file);
  Scoring exchange(Scoring scoring);

  // What a file of the topmost pack that is no rule gives its one verb, with the line of each call.
  std::vector<std::pair<script::Plain, Location>> declared_in(const ScriptFile& file, std::string_view verb);

  // Names of the parameters read since the last call, in order of first use.
  std::vector<std::string> take_parameters_read();
  void forget_parameters_read();

 private:
  struct Loader;
  // A parameter that scripts have asked for, looked up once for as long as values stay the same.
  struct Asked : script::GivenParameter {
    bool tried = false;         // its value is one of `tried_`
    std::uint64_t values = 0;   // `values_` when it was looked up
    std::uint64_t reading = 0;  // `reading_` when it was last noted as read
  };
  struct NameHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  script::GivenParameter* given(std::string_view name);
  void look_up(const std::string& name, Asked& asked);
  std::pair<const Pack*, script::Plain> declared_by(const ScriptFile& file, std::string_view verb, Location& at);
  void need_parameter(const Deduction& score, const Location& at) const;
  void load_rules(bool watch);  // watch: a file whose loading changes a library is broken
  std::shared_ptr<const PackChain> chain_;
  std::unique_ptr<script::State> state_;
  std::unique_ptr<Loader> loader_;
  std::vector<Rule> rules_;
  std::vector<Scoring> scorings_;
  std::vector<BrokenRule> broken_;
  int year_ = 0;
  std::map<std::string, script::ParameterValue> tried_;
  std::unordered_map<std::string, Asked, NameHash, std::equal_to<>> asked_;
  std::uint64_t values_ = 1;   // another number for each year and for each set of tried values
  std::uint64_t reading_ = 1;  // another number after each taking of `read_`
  std::vector<const Asked*> read_;
};

// == and ~= between what may be figures, and bitwise operators: ScriptFault "script.equality" / "script.bitwise".
void refuse_traps(script::Syntax& syntax, const std::string& file, const std::string& source);

}  // namespace gouji
