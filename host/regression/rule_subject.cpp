#include "regression/rule_subject.hpp"

#include <algorithm>
#include <map>

#include "base/files.hpp"
#include "regression/case_match.hpp"
#include "regression/case_trial.hpp"

namespace gouji {
namespace {

const ScriptFile* file_called(const PackChain& chain, const std::string& shown, bool& own) {
  for (const auto& layer : chain.layers) {
    for (const auto* files : {&layer->rules, &layer->scorings}) {
      for (const ScriptFile& file : *files) {
        if (file.shown == shown) return own = layer == chain.layers.back(), &file;
      }
    }
  }
  return nullptr;
}

}  // namespace

std::vector<RuleSubject> rule_subjects(const RuleBook& book, const std::function<bool(const std::string&)>& wanted) {
  const Pack& pack = book.chain().top();
  std::map<std::string, RuleSubject> subjects;
  std::map<std::string, const On*> on;
  const auto add = [&](const std::string& id, const std::string& shown, bool scoring, const On& about) {
    if (!wanted(id)) return;
    RuleSubject subject{id, scoring, nullptr, false, {}, 0};
    subject.file = file_called(book.chain(), shown, subject.own);
    if (subject.file == nullptr) return;
    on.emplace(id, &about);
    subjects.emplace(id, std::move(subject));
  };
  for (const Rule& rule : book.rules()) add(rule.id, rule.file, false, rule.on);
  for (const Scoring& scoring : book.scorings()) add(scoring.id, scoring.file, true, scoring.on);
  const std::string province = pack.scope.provinces.empty() ? std::string() : pack.scope.provinces.front();
  for (const std::filesystem::path& path : files::list(pack.folder, {std::string(kCasesEnding)})) {
    const std::string shown = pack.shown + "/" + files::shown(path, pack.folder);
    try {
      const auto subject = subjects.find(read_case_subject(path, shown).id);
      if (subject == subjects.end()) continue;
      CaseFile cases = read_cases(path, shown, {on.at(subject->first), province, {}});
      const auto before = cases.cases.size();
      std::erase_if(cases.cases, [](const Case& one) { return one.todo || one.broken != nullptr; });
      subject->second.unreadable += static_cast<int>(before - cases.cases.size());
      subject->second.cases.push_back(std::move(cases));
    } catch (const Fault&) {  // `gouji test` says what is wrong with it
    }
  }
  std::vector<RuleSubject> list;
  for (auto& [id, subject] : subjects) {
    if (subject.own || !subject.cases.empty()) list.push_back(std::move(subject));
  }
  return list;
}

std::shared_ptr<const PackChain> chain_of(const PackChain& chain, const RuleSubject& subject) {
  auto alone = std::make_shared<PackChain>(chain);
  for (auto& layer : alone->layers) {
    auto changed = std::make_shared<Pack>(*layer);
    const auto other = [&](const ScriptFile& file) { return file.shown != subject.file->shown; };
    std::erase_if(changed->rules, other);
    std::erase_if(changed->scorings, other);
    changed->layouts.clear();
    std::erase_if(changed->overrides, [&](const Override& one) { return one.rule != subject.id; });
    layer = std::move(changed);
  }
  return alone;
}

bool case_holds(RuleBook& book, const Verbs& verbs, const RuleSubject& subject, const Case& one, bool trace,
                DocumentResult* result, std::map<std::string, script::ParameterValue> values) {
  EvaluateOptions options;
  options.rules_year = one.rules_year;
  options.wanted = [&](const std::string& id) { return id == subject.id; };
  options.trace = trace;
  const CaseTrial trial(book, one, std::move(values));
  const auto companions = companions_of(one);
  options.companions = &companions;
  DocumentResult got = evaluate(one.document, book, verbs, options);
  const CaseVerdict verdict = subject.scoring ? match_scores(one.expect, got) : match_findings(one.expect, got);
  if (result != nullptr) *result = std::move(got);
  return verdict.fits;
}

}  // namespace gouji
