#include "app/runner.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "app/parameter_chain.hpp"
#include "base/digest.hpp"

namespace gouji::app {

Evaluator::Evaluator(const PackChoice& packs, const RunOptions& options)
    : packs_(packs), options_(options), verbs_(make_verbs()) {
  if (!options.pattern.empty()) pattern_.emplace(options.pattern);
}

Evaluator::~Evaluator() = default;

bool Evaluator::wanted(const std::string& rule) const { return !pattern_ || pattern_->found_in(rule); }

RuleBook& Evaluator::book_of(const Chain& chain) {
  auto& book = books_[chain->top().id];
  if (!book) book = std::make_unique<RuleBook>(chain, verbs_->catalogue, syntax_, options_.limits);
  return *book;
}

std::vector<std::string> Evaluator::rules_of(const Chain& chain) {
  const RuleBook& book = book_of(chain);
  std::vector<std::string> ids;
  const auto add = [&](const std::string& id) {
    if (wanted(id)) ids.push_back(id);
  };
  for (const Rule& rule : book.rules()) add(rule.id);
  for (const BrokenRule& rule : book.broken()) add(rule.id);
  return ids;
}

DocumentOutcome Evaluator::evaluate(const Document& document, const Waived& waived) {
  if (!pattern_) return evaluate_all(document, {}, waived);
  return evaluate_all(
      document, [this](const std::string& rule) { return wanted(rule); }, waived);
}

bool Evaluator::ends_its_process(const Document& document, const std::string& rule) {
  const pid_t process = ::fork();
  if (process == 0) {
    try {
      evaluate_all(document, [&](const std::string& one) { return one == rule; }, {});
    } catch (...) {
      ::_exit(1);
    }
    ::_exit(0);
  }
  int status = 0;
  return process > 0 && ::waitpid(process, &status, 0) == process && (!WIFEXITED(status) || WEXITSTATUS(status) != 0);
}

DocumentOutcome Evaluator::evaluate_carefully(const Document& document, const Waived& waived) {
  std::set<std::string> deadly;
  for (const Chain& chain : packs_.for_document(document)) {
    std::vector<std::string> ids = rules_of(chain);
    for (const Scoring& scoring : book_of(chain).scorings()) ids.push_back(scoring.id);
    for (const std::string& id : ids) {
      if (ends_its_process(document, id)) deadly.insert(id);
    }
  }
  DocumentOutcome outcome = evaluate_all(
      document, [&](const std::string& rule) { return wanted(rule) && !deadly.contains(rule); }, waived);
  for (const std::string& rule : deadly) {
    if (outcome.parts.empty()) break;
    Finding finding;
    finding.rule = rule;
    finding.title = rule;
    finding.pack = outcome.parts.front().pack;
    finding.outcome = Outcome::fault;
    finding.kind = "逻辑性";
    finding.document = document.id;
    finding.unit = document.unit;
    finding.year = document.year;
    finding.file = document.source.file;
    finding.message = "审核这份公开文本时，规则使工作进程意外结束";
    finding.message_english = "the rule ended its worker process on this disclosure";
    finding.remedy = "请把这条规则和这份公开文本交给维护人员";
    finding.fingerprint = fingerprint_of({rule, document.id, "process"});
    finding.key = fingerprint_of({rule, document.unit, "process"});
    DocumentResult& result = outcome.parts.front().result;
    ++result.outcomes.at(static_cast<std::size_t>(Outcome::fault));
    result.findings.insert(result.findings.begin(), std::move(finding));
  }
  return outcome;
}

DocumentOutcome Evaluator::evaluate_all(const Document& document, const std::function<bool(const std::string&)>& wanted,
                                        const Waived& waived) {
  DocumentOutcome outcome;
  outcome.document = document.id;
  outcome.unit = document.unit;
  outcome.kind = document.kind;
  outcome.year = document.year;
  EvaluateOptions options;
  options.record_subjects = options_.record_subjects;
  options.count_by_rule = options_.count_by_rule;
  options.rules_year = options_.rules_year;
  options.wanted = wanted;
  options.waived = waived;
  const int year = options.rules_year != 0 ? options.rules_year : document.year;
  for (const Chain& chain : packs_.for_document(document)) {
    DocumentResult result = gouji::evaluate(document, book_of(chain), *verbs_, options);
    for (Finding& finding : result.findings) {
      for (const std::string& name : finding.parameters)
        finding.parameter_uses.push_back(use_of(chain->parameters, name, year));
    }
    for (Score& score : result.scores) {
      for (ParameterUse& use : score.parameter_uses) use = use_of(chain->parameters, use.name, year);
    }
    outcome.parts.push_back({chain->top().id, std::move(result)});
  }
  for (const auto& [pack, gap] : packs_.gaps(document)) outcome.gaps.push_back({pack, gap.chinese, gap.english});
  if (!outcome.parts.empty()) outcome.digest = document_digest(document);
  return outcome;
}

void Collector::add(DocumentOutcome&& outcome) {
  if (outcome.parts.empty()) return;
  ++result_.summary.documents;
  digest_.add_digest(outcome.digest);
  DocumentUsed used{
      outcome.document, outcome.unit, outcome.kind, outcome.year, outcome.digest, {}, {}, outcome.folder, {}, {}, {}};
  std::vector<Finding> findings;
  for (DocumentOutcome::Part& part : outcome.parts) {
    used_.insert(part.pack);
    used.packs.push_back(part.pack);
    std::move(part.result.by_rule.begin(), part.result.by_rule.end(), std::back_inserter(used.by_rule));
    result_.summary.checks += part.result.checks;
    for (std::size_t i = 0; i < kOutcomes; ++i) result_.summary.outcomes.at(i) += part.result.outcomes.at(i);
    std::move(part.result.findings.begin(), part.result.findings.end(), std::back_inserter(findings));
    std::move(part.result.scores.begin(), part.result.scores.end(), std::back_inserter(result_.scores));
    std::move(part.result.checked.begin(), part.result.checked.end(), std::back_inserter(used.checked));
    std::move(part.result.explained_away.begin(), part.result.explained_away.end(),
              std::back_inserter(used.explained_away));
    std::move(part.result.rows.begin(), part.result.rows.end(), std::back_inserter(used.rows));
  }
  if (keep_documents_) {
    for (auto* list : {&used.checked, &used.explained_away, &used.rows}) std::sort(list->begin(), list->end());
    result_.documents.push_back(std::move(used));
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.at.line < b.at.line; });
  for (Finding& finding : findings) {
    if (finding.outcome == Outcome::finding)
      ++result_.summary.severities.at(static_cast<std::size_t>(finding.severity));
    result_.findings.push_back(std::move(finding));
  }
}

RunResult Collector::finish(const PackChoice& packs, Evaluator& evaluator) {
  std::set<std::string> rules;
  for (const Chain& chain : packs.packs) {
    const Pack& pack = chain->top();
    if (!used_.contains(pack.id)) continue;
    for (const auto& layer : chain->layers) {
      const bool listed = std::any_of(result_.packs.begin(), result_.packs.end(),
                                      [&](const PackUsed& one) { return one.id == layer->id; });
      if (!listed) result_.packs.push_back({layer->id, layer->revision, layer->digest});
    }
    for (std::string& id : evaluator.rules_of(chain)) rules.insert(std::move(id));
  }
  std::sort(result_.packs.begin(), result_.packs.end(),
            [](const PackUsed& a, const PackUsed& b) { return a.id < b.id; });
  result_.summary.rules = static_cast<int>(rules.size());
  result_.data_digest = digest_.hex();
  return std::move(result_);
}

}  // namespace gouji::app
