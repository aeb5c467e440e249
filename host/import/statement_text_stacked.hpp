// A wrapped head over a row that numbers the columns: each column's name is what stands in the middle above its number,
// line below line: 财政专户 over 管理资金 over 收入 over 7.
#pragma once

#include <optional>

#include "import/statement_text_head.hpp"

namespace gouji::intake {

// A level is part of the names where it is sure which columns it is of. nullopt where a number has no words above it,
// or a word stands neither above one number nor above several nor over codes and names.
std::optional<TextColumns> stacked_columns(const StatementLexicon& lexicon, const SourceText& source,
                                           const TextRegion& region);

}  // namespace gouji::intake
