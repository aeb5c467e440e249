#include "regression/value_trials.hpp"

#include <algorithm>
#include <numeric>

namespace gouji {
namespace {

// FNV-1a: the same on every machine.
class Mark {
 public:
  Mark& operator<<(std::string_view text) {
    for (const char c : text) step(static_cast<unsigned char>(c));
    step(0xFFU);
    return *this;
  }
  std::uint64_t value() const { return value_; }

 private:
  void step(std::uint64_t byte) { value_ = (value_ ^ byte) * 1099511628211ULL; }
  std::uint64_t value_ = 14695981039346656037ULL;
};

// What a rule suppresses, or is suppressed by, comes along.
void add_company(const RuleBook& book, std::set<std::string>& rules) {
  for (bool grown = true; grown;) {
    grown = false;
    for (const Rule& rule : book.rules()) {
      for (const std::string& other : rule.suppresses) {
        if (rules.contains(rule.id) == rules.contains(other)) continue;
        rules.insert(rule.id);
        rules.insert(other);
        grown = true;
      }
    }
  }
}

template <class Number>
void add_up(std::map<std::string, Number>& own, const std::map<std::string, Number>& other, int sign) {
  for (const auto& [name, number] : other) {
    Number& sum = own[name];
    sum += sign * number;
    if (sum == 0) own.erase(name);
  }
}

}  // namespace

int TrialCount::total() const {
  return std::accumulate(findings.begin(), findings.end(), 0,
                         [](int sum, const auto& one) { return sum + one.second; });
}

TrialCount& TrialCount::operator+=(const TrialCount& other) {
  add_up(findings, other.findings, 1);
  faults += other.faults;
  mark += other.mark;
  scores += other.scores;
  points = points + other.points;
  add_up(grades, other.grades, 1);
  return *this;
}

TrialCount& TrialCount::operator-=(const TrialCount& other) {
  add_up(findings, other.findings, -1);
  faults -= other.faults;
  mark -= other.mark;
  scores -= other.scores;
  points = points - other.points;
  add_up(grades, other.grades, -1);
  return *this;
}

ValueTrials::ValueTrials(const Document& document, RuleBook& book, const Verbs& verbs, const TrialAsk& ask,
                         const Exact& around)
    : document_(document), book_(book), verbs_(verbs), ask_(ask) {
  book_.try_numbers({{ask_.parameter, around}});
  EvaluateOptions options = ask_.options;
  options.trace = true;
  const DocumentResult result = evaluate(document_, book_, verbs_, options);
  for (const EvaluationTrace& trace : result.traces) {
    if (std::find(trace.parameters.begin(), trace.parameters.end(), ask_.parameter) != trace.parameters.end())
      touched_.insert(trace.rule);
  }
  // What a finding costs is looked up by the host.
  const bool costs =
      std::any_of(book_.rules().begin(), book_.rules().end(), [](const Rule& rule) { return rule.score.has_value(); });
  const bool own_cost = std::any_of(book_.rules().begin(), book_.rules().end(), [&](const Rule& rule) {
    return rule.score && rule.score->deduct.parameter() != nullptr &&
           rule.score->deduct.parameter()->name == ask_.parameter;
  });
  const auto scoring = [&](const std::string& id) {
    return std::any_of(book_.scorings().begin(), book_.scorings().end(),
                       [&](const Scoring& one) { return one.id == id; });
  };
  scores_touched_ = own_cost || (costs && !touched_.empty()) || std::any_of(touched_.begin(), touched_.end(), scoring);
  if (scores_touched_) {
    for (const Scoring& one : book_.scorings()) touched_.insert(one.id);
    if (costs) {
      for (const Rule& one : book_.rules()) touched_.insert(one.id);
    }
  }
  add_company(book_, touched_);
  still_ = counted(
      result, [&](const std::string& rule) { return !touched_.contains(rule); }, !scores_touched_);
  pieces_.push_back(noted(around, result));
}

ValueTrials::~ValueTrials() { book_.try_numbers({}); }

TrialCount ValueTrials::counted(const DocumentResult& result, const std::function<bool(const std::string&)>& wanted,
                                bool scores) const {
  TrialCount count;
  for (const Finding& finding : result.findings) {
    if (!wanted(finding.rule)) continue;
    if (ask_.options.waived && ask_.options.waived(finding)) continue;
    count.mark += (Mark() << finding.fingerprint << code_of(finding.outcome) << code_of(finding.severity)).value();
    if (finding.outcome == Outcome::finding) ++count.findings[finding.rule];
    if (finding.outcome == Outcome::fault) ++count.faults;
  }
  if (!scores) return count;
  for (const Score& score : result.scores) {
    const auto points = Exact::parse(score.recomputed);
    if (!points) continue;
    ++count.scores;
    count.points = count.points + *points;
    if (!score.grade.empty()) ++count.grades[score.grade];
  }
  return count;
}

ValueTrials::Piece ValueTrials::noted(const Exact& value, const DocumentResult& result) const {
  Piece piece;
  piece.value = value;
  piece.count = counted(
      result, [&](const std::string& rule) { return touched_.contains(rule); }, scores_touched_);
  piece.count += still_;
  const auto narrow = [&](const Exact& end) {
    if (end <= value && (!piece.low || *piece.low < end)) piece.low = end;
    if (end >= value && (!piece.high || end < *piece.high)) piece.high = end;
  };
  narrow(Exact(0));  // where a product changes its sign
  for (const EvaluationTrace& trace : result.traces) {
    const bool broke = std::find(trace.outcomes.begin(), trace.outcomes.end(), Outcome::fault) != trace.outcomes.end();
    const bool reads =
        std::find(trace.parameters.begin(), trace.parameters.end(), ask_.parameter) != trace.parameters.end();
    const bool is_rule = std::any_of(book_.rules().begin(), book_.rules().end(),
                                     [&](const Rule& rule) { return rule.id == trace.rule; });
    if (!is_rule) continue;  // scores move smoothly: only findings come and go at ends
    if (broke && reads) piece.straight = false;
    for (const ThresholdUse& use : trace.thresholds) {
      if (use.parameter != ask_.parameter) continue;
      piece.straight = piece.straight && use.straight;
      for (const Exact& end : use.ends) narrow(end);
    }
  }
  if (piece.low && piece.high && (*piece.low == value || *piece.high == value)) piece.low = piece.high = value;
  return piece;
}

ValueTrials::Piece ValueTrials::run_at(const Exact& value) {
  if (!read()) {
    Piece piece;
    piece.value = value;
    piece.count = still_;
    return piece;
  }
  for (const Piece& piece : pieces_) {
    if (piece.value == value) return piece;
  }
  book_.try_numbers({{ask_.parameter, value}});
  EvaluateOptions options = ask_.options;
  options.trace = true;
  options.wanted = [&](const std::string& rule) { return touched_.contains(rule); };
  if (ask_.options.wanted) {
    options.wanted = [&](const std::string& rule) { return touched_.contains(rule) && ask_.options.wanted(rule); };
  }
  pieces_.push_back(noted(value, evaluate(document_, book_, verbs_, options)));
  return pieces_.back();
}

TrialCount ValueTrials::at(const Exact& value) {
  if (!scores_touched_) {
    for (const Piece& piece : pieces_) {
      const bool inside =
          !piece.at_value_only() && (!piece.low || *piece.low < value) && (!piece.high || value < *piece.high);
      if (inside) return piece.count;
    }
  }
  return run_at(value).count;
}

}  // namespace gouji
