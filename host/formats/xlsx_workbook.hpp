// The sheets of a workbook (XLSX): their names and parts, and what all of them share.
#pragma once

#include <string>
#include <vector>

#include "formats/xlsx_sheet.hpp"
#include "formats/zip_archive.hpp"

namespace gouji {

struct SheetEntry {
  std::string name;
  std::string part;
  bool hidden = false;
  bool cells = true;  // false: a chart
};

struct OpenedWorkbook {
  WorkbookParts parts;
  std::vector<SheetEntry> sheets;  // in the order of the workbook
};

// Faults import.damaged, import.encrypted, import.too_much_inside.
OpenedWorkbook open_workbook(ZipArchive& zip);

}  // namespace gouji
