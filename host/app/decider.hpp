// Answers put to findings: each checked against what the data say now, then kept beside the dataset.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/decision_shelf.hpp"
#include "app/session.hpp"
#include "model/result.hpp"
#include "report/answer_sheet.hpp"

namespace gouji::app {

inline constexpr std::size_t kShortestPrefix = 4;  // characters of a fingerprint that stand for it

// What one answer did.
struct Decided {
  std::string document, place, rule, fingerprint;
  DecisionState from = DecisionState::open;
  Decision decision;
};

class Decider {
 public:
  // `result` with its documents; both must outlive the decider.
  Decider(const RunResult& result, DecisionShelf& shelf);

  // A number (编号), a fingerprint or its beginning, of a finding of the run or of a decision that is kept.
  // Faults decide.not_found, decide.several.
  std::string resolve(const std::string& wanted);

  // What becomes of the finding; nothing when the answer says nothing new. Nothing is kept yet. Faults
  // decide.not_found, decide.not_a_finding and those of decided().
  std::optional<Decided> try_answer(const std::string& fingerprint, const Answer& answer);
  // The same for a row that came back, which must be about what the data still say. Faults decide.changed,
  // decide.stale, decide.other_row, decide.not_for_unit.
  std::optional<Decided> try_row(const report::AnswerRow& row);

  // The workbook came from this unit: of others nothing is taken, and nothing that only a reviewer says.
  void only_from(const std::string& unit) { from_unit_ = unit; }

  // All rows; a row that cannot be taken becomes one problem, in the order of the sheets. A sheet of one unit holds no
  // rows of another (decide.other_unit_row), a hidden one no answers (decide.hidden_sheet).
  std::vector<Decided> try_rows(const std::vector<report::AnswerRow>& rows, std::vector<Fault>& problems);

  // Puts it on the shelf; DecisionShelf::save writes.
  void keep(const Decided& one);

  // Decisions of all units of the run.
  struct Kept {
    const DocumentUsed* used;
    const Decision* decision;
  };
  std::vector<Kept> all();
  std::vector<std::string> unit_names() const;
  const Finding* finding_of(const std::string& fingerprint) const;

 private:
  struct Target {
    const Finding* finding = nullptr;
    const DocumentUsed* used = nullptr;
    Decision before;
    bool lapsed = false;  // accepted with other figures: open again
  };
  Target target_of(const std::string& fingerprint);
  void check_row(const report::AnswerRow& row, const Target& target) const;
  void check_unit(const report::AnswerRow& row, const std::string& unit);
  const RunResult& result_;
  DecisionShelf& shelf_;
  std::map<std::string, const Finding*> findings_;        // by fingerprint
  std::map<std::string, const DocumentUsed*> documents_;  // by id
  std::vector<const DocumentUsed*> units_;                // one document of each decisions file
  std::string from_unit_;                                 // empty: the reviewer's own workbook
  std::map<std::string, std::string> sheet_units_;        // whose sheet it is, by place
};

}  // namespace gouji::app
