// Every reading of a document that is in doubt, with its place in the source.
#pragma once

#include <vector>

#include "import/placement.hpp"
#include "import/source_text.hpp"
#include "model/document.hpp"
#include "model/import_report.hpp"

namespace gouji::intake {

// Facts, forms, tables and claims, in the order of the document. A reading stands where its doubtful placement stands;
// without one, where its row does.
void list_doubtful(const SourceText& source, const std::vector<Placement>& placed, const Document& document,
                   ImportReport& report);

}  // namespace gouji::intake
