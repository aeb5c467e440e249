// A workbook in memory through libxlsxwriter: texts are texts, never formulas; the same calls give the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace gouji::report {

class Workbook {
 public:
  enum class Style : std::uint8_t { text, head, title, red, yellow, blue, faint };
  struct Column {
    std::string head;
    double width;
  };

  Workbook();
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  // A sheet with a frozen head line and a filter over its columns.
  void list_sheet(std::string_view name, const std::vector<Column>& columns);
  // A sheet of free lines.
  void plain_sheet(std::string_view name, const std::vector<double>& widths);
  // The next line of the current sheet; nothing more once a sheet is full (its last line then says so).
  void line(const std::vector<std::string>& texts, Style style = Style::text);
  // The next line, with a whole number in its first cell.
  void numbered_line(int number, const std::vector<std::string>& texts, int styled_cell, Style style);

  // The finished file. Fault "report.xlsx" when the library could not write it.
  std::string finish(std::string_view title);

 private:
  void new_sheet(std::string_view name);
  void close_sheet();
  bool next_line();
  void cell(std::uint16_t column, std::string_view text, Style style);
  lxw_format* format(Style style);

  int memory_ = -1;  // a file that is in memory only
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  std::vector<lxw_format*> formats_;
  std::uint32_t row_ = 0;
  std::uint16_t filter_columns_ = 0;
};

}  // namespace gouji::report
