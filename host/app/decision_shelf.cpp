#include "app/decision_shelf.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/folder_lock.hpp"
#include "base/text.hpp"
#include "formats/decision_file.hpp"

namespace gouji::app {

namespace fs = std::filesystem;

namespace {
constexpr std::chrono::seconds kPatience{20};  // a decide holds a folder for as long as it writes a few files
}  // namespace

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

UnitDecisions DecisionShelf::read(const fs::path& file, const std::string& unit) const {
  const std::string shown = files::shown(file);
  // A link could lead to any file of this machine, whose lines messages would show.
  if (fs::is_symlink(fs::symlink_status(file))) {
    throw std::move(Fault("decide.link", fmt::format("“{}”是指向别处的链接，不读", text::visible(shown)),
                          fmt::format("{} is a link; it is not read", text::visible(shown)))
                        .hint("把文件本身放在这里；都放在另一处的，用 --decisions 文件夹",
                              "put the file itself there; for all of them elsewhere: --decisions FOLDER"));
  }
  UnitDecisions all = read_decisions(files::read(file), shown);
  if (all.unit != unit) {
    Fault fault("decide.other_unit", fmt::format("这个文件写的是“{}”，不是“{}”", all.unit, unit),
                fmt::format("the file is about {}, not about {}", all.unit, unit));
    fault.at_line(shown, 1).hint("核对 unit 一行和文件名", "check the unit and the name of the file");
    throw fault;
  }
  return all;
}

const UnitDecisions& DecisionShelf::of(const std::string& dataset_folder, const std::string& unit) {
  static const UnitDecisions kNone;
  if (left_out_) return kNone;
  const fs::path file = file_of(dataset_folder, unit);
  if (const auto known = files_.find(file); known != files_.end()) return known->second;
  if (!stands(file)) return kNone;
  return files_.emplace(file, read(file, unit)).first->second;
}

void DecisionShelf::apply(DocumentOutcome& outcome, const OnProblem& on_problem) {
  if (left_out_) return;
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
        if (!finding.handling) continue;
        DecisionsUsed& used = used_[file];
        ++used.handled;
        if (!finding.handling->waives()) continue;
        ++used.waived;
        --counts.at(static_cast<std::size_t>(Outcome::finding));
        ++counts.at(static_cast<std::size_t>(Outcome::waived));
        finding.outcome = Outcome::waived;
        finding.deducted.reset();
      }
    }
    if (const auto used = used_.find(file); used != used_.end()) {
      used->second.file = files::shown(file);
      used->second.unit = outcome.unit;
    }
  } catch (const Fault& fault) {
    broken_.insert(file);
    on_problem(fault);
  }
}

bool DecisionShelf::waives(const Finding& finding, const std::string& dataset_folder) {
  const fs::path file = file_of(dataset_folder, finding.unit);
  if (unreadable_.contains(file)) return false;
  try {
    const auto handling = handling_of(finding, finding.year, of(dataset_folder, finding.unit));
    return handling && handling->waives();
  } catch (const Fault&) {
    unreadable_.insert(file);
    return false;
  }
}

std::vector<DecisionsUsed> DecisionShelf::used() const {
  std::vector<DecisionsUsed> all;
  for (const auto& [file, used] : used_) all.push_back(used);
  return all;
}

void DecisionShelf::put(const std::string& dataset_folder, const std::string& unit, Decision decision) {
  const fs::path file = file_of(dataset_folder, unit);
  if (!changed_.contains(file)) before_[file] = of(dataset_folder, unit);  // what stands there is kept
  UnitDecisions& decisions = files_[file];
  decisions.unit = unit;
  changed_[file].insert(decision.fingerprint);
  decisions.put(std::move(decision));
}

UnitDecisions DecisionShelf::merged(const fs::path& file) const {
  const UnitDecisions& ours = files_.at(file);
  UnitDecisions now{ours.unit, {}};
  if (fs::exists(fs::symlink_status(file))) now = read(file, ours.unit);
  const UnitDecisions& before = before_.at(file);
  for (const std::string& fingerprint : changed_.at(file)) {
    const Decision* theirs = now.find(fingerprint);
    const Decision* known = before.find(fingerprint);
    const bool untouched = theirs == nullptr || known == nullptr ? theirs == known : *theirs == *known;
    if (!untouched) {
      const std::string shown = files::shown(file);
      throw std::move(
          Fault("decide.stale",
                fmt::format("“{}”里指纹 {} 的这一条，另有人刚刚处理过", text::visible(shown), fingerprint),
                fmt::format("in {}, {} was decided by somebody else a moment ago", text::visible(shown), fingerprint))
              .hint("什么也没有记录；再运行一次，先看看别人的处理（gouji decide --list）",
                    "nothing was kept; look at gouji decide --list and run it again"));
    }
    now.put(*ours.find(fingerprint));
  }
  return now;
}

std::vector<fs::path> DecisionShelf::save() {
  if (folder_ && !changed_.empty()) {
    std::error_code error;
    fs::create_directories(*folder_, error);  // what fails is told by the write
  }
  // In the order of their names, so that two programs never wait for each other.
  std::map<fs::path, std::unique_ptr<files::FolderLock>> locks;
  for (const auto& [file, fingerprints] : changed_) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    auto& lock = locks[folder];
    if (!lock) lock = std::make_unique<files::FolderLock>(folder, kPatience);
  }
  std::map<fs::path, UnitDecisions> all;
  for (const auto& [file, fingerprints] : changed_) all.emplace(file, merged(file));
  std::vector<fs::path> written;
  for (auto& [file, decisions] : all) {
    files::write(file, write_decisions(decisions));
    files_[file] = std::move(decisions);
    written.push_back(file);
  }
  changed_.clear();
  before_.clear();
  return written;
}

}  // namespace gouji::app
