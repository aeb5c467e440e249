// The handbook of rule packs: what each rule is, what it reads, how it does on documents. The facts are gathered
// elsewhere; here they become pages. Pure: the same facts give the same bytes.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/result.hpp"
#include "packs/pack.hpp"
#include "packs/rule.hpp"
#include "packs/script_pieces.hpp"
#include "regression/case_sheet.hpp"

namespace gouji::report {

// How a rule did on one document. A result that another rule's finding explains counts as explained alone.
struct RuleCount {
  std::string document;
  int checks = 0;
  std::array<int, kOutcomes> outcomes{};
  std::array<int, kSeverities> severities{};
  int explained = 0;
  int scores = 0;  // of a scoring
  bool touched() const;
};

struct HandbookCase {
  std::string pack;  // the layer whose parameters it was run with
  CaseSheet sheet;
  enum class State : std::uint8_t { holds, fails, todo, broken } state = State::holds;
};

struct PackChange {  // what a layer above does to a rule
  std::string pack;
  Override change;
};

struct HandbookRule {
  Rule rule;             // of a scoring: what it shares with a rule
  bool scoring = false;  // 测算得分
  std::string page;      // "rules/national.fund.rate"
  std::string topic;     // "fund": the folder; "scoring"
  std::vector<ScriptPiece> pieces;
  std::vector<std::string> parameters;                // that it reads, by name
  std::vector<std::pair<std::string, int>> formulas;  // as findings carry them, the most frequent first
  std::vector<RuleCount> counts;                      // of documents that it touched
  std::optional<Finding> found, held;                 // an example of each, where there is one
  bool explained = false;                             // what was found is not told: another rule's finding explains it
  std::optional<Score> score;                         // of a scoring
  std::vector<HandbookCase> cases;
  std::vector<PackChange> changes;
  std::vector<std::string> suppressed_by;  // rule ids
};

struct HandbookParameter {
  std::string name, page;
  std::vector<ParameterEntry> entries;  // lower layers first
  std::vector<std::string> readers;     // pages of rules
};

struct Handbook {
  std::vector<std::shared_ptr<const Pack>> packs;           // bases first, then by id
  std::vector<HandbookRule> rules;                          // by id, then pack
  std::vector<HandbookParameter> parameters;                // by name
  std::vector<std::string> documents;                       // that some pack ran on
  std::vector<std::pair<std::string, std::string>> broken;  // file, why
  int checks = 0;
  std::string data_digest;
};

enum class PageForm : std::uint8_t { html, markdown };

// Every page by its file name below the site's folder.
std::map<std::string, std::string> handbook_pages(const Handbook& book, PageForm form);

}  // namespace gouji::report
