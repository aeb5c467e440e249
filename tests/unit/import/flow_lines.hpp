// A text as the flow reader's tests give it.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "import/flow_table.hpp"

namespace gouji::intake {

// Splits a text into lines and fills in the gaps. A line opens a page when it begins with `page_mark`
// followed by text (one space, say; empty: never) or stands behind a form feed.
inline std::vector<FlowLine> flow_lines(std::string_view text, std::string_view page_mark) {
  std::vector<FlowLine> lines;
  int number = 0;
  int blanks = 0;
  bool page = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.find('\f') != std::string_view::npos) page = true;
    if (gouji::text::trim(line).empty()) {
      ++blanks;
      continue;
    }
    FlowLine entry{line, number, blanks, page};
    if (!page_mark.empty() && gouji::text::starts_with(line, page_mark) && line.size() > page_mark.size()) {
      std::size_t pos = page_mark.size();
      entry.page_start = entry.page_start || !gouji::text::is_space(gouji::text::decode_next(line, pos));
    }
    lines.push_back(entry);
    blanks = 0;
    page = false;
  }
  return lines;
}

}  // namespace gouji::intake
