#include "app/test_runs.hpp"

#include "base/files.hpp"
#include "regression/expect.hpp"
#include "regression/layout_case_runner.hpp"
#include "regression/library_tests.hpp"

namespace gouji::app {
namespace {

// A pack that cannot be loaded fails as a whole.
CaseResult unloaded(const std::filesystem::path& folder, const Fault& fault) {
  CaseResult one;
  one.pack = one.rule = folder.filename().string();
  one.at = {files::shown(folder), 0, 0};
  one.status = CaseStatus::error;
  one.fault = std::make_shared<Fault>(fault);
  return one;
}

void append_cases(PackCases cases, PackCases& all) {
  std::move(cases.results.begin(), cases.results.end(), std::back_inserter(all.results));
  std::move(cases.without_cases.begin(), cases.without_cases.end(), std::back_inserter(all.without_cases));
}

// The packs below, each with what lies below it: a source is recognised among their layouts too.
std::vector<std::shared_ptr<const PackChain>> bases_of(const PackChain& chain, const Workbench& workbench) {
  std::vector<std::shared_ptr<const PackChain>> bases;
  for (const auto& layer : chain.layers) {
    if (layer != chain.layers.back()) bases.push_back(load_pack(layer->folder, workbench.rules));
  }
  return bases;
}

}  // namespace

struct TestRunner::Tools {
  std::unique_ptr<Verbs> verbs = make_verbs();
  script::ObjectType expect = add_expect_type(verbs->catalogue);
  script::Syntax syntax;
};

TestRunner::TestRunner(const Workbench& workbench, std::vector<std::filesystem::path> folders, std::optional<Kit> kit)
    : workbench_(workbench), folders_(std::move(folders)), kit_(std::move(kit)), tools_(std::make_unique<Tools>()) {}

TestRunner::~TestRunner() = default;

TestRun TestRunner::run(const CaseChoice& choice) {
  TestRun all;
  for (const std::filesystem::path& folder : folders_) run_pack(folder, choice, all);
  all.kit = kit_;
  return all;
}

void TestRunner::run_pack(const std::filesystem::path& folder, const CaseChoice& choice, TestRun& all) {
  try {
    const auto chain = load_pack(folder, workbench_.rules);
    RuleBook book(chain, tools_->verbs->catalogue, tools_->syntax, workbench_.limits);
    const CaseTools tools{*tools_->verbs, tools_->syntax};
    if (kit_) {
      append_cases(run_kit(book, tools, *kit_, choice), all.cases);
      for (ClauseResult& one : by_clause(*kit_, chain->top().id, all.cases.results))
        all.clauses.push_back(std::move(one));
      return;
    }
    append_cases(run_cases(book, tools, choice), all.cases);
    append_cases(run_library_tests(book, tools_->expect, choice), all.cases);
    append_cases(run_layout_cases(chain, bases_of(*chain, workbench_), choice), all.cases);
  } catch (const Fault& fault) {
    choice.keep(unloaded(folder, fault), all.cases);
  }
}

}  // namespace gouji::app
