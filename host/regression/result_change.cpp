#include "regression/result_change.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "base/exact.hpp"

namespace gouji {
namespace {

struct OutcomesOfRule {
  int satisfied = 0, violated = 0, unverifiable = 0, faults = 0;
};

int count_of(const RuleOutcomes& one, Outcome outcome) { return one.outcomes.at(static_cast<std::size_t>(outcome)); }

// An explained finding is no violation any more; a fault says nothing about the document, and is told by itself.
OutcomesOfRule standing_of(const RuleOutcomes& one) {
  return {count_of(one, Outcome::pass) + count_of(one, Outcome::waived), count_of(one, Outcome::finding),
          count_of(one, Outcome::cannot_evaluate) + count_of(one, Outcome::undetermined),
          count_of(one, Outcome::fault)};
}

StandingCounts between(const OutcomesOfRule& before, const OutcomesOfRule& after) {
  const auto still = [](int a, int b) { return std::min(a, b); };
  const auto fresh = [](int a, int b) { return std::max(0, b - a); };
  StandingCounts counts;
  const auto add = [&](int OutcomesOfRule::*what, int& same, int& came, int& went) {
    same = still(before.*what, after.*what);
    came = fresh(before.*what, after.*what);
    went = fresh(after.*what, before.*what);
  };
  add(&OutcomesOfRule::satisfied, counts.still_satisfied, counts.new_satisfied, counts.gone_satisfied);
  add(&OutcomesOfRule::violated, counts.still_violated, counts.new_violated, counts.gone_violated);
  add(&OutcomesOfRule::unverifiable, counts.still_unverifiable, counts.new_unverifiable, counts.gone_unverifiable);
  add(&OutcomesOfRule::faults, counts.still_faults, counts.new_faults, counts.gone_faults);
  return counts;
}

// Walks through two sorted lists side by side; `see` gets a pointer to each item, nullptr where a side has none.
template <class Item, class Key, class See>
void side_by_side(const std::vector<Item>& before, const std::vector<Item>& after, const Key& key, const See& see) {
  auto a = before.begin();
  auto b = after.begin();
  while (a != before.end() || b != after.end()) {
    if (b == after.end() || (a != before.end() && key(*a) < key(*b))) {
      see(&*a++, static_cast<const Item*>(nullptr));
    } else if (a == before.end() || key(*b) < key(*a)) {
      see(static_cast<const Item*>(nullptr), &*b++);
    } else {
      see(&*a++, &*b++);
    }
  }
}

class ResultComparison {
 public:
  ResultComparison(const ResultRecord& before, const ResultRecord& after) : before_(before), after_(after) {}

  ResultChange result() {
    side_by_side(
        before_.documents, after_.documents, [](const RecordedDocument& one) { return std::tie(one.document); },
        [this](const RecordedDocument* a, const RecordedDocument* b) { see(a, b); });
    side_by_side(
        before_.findings, after_.findings,
        [](const RecordedFinding& one) { return std::tie(one.document, one.rule, one.fingerprint); },
        [this](const RecordedFinding* a, const RecordedFinding* b) { see(a, b); });
    rank(before_.scores, rank_before_);
    rank(after_.scores, rank_after_);
    side_by_side(
        before_.scores, after_.scores, [](const RecordedScore& one) { return std::tie(one.document, one.fingerprint); },
        [this](const RecordedScore* a, const RecordedScore* b) { see(a, b); });
    return std::move(change_);
  }

 private:
  void see(const RecordedDocument* before, const RecordedDocument* after) {
    if (before == nullptr) change_.documents_new.push_back(after->document);
    if (after == nullptr) change_.documents_gone.push_back(before->document);
    if (before != nullptr && after != nullptr && before->digest != after->digest)
      change_.documents_changed.push_back(after->document);
    for (const RecordedDocument* one : {before, after}) {
      if (one != nullptr) units_[one->document] = one->unit;
    }
    static const std::vector<RuleOutcomes> none;
    side_by_side(
        before != nullptr ? before->by_rule : none, after != nullptr ? after->by_rule : none,
        [](const RuleOutcomes& one) { return std::tie(one.rule); },
        [this](const RuleOutcomes* a, const RuleOutcomes* b) {
          const StandingCounts counts = between(a != nullptr ? standing_of(*a) : OutcomesOfRule{},
                                                b != nullptr ? standing_of(*b) : OutcomesOfRule{});
          change_.by_rule[a != nullptr ? a->rule : b->rule] += counts;
          change_.total += counts;
        });
  }

  void see(const RecordedFinding* before, const RecordedFinding* after) {
    FindingChange one;
    one.before = before;
    one.after = after;
    if (before != nullptr && after != nullptr) {
      const auto what = [](const RecordedFinding& f) {
        return std::tie(f.outcome, f.severity, f.printed, f.expected, f.difference);
      };
      if (what(*before) == what(*after)) return;
      one.kind = FindingChange::Kind::changed;
    } else {
      one.kind = before == nullptr ? FindingChange::Kind::appeared : FindingChange::Kind::gone;
      const RecordedFinding& finding = one.either();
      auto& [came, went] = change_.by_unit[units_[finding.document]];
      (before == nullptr ? came : went).insert(finding.rule);
    }
    change_.findings.push_back(one);
  }

  void see(const RecordedScore* before, const RecordedScore* after) {
    if (before != nullptr && after != nullptr) {
      const auto what = [](const RecordedScore& s) { return std::tie(s.recomputed, s.low, s.high, s.grade); };
      if (what(*before) == what(*after)) return;
    }
    ScoreChange one;
    one.before = before;
    one.after = after;
    if (before != nullptr) one.rank_before = rank_before_[before->fingerprint];
    if (after != nullptr) one.rank_after = rank_after_[after->fingerprint];
    change_.scores.push_back(one);
  }

  // Equal scores share the better rank.
  static void rank(const std::vector<RecordedScore>& scores, std::unordered_map<std::string, int>& ranks) {
    std::vector<std::pair<Exact, const RecordedScore*>> order;
    for (const RecordedScore& score : scores) {
      if (const auto points = Exact::parse(score.recomputed)) order.emplace_back(*points, &score);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
    int place = 0, rank = 0;
    const Exact* last = nullptr;
    for (const auto& [points, score] : order) {
      ++place;
      if (last == nullptr || !(*last == points)) rank = place;
      last = &points;
      ranks[score->fingerprint] = rank;
    }
  }

  const ResultRecord& before_;
  const ResultRecord& after_;
  std::unordered_map<std::string, std::string> units_;  // by document
  std::unordered_map<std::string, int> rank_before_, rank_after_;
  ResultChange change_;
};

}  // namespace

StandingCounts& StandingCounts::operator+=(const StandingCounts& other) {
  still_satisfied += other.still_satisfied;
  new_satisfied += other.new_satisfied;
  still_violated += other.still_violated;
  new_violated += other.new_violated;
  still_unverifiable += other.still_unverifiable;
  new_unverifiable += other.new_unverifiable;
  gone_satisfied += other.gone_satisfied;
  gone_violated += other.gone_violated;
  gone_unverifiable += other.gone_unverifiable;
  still_faults += other.still_faults;
  new_faults += other.new_faults;
  gone_faults += other.gone_faults;
  return *this;
}

bool ScoreChange::grade_changed() const {
  return before != nullptr && after != nullptr && before->grade != after->grade;
}

ResultChange compare(const ResultRecord& before, const ResultRecord& after) {
  return ResultComparison(before, after).result();
}

}  // namespace gouji
