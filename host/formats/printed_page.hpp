// A disclosure as its department would print it: paragraphs and ruled tables with merged cells. What stands where comes
// from the layouts of the packs (import/print_*); here it becomes a page, a sheet or a workbook that can be imported.
#pragma once

#include <string>
#include <vector>

namespace gouji {

struct PrintedCell {
  std::string text;
  int column = 0;             // from 0
  int rows = 1, columns = 1;  // how far it is merged
  bool head = false;
  bool figure = false;  // set to the right
};

struct PrintedBlock {
  std::string text;                            // a paragraph, when there are no rows
  bool title = false;                          // of the page or of the table below it
  std::vector<std::vector<PrintedCell>> rows;  // cells in the order of their columns
  int columns = 0;
  std::string name;  // of the sheet that a workbook begins with it; empty: it stays on the sheet before
};

struct PrintedPage {
  std::string title;
  std::vector<PrintedBlock> blocks;
};

// One page that needs nothing else.
std::string page_as_html(const PrintedPage& page);
// UTF-8 with byte order mark; a merged cell stands where it begins, the cells that it covers are blank.
std::string page_as_csv(const PrintedPage& page);
// A workbook of text cells. Faults "export.too_large", "export.failed".
std::string page_as_xlsx(const PrintedPage& page);

}  // namespace gouji
