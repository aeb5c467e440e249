// The figures of a document by where they stand: what a slip of the pen may hit, one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/document.hpp"

namespace gouji {

// The tables of a disclosure and the parts of its forms.
enum class FigurePart : std::uint8_t { table, form, fund, indicator, claim };
std::string_view code_of(FigurePart part);  // "table"

struct FigureSpot {
  FigurePart part = FigurePart::table;
  std::size_t list = 0, row = 0, column = 0;  // table or form, its row, its column or field
  std::string table, form;                    // names; a table that stands in no form has none
  std::string row_name, column_name, printed;
  Place at;
  bool same_row(const FigureSpot& other) const { return part == other.part && list == other.list && row == other.row; }
};

// In the order of the document: tables, forms, claims. What the text counts of work done is left out, and the weight of
// a level stands once, in its first row.
std::vector<FigureSpot> figure_spots(const Document& document);

const Cell& cell_at(const Document& document, const FigureSpot& spot);

// Prints another figure there, read as its neighbours are. False, and nothing is changed: it would be no figure of that
// unit. The caller finishes the document.
bool put_figure(Document& document, const FigureSpot& spot, const std::string& printed);

// Prints nothing there.
void clear_figure(Document& document, const FigureSpot& spot);

// Takes the row away, or prints it twice.
void drop_row(Document& document, const FigureSpot& spot);
void double_row(Document& document, const FigureSpot& spot);

}  // namespace gouji
