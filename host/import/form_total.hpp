// The closing row of a form: 合计 | 100 | 98, “总分：98分”.
#pragma once

#include <cstddef>

#include "import/form_body.hpp"
#include "import/form_head.hpp"
#include "import/grid_form.hpp"

namespace gouji::intake {

class FormTotal {
 public:
  FormTotal(const FormWords& words, const SourceText& source, FormBody& body)
      : words_(words), source_(source), body_(body) {}

  // Such a row below `head`: the form's total of weights and of scores. One that other indicators followed was that of
  // a part, and becomes a row like others.
  bool read(const FormHead& head, const FormLine& line, ReadForm& form);
  // It may stand behind the texts below the indicators: its figure is in the column of scores.
  bool closes_late(const FormHead& head, const FormLine& line, const ReadForm& form) const;
  // Behind how many indicators the last one stood.
  std::size_t at() const { return at_; }

 private:
  bool read_in_cell(const FormCell& cell, const FormLine& line, ReadForm& form) const;
  void reopen(ReadForm& form) const;

  const FormWords& words_;
  const SourceText& source_;
  FormBody& body_;
  std::size_t at_ = 0;
  int line_ = 0;
  Piece label_;
};

}  // namespace gouji::intake
