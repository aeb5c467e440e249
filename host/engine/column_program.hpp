// What a rule that only computes comes to: comparisons over cells by name, without its script. Learnt from the script
// itself (engine/imagining), run over lean documents (engine/sieve).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/quick_fraction.hpp"
#include "model/record.hpp"

namespace gouji {

// Names as rules write them: the first that there is counts.
using NameList = std::vector<std::string>;

// Where a cell stands, seen from the subject.
struct CellRef {
  enum class Of : std::uint8_t { own, evaluation, fund, table } of = Of::own;
  std::size_t field = 0;            // of a record
  Role role = Role::words;          // of the field
  std::size_t fund = 0;             // number of the program's funds
  std::size_t table = 0;            // of its tables; 0: the subject
  std::size_t row = 0, column = 0;  // of its names
};

enum class ColumnOp : std::uint8_t {
  cell,
  target,  // the number in a cell of words: a target is exact, a result is not
  constant,
  add,
  subtract,
  multiply,
  divide,
  negate,
  least,
  most,
  sum,  // of parts, those without a figure left out
  all,  // sum of one field over the indicators that fit a filter
  completion,
  printed,  // a cell with the envelope of its own digits
};

struct ColumnNode {
  ColumnOp op = ColumnOp::constant;
  std::uint32_t left = 0, right = 0;  // of a sum: first and one past the last of `parts`; completion: target, result
  CellRef cell;
  std::size_t filter = 0;  // of `all`
  QuickFraction number;    // of a constant
};

// Fields of words (level1 = "产出指标") that indicators have to fit.
struct FieldFilter {
  std::vector<std::pair<std::size_t, std::size_t>> words;  // field, number of the program's names
};

struct ColumnComparison {
  std::uint32_t left = 0, right = 0;
  bool tail_noted = false;  // a difference within the rounding is told, too
};

struct AcrossRows {
  std::size_t table = 0;
  bool coded = false;
  std::size_t whole = 0;           // names
  std::vector<std::size_t> parts;  // names
  bool tail_noted = false;
};

struct CodeHierarchy {
  std::size_t table = 0;
  bool coded = false;
  std::vector<std::size_t> lengths;
  std::optional<std::size_t> top;  // names
  bool tail_noted = false;
};

struct ColumnProgram {
  std::vector<ColumnNode> nodes;
  std::vector<std::uint32_t> parts;
  std::vector<NameList> names;
  std::vector<std::size_t> funds;   // names
  std::vector<std::size_t> tables;  // names; the first stands for the subject
  std::vector<FieldFilter> filters;
  std::vector<ColumnComparison> comparisons;
  std::vector<AcrossRows> across;
  std::vector<CodeHierarchy> hierarchies;
};

}  // namespace gouji
