// One worksheet's cells as the sheet shows them, its merged ranges, and what of it is hidden.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/xlsx_styles.hpp"

namespace gouji {

inline constexpr int kMostSheetRows = 1'048'576;
inline constexpr int kMostSheetColumns = 16'384;
inline constexpr std::size_t kMostSheetCells = 4'000'000;  // blank ones of the used ranges among them, all sheets
inline constexpr std::size_t kMostSharedStrings = 4'000'000;
inline constexpr std::size_t kMostMerges = 500'000;
inline constexpr std::size_t kMostTextBytes = std::size_t{256} << 20U;  // of all cells: a string may be in many
inline constexpr std::size_t kMostCellBytes = std::size_t{1} << 20U;    // a sheet holds 32,767 characters

struct SheetCell {
  int row = 0, column = 0;  // from 0
  std::string text;         // never empty
};
struct SheetRange {
  int row = 0, column = 0, last_row = 0, last_column = 0;
};
struct Worksheet {
  std::vector<SheetCell> cells;  // by row, then column; those that show something
  std::vector<SheetRange> merges;
  std::vector<int> hidden_rows;             // with cells, ascending
  std::vector<SheetRange> hidden_columns;   // columns only
  std::vector<SheetCell> not_computed;      // formulas that the file has no result of
  std::vector<SheetCell> hidden_by_format;  // figures that their format does not show
};

struct WorkbookParts {
  std::string file;
  std::vector<std::string> strings;
  XlsxStyles styles;
  bool since_1904 = false;
  std::size_t text_bytes = 0;  // of the cells read so far
};

// "B12" for (11, 1).
std::string cell_address(int row, int column);

std::vector<std::string> read_shared_strings(std::string_view part, const std::string& file);
// `bytes` is the sheet's XML; `part` what messages call it. Faults import.damaged, import.too_much_inside.
Worksheet read_worksheet(std::string_view bytes, std::string_view part, WorkbookParts& workbook);

}  // namespace gouji
