#include "regression/incremental.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace gouji {
namespace {

constexpr std::size_t kMostHeld = 4096;  // documents; some 20 kB each

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
  for (std::size_t i = 0; i < documents; ++i) run(i, with_company({}), true);
}

Incremental::RuleNumber Incremental::number_of(const std::string& rule) {
  const auto [place, fresh] = rules_.emplace(rule, static_cast<RuleNumber>(rules_.size()));
  if (fresh) {
    rule_names_.push_back(rule);
    uses_of_rule_.emplace_back();
  }
  return place->second;
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

const Document& Incremental::held(std::size_t index) {
  const auto found = held_.find(index);
  if (found != held_.end()) return found->second;
  if (held_.size() >= kMostHeld) {
    held_.erase(held_since_.front());
    held_since_.pop_front();
  }
  held_since_.push_back(index);
  return held_.emplace(index, fetch_(index)).first->second;
}

void Incremental::run(std::size_t index, const std::vector<bool>& wanted, bool all) {
  const auto found = held_.find(index);
  if (found != held_.end())
    run(index, found->second, wanted, all);
  else
    run(index, fetch_(index), wanted, all);
}

void Incremental::run(std::size_t index, const Document& document, const std::vector<bool>& wanted, bool all) {
  EvaluateOptions options;
  options.trace = true;
  options.count_by_rule = true;
  if (!all) {
    options.wanted = [&](const std::string& id) {
      const auto found = rules_.find(id);
      return found != rules_.end() && wanted[found->second];
    };
  }
  keep(index, document, evaluate(document, book_, verbs_, options), wanted, all);
}

void Incremental::keep(std::size_t index, const Document& document, DocumentResult&& result,
                       const std::vector<bool>& wanted, bool all) {
  Kept& kept = kept_[index];
  const auto anew = [&](const std::string& rule) {
    const auto found = rules_.find(rule);
    return all || found == rules_.end() || found->second >= wanted.size() || wanted[found->second];
  };
  forget_uses(index, wanted, all);
  note_uses(index, result);
  const bool scores_anew = std::any_of(book_.scorings().begin(), book_.scorings().end(),
                                       [&](const Scoring& scoring) { return anew(scoring.id); });
  ResultRecord fresh = reduced(document, std::move(result));
  drop_rules(kept.findings, anew);
  std::erase_if(kept.by_rule, [&](const Counted& one) { return anew(rule_names_[one.rule]); });
  kept.document = std::move(fresh.documents.front());
  for (const RuleOutcomes& one : kept.document.by_rule) kept.by_rule.push_back({number_of(one.rule), one.outcomes});
  kept.document.by_rule = {};
  std::sort(kept.by_rule.begin(), kept.by_rule.end(),
            [&](const Counted& a, const Counted& b) { return rule_names_[a.rule] < rule_names_[b.rule]; });
  kept.by_rule.shrink_to_fit();
  std::move(fresh.findings.begin(), fresh.findings.end(), std::back_inserter(kept.findings));
  std::stable_sort(kept.findings.begin(), kept.findings.end(), [](const RecordedFinding& a, const RecordedFinding& b) {
    return std::tie(a.rule, a.fingerprint) < std::tie(b.rule, b.fingerprint);
  });
  if (scores_anew) kept.scores = std::move(fresh.scores);
}

Incremental::Use& Incremental::use_of(RuleNumber rule, ParameterNumber parameter) {
  for (const std::size_t one : uses_of_rule_[rule]) {
    if (uses_[one].parameter == parameter) return uses_[one];
  }
  uses_of_rule_[rule].push_back(uses_.size());
  Use& use = uses_.emplace_back();
  use.rule = rule;
  use.parameter = parameter;
  use.slots.assign(kept_.size(), kUnread);
  return use;
}

void Incremental::forget_uses(std::size_t index, const std::vector<bool>& wanted, bool all) {
  for (std::size_t rule = 0; rule < uses_of_rule_.size(); ++rule) {
    if (!all && !(rule < wanted.size() && wanted[rule])) continue;
    for (const std::size_t one : uses_of_rule_[rule]) {
      std::uint32_t& slot = uses_[one].slots[index];
      if (slot >= kFirstSpan) uses_[one].free.push_back(slot - kFirstSpan);
      slot = kUnread;
    }
  }
}

void Incremental::note_uses(std::size_t index, const DocumentResult& result) {
  for (const EvaluationTrace& trace : result.traces) {
    for (const std::string& name : trace.parameters) {
      Use& use = use_of(number_of(trace.rule), number_of_parameter(name));
      std::uint32_t& slot = use.slots[index];
      if (slot == kAlways) continue;
      NumberSpan span;
      if (slot >= kFirstSpan) span = use.spans[slot - kFirstSpan];
      span.add(trace, name);
      if (span.always) {
        if (slot >= kFirstSpan) use.free.push_back(slot - kFirstSpan);
        slot = kAlways;
        continue;
      }
      if (slot < kFirstSpan) {
        if (use.free.empty()) {
          slot = static_cast<std::uint32_t>(use.spans.size()) + kFirstSpan;
          use.spans.emplace_back();
        } else {
          slot = use.free.back() + kFirstSpan;
          use.free.pop_back();
        }
      }
      use.spans[slot - kFirstSpan] = span;
    }
  }
}

void Incremental::add_to(ResultRecord& record, const Kept& kept, const std::vector<bool>* only) const {
  RecordedDocument& document = record.documents.emplace_back(kept.document);
  for (const Counted& one : kept.by_rule) {
    if (only == nullptr || one.rule >= only->size() || (*only)[one.rule])
      document.by_rule.push_back({rule_names_[one.rule], one.outcomes});
  }
  record.findings.insert(record.findings.end(), kept.findings.begin(), kept.findings.end());
  record.scores.insert(record.scores.end(), kept.scores.begin(), kept.scores.end());
}

std::vector<Incremental::Again> Incremental::everything() const {
  std::vector<Again> list(kept_.size());
  for (std::size_t i = 0; i < list.size(); ++i) list[i].document = i;
  return list;
}

Incremental::Step Incremental::run_again(const std::vector<Again>& list, bool hold) {
  Step step;
  const bool few = hold && list.size() <= kMostHeld;  // more would push each other out
  for (const Again& again : list) {
    const bool all = scored_ || again.rules.empty();  // where findings cost points no rule stands alone
    const std::vector<bool> wanted = with_company(all ? std::vector<RuleNumber>() : again.rules);
    add_to(step.before, kept_[again.document], &wanted);
    if (few)
      run(again.document, held(again.document), wanted, all);
    else
      run(again.document, wanted, all);
    add_to(step.after, kept_[again.document], &wanted);
    ++step.documents;
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
  // The pack's own value comes back, which may be another one for each year; or the host reads it: what findings cost.
  if (!value || costs_points(parameter)) return run_again(everything());
  std::vector<std::pair<std::size_t, RuleNumber>> touched;
  const auto number = parameters_.find(parameter);
  for (const Use& use : uses_) {
    if (number == parameters_.end() || use.parameter != number->second) continue;
    for (std::size_t i = 0; i < use.slots.size(); ++i) {
      const std::uint32_t slot = use.slots[i];
      if (slot == kUnread) continue;
      const NumberSpan* span = slot >= kFirstSpan ? &use.spans[slot - kFirstSpan] : nullptr;
      if (span == nullptr || !span->holds(*value))
        touched.emplace_back(i, use.rule);
      else if (span->told)
        stale_.emplace_back(i, use.rule);
    }
  }
  if (stale_.size() > most_stale_) {  // moved to and fro, the same ones are noted again and again
    std::sort(stale_.begin(), stale_.end());
    stale_.erase(std::unique(stale_.begin(), stale_.end()), stale_.end());
    most_stale_ = 2 * (stale_.size() + kept_.size());
  }
  // Where the pack has no value for the year, nothing could read it until now.
  std::set<std::size_t> unread;
  const Parameter* known = book_.chain().parameters.find(parameter);
  std::map<int, bool> has_value;  // by year
  for (std::size_t i = 0; known != nullptr && known->entries.front().from_year != 0 && i < kept_.size(); ++i) {
    const int year = kept_[i].document.year;
    const auto [place, fresh] = has_value.try_emplace(year);
    if (fresh) place->second = book_.chain().parameters.in_force(parameter, year) != nullptr;
    if (!place->second) unread.insert(i);
  }
  std::erase_if(touched, [&](const auto& one) { return unread.contains(one.first); });
  std::vector<Again> list = by_document(std::move(touched));
  for (const std::size_t one : unread) list.push_back({one, {}});
  return run_again(list, true);
}

std::vector<Incremental::Again> Incremental::by_document(std::vector<std::pair<std::size_t, RuleNumber>>&& touched) {
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  std::vector<Again> list;
  for (const auto& [document, rule] : touched) {
    if (list.empty() || list.back().document != document) list.push_back({document, {}});
    list.back().rules.push_back(rule);
  }
  return list;
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

Incremental::Step Incremental::set_document(std::size_t index) {
  if (held_.erase(index) > 0) std::erase(held_since_, index);
  return run_again({{index, {}}});
}

ResultRecord Incremental::record() {
  for (const Again& again : by_document(std::exchange(stale_, {}))) {
    const bool all = scored_ || again.rules.empty();
    run(again.document, with_company(all ? std::vector<RuleNumber>() : again.rules), all);
  }
  ResultRecord record;
  for (const Kept& kept : kept_) add_to(record, kept);
  sort_record(record);
  return record;
}

}  // namespace gouji
