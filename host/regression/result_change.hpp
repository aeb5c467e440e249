// What lies between two records of results: findings that came, went or changed, rules that hold more or less often,
// scores, grades and ranks that moved. The documents may differ too; what differs by them is told apart.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "regression/result_record.hpp"

namespace gouji {

struct FindingChange {
  enum class Kind : std::uint8_t { appeared, gone, changed };
  Kind kind = Kind::appeared;
  const RecordedFinding* before = nullptr;  // nullptr: appeared
  const RecordedFinding* after = nullptr;   // nullptr: gone
  // changed: outcome or severity differ, beside printed or expected figures.
  bool standing_changed() const {
    return kind != Kind::changed || before->outcome != after->outcome || before->severity != after->severity;
  }
  const RecordedFinding& either() const { return after != nullptr ? *after : *before; }
};

// still/new/gone × satisfied/violated/unverifiable/faults, counted by rule and document. A fault is a rule that could
// not be run to its end.
struct StandingCounts {
  int still_satisfied = 0, new_satisfied = 0, gone_satisfied = 0;
  int still_violated = 0, new_violated = 0, gone_violated = 0;
  int still_unverifiable = 0, new_unverifiable = 0, gone_unverifiable = 0;
  int still_faults = 0, new_faults = 0, gone_faults = 0;
  StandingCounts& operator+=(const StandingCounts& other);
};

struct ScoreChange {
  const RecordedScore* before = nullptr;  // nullptr: there was none
  const RecordedScore* after = nullptr;
  int rank_before = 0, rank_after = 0;  // among the scores of both records; 1 is the highest; 0: no score
  bool grade_changed() const;
  const RecordedScore& either() const { return after != nullptr ? *after : *before; }
};

struct ResultChange {
  std::map<std::string, StandingCounts> by_rule;
  StandingCounts total;
  std::vector<FindingChange> findings;                                        // by document, rule, fingerprint
  std::vector<ScoreChange> scores;                                            // those that moved, by document
  std::vector<std::string> documents_new, documents_gone, documents_changed;  // their ids; changed: other figures
  // unit → rules that came (+) and went (−) there.
  std::map<std::string, std::pair<std::set<std::string>, std::set<std::string>>> by_unit;
  bool empty() const { return findings.empty() && scores.empty() && documents_new.empty() && documents_gone.empty(); }
};

// Both must outlive the change.
ResultChange compare(const ResultRecord& before, const ResultRecord& after);

}  // namespace gouji
