// A head of two lines whose words no places tell apart (one blank between them): which words of the upper line stand
// over which of the lower one follows from how many figures the rows have, what adds up, and what is a level elsewhere.
#pragma once

#include <optional>

#include "import/statement_text_rows.hpp"

namespace gouji::intake {

// nullopt where no way of reading the head gives as many columns as the fullest rows have figures. Where several ways
// are as likely, or nothing adds up that would show it, the columns are doubtful.
std::optional<TextColumns> levelled_columns(const StatementLexicon& lexicon, const SourceText& source,
                                            const TextRegion& region, const TokenLines& lines);

}  // namespace gouji::intake
