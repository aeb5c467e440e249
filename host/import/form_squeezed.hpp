// Tables of goals in text that lost its columns: one blank between two cells, or always two, names of levels printed
// once. What they hold is always printed, so that the cells of a row are told by counting them from its end.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "import/form_head.hpp"
#include "import/form_lines.hpp"
#include "import/form_words.hpp"

namespace gouji::intake {

class SqueezedForms {
 public:
  SqueezedForms(const FormWords& words, const SourceText& source) : words_(words), source_(source) {}
  // The lines with such tables, and the labels between their titles and heads, parted into cells. Those of a vocabulary
  // with values that were reached stay: cells of theirs may be blank.
  std::vector<FormLine> part(std::vector<FormLine> lines);

 private:
  struct Table {
    SourceGrid* grid = nullptr;
    std::size_t columns = 0, levels = 0;  // `levels` of them before the names
    std::vector<std::string> keys;        // of the columns
    bool wide = false;                    // two blanks between two cells
  };
  std::optional<Table> head_at(std::vector<FormLine>& lines, std::size_t at);
  void part_labels(std::vector<FormLine>& lines, std::size_t at, const Table& table);
  std::size_t part_rows(std::vector<FormLine>& lines, std::size_t at, const Table& table);
  bool is_level(const std::string& key, std::string_view text) const;

  const FormWords& words_;
  const SourceText& source_;
  std::deque<SourceGrid> grids_;
  std::deque<std::string> texts_;
};

}  // namespace gouji::intake
