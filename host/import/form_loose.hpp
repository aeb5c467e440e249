// Blocks of forms in grids that were worked out from where text stands (text by spaces, pages of a PDF): no border says
// which lines make a row, how far a merged cell reaches, what stands beside the block.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "import/form_head.hpp"

namespace gouji::intake {

// The next line of a wrapped cell joins it; `texts` holds the words.
void join_cells(FormCell& cell, const FormCell& next, std::deque<std::string>& texts);

// A head that is wrapped over lines, or whose lines stand above and below those of the others, becomes lines[at], where
// its first line is; the others are left without cells. Nothing happens where none begins there.
void mend_loose_head(const FormWords& words, std::vector<FormLine>& lines, std::size_t at,
                     std::deque<std::string>& texts);

// Mends the block below the head that begins at lines[at]: lines of wrapped cells go to their rows, merged levels that
// are printed in the middle reach over their rows, labels printed downwards beside the block are taken out. What was
// taken from a line leaves it without cells. `texts` holds what was put together and must outlive the lines; `beside`
// gets the cells that are no part of the block. Linear in lines, but for the rows of one block.
void mend_loose_block(const FormWords& words, FormHead& head, std::vector<FormLine>& lines, std::size_t at,
                      std::deque<std::string>& texts, std::vector<FormCell>& beside);

}  // namespace gouji::intake
