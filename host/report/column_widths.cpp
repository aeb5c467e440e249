#include "report/column_widths.hpp"

#include <algorithm>
#include <numeric>

namespace gouji::report {

void fit_widths(std::vector<int>& widths, const std::vector<std::size_t>& cuttable, int least, int between,
                int available) {
  if (available <= 0 || widths.empty()) return;
  const auto shown = std::count_if(widths.begin(), widths.end(), [](int width) { return width > 0; });
  int over = std::accumulate(widths.begin(), widths.end(), 0) + between * static_cast<int>(shown - 1) - available;
  for (; over > 0; --over) {
    std::size_t widest = widths.size();
    for (const std::size_t column : cuttable) {
      if (widths[column] > least && (widest == widths.size() || widths[column] > widths[widest])) widest = column;
    }
    if (widest == widths.size()) return;
    --widths[widest];
  }
}

}  // namespace gouji::report
