// Decisions files beside the datasets (or in one folder): found by unit, applied to what a run found, written back.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "app/runner.hpp"
#include "formats/byte_source.hpp"
#include "model/decision.hpp"
#include "model/result.hpp"

namespace gouji::app {

class DecisionShelf {
 public:
  // `folder`: where all files stand, instead of each beside its dataset.
  explicit DecisionShelf(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {}

  // What was decided for the unit whose dataset stands in `dataset_folder`; empty where there is no file. Faults of
  // read_decisions, decide.other_unit.
  const UnitDecisions& of(const std::string& dataset_folder, const std::string& unit);
  std::filesystem::path file_of(const std::string& dataset_folder, const std::string& unit) const;

  // Nothing of the files is read or written: findings are as if nobody had decided.
  void leave_out() { left_out_ = true; }

  // Puts what was decided to the findings, and makes those 已说明 whose explanation was accepted. A file that cannot be
  // read is told once, and nothing of it holds.
  void apply(DocumentOutcome& outcome, const OnProblem& on_problem);

  // Whether an accepted explanation holds for the finding; silent about files that cannot be read: apply tells them.
  bool waives(const Finding& finding, const std::string& dataset_folder);

  // What apply did, by file.
  std::vector<DecisionsUsed> used() const;

  // Changes in memory, then all changed files, each replaced as a whole. What somebody else wrote in between is kept:
  // Fault "decide.stale" where that is about the same finding, "file.locked"; then nothing is written.
  void put(const std::string& dataset_folder, const std::string& unit, Decision decision);
  std::vector<std::filesystem::path> save();

 private:
  bool stands(const std::filesystem::path& file);
  UnitDecisions read(const std::filesystem::path& file, const std::string& unit) const;
  // What the file becomes: as it is now, with our changes. Faults as save().
  UnitDecisions merged(const std::filesystem::path& file) const;
  std::optional<std::filesystem::path> folder_;
  std::map<std::filesystem::path, std::set<std::string>> names_;  // decisions files of a folder
  std::map<std::filesystem::path, UnitDecisions> files_;
  std::map<std::filesystem::path, UnitDecisions> before_;           // as read, of those that are changed
  std::map<std::filesystem::path, std::set<std::string>> changed_;  // fingerprints
  std::map<std::filesystem::path, DecisionsUsed> used_;
  std::set<std::filesystem::path> broken_, unreadable_;
  bool left_out_ = false;
};

}  // namespace gouji::app
