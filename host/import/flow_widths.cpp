#include "import/flow_widths.hpp"

#include <algorithm>
#include <iterator>

namespace gouji::intake {

namespace {

constexpr double kOverfullFlat = 1.5;
constexpr double kUnderfullFlat = 1.2;
constexpr double kPerIdeograph = 1.5;
constexpr double kWorst = 8.0;

double steps(Units units) { return static_cast<double>(units) / kIdeograph; }

Units slack(const LineSample& line) { return line.latin ? 2 : 0; }

}  // namespace

double overfull_cost(const LineSample& line, WidthRange width) {
  const Units excess = line.width - width.high - slack(line);
  if (excess <= 0) return 0.0;
  if (line.hanging && excess <= kIdeograph) return 0.3;
  return std::min(kWorst, kOverfullFlat + kPerIdeograph * steps(excess));
}

double underfull_cost(const LineSample& line, WidthRange width) {
  if (line.next_head == 0) return 0.0;
  const Units room = width.low - line.width - line.next_head - slack(line);
  if (room < 0) return 0.0;
  const double cost = std::min(kWorst, kUnderfullFlat + kPerIdeograph * steps(room));
  return line.by_hand ? std::min(cost, 2.5) : cost;
}

WidthFit likeliest_width(const std::vector<LineSample>& samples) {
  Units widest = 0;
  for (const auto& line : samples) widest = std::max(widest, line.width + line.next_head);
  if (widest == 0) return {};
  const auto cost_at = [&](Units width) {
    double cost = 0.0;
    for (const auto& line : samples) {
      cost += overfull_cost(line, {width, width}) + underfull_cost(line, {width, width});
    }
    return cost;
  };
  // The best plateau; beyond the widest sample nothing changes but broken lines.
  double best = cost_at(1);
  Units low = 1;
  Units high = 1;
  for (Units width = 2; width <= widest + 4; ++width) {
    const double cost = cost_at(width);
    if (cost < best - 1e-9) {
      best = cost;
      low = high = width;
    } else if (cost < best + 1e-9 && high == width - 1) {
      high = width;
    }
  }
  if (high >= widest + 4) high = WidthRange::kUnbounded;
  return {{low, high}, best};
}

void fit_widths(const std::vector<std::vector<LineSample>>& samples, const std::vector<std::size_t>& turns,
                std::vector<ColumnWidth>& widths) {
  constexpr double kWorthATurn = 6.0;
  double cost = 0.0;
  for (std::size_t c = 0; c < samples.size(); ++c) {
    const WidthFit fit = likeliest_width(samples[c]);
    widths[c] = {fit.range, fit.range};
    cost += fit.cost;
  }
  double best = cost - kWorthATurn;
  for (const std::size_t turn : turns) {
    if (best <= 0.0) break;
    std::vector<ColumnWidth> turned(samples.size());
    double turned_cost = 0.0;
    for (std::size_t c = 0; c < samples.size() && turned_cost < best; ++c) {
      const auto is_early = [turn](const LineSample& line) { return line.token < turn; };
      std::vector<LineSample> early;
      std::vector<LineSample> late;
      std::partition_copy(samples[c].begin(), samples[c].end(), std::back_inserter(early), std::back_inserter(late),
                          is_early);
      const WidthFit before = likeliest_width(early);
      const WidthFit after = likeliest_width(late);
      turned[c] = {before.range, after.range, turn};
      turned_cost += before.cost + after.cost;
    }
    if (turned_cost >= best) continue;
    best = turned_cost;
    widths = std::move(turned);
  }
}

}  // namespace gouji::intake
