// The contract gouji.disclosure.v1: a document as JSON, without loss in either direction.
#pragma once

#include <string>
#include <string_view>

#include "model/document.hpp"

namespace gouji {

inline constexpr std::string_view kDisclosureSchema = "gouji.disclosure.v1";

// Reads one disclosure; lines count from `line` (the line of a record in NDJSON). Faults name file, line, the path
// inside the JSON and the mend: those of parse_json, "data.bad_schema", "data.missing_key", "data.unknown_key",
// "data.wrong_type", "data.number_not_text", "data.bad_year", "data.bad_kind", "data.bad_word", "data.bad_unit",
// "data.duplicate_column", "data.unknown_column", "data.too_many_cells".
Document read_disclosure(std::string_view json, const std::string& file, int line = 1);

// Keys in the order of the contract; no line end follows. Fault "data.duplicate_column" where two columns of a table
// have one name, because no reader could tell their cells apart.
std::string write_disclosure(const Document& document, bool pretty);

// <unit>-<year>-<kind by code>: the id of a document that was given none; “unknown” for a year that is not known.
std::string default_id(const Document& document);

// The folder of a document: its id where one was chosen, else <unit>-<year>-<kind in Chinese>; safe as a file name.
std::string dataset_name(const Document& document);

}  // namespace gouji
