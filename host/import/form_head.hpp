// The head of a block of a form (its funds, its indicators): which columns of the grid hold what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "import/form_lines.hpp"
#include "import/form_words.hpp"

namespace gouji::intake {

enum class FormPlace : std::uint8_t {
  field,   // a field of the record
  level,   // weight of a level, which `key` names
  more,    // kept under its printed head
  label,   // before the first field of the funds: the row's label
  side,    // printed beside the block
  order,   // read, not kept
  form,    // of a form as a whole, several of which stand in the grid (form_listed.hpp)
  nothing  // no head above it
};

struct FormHeadColumn {
  int from = 0, to = 0;  // columns of the grid [from, to)
  FormPlace place = FormPlace::nothing;
  std::string key;       // field of the record
  std::string printed;   // head as printed, its levels joined, without blanks
  int half = 0;          // which of the forms' halves beside each other
  std::string doubtful;  // why what stands below it is not certain, or empty
  bool unknown = false;  // no head of the vocabulary: kept under the name that is printed
};

struct FormHead {
  const SourceGrid* grid = nullptr;
  bool indicators = false;
  std::size_t lines = 1;  // rows of the head
  std::vector<FormHeadColumn> columns;
  std::vector<FormCell> cells;  // printed in the head
  int halves = 1;
  const FormHeadColumn* column(std::string_view key, int half = 0) const;
};

// The head that begins at lines[at]; nullopt when none does.
std::optional<FormHead> find_form_head(const FormWords& words, const std::vector<FormLine>& lines, std::size_t at);

// The head over a grid that goes on without the label beside the block, so that its columns stand further left; nullopt
// where the grid is not as wide as that.
std::optional<FormHead> without_side(const FormHead& head, const SourceGrid& grid);

}  // namespace gouji::intake
