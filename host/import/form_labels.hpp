// Labels of a form and what stands beside or below them: its facts and its texts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "import/form_lines.hpp"
#include "import/form_words.hpp"
#include "import/grid_form.hpp"

namespace gouji::intake {

// Adds to the form's text of that name; an empty value declares a printed blank.
void add_form_text(ReadForm& form, const std::string& name, Piece value);

class FormLabels {
 public:
  FormLabels(const FormWords& words, const SourceText& source) : words_(words), source_(source) {}

  // What rows below may still belong to is no longer awaited.
  void forget();
  // A row that opens with a label the vocabulary knows.
  void read_pairs(const FormLine& line, ReadForm& form);
  // A row of two cells, the first a label that the vocabulary does not know.
  bool read_unknown(const FormLine& line, ReadForm& form) const;
  // 扣分说明 | a sentence merged over most of the columns, below the closing row (`total_at`: behind so many
  // indicators): words of the form, no indicator.
  bool read_below_total(const FormLine& line, std::size_t total_at, ReadForm& form) const;
  // Texts below a row of labels, below a label that stood alone, beside a label that is merged over several rows.
  bool read_below(const FormLine& line, ReadForm& form) const;
  bool read_waiting(const FormLine& line, ReadForm& form) const;
  bool read_beside(const FormLine& line, ReadForm& form) const;
  // Figures in the row below, each under a name of its own, beside a label that the vocabulary does not know.
  bool read_schedule(const FormLine& line, const FormLine& below, ReadForm& form) const;
  // Where text alone tells the cells, the cell of prose of a row goes on in the next line: a lone text below it, or,
  // behind the grid's last row, one that is set far in.
  void await_prose(const FormText& prose, const FormLine& line);
  bool read_on(const FormLine& line, ReadForm& form);
  void keep_fact(const FormFact& fact, const Piece& label, Piece value, ReadForm& form) const;
  bool is_money_word(std::string_view text) const;

 private:
  // Labels that stand in a row for themselves: what stands below each is its text.
  struct TextColumn {
    int from = 0, to = 0;
    std::string name;
  };
  Piece piece(const FormCell& cell) const { return piece_of(source_, cell); }
  std::size_t unknown_pair(const std::vector<const FormCell*>& cells, std::size_t at, ReadForm& form) const;
  bool read_cut_text(const FormLine& line, ReadForm& form) const;
  void stray(const FormCell& cell, ReadForm& form) const;

  const FormWords& words_;
  const SourceText& source_;
  struct {
    std::string name;
    int column = 0, line = 0;  // of its last line; 0: none is under way
  } prose_;
  std::vector<TextColumn> texts_below_;
  int below_width_ = 0;           // columns of the grid that they stand in
  std::vector<int> years_below_;  // columns of the same row whose label is that of the year
  std::string waiting_;           // a text's label stood alone; its text may follow in the next row
};

}  // namespace gouji::intake
