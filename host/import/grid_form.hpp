// Self-evaluation forms in grids of cells and the lines around them, read by their vocabulary: where a form begins,
// what stands beside its labels, its funds, its indicators, its total, its texts and notes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "import/form_spec.hpp"
#include "import/form_words.hpp"
#include "import/source_text.hpp"

namespace gouji::intake {

struct FormField {
  std::string key;  // field of the record; empty: kept under `printed`
  std::string printed;
  Piece piece;  // empty text: a printed blank
};

// A row of funds or of indicators.
struct FormRow {
  std::vector<FormField> fields;
  int first_line = 0, last_line = 0;
  const FormField* find(std::string_view key) const;
};

struct ReadForm {
  std::optional<Piece> title, year, money_unit;
  std::string scope;             // project, department
  std::vector<FormField> facts;  // by the keys of the vocabulary's facts, in printed order
  std::vector<FormRow> funds, indicators;
  std::optional<Piece> total_weight, total_score, grade;
  std::vector<FormField> totals;                                  // further figures of the closing row
  std::vector<std::pair<std::string, std::vector<Piece>>> texts;  // no pieces: a printed blank
  std::vector<std::string> fund_heads, indicator_heads;           // as printed, without blanks, in printed order
  std::vector<std::string> unknown_heads;                         // of these, those that the vocabulary does not have
  std::vector<Piece> seen;  // heads, labels, notes, and what is never kept: read, nothing to keep
  int first_line = 0, last_line = 0;
  const FormField* fact(std::string_view key) const;
};

// The forms of the source in printed order. A doubtful piece says why. Linear in cells.
std::vector<ReadForm> read_grid_forms(const FormWords& words, const SourceText& source, int from, int to);
std::vector<ReadForm> read_grid_forms(const FormSpec& spec, const SourceText& source, int from, int to);

}  // namespace gouji::intake
