// Labels of a form and what stands beside them on one line, parted by blanks: 项目编码  A01    项目名称  渠道维修. Such
// lines keep to no columns that a grid could have.
#pragma once

#include <deque>
#include <vector>

#include "import/form_lines.hpp"
#include "import/form_words.hpp"

namespace gouji::intake {

class SpacedLabels {
 public:
  SpacedLabels(const FormWords& words, const SourceText& source) : words_(words), source_(source) {}
  // Parts lines[at] into cells, in a grid of its own, where it stands outside grids and a few lines above a head of
  // indicators, and opens with a label, or prints a unit's code and the unit of money. Else nothing is changed.
  void part(std::vector<FormLine>& lines, std::size_t at);

 private:
  bool head_follows(const std::vector<FormLine>& lines, std::size_t at) const;
  bool opens(const std::vector<FormCell>& cells, const FormCell& whole) const;

  const FormWords& words_;
  const SourceText& source_;
  std::deque<SourceGrid> grids_;
};

}  // namespace gouji::intake
