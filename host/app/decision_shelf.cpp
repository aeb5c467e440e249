#include "app/decision_shelf.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "formats/decision_file.hpp"

namespace gouji::app {

namespace fs = std::filesystem;

fs::path DecisionShelf::file_of(const std::string& dataset_folder, const std::string& unit) const {
  const fs::path beside = dataset_folder.empty() ? fs::path(".") : fs::path(dataset_folder);
  return (folder_.value_or(beside) / decisions_file_name(unit)).lexically_normal();
}

// A folder is looked through once, however many units stand in it.
bool DecisionShelf::stands(const fs::path& file) {
  const auto [known, first] = names_.try_emplace(file.parent_path());
  if (first) {
    std::error_code error;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      std::string name = entry->path().filename().string();
      if (is_decisions_file(name)) known->second.insert(std::move(name));
    }
  }
  return known->second.contains(file.filename().string());
}

const UnitDecisions& DecisionShelf::of(const std::string& dataset_folder, const std::string& unit) {
  static const UnitDecisions kNone;
  const fs::path file = file_of(dataset_folder, unit);
  if (const auto known = files_.find(file); known != files_.end()) return known->second;
  if (!stands(file)) return kNone;
  const std::string shown = files::shown(file);
  UnitDecisions read = read_decisions(files::read(file), shown);
  if (read.unit != unit) {
    Fault fault("decide.other_unit", fmt::format("这个文件写的是“{}”，不是“{}”", read.unit, unit),
                fmt::format("the file is about {}, not about {}", read.unit, unit));
    fault.at_line(shown, 1).hint("核对 unit 一行和文件名", "check the unit and the name of the file");
    throw fault;
  }
  return files_.emplace(file, std::move(read)).first->second;
}

void DecisionShelf::apply(DocumentOutcome& outcome, const OnProblem& on_problem) {
  const fs::path file = file_of(outcome.folder, outcome.unit);
  if (broken_.contains(file)) return;
  try {
    const UnitDecisions& decisions = of(outcome.folder, outcome.unit);
    if (decisions.decisions.empty()) return;
    for (DocumentOutcome::Part& part : outcome.parts) {
      auto& counts = part.result.outcomes;
      for (Finding& finding : part.result.findings) {
        if (finding.outcome != Outcome::finding) continue;
        finding.handling = handling_of(finding, outcome.year, decisions);
        if (!finding.handling || !finding.handling->waives()) continue;
        --counts.at(static_cast<std::size_t>(Outcome::finding));
        ++counts.at(static_cast<std::size_t>(Outcome::waived));
        finding.outcome = Outcome::waived;
      }
    }
  } catch (const Fault& fault) {
    broken_.insert(file);
    on_problem(fault);
  }
}

void DecisionShelf::put(const std::string& dataset_folder, const std::string& unit, Decision decision) {
  of(dataset_folder, unit);  // what stands there is kept
  const fs::path file = file_of(dataset_folder, unit);
  UnitDecisions& decisions = files_[file];
  decisions.unit = unit;
  decisions.put(std::move(decision));
  changed_.insert(file);
}

std::vector<fs::path> DecisionShelf::save() {
  if (folder_ && !changed_.empty()) {
    std::error_code error;
    fs::create_directories(*folder_, error);  // what fails is told by the write
  }
  for (const fs::path& file : changed_) files::write(file, write_decisions(files_.at(file)));
  std::vector<fs::path> written(changed_.begin(), changed_.end());
  changed_.clear();
  return written;
}

}  // namespace gouji::app
