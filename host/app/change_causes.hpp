// Which edits lie between two sides, and which of them each changed result comes from: documents that changed are run
// again, traced, and under some of the edits alone.
#pragma once

#include <vector>

#include "app/change_side.hpp"
#include "regression/attribution.hpp"
#include "regression/result_change.hpp"

namespace gouji::app {

struct ChangeCauses {
  bool edits_known = false;  // of both sides it is known which rules they come from
  bool tried = false;        // edits were tried one by one where several came into question
  std::vector<RuleEdit> edits;
  std::vector<ChangeCause> findings, scores;               // in the order of the change's
  std::vector<std::size_t> unread;                         // edits of parameters that no script reads
  std::vector<std::pair<std::size_t, std::string>> never;  // edits of rules that apply to none of the documents: rule
};

ChangeCauses find_causes(Session& session, const ChangeSide& from, const ChangeSide& to, const ResultChange& change);

}  // namespace gouji::app
