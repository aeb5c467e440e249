#include "regression/threshold_curve.hpp"

#include <algorithm>

#include "base/fault.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostRuns = 20'000;  // of one document
constexpr int kSamples = 50;               // on each side, where the trace does not tell
constexpr int kShortDecimals = 12;

struct Gap {
  std::optional<Exact> low, high;  // both outside
};

// A short number between the ends: fractions would grow from step to step.
Exact inside(const Gap& gap, const Exact& around) {
  const bool fits = (!gap.low || *gap.low < around) && (!gap.high || around < *gap.high);
  if (fits) return around;
  if (!gap.low) return *gap.high - Exact(1);
  if (!gap.high) return *gap.low + Exact(1);
  const Exact middle = (*gap.low + *gap.high) * Exact::fraction(1, 2);
  for (int decimals = 0; decimals <= kShortDecimals; ++decimals) {
    const Exact shorter = middle.rounded(decimals);
    if (*gap.low < shorter && shorter < *gap.high) return shorter;
  }
  return middle;
}

bool same(const TrialCount& a, const TrialCount& b) { return a.mark == b.mark; }

// All values, covered by pieces; nullopt where a piece is not straight, or there are too many.
std::optional<CurvePart> straight_curve(ValueTrials& trials, const Exact& around) {
  std::map<Exact, TrialCount> points;
  std::vector<std::pair<Gap, TrialCount>> spans;
  std::vector<Gap> open{{}};
  std::size_t runs = 0;
  const auto point = [&](const Exact& value) {
    if (points.contains(value)) return true;
    const ValueTrials::Piece piece = trials.run_at(value);
    points.emplace(value, piece.count);
    ++runs;
    return piece.straight;
  };
  while (!open.empty()) {
    const Gap gap = open.back();
    open.pop_back();
    const Exact value = inside(gap, around);
    const ValueTrials::Piece piece = trials.run_at(value);
    if (!piece.straight || ++runs > kMostRuns) return std::nullopt;
    if (piece.at_value_only()) {
      points.emplace(value, piece.count);
      open.push_back({gap.low, value});
      open.push_back({value, gap.high});
      continue;
    }
    Gap span = gap;
    if (piece.low && (!gap.low || *gap.low < *piece.low)) {
      span.low = piece.low;
      if (!point(*piece.low)) return std::nullopt;
      open.push_back({gap.low, piece.low});
    }
    if (piece.high && (!gap.high || *piece.high < *gap.high)) {
      span.high = piece.high;
      if (!point(*piece.high)) return std::nullopt;
      open.push_back({piece.high, gap.high});
    }
    spans.emplace_back(span, piece.count);
  }
  std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) {
    if (!a.first.low || !b.first.low) return !a.first.low && b.first.low.has_value();
    return *a.first.low < *b.first.low;
  });
  CurvePart part;
  part.before = spans.front().second;
  const TrialCount* last = &part.before;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    const Exact& value = *spans[i].first.low;
    const TrialCount& at = points.at(value);
    if (!same(*last, at) || !same(at, spans[i].second)) part.steps.push_back({value, at, spans[i].second});
    last = &spans[i].second;
  }
  return part;
}

CurvePart sampled_curve(ValueTrials& trials, const Exact& around, const Exact& quantum) {
  CurvePart part;
  part.exact = false;
  std::vector<Exact> values;
  for (int i = -kSamples; i <= kSamples; ++i) {
    const Exact value = around + quantum * Exact(i);
    if (value.sign() >= 0 || around.sign() < 0) values.push_back(value);
  }
  part.from = values.front();
  part.to = values.back();
  part.before = trials.run_at(values.front()).count;
  TrialCount last = part.before;
  for (const Exact& value : values) {
    const TrialCount now = trials.run_at(value).count;
    if (!same(last, now)) part.steps.push_back({value, now, now});
    last = now;
  }
  return part;
}

TrialCount less(TrialCount a, const TrialCount& b) {
  a -= b;
  return a;
}

}  // namespace

CurvePart curve_of(ValueTrials& trials, const Exact& around, const Exact& quantum) {
  if (!trials.read()) {
    CurvePart part;
    part.before = trials.run_at(around).count;
    return part;
  }
  try {
    if (auto part = straight_curve(trials, around)) return std::move(*part);
  } catch (const Fault&) {  // ends too long for exact fractions
  }
  return sampled_curve(trials, around, quantum);
}

void ThresholdCurve::add(const CurvePart& part) {
  ++documents_;
  before_ += part.before;
  const TrialCount* last = &part.before;
  for (const CurvePart::Step& step : part.steps) {
    Change& change = changes_[step.value];
    change.to_at += less(step.at, *last);
    change.to_after += less(step.after, *last);
    last = &step.after;
  }
  if (part.exact) return;
  from_ = inexact_ == 0 ? part.from : std::max(from_, part.from);
  to_ = inexact_ == 0 ? part.to : std::min(to_, part.to);
  ++inexact_;
}

std::vector<ThresholdCurve::Step> ThresholdCurve::steps() const {
  std::vector<Step> steps;
  TrialCount now = before_;
  for (const auto& [value, change] : changes_) {
    Step step{value, now, now};
    step.at += change.to_at;
    step.after += change.to_after;
    now = step.after;
    if (change.to_at.mark != 0 || change.to_after.mark != 0) steps.push_back(std::move(step));
  }
  return steps;
}

TrialCount ThresholdCurve::at(const Exact& value) const {
  TrialCount now = before_;
  for (const auto& [end, change] : changes_) {
    if (value < end) break;
    now += end == value ? change.to_at : change.to_after;
  }
  return now;
}

std::optional<ThresholdCurve::Next> ThresholdCurve::above(const Exact& value, const Exact& quantum) const {
  const std::uint64_t own = at(value).mark;
  const auto next = [&](const Step& step, bool itself) {
    const TrialCount& count = itself ? step.at : step.after;
    Exact tidy = quantum * (step.value / quantum).rounded(0);
    if (tidy < step.value || (!itself && tidy == step.value)) tidy = tidy + quantum;
    return Next{step.value, itself, count.total(), tidy, at(tidy).total()};
  };
  for (const Step& step : steps()) {
    if (step.value < value) continue;
    if (value < step.value && step.at.mark != own) return next(step, true);
    if (step.after.mark != own) return next(step, false);
  }
  return std::nullopt;
}

std::optional<ThresholdCurve::Next> ThresholdCurve::below(const Exact& value, const Exact& quantum) const {
  const std::uint64_t own = at(value).mark;
  const auto next = [&](const Step& step, bool itself, const TrialCount& count) {
    Exact tidy = quantum * (step.value / quantum).rounded(0);
    if (step.value < tidy || (!itself && tidy == step.value)) tidy = tidy - quantum;
    return Next{step.value, itself, count.total(), tidy, at(tidy).total()};
  };
  const std::vector<Step> all = steps();
  for (std::size_t i = all.size(); i-- > 0;) {
    const Step& step = all[i];
    if (value < step.value) continue;
    if (step.value < value && step.at.mark != own) return next(step, true, step.at);
    const TrialCount& under = i == 0 ? before_ : all[i - 1].after;
    if (under.mark != own) return next(step, false, under);
  }
  return std::nullopt;
}

}  // namespace gouji
