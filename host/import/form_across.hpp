// Funds printed across: the sources stand in the head, 预算数, 执行数 and 执行率 open the rows.
#pragma once

#include <cstddef>
#include <vector>

#include "import/form_lines.hpp"
#include "import/form_words.hpp"
#include "import/grid_form.hpp"

namespace gouji::intake {

// Reads such a block that begins at lines[at] into the form; gives how many lines it took, 0 when none begins there.
std::size_t read_funds_across(const FormWords& words, const SourceText& source, const std::vector<FormLine>& lines,
                              std::size_t at, ReadForm& form);

}  // namespace gouji::intake
