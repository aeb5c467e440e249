// UTF-8 text as the importers need it: code points, display widths, folding for comparisons.
// Every function takes and gives UTF-8; malformed bytes become U+FFFD one by one and never throw.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gouji::text {

// Decodes the code point at `pos` and moves `pos` behind it. `pos` must be below s.size().
char32_t decode_next(std::string_view s, std::size_t& pos);

// Whole strings from and to code points.
std::u32string decode(std::string_view s);
void append_utf8(std::string& out, char32_t c);
std::string encode(std::u32string_view s);

// Columns on a terminal or in a ruled table: 2 for CJK and full-width forms, 0 for combining marks, else 1.
int display_width(char32_t c);
int display_width(std::string_view s);

// Spaces of every kind: ASCII, no-break, ideographic, zero-width, byte order mark.
bool is_space(char32_t c);
// ASCII or full-width digit.
bool is_digit(char32_t c);
// Han ideographs (not punctuation).
bool is_han(char32_t c);
// ASCII or full-width Latin letter.
bool is_latin(char32_t c);
// ASCII alone, in text that is folded or written by us.
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
// Whether any is a Han ideograph.
bool has_han(std::string_view s);

// For matching only: NFKC, so that full-width and compatibility forms compare equal to the plain ones.
std::string fold(std::string_view s);
// The same for one code point; forms that would become several stay as they are, so that offsets hold.
char32_t fold(char32_t c);
std::u32string fold_each(std::u32string_view s);

// Without white space at both ends; a view into `s`.
std::string_view trim(std::string_view s);
// Without any white space at all.
std::string strip_spaces(std::string_view s);
// strip_spaces and fold: the form in which labels are compared.
std::string label_form(std::string_view s);

bool starts_with(std::string_view s, std::string_view prefix);
bool ends_with(std::string_view s, std::string_view suffix);

// Well-formed UTF-8 throughout.
bool is_valid(std::string_view s);

// The first `count` code points; a view into `s`.
std::string_view prefix(std::string_view s, std::size_t count);
// At most `count` code points, the last one "…" where something was cut.
std::string shorten(std::string_view s, std::size_t count);
// For messages: control characters as their pictures, invisible direction marks as U+FFFD.
std::string visible(std::string_view s);
// Line by line, each with its end, so that names out of sources cannot steer the terminal.
std::string visible_lines(std::string_view text);
// What a message quotes of a file: visible, at most 60 code points.
std::string excerpt(std::string_view s);
// As a string of Lua or TOML on one line: between quotes, with \ before quotes and \.
std::string quoted(std::string_view s);

// A plain printed number: digits with one optional decimal point, nothing else (folded digits count).
bool is_plain_number(std::string_view s);

}  // namespace gouji::text
