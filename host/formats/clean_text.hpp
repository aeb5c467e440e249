// Texts at entry: what may lie to a reader or break a sink is made visible once, here, and nowhere after.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// Malformed UTF-8 becomes U+FFFD; line ends become \n; controls (but \n and \t), direction marks and zero-width
// characters become their visible form \u{202E}. Clean texts come back unchanged, and so does what it returned.
std::string clean_text(std::string_view text);

// What clean_text makes visible, and \r, which it makes a line end or drops.
bool is_hidden(char32_t c);

// Text that came as GB18030 (Excel and WPS save CSV so) or UTF-8, as UTF-8 without byte order mark.
// Fault "data.encoding" when it is neither; `file` is for the message.
std::string to_utf8(std::string bytes, const std::string& file);

bool is_utf8(std::string_view bytes);

}  // namespace gouji
