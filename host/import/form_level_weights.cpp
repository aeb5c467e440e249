#include "import/form_level_weights.hpp"

namespace gouji::intake {

std::optional<std::vector<std::size_t>> owners_by_weight(const std::vector<std::optional<Exact>>& labels,
                                                         const std::vector<std::optional<Exact>>& rows) {
  if (labels.size() < 2) return std::nullopt;
  std::vector<std::size_t> owners;
  std::size_t label = 0;
  Exact sum;
  for (const std::optional<Exact>& row : rows) {
    if (!row || row->sign() <= 0 || label == labels.size() || !labels[label]) return std::nullopt;
    sum = sum + *row;
    owners.push_back(label);
    if (sum > *labels[label]) return std::nullopt;
    if (sum == *labels[label]) {
      ++label;
      sum = Exact();
    }
  }
  if (label != labels.size()) return std::nullopt;
  return owners;
}

}  // namespace gouji::intake
