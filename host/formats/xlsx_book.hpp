// A workbook of text cells under way: what all exports to XLSX share.
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace gouji {

enum class SheetStyle { text, figure, head, drawn_text, drawn_figure, drawn_head };  // drawn: with borders

class XlsxBook {
 public:
  XlsxBook();
  ~XlsxBook();
  XlsxBook(const XlsxBook&) = delete;
  XlsxBook& operator=(const XlsxBook&) = delete;

  // A new sheet with a name of its own near `wanted`. Fault "export.too_large" past 1,000 sheets.
  void sheet(const std::string& wanted);
  // All of the sheet opened last; rows and columns from 0. An empty text is a blank that keeps the text format.
  // Faults "export.too_large" (too many rows), "export.failed".
  void write(std::size_t row, std::size_t column, const std::string& text, SheetStyle style);
  void write_merged(std::size_t row, std::size_t column, std::size_t rows, std::size_t columns, const std::string& text,
                    SheetStyle style);
  void freeze_above(std::size_t row);
  void width(std::size_t column, int characters);
  void height(std::size_t row, double points);
  // On paper: lying A4, all columns on one page's width.
  void fit_to_paper();

  // Ends the book; nothing can be added afterwards.
  std::string bytes();

 private:
  struct Hidden;
  std::unique_ptr<Hidden> hidden_;
};

}  // namespace gouji
