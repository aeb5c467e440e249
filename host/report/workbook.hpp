// A workbook in memory through libxlsxwriter: texts are texts, never formulas; the same calls give the same bytes.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace gouji::report {

class Workbook {
 public:
  enum class Style : std::uint8_t {
    text,
    head,
    title,
    red,
    yellow,
    blue,
    faint,
    answer,
    answer_head,
    answer_date,
    count,
    figure
  };
  enum class Paper : std::uint8_t { a3 = 8, a4 = 9 };  // as spreadsheets number them
  struct Column {
    std::string head;
    double width;
    bool answer = false;                    // to be filled in: open for writing in a sheet that is else locked
    bool date = false;                      // the answer is a day
    std::vector<std::string> choices = {};  // to pick from; a column with a `free` list takes other words too
    bool free = false;
    int from = 0, to = 0;   // the answer is a whole number between them; 0, 0: it is not
    std::string hint = {};  // shown beside the cell that is filled in
    bool figure = false;    // figures stand at the right, texts at the left
  };

  Workbook();
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  // A sheet with a frozen head line and a filter over its columns. Where a column is an answer, all other cells are
  // locked, without a password. Names are cut to 31 characters and made different from each other.
  void list_sheet(std::string_view name, const std::vector<Column>& columns);
  // A sheet of free lines.
  void plain_sheet(std::string_view name, const std::vector<double>& widths);
  // The next line of the current sheet; nothing more once a sheet is full (its last line then says so).
  void line(const std::vector<std::string>& texts, Style style = Style::text);
  // The next line, its cells from `first_count` on being whole numbers.
  void counts_line(const std::vector<std::string>& texts, std::size_t first_count);
  // Behind the columns of the current list: whole numbers of its columns against the texts of the column `along`.
  void line_chart(std::string_view title, std::size_t along, const std::vector<std::size_t>& figures);
  // Paper shows the columns up to this one only, of the current list.
  void print_up_to(std::size_t column, Paper paper);
  // The next line, with a whole number in its first cell. `answerable`: its answer cells are open.
  void numbered_line(int number, const std::vector<std::string>& texts, int styled_cell, Style style,
                     bool answerable = true);

  // The finished file. Fault "report.xlsx" when the library could not write it.
  std::string finish(std::string_view title);

 private:
  void new_sheet(std::string_view name);
  void close_sheet();
  void protect();
  void fit_row(const std::vector<std::string>& texts, std::size_t first_column);
  std::string own_name(std::string_view wanted);
  bool next_line();
  void cell(std::uint16_t column, std::string_view text, Style style);
  lxw_format* format(Style style);

  int memory_ = -1;  // a file that is in memory only
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  std::vector<lxw_format*> formats_;
  std::vector<Column> columns_;  // of the current list
  std::set<std::string> names_;  // folded: Excel takes 甲A and 甲a for one
  std::vector<double> widths_;   // of the current sheet
  std::uint32_t row_ = 0;
  std::uint16_t filter_columns_ = 0;
};

}  // namespace gouji::report
