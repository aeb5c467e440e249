// Rows of figures printed as running text: a label, perhaps wrapped, then figures of which some may be missing.
// Missing figures leave no trace in the text; which column each remaining one belongs to is told by how such rows
// are printed (from the right), and where one column is the quotient of two others, by arithmetic.
#pragma once

#include <string>
#include <vector>

#include "import/flow_table.hpp"

namespace gouji::intake {

struct FigureSpec {
  std::vector<FlowColumn> columns;         // the first holds the label; heads as in FlowSpec
  std::vector<std::string> blanks;         // printed for "nothing": "-", "—"
  std::vector<std::string> label_endings;  // taken off a label: "："
  std::vector<std::string> stop_labels;    // open what follows the table
  // The column `quotient` is `part` ÷ `whole`, as a share or in percent; empty: not known.
  std::string quotient;
  std::string part;
  std::string whole;
  // Where `labels` are given, rows are cut by them and every value is weighed by what its column holds (percent signs,
  // the quotient, score = quotient × weight), since blanks at the end of a row leave no trace either.
  std::vector<std::string> labels;  // known labels of rows
  std::vector<std::string> units;   // printed behind a figure: 万元, 分
  std::string weight;
  std::string score;
};

struct FigureTable {
  std::vector<FlowPiece> head;
  std::vector<FlowRow> rows;  // cells as many as columns; a cell without spans was not printed
  std::vector<FlowPiece> left_over;
};

std::vector<FlowRange> find_figure_tables(const FigureSpec& spec, const std::vector<FlowLine>& lines);
std::vector<FigureTable> read_figure_tables(const FigureSpec& spec, const std::vector<FlowLine>& lines,
                                            const std::vector<FlowRange>& ranges);

}  // namespace gouji::intake
