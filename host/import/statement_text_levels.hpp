// A head of two lines whose words no places tell apart (one blank between them): which words of the upper line stand
// over which of the lower one follows from how many figures the rows have, what adds up, and what is a level elsewhere.
#pragma once

#include <optional>

#include "import/statement_text_rows.hpp"

namespace gouji::intake {

// Whether each line of a head is one word: the cells of a table that was copied, one below the other.
bool is_listed_head(const StatementLexicon& lexicon, const SourceText& source, const TextRegion& region);

// Two lines, or a head of one word a line whose second level begins with the names of codes and rows: 功能科目 | 合计 |
// 财政拨款 | 编码 | 名称 | 小计 | 一般公共预算.
// nullopt where no way of reading the head gives as many columns as the fullest rows have figures. Where several ways
// are as likely, or nothing adds up that would show it, the columns are doubtful.
std::optional<TextColumns> levelled_columns(const StatementLexicon& lexicon, const SourceText& source,
                                            const TextRegion& region, const TokenLines& lines);

// The same for two sides whose columns stand in the first line, where the second one stands below columns of the right
// side: 项目 | 预算数 | 项目 | 预算数 over 合计 | 一般公共预算 | 政府性基金预算. Nothing where the figures of the rows
// do not tell how many columns each side has.
std::optional<TextColumns> levelled_sides(const StatementLexicon& lexicon, const SourceText& source,
                                          const TextRegion& region, const TokenLines& lines);

}  // namespace gouji::intake
