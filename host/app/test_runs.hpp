// Running the cases of packs, as `gouji test` is asked to, once or again and again.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "app/wire.hpp"
#include "app/workbench.hpp"
#include "base/confinement.hpp"
#include "regression/case_runner.hpp"
#include "regression/conformance.hpp"

namespace gouji::app {

struct TestRun {
  PackCases cases;
  std::optional<Kit> kit;
  std::vector<ClauseResult> clauses;  // of the kit, pack after pack
};

class TestRunner {
 public:
  // `kit`: its cases are run under each pack, instead of the packs' own.
  TestRunner(const Workbench& workbench, std::vector<std::filesystem::path> folders, std::optional<Kit> kit);
  ~TestRunner();
  TestRunner(const TestRunner&) = delete;
  TestRunner& operator=(const TestRunner&) = delete;

  const std::vector<std::filesystem::path>& folders() const { return folders_; }
  const std::optional<Kit>& kit() const { return kit_; }

  // Packs are read anew; one that cannot be loaded is an error of its own.
  TestRun run(const CaseChoice& choice);
  // The same in a worker process: what ends it costs the cases of one rule. Told are the cases of a pack together.
  TestRun run_apart(const CaseChoice& choice, const std::function<void(const Death&)>& on_recovered);
  // Adds what one pack gives.
  void run_pack(const std::filesystem::path& folder, const CaseChoice& choice, TestRun& all);

 private:
  TestReply run_in_worker(const std::filesystem::path& folder, CaseChoice choice, const std::vector<Death>& deaths);
  Confinement confinement() const;
  struct Tools;
  const Workbench& workbench_;
  std::vector<std::filesystem::path> folders_;
  std::optional<Kit> kit_;
  std::unique_ptr<Tools> tools_;
  std::map<std::string, Fault> left_out_;  // files that have ended a process while they were loaded
  std::string loaded_;                     // id of the pack that was loaded last
};

}  // namespace gouji::app
