// Rows below the head of a block: funds, indicators and the row that closes them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "import/form_head.hpp"
#include "import/grid_form.hpp"

namespace gouji::intake {

// What a block of indicators carries down from row to row: its levels, per half.
struct CarriedLevels {
  struct Levels {
    std::optional<Piece> level1, level1_weight, level2;
  };
  std::map<int, Levels> halves;
};

class FormBody {
 public:
  FormBody(const FormWords& words, const SourceText& source) : words_(words), source_(source) {}

  // Prose where figures belong is no row of funds.
  bool fits_funds(const FormHead& head, const FormLine& line) const;
  // 年度主要任务 | 安全监管 | 检查户次 | ≥420户 | 436户: a first level whose name is also a label of prose. Every cell
  // of the row stands below a head of its own, a name and what it should be or was among them.
  bool is_row_of_level(const FormHead& head, const FormLine& line, const FormCell& first) const;
  // A row of funds; false when it holds nothing. `side`: the label printed beside it, where it has none of its own.
  bool read_fund(const FormHead& head, const FormLine& line, const std::optional<Piece>& side, ReadForm& form) const;
  // The last letters of the label of the row above, where printed lines are rows: …一般公共预 over 算.
  bool read_rest_of_label(const FormHead& head, const FormLine& line, ReadForm& form) const;
  // The indicators of a row (as many as the form has halves); false when there are none.
  bool read_indicators(const FormHead& head, const FormLine& line, CarriedLevels& carried, ReadForm& form) const;
  // A level in a row for itself, which the rows below it are of.
  bool read_section(const FormHead& head, const FormLine& line, CarriedLevels& carried, ReadForm& form) const;
  // The closing row; `label` has been read.
  void read_total(const FormHead& head, const FormLine& line, const FormCell& label, ReadForm& form) const;

 private:
  struct Assigned {
    std::vector<const FormCell*> cells;  // by the head's columns: those with text
    bool printed = false;                // a cell, blank or not, was there
    bool merged = false;                 // merged from a row above
    bool wide = false;                   // reaches into the next column
  };
  struct TotalCells {
    const FormCell* weight = nullptr;
    const FormCell* score = nullptr;
  };
  std::optional<TotalCells> total_in_order(const FormHead& head, const FormLine& line) const;
  std::vector<Assigned> assign(const FormHead& head, const FormLine& line, std::vector<const FormCell*>& outside) const;
  Piece joined(const Assigned& cells) const;
  bool goes_on_with_unit(const Piece& piece) const;
  std::optional<Piece> grade_inside(const Piece& cell) const;
  // “产出指标-数量指标-发放人数” in the column of names: the levels before the name.
  bool split_levels(Piece& name, CarriedLevels::Levels& levels) const;
  void take_rest(const FormHead& head, const std::vector<Assigned>& assigned,
                 const std::vector<const FormCell*>& outside, int half, FormRow& row, ReadForm& form) const;
  void doubt_types(const FormBlock& block, const FormHead& head, const FormLine& line, FormRow& row) const;

  const FormWords& words_;
  const SourceText& source_;
};

}  // namespace gouji::intake
