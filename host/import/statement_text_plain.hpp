// A head that names each column in one line, as text with single blanks prints it: 科目编码 科目名称 合计 基本支出.
// Its words are the columns', whatever a known table calls them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/statement_text_rows.hpp"

namespace gouji::intake {

struct PlainHead {
  std::vector<std::string> names;  // of the columns of figures, at least one
  bool codes = false;              // a column of codes stands before the names
  bool lines = false;              // 行次 or 序号
  bool serials = false;            // it stands before the names
  std::string remark;              // the last column, of words
};

// nullopt: the line opens with no head of names or codes, names none but those, or has words of other forms.
std::optional<PlainHead> read_plain_head(const StatementLexicon& lexicon, std::string_view line);

// Whether the last of several words is a figure or a mark for nothing: a row of a table.
bool ends_with_value(const StatementLexicon& lexicon, std::string_view line);

// What a line prints, parted by blanks; single letters with blanks between them are one word: 项 目, 合 计.
std::vector<std::string> plain_words(std::string_view line);

// By name: the column of the known table, each once, or kNone.
std::vector<std::size_t> columns_known(const StatementSpec& spec, const std::vector<std::string>& names);

// The columns of such a head for a region whose head is one line; nullopt for any other. Columns of the known table
// are found by their names, so that its sums hold here too.
std::optional<TextColumns> plain_columns(const StatementLexicon& lexicon, const SourceText& source,
                                         const TextRegion& region);

// The same for two sides with columns of their own, beside each other under nothing but the names of the sides:
// 项目 预算数 项目 合计 一般公共预算. nullopt where both sides have as many, or the known table tells how many.
std::optional<TextColumns> plain_sides(const StatementLexicon& lexicon, const SourceText& source,
                                       const TextRegion& region);

// Whether rows so read bear the columns out: none has more figures, and one fills them all, or no figure is printed, or
// all columns are `known`.
bool fill_columns(const std::vector<TextRow>& rows, std::size_t columns, bool known);

}  // namespace gouji::intake
