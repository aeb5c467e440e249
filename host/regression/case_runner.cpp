#include "regression/case_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/files.hpp"
#include "base/nearest.hpp"
#include "regression/case_file.hpp"
#include "regression/case_match.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

// What a case file may be about in this chain.
struct Subjects {
  std::map<std::string, const On*> rules, scorings;
  std::map<std::string, std::shared_ptr<Fault>> broken;
};

Subjects subjects_of(const RuleBook& book) {
  Subjects subjects;
  for (const Rule& rule : book.rules()) subjects.rules.emplace(rule.id, &rule.on);
  for (const Scoring& scoring : book.scorings()) subjects.scorings.emplace(scoring.id, &scoring.on);
  for (const BrokenRule& rule : book.broken()) subjects.broken.emplace(rule.id, rule.fault);
  return subjects;
}

Fault unknown_subject(const CaseSubject& subject, const Subjects& subjects) {
  std::vector<std::string> known;
  const bool scoring = subject.about == CaseAbout::scoring;
  for (const auto& [id, on] : scoring ? subjects.scorings : subjects.rules) known.push_back(id);
  const std::string guess = nearest(subject.id, known);
  Fault fault("case.unknown_rule", fmt::format("没有编号为“{}”的{}", subject.id, scoring ? "计分公式" : "规则"),
              fmt::format("no {} with the id {}", scoring ? "scoring" : "rule", subject.id));
  fault.hint(guess.empty() ? "编号与 .lua 文件里的 id 一致" : fmt::format("是否想写“{}”？", guess),
             guess.empty() ? "write the id of the .lua file" : fmt::format("did you mean {}?", guess));
  return fault;
}

class Runner {
 public:
  Runner(RuleBook& book, const Verbs& verbs, const std::function<bool(const std::string&)>& wanted)
      : book_(book), verbs_(verbs), wanted_(wanted), subjects_(subjects_of(book)) {
    const Scope& scope = book.chain().top().scope;
    if (!scope.provinces.empty()) province_ = scope.provinces.front();
  }

  PackCases run() {
    const Pack& pack = book_.chain().top();
    std::set<std::string> with_cases;
    for (const fs::path& path : files::list(pack.folder, {std::string(kCasesEnding)})) {
      std::string stem = path.string();
      stem.resize(stem.size() - kCasesEnding.size());
      with_cases.insert(stem + ".lua");
      run_file(path, pack.shown + "/" + files::shown(path, pack.folder));
    }
    for (const auto* files : {&pack.rules, &pack.scorings}) {
      for (const ScriptFile& file : *files) {
        if (!with_cases.contains(file.path.string()) && wanted_file(file)) done_.without_cases.push_back(file.shown);
      }
    }
    return std::move(done_);
  }

 private:
  // Rules are known by the file that their header stands in.
  bool wanted_file(const ScriptFile& file) const {
    for (const Rule& rule : book_.rules()) {
      if (rule.file == file.shown) return wanted_(rule.id + " ");
    }
    for (const Scoring& scoring : book_.scorings()) {
      if (scoring.file == file.shown) return wanted_(scoring.id + " ");
    }
    return wanted_(file.path.stem().string() + " ");
  }

  void run_file(const fs::path& path, const std::string& shown) {
    CaseResult whole;
    whole.pack = book_.chain().top().id;
    whole.rule = path.filename().string();
    whole.at = {shown, 0, 0};
    whole.status = CaseStatus::error;
    try {
      const CaseSubject subject = read_case_subject(path, shown);
      whole.rule = subject.id;
      if (subject.about == CaseAbout::layout) return;  // run_layout_cases
      const auto& known = subject.about == CaseAbout::scoring ? subjects_.scorings : subjects_.rules;
      const auto on = known.find(subject.id);
      if (on == known.end()) {
        if (!wanted_(subject.id + " ")) return;
        std::shared_ptr<Fault> broken = broken_of(path, subject.id);
        whole.fault = broken ? broken : std::make_shared<Fault>(unknown_subject(subject, subjects_).at(whole.at));
        done_.results.push_back(std::move(whole));
        return;
      }
      const CaseFile cases = read_cases(path, shown, {on->second, province_});
      for (const Case& one : cases.cases) {
        if (wanted_(cases.subject + " " + one.name)) done_.results.push_back(run_case(cases, one));
      }
    } catch (const Fault& fault) {
      whole.fault = std::make_shared<Fault>(fault);
      done_.results.push_back(std::move(whole));
    }
  }

  // The rule beside the file could not be loaded: that is what its author wants to read.
  std::shared_ptr<Fault> broken_of(const fs::path& path, const std::string& id) const {
    if (const auto found = subjects_.broken.find(id); found != subjects_.broken.end()) return found->second;
    std::string stem = path.filename().string();
    stem.resize(stem.size() - kCasesEnding.size());
    const auto found = subjects_.broken.find(stem);
    return found == subjects_.broken.end() ? nullptr : found->second;
  }

  CaseResult run_case(const CaseFile& file, const Case& one) {
    CaseResult result;
    result.pack = book_.chain().top().id;
    result.rule = file.subject;
    result.name = one.name;
    result.at = one.at;
    if (one.todo) {
      result.status = CaseStatus::skipped;
      return result;
    }
    if (one.broken) {
      result.status = CaseStatus::error;
      result.fault = one.broken;
      return result;
    }
    EvaluateOptions options;
    options.rules_year = one.rules_year;
    options.wanted = [&](const std::string& id) { return id == file.subject; };
    const auto companions = companions_of(one);
    options.companions = &companions;
    try {
      const DocumentResult got = evaluate(one.document, book_, verbs_, options);
      const CaseVerdict verdict = file.scoring ? match_scores(one.expect, got) : match_findings(one.expect, got);
      result.status = verdict.fits ? CaseStatus::pass : CaseStatus::fail;
      result.expected = verdict.expected;
      result.got = verdict.got;
    } catch (const Fault& fault) {
      result.status = CaseStatus::error;
      result.fault = std::make_shared<Fault>(fault);
    }
    return result;
  }

  RuleBook& book_;
  const Verbs& verbs_;
  const std::function<bool(const std::string&)>& wanted_;
  Subjects subjects_;
  std::string province_;
  PackCases done_;
};

}  // namespace

std::string_view code_of(CaseStatus status) {
  switch (status) {
    case CaseStatus::pass: return "pass";
    case CaseStatus::fail: return "fail";
    case CaseStatus::error: return "error";
    case CaseStatus::skipped: return "skipped";
  }
  return "";
}

PackCases run_cases(RuleBook& book, const Verbs& verbs, const std::function<bool(const std::string&)>& wanted) {
  return Runner(book, verbs, wanted).run();
}

}  // namespace gouji
