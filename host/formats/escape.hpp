// Escaping: one function per sink, and no other way into it.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// HTML text nodes and quoted attribute values.
std::string html_text(std::string_view text);

// What a spreadsheet would take for a formula, or change unasked (leading zeros, dates, long codes), is put behind '.
// Plain printed numbers such as -123.45 stay as they are. `unguarded` takes the ' away again.
std::string guarded(std::string_view text);
std::string unguarded(std::string_view text);

// One CSV field: RFC 4180 quotes where they are needed. Guarding is the caller's.
std::string csv_field(std::string_view text);

// A TOML basic string with its quotes.
std::string toml_string(std::string_view text);

// A name that is safe on any file system: no separators, controls or leading dots, at most `most_bytes`.
std::string safe_file_name(std::string_view text, std::size_t most_bytes = 120);

// A worksheet name: at most 31 characters, without []:*?/\ and without ' at its ends.
std::string sheet_name(std::string_view text);

}  // namespace gouji
