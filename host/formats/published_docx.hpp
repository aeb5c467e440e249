// Word files (DOCX) as published: paragraphs are lines, tables grids; notes, heads and feet stand behind the text.
#pragma once

#include "formats/published.hpp"
#include "formats/zip_archive.hpp"

namespace gouji {

// Faults import.damaged, import.encrypted, import.too_much_inside, import.empty, import.no_text.
PublishedSource read_published_docx(ZipArchive& zip);

}  // namespace gouji
