#include "regression/incremental.hpp"

#include <algorithm>
#include <set>

namespace gouji {
namespace {

template <class Item>
void drop_rules(std::vector<Item>& items, const std::function<bool(const std::string&)>& gone) {
  std::erase_if(items, [&](const Item& item) { return gone(item.rule); });
}

// Findings of a single document, as record_of makes them.
ResultRecord reduced(const Document& document, DocumentResult&& result) {
  RunResult run;
  DocumentUsed used;
  used.document = document.id;
  used.unit = document.unit;
  used.kind = document.kind;
  used.year = document.year;
  used.by_rule = std::move(result.by_rule);
  run.documents.push_back(std::move(used));
  run.findings = std::move(result.findings);
  run.scores = std::move(result.scores);
  return record_of(run);
}

}  // namespace

Incremental::Incremental(RuleBook& book, const Verbs& verbs, std::size_t documents, Fetch fetch)
    : book_(book), verbs_(verbs), fetch_(std::move(fetch)), kept_(documents) {
  for (const Rule& rule : book_.rules()) number_of(rule.id);
  for (const Scoring& scoring : book_.scorings()) number_of(scoring.id);
  link_company();
  for (std::size_t i = 0; i < documents; ++i) run(i, {});
}

Incremental::RuleNumber Incremental::number_of(const std::string& rule) {
  return rules_.emplace(rule, static_cast<RuleNumber>(rules_.size())).first->second;
}

Incremental::ParameterNumber Incremental::number_of_parameter(const std::string& name) {
  return parameters_.emplace(name, static_cast<ParameterNumber>(parameters_.size())).first->second;
}

// One cause gives one finding: what a rule suppresses, or is suppressed by, is run beside it, and so on.
void Incremental::link_company() {
  std::vector<std::set<RuleNumber>> linked(rules_.size());
  for (const Rule& rule : book_.rules()) {
    scored_ = scored_ || rule.score.has_value();
    for (const std::string& other : rule.suppresses) {
      const auto found = rules_.find(other);
      if (found == rules_.end()) continue;
      linked[number_of(rule.id)].insert(found->second);
      linked[found->second].insert(number_of(rule.id));
    }
  }
  company_.assign(rules_.size(), {});
  for (std::size_t start = 0; start < linked.size(); ++start) {
    std::set<RuleNumber> seen{static_cast<RuleNumber>(start)};
    std::vector<RuleNumber> open(seen.begin(), seen.end());
    while (!open.empty()) {
      const RuleNumber next = open.back();
      open.pop_back();
      for (const RuleNumber other : linked[next]) {
        if (seen.insert(other).second) open.push_back(other);
      }
    }
    company_[start].assign(seen.begin(), seen.end());
  }
}

std::vector<bool> Incremental::with_company(const std::vector<RuleNumber>& rules) const {
  std::vector<bool> wanted(rules_.size(), rules.empty());
  for (const RuleNumber rule : rules) {
    for (const RuleNumber other : company_[rule]) wanted[other] = true;
  }
  return wanted;
}

void Incremental::run(std::size_t index, const std::vector<RuleNumber>& rules) {
  const Document document = fetch_(index);
  const std::vector<bool> wanted = with_company(rules);
  EvaluateOptions options;
  options.trace = true;
  options.count_by_rule = true;
  if (!rules.empty()) {
    options.wanted = [&](const std::string& id) {
      const auto found = rules_.find(id);
      return found != rules_.end() && wanted[found->second];
    };
  }
  keep(kept_[index], document, evaluate(document, book_, verbs_, options), wanted, rules.empty());
}

void Incremental::keep(Kept& kept, const Document& document, DocumentResult&& result, const std::vector<bool>& wanted,
                       bool all) {
  const auto anew = [&](const std::string& rule) {
    const auto found = rules_.find(rule);
    return all || found == rules_.end() || wanted[found->second];
  };
  std::erase_if(kept.uses, [&](const Use& use) { return all || wanted[use.rule]; });
  note_uses(kept, result);
  const bool scores_anew = std::any_of(book_.scorings().begin(), book_.scorings().end(),
                                       [&](const Scoring& scoring) { return anew(scoring.id); });
  ResultRecord fresh = reduced(document, std::move(result));
  drop_rules(kept.findings, anew);
  drop_rules(kept.document.by_rule, anew);
  auto by_rule = std::move(kept.document.by_rule);
  kept.document = std::move(fresh.documents.front());
  const auto merge = [](auto& into, auto&& from, const auto& less) {
    std::move(from.begin(), from.end(), std::back_inserter(into));
    std::stable_sort(into.begin(), into.end(), less);
  };
  merge(kept.document.by_rule, std::move(by_rule),
        [](const RuleOutcomes& a, const RuleOutcomes& b) { return a.rule < b.rule; });
  merge(kept.findings, std::move(fresh.findings), [](const RecordedFinding& a, const RecordedFinding& b) {
    return std::tie(a.rule, a.fingerprint) < std::tie(b.rule, b.fingerprint);
  });
  if (scores_anew) kept.scores = std::move(fresh.scores);
}

void Incremental::note_uses(Kept& kept, const DocumentResult& result) {
  for (const EvaluationTrace& trace : result.traces) {
    const bool silent = std::all_of(trace.outcomes.begin(), trace.outcomes.end(), [](Outcome outcome) {
      return outcome == Outcome::pass || outcome == Outcome::not_applicable;
    });
    for (const std::string& name : trace.parameters) {
      Use use;
      use.parameter = number_of_parameter(name);
      use.rule = number_of(trace.rule);
      // What is told names the parameter's value; what compares nothing with it uses it in ways that are not known.
      bool compared = false;
      use.always = !silent || trace.outcomes.empty();
      for (const ThresholdUse& threshold : trace.thresholds) {
        if (threshold.parameter != name) continue;
        compared = true;
        use.always = use.always || !threshold.straight || !threshold.alone;
        for (const Exact& end : threshold.ends) {
          if (end <= threshold.value && (!use.has_low || use.low < end)) {
            use.low = end;
            use.has_low = true;
          }
          if (end >= threshold.value && (!use.has_high || end < use.high)) {
            use.high = end;
            use.has_high = true;
          }
        }
      }
      use.always = use.always || !compared;
      kept.uses.push_back(std::move(use));
    }
  }
}

std::vector<Incremental::Again> Incremental::everything() const {
  std::vector<Again> list(kept_.size());
  for (std::size_t i = 0; i < list.size(); ++i) list[i].document = i;
  return list;
}

Incremental::Step Incremental::run_again(const std::vector<Again>& list) {
  Step step;
  const auto add = [](ResultRecord& record, const Kept& kept) {
    record.documents.push_back(kept.document);
    record.findings.insert(record.findings.end(), kept.findings.begin(), kept.findings.end());
    record.scores.insert(record.scores.end(), kept.scores.begin(), kept.scores.end());
  };
  for (const Again& again : list) {
    add(step.before, kept_[again.document]);
    run(again.document, again.rules);
    add(step.after, kept_[again.document]);
    ++step.documents;
    const std::vector<bool> wanted = with_company(again.rules);
    step.rules += static_cast<std::size_t>(std::count(wanted.begin(), wanted.end(), true));
  }
  sort_record(step.before);
  sort_record(step.after);
  return step;
}

bool Incremental::costs_points(const std::string& parameter) const {
  return std::any_of(book_.rules().begin(), book_.rules().end(), [&](const Rule& rule) {
    return rule.score && rule.score->deduct.parameter() != nullptr && rule.score->deduct.parameter()->name == parameter;
  });
}

Incremental::Step Incremental::set_number(const std::string& parameter, const std::optional<Exact>& value) {
  if (value) {
    tried_.insert_or_assign(parameter, *value);
  } else {
    tried_.erase(parameter);
  }
  book_.try_numbers(tried_);
  const auto number = parameters_.find(parameter);
  // No script reads it: the host itself may (what findings cost, what is tried as their cause). Or its own value comes
  // back, which may be another one for each year.
  if (number == parameters_.end() || !value || costs_points(parameter)) return run_again(everything());
  std::vector<Again> list;
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    std::set<RuleNumber> rules;
    for (const Use& use : kept_[i].uses) {
      if (use.parameter != number->second) continue;
      const bool inside = (!use.has_low || use.low < *value) && (!use.has_high || *value < use.high);
      if (use.always || !inside) rules.insert(use.rule);
    }
    if (rules.empty()) continue;
    list.push_back({i, {rules.begin(), rules.end()}});
    if (scored_) list.back().rules.clear();
  }
  return run_again(list);
}

Incremental::Step Incremental::set_rule(const ScriptFile& file) {
  Rule fresh = book_.load_variant(file);
  const std::string id = fresh.id;
  const auto known =
      std::find_if(book_.rules().begin(), book_.rules().end(), [&](const Rule& rule) { return rule.id == id; });
  // What it suppressed until now comes back, what it costs goes into scores.
  const bool alone = known != book_.rules().end() && known->suppresses == fresh.suppresses && !known->score &&
                     !fresh.score && !scored_;
  book_.exchange(std::move(fresh));
  link_company();
  std::vector<Again> list = everything();
  if (alone) {
    for (Again& again : list) again.rules = {number_of(id)};
  }
  return run_again(list);
}

Incremental::Step Incremental::set_document(std::size_t index) { return run_again({{index, {}}}); }

ResultRecord Incremental::record() const {
  ResultRecord record;
  for (const Kept& kept : kept_) {
    record.documents.push_back(kept.document);
    record.findings.insert(record.findings.end(), kept.findings.begin(), kept.findings.end());
    record.scores.insert(record.scores.end(), kept.scores.begin(), kept.scores.end());
  }
  sort_record(record);
  return record;
}

}  // namespace gouji
