#include "regression/clean_ground.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji {
namespace {

bool same_place(const Place& a, const Place& b) {
  return a.line == b.line && a.page == b.page && a.sheet == b.sheet && a.cell == b.cell;
}

// Operands are called 行·栏, or 栏 alone where the row is the finding's own.
bool is_called(const FigureSpot& spot, const Operand& operand, const Finding& finding) {
  const std::string name = text::label_form(operand.name);
  if (name == text::label_form(spot.row_name + "·" + spot.column_name)) return true;
  return name == text::label_form(spot.column_name) &&
         text::label_form(finding.row.value_or("")) == text::label_form(spot.row_name);
}

bool rests_on(const Finding& finding, const FigureSpot& spot) {
  const auto operand = [&](const Operand& one) {
    return one.printed == spot.printed &&
           (one.at.known() ? same_place(one.at, spot.at) : is_called(spot, one, finding));
  };
  if (std::any_of(finding.operands.begin(), finding.operands.end(), operand)) return true;
  return finding.printed == spot.printed && finding.column &&
         text::label_form(*finding.column) == text::label_form(spot.column_name) &&
         (finding.at.known() ? same_place(finding.at, spot.at)
                             : text::label_form(finding.row.value_or("")) == text::label_form(spot.row_name));
}

}  // namespace

std::vector<bool> accused_spots(const std::vector<FigureSpot>& spots, const std::vector<Finding>& findings) {
  std::vector<bool> accused(spots.size());
  for (const Finding& finding : findings) {
    if (finding.outcome != Outcome::finding || finding.severity > Severity::warning) continue;
    for (std::size_t i = 0; i < spots.size(); ++i) accused[i] = accused[i] || rests_on(finding, spots[i]);
  }
  return accused;
}

}  // namespace gouji
