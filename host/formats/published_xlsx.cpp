#include "formats/published_xlsx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "formats/grid_writer.hpp"
#include "formats/published_faults.hpp"
#include "formats/xlsx_workbook.hpp"

namespace gouji {
namespace {

constexpr int kPartingRows = 2;              // so many blank rows part two grids
constexpr std::size_t kMostPlacesNamed = 5;  // places that a note names

// A run of rows that belongs together; cells by their numbers in the sheet.
struct Block {
  std::size_t first = 0, last = 0;  // cells [first, last)
  int row = 0, last_row = 0;
};

class SheetLayout {
 public:
  SheetLayout(const Worksheet& sheet, const std::string& name, PublishedSource& source, std::size_t& area)
      : sheet_(sheet), name_(name), writer_(source), area_(area) {}

  void write(const std::string& file) {
    bool first = true;
    for (const Block& block : blocks()) {
      if (!first) writer_.blank_line(at(block.row, 0));
      write(block, first, file);
      first = false;
    }
  }

  // Texts below a merged cell, which the sheet does not show.
  std::vector<std::string> hidden;

 private:
  Place at(int row, int column) const {
    Place place;
    place.sheet = name_;
    place.cell = cell_address(row, column);
    return place;
  }

  // Rows that a merged cell reaches over belong together with it.
  std::vector<Block> blocks() const {
    std::vector<Block> found;
    std::size_t merge = 0;
    for (std::size_t i = 0; i < sheet_.cells.size(); ++i) {
      const int row = sheet_.cells[i].row;
      if (found.empty() || row > found.back().last_row + kPartingRows) found.push_back({i, i, row, row});
      Block& block = found.back();
      block.last = i + 1;
      block.last_row = std::max(block.last_row, row);
      for (; merge < sheet_.merges.size() && sheet_.merges[merge].row <= row; ++merge) {
        if (sheet_.merges[merge].row == row && holds_text(sheet_.merges[merge]))
          block.last_row = std::max(block.last_row, std::min(sheet_.merges[merge].last_row, last_used_row()));
      }
    }
    return found;
  }
  int last_used_row() const { return sheet_.cells.back().row; }
  bool holds_text(const SheetRange& merge) const {
    const auto cell = std::lower_bound(sheet_.cells.begin(), sheet_.cells.end(), merge,
                                       [](const SheetCell& one, const SheetRange& range) {
                                         return one.row != range.row ? one.row < range.row : one.column < range.column;
                                       });
    return cell != sheet_.cells.end() && cell->row == merge.row && cell->column == merge.column;
  }
  const SheetRange* merge_at(int row, int column) const {
    const auto merge = std::lower_bound(
        sheet_.merges.begin(), sheet_.merges.end(), SheetRange{row, column, 0, 0},
        [](const SheetRange& a, const SheetRange& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
    return merge != sheet_.merges.end() && merge->row == row && merge->column == column ? &*merge : nullptr;
  }

  // Rows of one cell above the table are titles and the like: lines.
  void write(Block block, bool page_start, const std::string& file) {
    while (block.first < block.last) {
      const SheetCell& cell = sheet_.cells[block.first];
      if (block.first + 1 < block.last && sheet_.cells[block.first + 1].row == cell.row) break;
      const SheetRange* merge = merge_at(cell.row, cell.column);
      if (merge != nullptr && merge->last_row > merge->row && block.first + 1 < block.last &&
          sheet_.cells[block.first + 1].row <= merge->last_row)
        break;  // the head of the rows beside it
      writer_.line(one_line(cell.text, false), at(cell.row, cell.column), page_start);
      page_start = false;
      if (++block.first < block.last) block.row = sheet_.cells[block.first].row;
    }
    if (block.first < block.last) write_grid(block, page_start, file);
  }

  void write_grid(const Block& block, bool page_start, const std::string& file) {
    int left = kMostSheetColumns;
    int right = 0;
    for (std::size_t i = block.first; i < block.last; ++i) {
      left = std::min(left, sheet_.cells[i].column);
      right = std::max(right, sheet_.cells[i].column);
    }
    auto merge = std::lower_bound(sheet_.merges.begin(), sheet_.merges.end(), block.row,
                                  [](const SheetRange& one, int row) { return one.row < row; });
    const auto first_merge = merge;
    for (auto one = merge; one != sheet_.merges.end() && one->row <= block.last_row; ++one) {
      if (one->column <= right && one->last_column > right && one->column >= left && holds_text(*one))
        right = one->last_column;
    }
    merge = first_merge;
    const auto columns = static_cast<std::size_t>(right - left + 1);
    area_ += columns * static_cast<std::size_t>(block.last_row - block.row + 1);
    if (area_ > kMostSheetCells) {
      throw refusals::too_much(file, fmt::format("的表格（连同空格）超过 {} 格，见工作表“{}”", kMostSheetCells, name_),
                               fmt::format("has tables of more than {} cells, see sheet {}", kMostSheetCells, name_));
    }
    std::vector<int> covered_to(columns, -1);  // by column: the last row that a merged cell covers
    std::size_t next = block.first;
    std::vector<GridText> cells;
    writer_.begin_grid(true);
    for (int row = block.row; row <= block.last_row; ++row) {
      cells.clear();
      while (merge != sheet_.merges.end() && merge->row < row) ++merge;
      for (int column = left; column <= right; ++column) {
        while (next < block.last &&
               (sheet_.cells[next].row < row || (sheet_.cells[next].row == row && sheet_.cells[next].column < column)))
          ++next;
        int& covered = covered_to[static_cast<std::size_t>(column - left)];
        while (merge != sheet_.merges.end() && merge->row == row && merge->column < column) ++merge;
        if (covered >= row) {
          if (next < block.last && sheet_.cells[next].row == row && sheet_.cells[next].column == column)
            hidden.push_back(cell_address(row, column));
          continue;
        }
        GridText cell;
        cell.column = column - left;
        cell.at = at(row, column);
        if (next < block.last && sheet_.cells[next].row == row && sheet_.cells[next].column == column)
          cell.text = sheet_.cells[next].text;
        if (merge != sheet_.merges.end() && merge->row == row && merge->column == column) {
          const int last_row = std::min(merge->last_row, block.last_row);
          const int last_column = std::min(merge->last_column, right);
          cell.rows = last_row - row + 1;
          cell.columns = 1;
          covered = last_row;
          for (int c = column + 1; c <= last_column && covered_to[static_cast<std::size_t>(c - left)] < row; ++c) {
            covered_to[static_cast<std::size_t>(c - left)] = last_row;
            ++cell.columns;
          }
        }
        cells.push_back(std::move(cell));
      }
      writer_.row(cells, cells.empty() ? at(row, left) : cells.front().at, page_start && row == block.row);
    }
    writer_.end_grid();
  }

  const Worksheet& sheet_;
  const std::string& name_;
  GridWriter writer_;
  std::size_t& area_;
};

class WorkbookReader {
 public:
  explicit WorkbookReader(ZipArchive& zip) : zip_(zip) {}

  PublishedSource read() {
    source_.format = "xlsx";
    OpenedWorkbook opened = open_workbook(zip_);
    parts_ = std::move(opened.parts);
    sheets_ = std::move(opened.sheets);
    bool any = false;
    for (const SheetEntry& entry : sheets_) {
      if (entry.hidden) {
        note(entry, "是隐藏的，没有读", "is hidden and was not read");
        continue;
      }
      if (!entry.cells) {
        note(entry, "是图表，没有读", "is a chart and was not read");
        continue;
      }
      const std::string xml = zip_.read(entry.part);
      const Worksheet sheet = read_worksheet(xml, entry.part, parts_);
      if (sheet.cells.empty()) {
        tell(entry, sheet, {});
        continue;
      }
      if (any) GridWriter(source_).blank_line({});
      SheetLayout layout(sheet, entry.name, source_, area_);
      layout.write(parts_.file);
      tell(entry, sheet, layout.hidden);
      any = true;
    }
    if (!any) {
      if (zip_.has_below("xl/media/")) throw refusals::no_text(parts_.file);
      throw std::move(Fault("import.empty", fmt::format("“{}”里可见的工作表都是空的", parts_.file),
                            fmt::format("the visible sheets of {} are empty", parts_.file))
                          .at_line(parts_.file, 0)
                          .hint("请核对文件；隐藏的工作表请先取消隐藏", "check the file; show hidden sheets first"));
    }
    return std::move(source_);
  }

 private:
  void note(const SheetEntry& entry, const std::string& zh, const std::string& en) {
    Place at;
    at.sheet = entry.name;
    source_.notes.push_back(
        {at, fmt::format("工作表“{}”{}", entry.name, zh), fmt::format("sheet {} {}", entry.name, en)});
  }
  static std::string named(const std::vector<SheetCell>& cells) {
    std::vector<std::string> addresses;
    for (const SheetCell& cell : cells) addresses.push_back(cell_address(cell.row, cell.column));
    return named(addresses);
  }
  static std::string named(const std::vector<std::string>& addresses) {
    const std::size_t count = std::min(kMostPlacesNamed, addresses.size());
    return fmt::format("{}{}",
                       fmt::join(addresses.begin(), addresses.begin() + static_cast<std::ptrdiff_t>(count), " "),
                       addresses.size() > count ? fmt::format(" …（{}）", addresses.size()) : "");
  }

  void tell(const SheetEntry& entry, const Worksheet& sheet, const std::vector<std::string>& covered) {
    if (!sheet.hidden_rows.empty()) {
      std::vector<std::string> rows;
      for (const int row : sheet.hidden_rows) rows.push_back(fmt::format("{}", row + 1));
      note(entry, fmt::format("有隐藏的行，也读入了：{}", named(rows)),
           fmt::format("has hidden rows, which were read: {}", named(rows)));
    }
    std::vector<bool> used(kMostSheetColumns, false);
    for (const SheetCell& cell : sheet.cells) used[static_cast<std::size_t>(cell.column)] = true;
    std::vector<std::string> columns;
    for (const SheetRange& range : sheet.hidden_columns) {
      for (int column = std::max(0, range.column); column <= std::min(range.last_column, kMostSheetColumns - 1);
           ++column) {
        if (!used[static_cast<std::size_t>(column)]) continue;
        used[static_cast<std::size_t>(column)] = false;  // named once
        columns.push_back(cell_address(0, column));
        columns.back().pop_back();
      }
    }
    if (!columns.empty()) {
      note(entry, fmt::format("有隐藏的列，也读入了：{}", named(columns)),
           fmt::format("has hidden columns, which were read: {}", named(columns)));
    }
    if (!sheet.not_computed.empty()) {
      note(entry, fmt::format("有公式没有保存结果，读作空白：{}", named(sheet.not_computed)),
           fmt::format("has formulas without a saved result, read as blank: {}", named(sheet.not_computed)));
    }
    if (!sheet.hidden_by_format.empty()) {
      note(entry, fmt::format("有数用格式隐藏，读作空白：{}", named(sheet.hidden_by_format)),
           fmt::format("has figures that their format hides, read as blank: {}", named(sheet.hidden_by_format)));
    }
    if (!covered.empty()) {
      note(entry, fmt::format("有内容被合并单元格盖住，没有读：{}", named(covered)),
           fmt::format("has contents below merged cells, which were not read: {}", named(covered)));
    }
  }

  ZipArchive& zip_;
  WorkbookParts parts_;
  std::vector<SheetEntry> sheets_;
  PublishedSource source_;
  std::size_t area_ = 0;
};

}  // namespace

PublishedSource read_published_xlsx(ZipArchive& zip) { return WorkbookReader(zip).read(); }

}  // namespace gouji
