// Plain text as published: what a PDF's text layer, an editor or a copy from a page gives.
#pragma once

#include <string>
#include <string_view>

#include "formats/published.hpp"

namespace gouji {

// UTF-8 (with or without BOM), UTF-16 with BOM or GB18030 as UTF-8; Faults import.empty, import.not_text.
std::string decode_published(std::string_view bytes, const std::string& file);

// Lines as they are, numbered as in the file; `text` is UTF-8.
PublishedSource read_published_text(std::string_view text);

}  // namespace gouji
