// Funds without a head of their own: known labels, each with one figure beside it (资金总额：| 2238.95 | 其中：财政资金
// | 2000) or behind it in its cell.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "import/form_lines.hpp"
#include "import/form_words.hpp"
#include "import/grid_form.hpp"

namespace gouji::intake {

// Whether the block has such a label; a year before it does not count.
bool is_fund_label(const FormBlock& block, std::string_view printed);

struct AmountRows {
  std::vector<FormRow> rows;
  std::vector<const FormCell*> seen;  // cells of the line that are read and not kept
};

// Where the block says which labels these are and what the figure is (`labels`, `amount`); nullopt for other lines.
std::optional<AmountRows> read_amounts(const SourceText& source, const FormBlock& block, const FormWords& words,
                                       const FormLine& line);

}  // namespace gouji::intake
