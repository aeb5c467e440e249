// Whole documents for people. All texts are escaped for their sink, nothing becomes a formula, and the same documents
// give the same bytes.
#pragma once

#include <span>
#include <string>

#include "model/document.hpp"

namespace gouji {

// One CSV with a section for each table, UTF-8 with byte order mark.
std::string export_csv(std::span<const Document> documents);

// One page that needs nothing else.
std::string export_html(std::span<const Document> documents);

// A workbook of text cells: a sheet for each table, and 自评表, 资金, 指标, 自评文字, 文字数. Of several documents each
// row says which it is of. Faults "export.too_large", "export.failed".
std::string export_xlsx(std::span<const Document> documents);

}  // namespace gouji
