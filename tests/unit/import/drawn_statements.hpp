// Invented tables in grids as the tests of their reader draw them, the book that knows them, and their rows in words.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "import/statement_grid.hpp"

namespace gouji::intake {

inline StatementBook grid_book() {
  StatementBook grid_book;
  StatementWords& words = grid_book.words;
  words.numbers = {"(公开\\s*[0-9]{1,2}\\s*表)", "(附?表\\s*[0-9]{1,2})(?:[^0-9年]|$)"};
  words.units = {"单\\s*位\\s*[：:]\\s*(万元|元)"};
  words.furniture = {"^\\s*(部门|编制单位)\\s*[：:]"};
  words.notes = {"^\\s*(注|说明)\\s*[：:]"};
  words.empty = {"无数据", "没有发生数"};
  words.continued = {"[（(]续[）)]\\s*$", "^续表$"};
  words.goes_on = {"^[（(]续下页[）)]$"};
  words.label_heads = {"项目", "项目名称", "科目名称", "名称", "功能分类科目"};
  words.code_heads = {"编码", "科目编码", "类", "款", "项"};
  words.line_heads = {"行次"};
  words.serial_heads = {"序号"};
  words.remark_heads = {"备注", "原因"};
  words.number_heads = {"栏次"};
  words.sides = {"收入", "支出"};
  words.subtotals = {"小计", "合计", "总计"};
  words.totals = {"合计", "总计"};
  words.titles = {"表"};
  words.others = {"三级指标", "全年执行数"};
  words.list_names = {"项目名称"};
  words.list_heads = {"全年执行数"};
  words.blanks = {"-", "—", "无"};
  words.untitled = "未命名表";

  StatementSpec both;
  both.name = "收支预算总表";
  both.sides = {"收入", "支出"};
  both.columns = {{"预算数", {"金额"}}};
  both.labels = {"财政拨款收入", "本年收入合计", "基本支出", "结转下年"};
  StatementSpec income;
  income.name = "收入预算总表";
  income.codes = true;
  income.columns = {{"收入总计", {"合计"}},
                    {"一般公共预算拨款收入", {}},
                    {"政府性基金预算拨款收入", {}},
                    {"上级补助收入", {"上级补助"}},
                    {"其他收入", {}}};
  StatementSpec basic;
  basic.name = "一般公共预算支出表";
  basic.codes = true;
  basic.columns = {{"总计", {"合计"}},
                   {"基本支出/小计", {}},
                   {"基本支出/人员经费", {"人员经费"}},
                   {"基本支出/公用经费", {"公用经费"}},
                   {"项目支出/小计", {}},
                   {"项目支出/本级项目", {"本级项目"}}};
  StatementSpec wide;
  wide.name = "三公经费支出决算表";
  wide.wide = true;
  wide.columns = {{"预算数/合计", {}}, {"决算数/合计", {}}};
  StatementSpec economic;
  economic.name = "基本支出决算表";
  economic.codes = true;
  economic.columns = {{"决算数", {}}};
  economic.labels = {"工资福利支出", "商品和服务支出", "人员经费合计", "公用经费合计"};
  grid_book.tables = {both, income, basic, wide, economic};
  return grid_book;
}

// A page of lines and grids. Cells of a row are parted by "|"; "^" is a place that a merged cell covers, "[2x3]" before
// a text merges it over 2 rows and 3 columns.
class Page {
 public:
  Page& line(const std::string& text) {
    source_.lines.push_back({text, {static_cast<int>(source_.lines.size()) + 1, 0, 0, "", ""}, false});
    return *this;
  }
  Page& grid(const std::vector<std::string>& rows, bool drawn = true) {
    SourceGrid grid;
    grid.drawn = drawn;
    grid.first_line = static_cast<int>(source_.lines.size()) + 1;
    for (const std::string& row : rows) {
      std::string text;
      int column = 0;
      for (std::size_t start = 0; start <= row.size(); ++column) {
        const std::size_t end = std::min(row.find('|', start), row.size());
        std::string cell = row.substr(start, end - start);
        start = end + 1;
        if (cell == "^") continue;
        SourceCell one;
        one.row = grid.rows;
        one.column = column;
        if (cell.size() > 5 && cell[0] == '[' && cell[2] == 'x') {
          one.rows = cell[1] - '0';
          one.columns = cell[3] - '0';
          cell.erase(0, 5);
        }
        if (!text.empty() || column > 0) text += '\t';
        one.line = static_cast<int>(source_.lines.size()) + 1;
        one.begin = text.size();
        text += cell;
        one.end = text.size();
        one.at.line = one.line;
        grid.cells.push_back(one);
      }
      grid.columns = std::max(grid.columns, column);
      ++grid.rows;
      line(text);
    }
    grid.last_line = static_cast<int>(source_.lines.size());
    source_.grids.push_back(grid);
    return *this;
  }
  std::vector<ReadTable> read() {
    text_.emplace(source_);
    return read_grid_statements(grid_book(), *text_, 1, text_->line_count());
  }

 private:
  PublishedSource source_;
  std::optional<SourceText> text_;
};

inline std::string shown_row(const ReadRow& row) {
  std::vector<std::string> parts;
  if (!row.side.empty()) parts.push_back(row.side);
  if (row.code) parts.push_back(row.code->text);
  if (row.line) parts.push_back("#" + row.line->text);
  parts.push_back(row.label ? row.label->text : "~");
  for (const auto& cell : row.cells) parts.push_back(!cell ? "absent" : cell->text.empty() ? "blank" : cell->text);
  return fmt::format("{}", fmt::join(parts, " "));
}

inline std::vector<std::string> shown_row(const ReadTable& table) {
  std::vector<std::string> rows;
  for (const ReadRow& row : table.rows) rows.push_back(shown_row(row));
  return rows;
}

using Rows = std::vector<std::string>;

}  // namespace gouji::intake
