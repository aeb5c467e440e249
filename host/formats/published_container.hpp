// Formats that are told by their first bytes: PDF, office files, pictures and archives.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "formats/published.hpp"

namespace gouji {

// Nothing for what is text, or at least none of these. Faults of the formats.
std::optional<PublishedSource> read_published_container(std::string_view bytes, const std::string& file);

}  // namespace gouji
