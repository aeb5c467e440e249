// Funds printed as labels with their figures beside each other: “预算数：| 100 | 执行数：| 98”.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "import/form_lines.hpp"
#include "import/form_words.hpp"
#include "import/grid_form.hpp"

namespace gouji::intake {

class FundsBeside {
 public:
  enum class Row : std::uint8_t { none, opens, goes_on };

  FundsBeside(const FormWords& words, const SourceText& source) : words_(words), source_(source) {}

  void forget() { columns_.clear(); }
  // A row of funds of the form where it has at least two such labels with a figure among them; below one (`open`) rows
  // repeat their label beside each figure.
  Row read(const FormLine& line, bool open, ReadForm& form);

 private:
  // Where a label and its figure stand.
  struct Column {
    int label = 0, value = 0;
    std::string key, printed;
  };
  bool find(const FormLine& line, std::vector<Column>& found) const;
  Piece side(const FormLine& line, ReadForm& form) const;

  const FormWords& words_;
  const SourceText& source_;
  std::vector<Column> columns_;
};

}  // namespace gouji::intake
