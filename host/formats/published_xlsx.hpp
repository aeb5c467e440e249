// Workbooks (XLSX) as published: every visible sheet in order, each block of cells a grid, the lines above it lines.
#pragma once

#include <string>
#include <string_view>

#include "formats/published.hpp"
#include "formats/zip_archive.hpp"

namespace gouji {

// Faults import.damaged, import.encrypted, import.too_much_inside, import.empty.
PublishedSource read_published_xlsx(ZipArchive& zip);

}  // namespace gouji
