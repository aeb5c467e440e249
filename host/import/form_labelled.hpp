// Parts of the year's money printed among the rows of funds as labels with their amounts, two lists beside each other:
// “按收入性质分：| 按支出性质分：”, below them “一般公共预算：3372.92 | 基本支出：2105.37”.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "import/form_head.hpp"
#include "import/grid_form.hpp"

namespace gouji::intake {

class LabelledFunds {
 public:
  LabelledFunds(const FormWords& words, const SourceText& source) : words_(words), source_(source) {}

  void forget();
  // Such a row below `head`: a source for each label with an amount; a label without one heads the list below it.
  bool read(const FormHead& head, const FormLine& line, ReadForm& form);
  // No head says which column's amounts these are: the one whose amount in the row of the whole a list adds up to;
  // else that of the block's whole, marked doubtful.
  void settle(ReadForm& form) const;

 private:
  struct Part {
    Piece label, amount;
    int column = 0;
  };
  bool parts_of(const FormHead& head, const FormLine& line, std::vector<Part>& parts) const;

  const FormWords& words_;
  const SourceText& source_;
  bool open_ = false;
  struct Kept {
    std::size_t row = 0;  // of the form's funds
    int column = 0;
  };
  std::vector<Kept> kept_;
};

}  // namespace gouji::intake
