#include "app/test_runs.hpp"

#include <fmt/format.h>

#include <set>

#include "app/workers.hpp"
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

TestReply TestRunner::run_in_worker(const std::filesystem::path& folder, CaseChoice choice,
                                    const std::vector<Death>& deaths) {
  std::set<std::string> names, tags;
  const auto wanted = choice.wanted;
  std::map<std::string, EndedRule> ended;
  for (const Death& death : deaths) {
    if (!death.rule.empty())
      ended.emplace(death.rule, ended_by(death, workbench_.limits));
    else
      left_out_.emplace(death.file, ended_by(death, workbench_.limits).fault);
  }
  choice.told = {};
  choice.known_tags = &tags;
  choice.wanted = [&](const std::string& name) {
    names.insert(name);
    return !ended.contains(name.substr(0, name.find(' '))) && (!wanted || wanted(name));
  };
  TestRun run;
  loaded_.clear();
  run_pack(folder, choice, run);
  for (const auto& [rule, why] : ended) {
    CaseResult one;
    one.pack = loaded_;
    one.rule = rule;
    one.at = why.fault.location();
    one.status = CaseStatus::error;
    one.fault = std::make_shared<Fault>(why.fault);
    run.cases.results.push_back(std::move(one));
  }
  return {loaded_, std::move(run.cases), {names.begin(), names.end()}, {tags.begin(), tags.end()}};
}

Confinement TestRunner::confinement() const {
  namespace fs = std::filesystem;
  constexpr std::size_t kMemory = std::size_t{2} << 30U;  // bytes: a state for rules and one for layouts
  Confinement wall;
  wall.memory = kMemory;
  wall.programs = true;  // a layout's case may be a PDF
  wall.readable.push_back(workbench_.rules);
  if (kit_) wall.readable.push_back(kit_->folder);
  for (const fs::path& folder : folders_) {
    wall.readable.push_back(folder);
    std::error_code error;
    const fs::path beside = fs::absolute(folder / ".").lexically_normal().parent_path().parent_path();
    for (const auto& entry : fs::directory_iterator(beside, error)) {
      if (fs::exists(entry.path() / "pack.toml", error))
        wall.readable.push_back(entry.path());  // its base may be there
    }
  }
  std::error_code error;
  wall.writable.push_back(fs::temp_directory_path(error));
  return wall;
}

TestRun TestRunner::run_apart(const CaseChoice& choice, const std::function<void(const Death&)>& on_recovered) {
  TestRun all;
  Workers::Tasks tasks;
  tasks.work = [&](const std::string& job, const std::vector<Death>& deaths) {
    return packed(run_in_worker(folders_.at(std::stoul(job)), choice, deaths));
  };
  tasks.on_reply = [&](std::string&& bytes) {
    TestReply reply = unpacked_test(bytes);
    for (const std::string& name : reply.names) {
      if (choice.wanted) choice.wanted(name);  // it notes what there is
    }
    if (choice.known_tags != nullptr) choice.known_tags->insert(reply.tags.begin(), reply.tags.end());
    if (choice.told) {
      for (const CaseResult& one : reply.cases.results) choice.told(one);
    }
    if (kit_ && !reply.pack.empty()) {
      for (ClauseResult& one : by_clause(*kit_, reply.pack, reply.cases.results)) all.clauses.push_back(std::move(one));
    }
    append_cases(std::move(reply.cases), all.cases);
  };
  tasks.on_lost = [&](const std::string& job, const Death& death) {
    TestReply reply;
    const auto [chinese, english] = told(death);
    reply.cases.results.push_back(unloaded(folders_.at(std::stoul(job)),
                                           Fault("worker.died", fmt::format("这个规则包的用例{}，没有试完", chinese),
                                                 fmt::format("the cases of this pack: it {}", english))));
    return packed(reply);
  };
  tasks.on_recovered = on_recovered;
  tasks.confinement = confinement();
  Workers workers(1, std::move(tasks));
  for (std::size_t i = 0; i < folders_.size(); ++i) workers.submit(std::to_string(i));
  workers.finish();
  all.kit = kit_;
  return all;
}

void TestRunner::run_pack(const std::filesystem::path& folder, const CaseChoice& choice, TestRun& all) {
  try {
    const auto chain = load_pack(folder, workbench_.rules);
    RuleBook book(chain, tools_->verbs->catalogue, tools_->syntax, workbench_.limits, false, &left_out_);
    loaded_ = chain->top().id;
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
