// Blocks of forms in lines whose cells stand one blank or more apart and roughly below their heads, as programs that
// lay out narrow tables by letters print them. Each word is given to a column by what it says, by its order on the line
// and by where the words of other lines stand; what another column would take nearly as well is doubtful.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "import/form_head.hpp"
#include "import/form_lines.hpp"
#include "import/form_word_costs.hpp"
#include "import/form_words.hpp"

namespace gouji::intake {

class WordwiseForms {
 public:
  WordwiseForms(const FormWords& words, const SourceText& source) : words_(words), source_(source) {}
  // The lines with such blocks parted into cells, each block a grid of its own; only in text, outside grids. A block
  // that does not part into rows of figures stays as it was. Linear in words, but for the columns of a block.
  std::vector<FormLine> part(std::vector<FormLine> lines);

 private:
  struct Block {
    std::size_t at = 0, lines = 0;  // of the head
    int known = 0;                  // heads that the vocabulary has
    std::vector<FormCell> cells;    // of the head, by column
    std::vector<int> places;        // of these, on the line
    std::vector<FormCell> parts;    // of one head, on a line below
    std::vector<int> part_places;
    SourceGrid grid;
    FormHead head;
  };
  std::vector<LineWord> words_of(const FormLine& line) const;
  std::optional<Block> block_at(const std::vector<FormLine>& lines, std::size_t at);
  std::optional<Block> head_of(const std::vector<FormLine>& lines, std::size_t at, std::size_t count);
  void add_head(Block& found, const FormBlock& block, FormCell cell, int place, bool first_line);
  bool add_parts(const std::vector<FormLine>& lines, Block& found) const;
  bool ends(const std::vector<FormLine>& lines, const Block& found, std::size_t next,
            const std::vector<LineWord>& words) const;
  void part_goals(std::vector<FormLine>& lines, std::size_t from);
  std::size_t part_block(std::vector<FormLine>& lines, Block found);
  void put_beside(std::vector<FormLine>& lines, std::size_t at, std::vector<FormCell> head,
                  const std::vector<FormCell>& beside, bool indicators);
  void join_names(std::vector<FormLine>& lines, std::size_t at, std::size_t next, const FormBlock& block);

  const FormWords& words_;
  const SourceText& source_;
  std::deque<SourceGrid> grids_;
  std::deque<std::string> texts_;
};

}  // namespace gouji::intake
