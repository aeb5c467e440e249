#include "regression/case_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/files.hpp"
#include "base/nearest.hpp"
#include "regression/case_file.hpp"
#include "regression/case_match.hpp"
#include "regression/case_names.hpp"
#include "regression/case_trial.hpp"
#include "regression/shown_terms.hpp"
#include "regression/whole_rules.hpp"

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
  Runner(RuleBook& book, const CaseTools& tools, const CaseChoice& choice)
      : book_(book), tools_(tools), choice_(choice), subjects_(subjects_of(book)) {
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
    if (choice_.touched || !choice_.tags.empty() || !choice_.not_tags.empty()) return std::move(done_);
    for (const auto* files : {&pack.rules, &pack.scorings}) {
      for (const ScriptFile& file : *files) {
        if (!with_cases.contains(file.path.string()) && wanted_file(file)) done_.without_cases.push_back(file.shown);
      }
    }
    return std::move(done_);
  }

 private:
  bool takes_subject(const std::string& id) const { return !choice_.wanted || choice_.wanted(id + " "); }

  // Rules are known by the file that their header stands in.
  bool wanted_file(const ScriptFile& file) const {
    for (const Rule& rule : book_.rules()) {
      if (rule.file == file.shown) return takes_subject(rule.id);
    }
    for (const Scoring& scoring : book_.scorings()) {
      if (scoring.file == file.shown) return takes_subject(scoring.id);
    }
    return takes_subject(file.path.stem().string());
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
      if (!choice_.takes_file(subject.id, path)) return;
      if (is_whole(subject.about)) {
        run_whole_file(path, shown, subject);
        return;
      }
      const auto& known = subject.about == CaseAbout::scoring ? subjects_.scorings : subjects_.rules;
      const auto on = known.find(subject.id);
      if (on == known.end()) {
        if (!takes_subject(subject.id)) return;
        std::shared_ptr<Fault> broken = broken_of(path, subject.id);
        whole.fault = broken ? broken : std::make_shared<Fault>(unknown_subject(subject, subjects_).at(whole.at));
        choice_.keep(std::move(whole), done_);
        return;
      }
      run_all(read_cases(path, shown, {on->second, province_, {}}));
    } catch (const Fault& fault) {
      whole.fault = std::make_shared<Fault>(fault);
      choice_.keep(std::move(whole), done_);
    }
  }

  void run_whole_file(const fs::path& path, const std::string& shown, const CaseSubject& subject) {
    const Pack& pack = book_.chain().top();
    if (subject.about == CaseAbout::pack && subject.id != pack.id)
      throw std::move(Fault("case.unknown_pack", fmt::format("这里是规则包“{}”，不是“{}”", pack.id, subject.id),
                            fmt::format("this is pack {}, not {}", pack.id, subject.id))
                          .at_line(shown, 1)
                          .hint(fmt::format("写 pack = \"{}\"", pack.id), fmt::format("write pack = \"{}\"", pack.id)));
    run_all(read_cases(path, shown, {nullptr, province_, pack.folder}));
  }

  void run_all(const CaseFile& cases) {
    std::vector<std::string> tags;
    for (const Rule& rule : book_.rules()) {
      if (rule.id == cases.subject) tags = rule.tags;
    }
    for (const Case& one : cases.cases) {
      std::vector<std::string> with = one.tags;
      with.insert(with.end(), tags.begin(), tags.end());
      if (!choice_.takes(cases.subject, one.name, with)) continue;
      CaseResult result = run_case(book_, tools_, cases, one);
      if (auto twice = names_.second(cases.subject, one); twice && result.status != CaseStatus::error) {
        result.status = CaseStatus::error;
        result.fault = std::move(twice);
      }
      result.tags = std::move(with);
      choice_.keep(std::move(result), done_);
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

  RuleBook& book_;
  const CaseTools& tools_;
  const CaseChoice& choice_;
  Subjects subjects_;
  std::string province_;
  CaseNames names_;
  PackCases done_;
};

// All that the documents of a whole case give, one after another.
DocumentResult whole_result(RuleBook& book, const Verbs& verbs, const WholeCase& whole,
                            const EvaluateOptions& options) {
  DocumentResult all;
  for (const Document& document : whole.documents) {
    DocumentResult got = evaluate(document, book, verbs, options);
    std::move(got.findings.begin(), got.findings.end(), std::back_inserter(all.findings));
    std::move(got.scores.begin(), got.scores.end(), std::back_inserter(all.scores));
  }
  return all;
}

}  // namespace

CaseResult run_case(RuleBook& book, const CaseTools& tools, const CaseFile& file, const Case& one) {
  CaseResult result;
  result.pack = book.chain().top().id;
  result.rule = file.subject;
  result.name = one.name;
  result.at = one.at;
  result.tags = one.tags;
  result.clauses = one.clauses;
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
  try {
    if (one.whole) need_known_rules(book, *one.whole, one.at);
    const CaseTrial trial(book, one);
    CaseVerdict verdict;
    std::vector<const Document*> companions = companions_of(one);
    if (one.whole) {
      for (const Document& document : one.whole->documents) companions.push_back(&document);
    }
    options.companions = &companions;
    if (one.whole) {
      verdict = match_whole(*one.whole, whole_result(book, tools.verbs, *one.whole, options));
    } else {
      options.wanted = [&](const std::string& id) { return id == file.subject; };
      const DocumentResult got = evaluate(one.document, book, tools.verbs, options);
      verdict = file.scoring ? match_scores(one.expect, got) : match_findings(one.expect, got);
    }
    result.status = verdict.fits ? CaseStatus::pass : CaseStatus::fail;
    result.expected = verdict.expected;
    result.got = verdict.got;
    if (!verdict.fits && !one.whole) result.terms = shown_terms(one.document, book, tools.verbs, tools.syntax, options);
  } catch (const Fault& fault) {
    result.status = CaseStatus::error;
    result.fault = std::make_shared<Fault>(fault);
  }
  return result;
}

bool CaseChoice::takes(const std::string& subject, const std::string& name,
                       const std::vector<std::string>& with) const {
  const auto among = [&](const std::vector<std::string>& list) {
    return std::any_of(with.begin(), with.end(),
                       [&](const std::string& tag) { return std::find(list.begin(), list.end(), tag) != list.end(); });
  };
  if (known_tags != nullptr) known_tags->insert(with.begin(), with.end());
  if (wanted && !wanted(subject + " " + name)) return false;
  return (tags.empty() || among(tags)) && !among(not_tags);
}

void CaseChoice::keep(CaseResult one, PackCases& all) const {
  if (told) told(one);
  all.results.push_back(std::move(one));
}

std::string_view code_of(CaseStatus status) {
  switch (status) {
    case CaseStatus::pass: return "pass";
    case CaseStatus::fail: return "fail";
    case CaseStatus::error: return "error";
    case CaseStatus::skipped: return "skipped";
  }
  return "";
}

PackCases run_cases(RuleBook& book, const CaseTools& tools, const CaseChoice& choice) {
  return Runner(book, tools, choice).run();
}

}  // namespace gouji
