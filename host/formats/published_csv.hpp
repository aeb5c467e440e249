// CSV as published: the separator is the one by which records agree best.
#pragma once

#include <string>
#include <string_view>

#include "formats/published.hpp"

namespace gouji {

// `text` is decoded. Records of several fields that follow each other are one grid; a record of one field (a title),
// and the titles before a grid that a spreadsheet has filled up with empty fields, are lines; an empty record ends a
// grid. Rows are ragged as they are. Faults csv.syntax (a quote is never closed) and those of SourceAllowance.
PublishedSource read_published_csv(std::string_view text, const std::string& file);

}  // namespace gouji
