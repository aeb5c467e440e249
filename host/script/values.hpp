// The figures that a rule works with. Scripts hold a value as a handle into this arena; every operation adds a node
// that remembers its operands, so that a finding can name the cells and the formula it rests on without a second run.
//
// A value has its exact number, its envelope (what the printed precision allows) and its unit. The arena lives for one
// rule on one subject and is then emptied as a whole: no allocation per value, nothing for the garbage collector.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/exact.hpp"
#include "model/document.hpp"
#include "script/recorder.hpp"

namespace gouji::script {

enum class Op : std::uint8_t {
  cell,
  parameter,
  constant,
  add,
  subtract,
  multiply,
  divide,
  negate,
  sum,
  least,
  most,
  absolute,
  rounded,
  printed,
  banded,
};

// Where a value comes from: the cell and what it is part of. Names and places are worked out only when asked for.
struct Leaf {
  const Cell* cell = nullptr;
  const Record* record = nullptr;  // of a form or a claim …
  const Field* field = nullptr;
  const Table* table = nullptr;  // … or of a table
  const TableRow* row = nullptr;
  std::uint32_t column = 0;
  std::string_view name;  // parameter name, or what a constant stands for

  std::string row_name() const;     // 年度资金总额, 硬件和配件采购数量, 合计
  std::string column_name() const;  // 全年预算数
  Place place() const;
  const std::string* doubt() const;  // why the cell was read with doubt; nullptr when it was not
};

struct Value {
  Op op = Op::constant;
  bool missing = false;
  bool damaged = false;       // missing, but digits are printed: no figure that may count as none
  std::uint8_t decimals = 0;  // of a rounding
  Unit unit;
  ValueId left = 0, right = 0;  // operands; of a sum: first and one past the last in the operand list
  std::uint32_t leaf = 0;       // index of the leaf, for cell, parameter, constant
  Exact value, low, high;
};

// A rule used a cell that holds no figure, or one whose digits cannot be read, or one printed in a unit that cannot
// stand beside the others (23.5% among amounts): it ends as cannot_evaluate and names the cell.
class MissingValue : public std::exception {
 public:
  explicit MissingValue(Leaf leaf, std::string beside = {}) : leaf_(std::move(leaf)), beside_(std::move(beside)) {}
  const Leaf& leaf() const { return leaf_; }
  const std::string& beside() const {
    return beside_;
  }  // 万元: the other figure's unit; empty where a figure is missing
  const char* what() const noexcept override { return "缺数"; }

 private:
  Leaf leaf_;
  std::string beside_;
};

// Another document than the one that a rule is about: what its cells are called by, and what it is.
struct Origin {
  std::string name;  // 2019年
  std::string document, file;
};

class Values {
 public:
  // True where much memory was let go.
  bool clear();
  // nullptr for cells of the document itself; until the next clear().
  void tell_origins(std::function<const Origin*(const Leaf&)> of) { origin_ = std::move(of); }
  const Origin* origin_of(const Leaf& leaf) const { return origin_ ? origin_(leaf) : nullptr; }
  // nullptr: nobody wants to know. Must outlive the evaluation.
  void record_into(Recorder* recorder) { recorder_ = recorder; }
  Recorder* recorder() const { return recorder_; }
  void compared(ValueId left, Relation relation, ValueId right, bool by_envelope, bool holds,
                bool tail_noted = false) const {
    if (recorder_ != nullptr) recorder_->compared(*this, {left, right, relation, by_envelope, holds, tail_noted});
  }

  // A column or a selection of rows in a script's hands; until the next clear().
  const std::vector<ValueId>* keep_list(std::vector<ValueId> list);

  // Whether the evaluation has made a value of a parameter.
  bool hold_parameters() const { return hold_parameters_; }
  std::size_t size() const { return values_.size(); }
  std::size_t bytes() const {
    return values_.size() * sizeof(Value) + leaves_.size() * sizeof(Leaf) + operands_.size() * sizeof(ValueId) +
           list_bytes_;
  }

  ValueId cell(const Leaf& leaf);
  // The number read out of a cell of words: a target (≥50个) is exact, a result keeps the envelope of its printed
  // digits.
  ValueId number_in(const Leaf& leaf, const Figure& figure);
  ValueId parameter(std::string_view name, const Exact& value, const Unit& unit);
  ValueId constant(const Exact& value, const Unit& unit, std::string_view name = {});

  // Kinds never mix: MissingValue where the document prints another unit than its place has (23.5% among amounts), else
  // Fault "unit.mixed" names both. Missing operands raise MissingValue.
  ValueId add(ValueId a, ValueId b);
  ValueId subtract(ValueId a, ValueId b);
  ValueId multiply(ValueId a, ValueId b);
  ValueId divide(ValueId a, ValueId b);
  ValueId negate(ValueId a);
  ValueId absolute(ValueId a);
  ValueId least(ValueId a, ValueId b);
  ValueId most(ValueId a, ValueId b);
  ValueId rounded(ValueId a, int decimals, Rounding mode);
  // Blank, dash and 无 add nothing and stay in the list of operands; an empty or all-missing sum is missing itself.
  ValueId sum(std::span<const ValueId> parts);
  // A bare number in the unit of another figure (700.19 beside ≤772.62万元); what has a unit stays as it is.
  ValueId like(ValueId a, ValueId b);
  // What thresholds make of a value; `name` is theirs.
  ValueId banded(ValueId a, std::string_view name, const Exact& value, const Exact& low, const Exact& high);
  // The same figure with the envelope of its own printed digits: for scores that are compared with a formula.
  ValueId printed(ValueId a);

  const Value& at(ValueId id) const { return values_.at(id); }
  const Value& need(ValueId id) const;  // MissingValue when it holds no figure
  bool missing(ValueId id) const;       // MissingValue when digits are printed that are no figure
  const Leaf& leaf(const Value& value) const { return leaves_.at(value.leaf); }
  std::span<const ValueId> parts(const Value& sum) const;

  // Both in one unit, for comparing: `b` in the unit of `a` (money scales convert, kinds never mix). Fault
  // "unit.bare_percent" where a percentage meets a bare constant or parameter above 10 (`rate < 90`).
  Value in_unit_of(ValueId b, ValueId a) const;

  // Factor that brings a figure's number to the scale of `unit`.
  Exact factor_to(ValueId id, const Unit& unit) const;

  // All cells and parameters below a value, left to right, each once.
  std::vector<ValueId> leaves_of(ValueId id) const;
  // "全年执行数 ÷ 全年预算数 × 分值" and the same with figures, "47.2950 ÷ 48 × 10".
  std::string formula(ValueId id) const;
  std::string formula_with_figures(ValueId id) const;
  // As printed for a cell, else worked out, with its unit: "98.53%", "9.85", "47.295 万元".
  std::string shown(ValueId id) const;

 private:
  void need_room() const;  // Fault "limit.memory"
  ValueId push(Value value);
  std::uint32_t push_leaf(const Leaf& leaf);
  template <class Pick>
  ValueId picked(Op op, ValueId a, ValueId b, Pick pick);
  Leaf any_leaf(ValueId id) const;
  bool is_fraction(ValueId id) const;
  void refuse_bare_percent(ValueId ratio, const Value& bare) const;
  // `sum`: the parts that were added so far.
  [[noreturn]] void refuse_mixed(ValueId a, ValueId b, std::string_view verb, std::span<const ValueId> sum = {}) const;
  std::optional<ValueId> printed_otherwise(std::vector<ValueId> under) const;
  template <class Show>
  std::string walk(ValueId id, int parent_rank, bool right_side, const Show& show, int depth, int& left) const;

  std::vector<Value> values_;
  std::vector<Leaf> leaves_;
  std::vector<ValueId> operands_;
  std::deque<std::vector<ValueId>> lists_;
  std::size_t list_bytes_ = 0;
  std::function<const Origin*(const Leaf&)> origin_;
  Recorder* recorder_ = nullptr;
  bool hold_parameters_ = false;
};

// A number with its unit as people write it; `least` and `most` decimals (a percentage counts those of the %).
std::string number_text(const Exact& value, const Unit& unit, int least, int most, bool with_unit);

}  // namespace gouji::script
