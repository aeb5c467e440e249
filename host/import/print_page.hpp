// Prints a disclosure as its department would: statements, forms and narrative in the words of a layout, so that what
// is printed can be imported again to the same figures.
#pragma once

#include "formats/printed_page.hpp"
#include "import/print_spec.hpp"
#include "model/document.hpp"

namespace gouji::intake {

PrintedPage print_page(const Document& document, const PrintSpec& spec);

// The parts of it, each appended to the page's blocks.
void print_statement(const Table& table, const Document& document, const PrintSpec& spec,
                     std::vector<PrintedBlock>& blocks);
void print_evaluation(const Evaluation& evaluation, const Document& document, const PrintSpec& spec,
                      std::vector<PrintedBlock>& blocks);
// One sentence; empty when the spec knows none of its kind.
std::string claim_sentence(const Record& claim, const PrintSpec& spec);

}  // namespace gouji::intake
