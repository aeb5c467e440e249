#include "app/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/parameter_chain.hpp"
#include "base/digest.hpp"
#include "engine/companions.hpp"

namespace gouji::app {

Evaluator::Evaluator(const PackChoice& packs, const RunOptions& options)
    : packs_(packs), options_(options), verbs_(make_verbs()) {
  if (!options.pattern.empty()) pattern_.emplace(options.pattern);
}

Evaluator::~Evaluator() = default;

bool Evaluator::wanted(const std::string& rule) const { return !pattern_ || pattern_->found_in(rule); }

RuleBook& Evaluator::book_of(const Chain& chain) {
  auto& book = books_[chain->top().id];
  if (!book) {
    const Meter::Span span(options_.meter, Phase::loading);
    book = std::make_unique<RuleBook>(chain, verbs_->catalogue, syntax_, options_.limits, false, &left_out_);
  }
  return *book;
}

std::vector<std::string> Evaluator::rules_of(const Chain& chain) { return ids_of(chain).wanted; }

RuleIds Evaluator::ids_of(const Chain& chain) {
  const RuleBook& book = book_of(chain);
  RuleIds ids;
  const auto add = [&](const std::string& id) {
    ids.all.push_back(id);
    if (wanted(id)) ids.wanted.push_back(id);
  };
  for (const Rule& rule : book.rules()) add(rule.id);
  for (const BrokenRule& rule : book.broken()) add(rule.id);
  for (const Scoring& scoring : book.scorings()) ids.scorings.push_back(scoring.id);
  return ids;
}

DocumentOutcome Evaluator::evaluate(const Document& document, const Waived& waived, std::string digest,
                                    const PassedRules* passed) {
  if (!pattern_) return evaluate_all(document, {}, waived, std::move(digest), passed);
  return evaluate_all(
      document, [this](const std::string& rule) { return wanted(rule); }, waived, std::move(digest), passed);
}

bool Evaluator::may_sieve() const {
  return !pattern_ && !options_.record_subjects && !options_.count_by_rule && !options_.rests &&
         options_.rules_year == 0;
}

Chain Evaluator::only_pack_for(const Document& document) const {
  const auto chains = packs_.for_document(document);
  return chains.size() == 1 && packs_.gaps(document).empty() ? chains.front() : nullptr;
}

std::unique_ptr<Sieve> Evaluator::sieve_of(const Chain& chain, int year) {
  const Meter::Span span(options_.meter, Phase::loading);
  return std::make_unique<Sieve>(book_of(chain), *verbs_, syntax_, year);
}

void Evaluator::leave_out(const std::vector<Death>& deaths) {
  ended_.clear();
  for (const Death& death : deaths) {
    if (!death.rule.empty())
      ended_.emplace(death.rule, ended_by(death, options_.limits));
    else
      left_out_.emplace(death.file, ended_by(death, options_.limits).fault);
  }
}

DocumentOutcome Evaluator::evaluate_all(const Document& document, const std::function<bool(const std::string&)>& wanted,
                                        const Waived& waived, std::string digest, const PassedRules* passed) {
  DocumentOutcome outcome;
  outcome.document = document.id;
  outcome.unit = document.unit;
  outcome.kind = document.kind;
  outcome.year = document.year;
  EvaluateOptions options = evaluate_options();
  options.wanted = wanted;
  options.waived = waived;
  options.passed = passed;
  for (const Chain& chain : packs_.for_document(document)) {
    outcome.parts.push_back({chain->top().id, evaluate_by(chain, document, options), {}});
    if (!options.trace) continue;
    DocumentOutcome::Part& part = outcome.parts.back();
    const int year = options.rules_year != 0 ? options.rules_year : document.year;
    part.rests = rests_of(std::exchange(part.result.traces, {}), book_of(chain), year);
  }
  collect(document, options, outcome);
  for (const auto& [pack, gap] : packs_.gaps(document)) outcome.gaps.push_back({pack, gap.chinese, gap.english});
  if (!outcome.parts.empty()) outcome.digest = digest.empty() ? document_digest(document) : std::move(digest);
  return outcome;
}

EvaluateOptions Evaluator::evaluate_options() const {
  EvaluateOptions options;
  options.record_subjects = options_.record_subjects;
  options.count_by_rule = options_.count_by_rule;
  options.rules_year = options_.rules_year;
  options.ended = &ended_;
  options.trace = options_.rests;
  options.meter = options_.meter;
  return options;
}

DocumentResult Evaluator::evaluate_by(const Chain& chain, const Document& document, const EvaluateOptions& options) {
  const int year = options.rules_year != 0 ? options.rules_year : document.year;
  DocumentResult result = gouji::evaluate(document, book_of(chain), *verbs_, options);
  for (Finding& finding : result.findings) {
    for (const std::string& name : finding.parameters)
      finding.parameter_uses.push_back(use_of(chain->parameters, name, year));
  }
  for (Score& score : result.scores) {
    for (ParameterUse& use : score.parameter_uses) use = use_of(chain->parameters, use.name, year);
  }
  return result;
}

bool Evaluator::over_several_documents() {
  return std::any_of(packs_.packs.begin(), packs_.packs.end(),
                     [&](const Chain& chain) { return has_rules_over_documents(book_of(chain)); });
}

void Evaluator::collect(const Document& document, const EvaluateOptions& options, DocumentOutcome& outcome) {
  for (const Chain& chain : packs_.for_document(document)) {
    if (options.meter != nullptr) options.meter->begin(chain->top().id, document.kind);
    const Meter::Span span(options.meter, Phase::collecting);
    for (Collected& one : collected(document, book_of(chain), options, outcome.bystander)) {
      GroupRecord record;
      record.rule = std::move(one.rule);
      record.key = std::move(one.key);
      record.pack = chain->top().id;
      record.own = one.own;
      record.order = fmt::format("{:04}|{}|{}", document.year, document.unit, document.id);
      record.excerpt = packed_excerpt(one.excerpt);
      outcome.collected.push_back(std::move(record));
    }
  }
}

DocumentOutcome Evaluator::bystander(const Document& document) {
  DocumentOutcome outcome;
  outcome.document = document.id;
  outcome.bystander = true;
  EvaluateOptions options = evaluate_options();
  options.wanted = [this](const std::string& rule) { return wanted(rule); };
  collect(document, options, outcome);
  return outcome;
}

std::vector<DocumentOutcome> Evaluator::evaluate_group(const std::vector<GroupRecord>& group) {
  std::vector<Document> documents;
  documents.reserve(group.size());
  for (const GroupRecord& record : group) documents.push_back(unpacked_excerpt(record.excerpt));
  std::vector<DocumentOutcome> outcomes;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const GroupRecord& own = group[i];
    if (!own.own) continue;
    // Each other document once: as the pack of this one collected it, where it did.
    std::map<std::uint64_t, const Document*> others;
    for (const bool same_pack : {true, false}) {
      for (std::size_t j = 0; j < group.size(); ++j) {
        if (group[j].sequence != own.sequence && (group[j].pack == own.pack) == same_pack)
          others.emplace(group[j].sequence, &documents[j]);
      }
    }
    std::vector<const Document*> companions;
    for (const auto& [sequence, other] : others) companions.push_back(other);
    EvaluateOptions options = evaluate_options();
    options.wanted = [&](const std::string& rule) { return rule == own.rule; };
    options.companions = &companions;
    const auto chain = std::find_if(packs_.packs.begin(), packs_.packs.end(),
                                    [&](const Chain& one) { return one->top().id == own.pack; });
    DocumentOutcome outcome;
    outcome.document = documents[i].id;
    outcome.unit = documents[i].unit;
    outcome.kind = documents[i].kind;
    outcome.year = documents[i].year;
    outcome.folder = own.folder;
    outcome.place = own.place;
    outcome.parts.push_back({own.pack, evaluate_by(*chain, documents[i], options), {}});
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

void Collector::add_passed(const std::string& pack, int documents, int checks,
                           const std::array<int, kOutcomes>& outcomes) {
  result_.summary.documents += documents;
  result_.summary.checks += checks;
  for (std::size_t i = 0; i < kOutcomes; ++i) result_.summary.outcomes.at(i) += outcomes.at(i);
  used_.insert(pack);
}

void Collector::add_digests(std::vector<std::string>&& digests) {
  for (std::string& one : digests) {
    if (unsettled_.empty() && !one.empty())
      digest_.add_digest(one);
    else
      unsettled_.push_back(std::move(one));
  }
}

// The first one that is not known is this, or none; those behind it that are known follow.
void Collector::settle(std::string&& digest) {
  if (!digest.empty()) digest_.add_digest(digest);
  if (unsettled_.empty()) return;
  unsettled_.pop_front();
  for (; !unsettled_.empty() && !unsettled_.front().empty(); unsettled_.pop_front())
    digest_.add_digest(unsettled_.front());
}

void Collector::drop() { settle({}); }

std::uint64_t Collector::add(DocumentOutcome&& outcome) {
  settle(outcome.parts.empty() ? std::string() : std::string(outcome.digest));
  if (outcome.parts.empty()) return GroupRecord::kNoPlace;
  ++result_.summary.documents;
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
  ends_.push_back(result_.findings.size());
  return ends_.size() - 1;
}

void Collector::add_later(DocumentOutcome&& outcome) {
  for (DocumentOutcome::Part& part : outcome.parts) {
    result_.summary.checks += part.result.checks;
    for (std::size_t i = 0; i < kOutcomes; ++i) result_.summary.outcomes.at(i) += part.result.outcomes.at(i);
    for (Finding& finding : part.result.findings) {
      if (finding.outcome == Outcome::finding)
        ++result_.summary.severities.at(static_cast<std::size_t>(finding.severity));
      later_[outcome.place].push_back(std::move(finding));
    }
    if (!keep_documents_) continue;
    DocumentUsed& used = result_.documents.at(outcome.place);
    std::move(part.result.by_rule.begin(), part.result.by_rule.end(), std::back_inserter(used.by_rule));
    std::move(part.result.checked.begin(), part.result.checked.end(), std::back_inserter(used.checked));
    std::sort(used.checked.begin(), used.checked.end());
  }
}

// Documents in their order, then lines, whenever their findings came.
void Collector::put_later_in_place() {
  if (later_.empty()) return;
  std::vector<Finding> findings;
  std::size_t next = 0;
  for (std::size_t place = 0; place < ends_.size(); ++place) {
    const auto first = static_cast<std::ptrdiff_t>(findings.size());
    for (; next < ends_[place]; ++next) findings.push_back(std::move(result_.findings[next]));
    if (const auto later = later_.find(place); later != later_.end()) {
      std::move(later->second.begin(), later->second.end(), std::back_inserter(findings));
      std::stable_sort(findings.begin() + first, findings.end(),
                       [](const Finding& a, const Finding& b) { return a.at.line < b.at.line; });
    }
  }
  result_.findings = std::move(findings);
}

RunResult Collector::finish(const PackChoice& packs, const std::map<std::string, RuleIds>& held) {
  put_later_in_place();
  std::set<std::string> rules;
  for (const Chain& chain : packs.packs) {
    const Pack& pack = chain->top();
    if (!used_.contains(pack.id)) continue;
    for (const auto& layer : chain->layers) {
      const bool listed = std::any_of(result_.packs.begin(), result_.packs.end(),
                                      [&](const PackUsed& one) { return one.id == layer->id; });
      if (!listed) result_.packs.push_back({layer->id, layer->revision, layer->digest});
    }
    const auto& wanted = held.at(pack.id).wanted;
    rules.insert(wanted.begin(), wanted.end());
  }
  std::sort(result_.packs.begin(), result_.packs.end(),
            [](const PackUsed& a, const PackUsed& b) { return a.id < b.id; });
  result_.summary.rules = static_cast<int>(rules.size());
  result_.data_digest = digest_.take_hex();
  return std::move(result_);
}

}  // namespace gouji::app
