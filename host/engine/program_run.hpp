// Runs a program over one subject of a lean.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/lean_ranges.hpp"

namespace gouji {

// The names of a program as numbers.
struct ProgramNames {
  std::vector<std::vector<std::uint32_t>> labels;  // by list of names
};

struct LeanSubject {
  const LeanDocument* lean = nullptr;
  const LeanEvaluation* evaluation = nullptr;
  const LeanRecord* record = nullptr;  // of a fund or an indicator
  RecordKind kind = RecordKind::evaluation;
  const LeanTable* table = nullptr;
};

class ProgramRun {
 public:
  ProgramRun(const ColumnProgram& program, const ProgramNames& names, NameNumbers& labels)
      : program_(program), names_(names), labels_(labels) {}

  // How many comparisons were made; −1 where one does not hold for certain. Throws NotPlain.
  int held(const LeanSubject& subject);
  // Whether every comparison holds on each of the form's records; where that cannot be said at once, false or
  // NotPlain, and they are looked at one by one.
  bool hold_all(const LeanSubject& form, const LeanParts<LeanRecord>& records);
  int comparisons() const { return static_cast<int>(program_.comparisons.size()); }

 private:
  using Column = std::vector<Range<std::int64_t>>;  // by record
  const Column& column(std::uint32_t node, const LeanParts<LeanRecord>& records);
  template <class Int>
  bool holds(const ColumnComparison& comparison);
  template <class Int>
  Range<Int> range(std::uint32_t node);
  template <class Int>
  Range<Int> cell(const CellRef& ref);
  const LeanRecord& record(const CellRef& ref);
  template <class Int>
  Range<Int> target(const ColumnNode& node);
  template <class Int>
  Range<Int> completion(const ColumnNode& node);
  template <class Int>
  Range<Int> all(const ColumnNode& node);
  template <class Int>
  Range<Int> sum(const ColumnNode& node);
  template <class Int>
  Range<Int> table_cell(const CellRef& ref);
  const LeanRecord& fund(std::size_t number);
  const LeanTable& table(std::size_t number);
  std::size_t column(const LeanTable& table, std::size_t names);
  std::size_t row(const LeanTable& table, std::size_t names);
  struct Fitting;
  Fitting fitting(const FieldFilter& filter);
  const std::vector<std::uint32_t>& numbers_of(std::size_t field);
  bool across(const AcrossRows& wanted, int& made);
  bool hierarchy(const CodeHierarchy& wanted, int& made);

  // What the rows below a row add up to in one column, and how many figures that is of.
  struct SumBelow {
    std::int64_t sum = 0;
    std::int64_t count = 0;
  };

  const ColumnProgram& program_;
  const ProgramNames& names_;
  NameNumbers& labels_;
  LeanSubject subject_;
  // Of a field of words, by indicator; of the subject in work.
  struct FieldNumbers {
    std::size_t field = 0;
    std::vector<std::uint32_t> numbers;
  };
  std::vector<FieldNumbers> fields_;
  std::size_t fields_used_ = 0;
  std::vector<Column> columns_;  // by node
  std::vector<SumBelow> below_;  // row after row; the last ones: of codes above which no row is wanted
  std::vector<char> has_below_;
};

}  // namespace gouji
