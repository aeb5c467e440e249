// Forms of several projects in one grid: each project's name, money and goals stand in columns left of its indicators,
// and the row with the next name begins the next form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "import/form_head.hpp"
#include "import/form_labels.hpp"
#include "import/grid_form.hpp"

namespace gouji::intake {

class ListedForms {
 public:
  ListedForms(const FormWords& words, const SourceText& source, const FormLabels& labels)
      : words_(words), source_(source), labels_(labels) {}

  // Takes out of the head the columns that are of a form and not of its rows: none where no column left of the levels
  // holds names of projects, or where only blanks keep the columns (a wrapped name would be another project).
  void take_columns(FormHead& head);
  void forget() { columns_.clear(); }
  bool any() const { return !columns_.empty(); }

  // The row prints a project's name.
  bool names(const FormLine& line) const;
  // The row is of another project than `form`.
  bool next(const FormLine& line, const ReadForm& form) const;
  // A total over all projects.
  bool totals(const FormLine& line) const;
  // What the row tells of the form as a whole; a fact that it does not print is that of the form before.
  void read(const FormLine& line, const ReadForm* before, ReadForm& form) const;

 private:
  enum class Kind : std::uint8_t { fact, text, money };
  struct Column {
    int from = 0, to = 0;
    Kind kind = Kind::fact;
    const FormFact* fact = nullptr;
    std::string key;   // of the fact, of the text, of the field of the funds
    std::string name;  // as printed
  };
  std::optional<Column> column_of(const FormHeadColumn& head) const;
  const Column* name_column() const;
  const FormCell* cell_of(const FormLine& line, const Column& column) const;
  void read_money(const FormLine& line, const Column& column, ReadForm& form) const;

  const FormWords& words_;
  const SourceText& source_;
  const FormLabels& labels_;
  std::vector<Column> columns_;
  int levels_from_ = 0;  // the first column of the grid that is of the rows
};

}  // namespace gouji::intake
