// One side of a comparison: results, and what is known of the rules that they come from.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/git_rules.hpp"
#include "app/run_request.hpp"
#include "regression/baseline.hpp"

namespace gouji::app {

struct ChangeSide {
  std::string kind;              // baseline current git pack result engine
  std::string given;             // what was written behind the colon
  std::string chinese, english;  // for people
  ResultRecord record;
  bool counted = true;    // documents and how often each rule held are known
  bool run_here = false;  // by this program: `request` says how
  RunRequest request;
  std::optional<RuleState> rules;
  std::vector<std::string> rules_of;  // ids of the packs whose facts `rules` holds; empty: all
  std::string data_digest;            // of a result: of what data
  std::vector<Approval> approvals;    // of baselines, by date
  RulesThen then;                     // of git
};

struct SideWords {
  std::string from = "baseline", to = "current";
  std::map<std::string, std::string> values;  // --set, on the later side
};

// Both sides, run where they are to be run; nothing where there are no documents and why was told already. Faults
// "run.nothing_compared", "diff.unknown_side" with the nearest, "diff.no_baseline",
// "diff.same_sides", "engine.failed", and those of git_rules, baselines, results and packs.
std::optional<std::pair<ChangeSide, ChangeSide>> both_sides(Session& session, const RunRequest& request,
                                                            const SideWords& words);

}  // namespace gouji::app
