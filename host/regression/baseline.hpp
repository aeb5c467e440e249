// A baseline: the results of a dataset that somebody accepted, as lines that git shows and merges well
// (gouji.baseline.v1). One line a document, finding or score, one an approval, one a fact of the rules they rest on;
// the lines are sorted, and what two people added stands on lines of its own. Pure: text to record and back.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "regression/approval.hpp"
#include "regression/result_record.hpp"
#include "regression/rule_state.hpp"

namespace gouji {

inline constexpr std::string_view kBaselineSchema = "gouji.baseline.v1";
inline constexpr std::string_view kBaselineEnding = ".ndjson";

struct Baseline {
  std::vector<Approval> approvals;  // by date
  Listed listed;                    // the documents that there must be
  RuleState rules;                  // that the results come from
  ResultRecord record;
};

// Documents that are not listed are listed as nobody's.
std::string write_baseline(const Baseline& baseline);

// The order of the lines does not matter, and equal lines count once (a merge leaves both). `file` is what messages
// call it. Faults "baseline.no_head", "baseline.other_version", "baseline.conflict", "baseline.bad_line" and
// "baseline.twice" (lines that contradict each other), "baseline.edited" (a line's sum does not fit), "baseline.lost"
// (fewer lines than a document counts, fewer documents than an approval brought, or one that is listed is not there),
// "baseline.cut" (a head that says
// "closed" and no last line "end"), each with its line. Older ones say and count nothing of this.
Baseline read_baseline(std::string_view text, const std::string& file);

// What is accepted of `fresh`: everything, or only what `wanted` lets through of rules and documents; the rest stays as
// it is in `old`. Scores are accepted with their document where no rule is left out.
struct Accepted {
  std::function<bool(const std::string& rule)> rule;               // empty: every one
  std::function<bool(const RecordedDocument& document)> document;  // empty: every one
};
ResultRecord accept(const ResultRecord& old, const ResultRecord& fresh, const Accepted& wanted);

}  // namespace gouji
