// Whether a workbook that the library wrote is whole: it keeps its sheets in temporary files and does not say when a
// disk had no room for them.
#pragma once

#include <string_view>

namespace gouji {

// Fault "export.failed" where a part is missing or cut.
void need_whole_book(std::string_view bytes);

}  // namespace gouji
