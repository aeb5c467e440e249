#include "formats/printed_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/text.hpp"
#include "formats/csv_file.hpp"
#include "formats/escape.hpp"
#include "formats/html_page.hpp"
#include "formats/xlsx_book.hpp"

namespace gouji {
namespace {

constexpr std::string_view kPrintedStyle = R"(
body { font: 14px/1.7 "Noto Serif CJK SC", "SimSun", serif; margin: 2em auto; max-width: 70em; padding: 0 1em; color: #111; }
h1 { font-size: 1.5em; text-align: center; } h2 { font-size: 1.2em; text-align: center; margin: 2em 0 .4em; }
table { border-collapse: collapse; width: 100%; margin: .4em 0 1em; }
th, td { border: 1px solid #444; padding: .25em .5em; vertical-align: middle; white-space: pre-wrap; }
th { font-weight: 600; } td.n { text-align: right; font-variant-numeric: tabular-nums; }
)";

std::string html_cell(const PrintedCell& cell) {
  const char* tag = cell.head ? "th" : "td";
  std::string out = fmt::format("<{}", tag);
  if (cell.rows > 1) out += fmt::format(" rowspan=\"{}\"", cell.rows);
  if (cell.columns > 1) out += fmt::format(" colspan=\"{}\"", cell.columns);
  if (cell.figure && !cell.head) out += " class=\"n\"";
  return out + fmt::format(">{}</{}>", html_text(cell.text), tag);
}

SheetStyle sheet_style(const PrintedCell& cell) {
  if (cell.head) return SheetStyle::drawn_head;
  return cell.figure ? SheetStyle::drawn_figure : SheetStyle::drawn_text;
}

// In characters, by columns.
std::vector<int> widths_of(const PrintedBlock& block) {
  constexpr int kNarrowest = 8;
  constexpr int kWidest = 40;
  std::vector<int> widths(static_cast<std::size_t>(block.columns), kNarrowest);
  for (const auto& row : block.rows) {
    for (const PrintedCell& cell : row) {
      if (cell.columns > 1) continue;
      int& width = widths[static_cast<std::size_t>(cell.column)];
      width = std::clamp(text::display_width(text::prefix(cell.text, kWidest)) + 2, width, kWidest);
    }
  }
  return widths;
}

// How many lines the row's texts take; spreadsheets do not work it out for merged cells.
int lines_needed(const std::vector<PrintedCell>& row, const std::vector<int>& widths) {
  constexpr int kMost = 25;  // what a row of a spreadsheet can hold
  int lines = 1;
  for (const PrintedCell& cell : row) {
    const auto first = widths.begin() + cell.column;
    const int width = std::accumulate(first, first + cell.columns, -1);
    const int wanted = (text::display_width(cell.text) + width - 1) / std::max(1, width);
    lines = std::max(lines, (wanted + cell.rows - 1) / cell.rows);
  }
  return std::min(lines, kMost);
}

// The table of the sheet that the block at `at` stands on; nullptr for a sheet of paragraphs.
const PrintedBlock* table_of_sheet(const PrintedPage& page, std::size_t at) {
  const PrintedBlock* found = nullptr;
  for (std::size_t i = at; i < page.blocks.size() && (i == at || page.blocks[i].name.empty()) && !found; ++i) {
    if (!page.blocks[i].rows.empty()) found = &page.blocks[i];
  }
  return found;
}

}  // namespace

std::string page_as_html(const PrintedPage& page) {
  std::string out = html_page_opening(page.title, "zh-CN", kPrintedStyle);
  out += fmt::format("<h1>{}</h1>\n", html_text(page.title));
  for (const PrintedBlock& block : page.blocks) {
    if (block.rows.empty()) {
      const char* tag = block.title ? "h2" : "p";
      out += fmt::format("<{}>{}</{}>\n", tag, html_text(block.text), tag);
      continue;
    }
    out += "<table border=\"1\">\n";
    for (const auto& row : block.rows) {
      out += "<tr>";
      for (const PrintedCell& cell : row) out += html_cell(cell);
      out += "</tr>\n";
    }
    out += "</table>\n";
  }
  return out + std::string(kHtmlPageEnd);
}

std::string page_as_csv(const PrintedPage& page) {
  CsvWriter csv;
  csv.row({guarded(page.title)});
  for (const PrintedBlock& block : page.blocks) {
    if (block.rows.empty()) {
      csv.row({guarded(block.text)});
      continue;
    }
    for (const auto& row : block.rows) {
      std::vector<std::string> fields(static_cast<std::size_t>(block.columns));
      for (const PrintedCell& cell : row) fields[static_cast<std::size_t>(cell.column)] = guarded(cell.text);
      csv.row(fields);
    }
    csv.row({""});
  }
  return csv.bytes();
}

std::string page_as_xlsx(const PrintedPage& page) {
  constexpr int kParagraph = 100;     // characters
  constexpr double kLineHeight = 15;  // points
  XlsxBook book;
  std::size_t line = 0;
  std::vector<int> widths;
  const auto begin = [&](const std::string& name, std::size_t at) {
    book.sheet(name);
    book.fit_to_paper();
    const PrintedBlock* table = table_of_sheet(page, at);
    widths = table == nullptr ? std::vector<int>{kParagraph} : widths_of(*table);
    for (std::size_t i = 0; i < widths.size(); ++i) book.width(i, widths[i]);
    line = 0;
  };
  const auto paragraph = [&](const std::string& text, SheetStyle style) {
    const std::vector<PrintedCell> row{{text, 0, 1, static_cast<int>(widths.size()), false, false}};
    book.write_merged(line, 0, 1, widths.size(), text, style);
    book.height(line++, kLineHeight * lines_needed(row, widths));
  };
  begin(page.title.empty() ? "1" : std::string(text::prefix(page.title, 20)), 0);
  paragraph(page.title, SheetStyle::head);
  for (std::size_t at = 0; at < page.blocks.size(); ++at) {
    const PrintedBlock& block = page.blocks[at];
    if (!block.name.empty()) begin(block.name, at);
    if (block.rows.empty()) {
      paragraph(block.text, block.title ? SheetStyle::head : SheetStyle::text);
      continue;
    }
    for (const auto& row : block.rows) {
      for (const PrintedCell& cell : row) {
        book.write_merged(line, static_cast<std::size_t>(cell.column), static_cast<std::size_t>(cell.rows),
                          static_cast<std::size_t>(cell.columns), cell.text, sheet_style(cell));
      }
      const bool as_wide = block.columns <= static_cast<int>(widths.size());
      book.height(line++, kLineHeight * (as_wide ? lines_needed(row, widths) : 1));
    }
    ++line;
  }
  return book.bytes();
}

}  // namespace gouji
