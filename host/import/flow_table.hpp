// Rebuilds the rows and cells of a ruled table from text whose column borders are lost.
//
// Text extractors print such a table cell after cell, a wrapped cell over several lines, and join what stands at
// one height. Which piece belongs to which cell is found by weighing soft evidence over a whole table: the closed
// vocabulary of merged headings, figures, signs that open a target, how full each line is, what blank lines mean
// in this document, which characters this document joins. All words come from the caller, none stand here.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji::intake {

// A line as the document has it. `text` must outlive the call; `number` counts from 1.
struct FlowLine {
  std::string_view text;
  int number = 0;
  int blank_before = 0;     // blank lines between the line with text before this one and this one
  bool page_start = false;  // this line opens a page
  bool running = false;     // printed at the top of most pages: of no cell
};

// Bytes [begin, end) of one line.
struct SourceSpan {
  int line = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const SourceSpan&) const = default;
};

enum class ColumnKind {
  group,   // merged over rows, one of a closed list of words, printed once
  text,    // free text, wrapped
  number,  // one plain number
  note,    // free text after the figures, often blank
  choice,  // a sign (≥) or one of a few short words, in a cell of its own
};

struct FlowColumn {
  std::string key;
  ColumnKind kind = ColumnKind::text;
  std::vector<std::string> heads;    // how the table's head may name it, longest first
  std::vector<std::string> words;    // group: its values, in their usual order; note: what says that there is none
  std::vector<std::string> endings;  // group: what may follow a word; text: how such cells tend to end
  std::vector<std::string> openers;  // text: signs and words that open it; choice: its signs
  std::string bracket_unit;          // group: a value may carry "(50<unit>)", its weight
  std::string alike;                 // text: the column before it, whose text it tends to repeat
  std::string at_most;               // number: the number column before it that it seldom exceeds
  bool often_blank = false;          // its cell is left empty in many rows
  bool names = false;                // text: names, which seldom hold a stop
  bool figures = false;              // text: often nothing but a figure
  bool open = false;                 // choice: any other short word may stand there
  bool percent = false;              // number: printed with a percent sign
};

struct FlowSpec {
  std::vector<FlowColumn> columns;                           // in printed order
  std::vector<std::string> side_labels;                      // printed beside the table, perhaps repeated within it
  std::vector<std::string> total_labels;                     // open the row that closes the table
  std::vector<std::string> stop_labels;                      // open what follows a table without such a row
  std::map<std::string, std::string> parents;                // word of the second group column → word of the first
  std::vector<std::pair<std::string, std::string>> sequels;  // units that follow each other in one cell: 年, 月
  bool part_lines = false;    // where nearly every line is one piece, a new line parts cells
  double doubt_margin = 1.5;  // a border is doubtful when its rival is as near as this
};

struct FlowCell {
  std::string text;               // pieces of one line as printed, lines joined by nothing
  std::vector<SourceSpan> spans;  // empty when nothing was printed for this row
  std::string word;               // group: the text without its bracketed weight
  std::string weight;             // group: the figure in the bracket
  bool carried = false;           // group: merged, printed at an earlier row
  std::string doubtful;           // why it is not certain, or empty
};

struct FlowRow {
  std::vector<FlowCell> cells;  // as many as columns
  int first_line = 0;           // where the row itself stands, group cells left out
  int last_line = 0;
};

struct FlowPiece {
  std::string text;
  std::vector<SourceSpan> spans;
};

struct FlowTable {
  std::vector<FlowRow> rows;
  std::vector<FlowPiece> head;       // the cells of the head, in the order of the columns
  std::vector<FlowPiece> labels;     // side labels and repeated heads
  FlowPiece total_label;             // empty when the table has no closing row
  std::vector<FlowCell> total;       // as many as columns; figures of the closing row
  std::vector<FlowPiece> left_over;  // fits nowhere
};

// Lines [first, last) of a document, as indices into its lines.
struct FlowRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

// Where tables of this kind stand: from the head (and a side label before it) to the closing row.
std::vector<FlowRange> find_flow_tables(const FlowSpec& spec, const std::vector<FlowLine>& lines);
// The lines with text among those numbered [from, to].
FlowRange range_of_lines(const std::vector<FlowLine>& lines, int from, int to);

// Reads all tables of one document together, since they teach each other what gaps and widths mean.
// `lines` is the whole document (its prose tells which characters belong together).
std::vector<FlowTable> read_flow_tables(const FlowSpec& spec, const std::vector<FlowLine>& lines,
                                        const std::vector<FlowRange>& ranges);

}  // namespace gouji::intake
