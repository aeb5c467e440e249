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

namespace gouji::app {

class DecisionShelf {
 public:
  // `folder`: where all files stand, instead of each beside its dataset.
  explicit DecisionShelf(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {}

  // What was decided for the unit whose dataset stands in `dataset_folder`; empty where there is no file. Faults of
  // read_decisions, decide.other_unit.
  const UnitDecisions& of(const std::string& dataset_folder, const std::string& unit);
  std::filesystem::path file_of(const std::string& dataset_folder, const std::string& unit) const;

  // Puts what was decided to the findings, and makes those 已说明 whose explanation was accepted. A file that cannot be
  // read is told once, and nothing of it holds.
  void apply(DocumentOutcome& outcome, const OnProblem& on_problem);

  // Changes in memory, then all changed files, each replaced as a whole.
  void put(const std::string& dataset_folder, const std::string& unit, Decision decision);
  std::vector<std::filesystem::path> save();

 private:
  bool stands(const std::filesystem::path& file);
  std::optional<std::filesystem::path> folder_;
  std::map<std::filesystem::path, std::set<std::string>> names_;  // decisions files of a folder
  std::map<std::filesystem::path, UnitDecisions> files_;
  std::set<std::filesystem::path> broken_, changed_;
};

}  // namespace gouji::app
