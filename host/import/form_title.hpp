// Titles of forms: 项目支出绩效自评表, and the same printed again where a form goes on over the page.
#pragma once

#include <cstddef>
#include <vector>

#include "import/form_lines.hpp"
#include "import/form_words.hpp"

namespace gouji::intake {

// The only cell of a line, or the second where a short mark stands before it: 附件 | 项目支出绩效自评表. nullptr for
// none.
const FormCell* title_cell(const FormWords& words, const FormLine& line);

// Whether lines[at] prints `title` again and the head of the indicators at once below it: a form that begins there
// would say first whose it is.
bool title_printed_again(const FormWords& words, const std::vector<FormLine>& lines, std::size_t at,
                         std::string_view title);

}  // namespace gouji::intake
