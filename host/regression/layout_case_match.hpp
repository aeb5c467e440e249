// Did an import read what a case of its layout expects? Where not: which cell, and what stood there.
#pragma once

#include <string>

#include "import/import.hpp"
#include "regression/case_match.hpp"
#include "regression/layout_case_file.hpp"

namespace gouji {

// `layout` is the one that must have recognised the source.
CaseVerdict match_import(const LayoutExpectation& expect, const std::string& layout, const intake::Imported& got);

// `code` of the Fault that the import ended with.
CaseVerdict match_error(const LayoutExpectation& expect, const Fault& fault);

}  // namespace gouji
