// The text of a published file, whatever encoding it came in.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// As UTF-8: from UTF-8 and UTF-16 (with byte order mark, or without where it is obvious), GB18030 and its subsets, and
// Big5 where HTML says so. A few bytes that fit nothing become U+FFFD. What does not print (zero-width marks) is left
// out, other controls are made visible; line ends, tabs and form feeds stay.
// Faults import.empty, import.not_text (with the line of the first byte that no text has).
std::string decode_published(std::string_view bytes, const std::string& file);

// Without what does not print; line ends, tabs and form feeds stay.
std::string printed_text(std::string_view text);

}  // namespace gouji
