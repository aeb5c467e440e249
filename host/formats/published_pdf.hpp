// PDF files as published: words with their places, by pdftotext (poppler-utils) as a child process, put together to
// lines of pages and to grids worked out from positions.
#pragma once

#include <string>
#include <string_view>

#include "formats/published.hpp"

namespace gouji {

// Faults import.damaged, import.encrypted, import.no_text, import.no_tool, import.tool_failed.
PublishedSource read_published_pdf(std::string_view bytes, const std::string& file);

}  // namespace gouji
