// How every page that we write begins: what it may load is itself and nothing else.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// From <!DOCTYPE html> to <body>. `language` is that of the lang attribute; the title is escaped here, style and script
// are ours; where there is no script, none is allowed.
std::string html_page_opening(std::string_view title, std::string_view language, std::string_view style,
                              std::string_view script = {});
inline constexpr std::string_view kHtmlPageEnd = "</body>\n</html>\n";

}  // namespace gouji
