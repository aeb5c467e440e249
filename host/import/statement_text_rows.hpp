// The rows of a table whose borders are lost: codes, names, line numbers and figures in printed order; which column a
// figure belongs to is not known yet.
#pragma once

#include <string>
#include <vector>

#include "import/statement_text_head.hpp"
#include "import/statement_tokens.hpp"

namespace gouji::intake {

struct TextRow {
  std::optional<Piece> label, code, line;
  std::optional<Piece> remark;  // words behind the figures
  std::size_t side = 0;
  std::size_t group = 0;  // of code, name and figures printed beside each other
  std::vector<StatementToken> figures;
  std::string label_doubt;
  bool more_figures = false;  // than there are columns
  int first_line = 0, last_line = 0;
};

inline constexpr const char* kWrappedName = "行名折行，归属不能确定";

using TokenLines = std::vector<std::vector<StatementToken>>;

// A cell a line: the cells of a row put on one line, which opens with its name or the code before it. Other lines are
// left as they are.
TokenLines join_cells(TokenLines lines);

// Rows that open with a code or a name.
std::vector<TextRow> read_listed_rows(const StatementLexicon& lexicon, const SourceText& source,
                                      const StatementSpec& spec, const TextColumns& columns, const TokenLines& lines);
// Two sides printed beside each other, with line numbers or without.
std::vector<TextRow> read_sided_rows(const SourceText& source, const StatementSpec& spec, const TextColumns& columns,
                                     const TokenLines& lines);
// Figures alone.
std::vector<TextRow> read_wide_rows(const TextColumns& columns, const TokenLines& lines);

// A row of figures alone whose total is not its parts, while another column of the row is: the head may have been read
// in another order than it is printed.
bool totals_elsewhere(const StatementSpec& spec, const TextColumns& columns, const std::vector<TextRow>& rows);

// Codes that stand on one line, at most; 1 where there are none.
std::size_t code_groups(const TokenLines& lines);

// Whether the token at `index` is a code of the classification: its length, and what stands around it.
bool is_code(const std::vector<StatementToken>& line, std::size_t index);

// Puts `token` behind what the name holds so far; words of one line keep the blanks between them.
void extend(const SourceText& source, std::optional<Piece>& name, const StatementToken& token);

}  // namespace gouji::intake
