// Office files and PDFs made in the test, so that none lies in the repository; and a source as one text to compare.
#pragma once

#include <fmt/format.h>
#include <zip.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/published.hpp"

namespace gouji::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_of(const Parts& parts, const std::string& password = {}) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* whole = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(whole);
  zip_t* zip = zip_open_from_source(whole, ZIP_CREATE, &error);
  if (zip == nullptr) throw std::runtime_error("no archive");
  for (const auto& [name, bytes] : parts) {
    zip_source_t* part = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    const zip_int64_t index = zip_file_add(zip, name.c_str(), part, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
    if (!password.empty())
      zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_128, password.c_str());
  }
  if (zip_close(zip) != 0) throw std::runtime_error("the archive was not written");
  zip_source_open(whole);
  zip_source_seek(whole, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(whole)), '\0');
  zip_source_seek(whole, 0, SEEK_SET);
  zip_source_read(whole, out.data(), out.size());
  zip_source_close(whole);
  zip_source_free(whole);
  return out;
}

inline std::string relations_xml(const Parts& ids_and_targets) {
  std::string out = "<Relationships>";
  for (const auto& [type, target] : ids_and_targets) {
    out += fmt::format("<Relationship Id=\"{0}{1}\" Type=\"http://x/{0}\" Target=\"{1}\"/>", type, target);
  }
  return out + "</Relationships>";
}

// A workbook of one sheet: what stands in <worksheet>, number formats by their style (from 1), shared strings.
inline Parts xlsx_parts(const std::string& sheet, const std::vector<std::string>& formats = {},
                        const std::string& strings = {}) {
  std::string styles = "<styleSheet><numFmts>";
  for (std::size_t i = 0; i < formats.size(); ++i) {
    std::string code;
    for (const char c : formats[i]) code += c == '"' ? "&quot;" : std::string(1, c);
    styles += fmt::format("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 200 + i, code);
  }
  styles += "</numFmts><cellXfs><xf numFmtId=\"0\"/>";
  for (std::size_t i = 0; i < formats.size(); ++i) styles += fmt::format("<xf numFmtId=\"{}\"/>", 200 + i);
  styles += "</cellXfs></styleSheet>";
  return {{"[Content_Types].xml", "<Types/>"},
          {"_rels/.rels", relations_xml({{"officeDocument", "xl/workbook.xml"}})},
          {"xl/workbook.xml",
           "<workbook><sheets><sheet name=\"表一\" sheetId=\"1\" "
           "r:id=\"worksheetworksheets/s1.xml\"/></sheets></workbook>"},
          {"xl/_rels/workbook.xml.rels",
           relations_xml(
               {{"worksheet", "worksheets/s1.xml"}, {"styles", "styles.xml"}, {"sharedStrings", "sharedStrings.xml"}})},
          {"xl/styles.xml", styles},
          {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
          {"xl/worksheets/s1.xml", "<worksheet>" + sheet + "</worksheet>"}};
}
inline std::string xlsx_of(const std::string& sheet, const std::vector<std::string>& formats = {},
                           const std::string& strings = {}) {
  return zip_of(xlsx_parts(sheet, formats, strings));
}
// A row of texts; an empty one is no cell.
inline std::string sheet_row(int row, const std::vector<std::string>& texts) {
  std::string out = fmt::format("<row r=\"{}\">", row);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].empty()) continue;
    out +=
        fmt::format("<c r=\"{}{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", static_cast<char>('A' + i), row, texts[i]);
  }
  return out + "</row>";
}

inline Parts docx_parts(const std::string& body, const Parts& more = {}) {
  Parts relations;
  Parts parts{{"[Content_Types].xml", "<Types/>"},
              {"_rels/.rels", relations_xml({{"officeDocument", "word/document.xml"}})},
              {"word/document.xml", "<w:document xmlns:w=\"x\"><w:body>" + body + "</w:body></w:document>"}};
  for (const auto& [type, xml] : more) {
    relations.emplace_back(type, type + ".xml");
    parts.emplace_back("word/" + type + ".xml", xml);
  }
  parts.emplace_back("word/_rels/document.xml.rels", relations_xml(relations));
  return parts;
}
inline std::string docx_of(const std::string& body, const Parts& more = {}) { return zip_of(docx_parts(body, more)); }
inline std::string paragraph(const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }

// ASCII text in Helvetica; `y` from the bottom of the page, as PDF counts.
struct Ink {
  double x = 0, y = 0;
  std::string text;
  double size = 10;
};
struct Stroke {  // a line drawn from one place to another
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};
inline std::string pdf_of(const std::vector<std::vector<Ink>>& pages,
                          const std::vector<std::vector<Stroke>>& strokes = {}) {
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "",
                                   "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string kids;
  for (const auto& page : pages) {
    std::string content;
    const auto number = static_cast<std::size_t>(&page - pages.data());
    if (number < strokes.size()) {
      for (const Stroke& one : strokes[number])
        content += fmt::format("{} {} m {} {} l S\n", one.x0, one.y0, one.x1, one.y1);
    }
    content += "BT\n";
    for (const Ink& ink : page)
      content += fmt::format("/F1 {} Tf 1 0 0 1 {} {} Tm ({}) Tj\n", ink.size, ink.x, ink.y, ink.text);
    content += "ET";
    objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content));
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R "
                    "/Resources << /Font << /F1 3 0 R >> >> >>",
                    objects.size()));
    kids += fmt::format("{} 0 R ", objects.size());
  }
  objects[1] = fmt::format("<< /Type /Pages /Count {} /Kids [{}] >>", pages.size(), kids);
  std::string out = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t start = out.size();
  return out + table +
         fmt::format("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, start);
}

// One line a SourceLine: "text", or "#2 [0]a [1+2]b [3v2]c" for a row of the second grid; "^" opens a page.
inline std::vector<std::string> flat(const PublishedSource& source) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const SourceLine& line = source.lines[i];
    const int number = static_cast<int>(i) + 1;
    std::string row;
    for (std::size_t g = 0; g < source.grids.size(); ++g) {
      for (const SourceCell& cell : source.grids[g].cells) {
        if (cell.line != number) continue;
        if (row.empty()) row = fmt::format("#{}", g + 1);
        row += fmt::format(" [{}{}{}]{}", cell.column, cell.columns > 1 ? fmt::format("+{}", cell.columns) : "",
                           cell.rows > 1 ? fmt::format("v{}", cell.rows) : "",
                           line.text.substr(cell.begin, cell.end - cell.begin));
      }
    }
    out.push_back((line.page_start ? "^" : "") + (row.empty() ? line.text : row));
  }
  return out;
}

// What holds for every source, whatever its format.
inline std::string broken_rule(const PublishedSource& source) {
  int last = 0;
  for (const SourceGrid& grid : source.grids) {
    if (grid.first_line <= last || grid.last_line < grid.first_line) return "grids overlap or are out of order";
    last = grid.last_line;
    if (last > static_cast<int>(source.lines.size())) return "a grid ends behind the last line";
    std::vector<std::vector<bool>> taken(static_cast<std::size_t>(grid.rows),
                                         std::vector<bool>(static_cast<std::size_t>(grid.columns), false));
    for (const SourceCell& cell : grid.cells) {
      if (cell.line < grid.first_line || cell.line > grid.last_line) return "a cell lies outside its grid";
      const std::string& text = source.lines[static_cast<std::size_t>(cell.line) - 1].text;
      if (cell.begin > cell.end || cell.end > text.size()) return "a cell lies outside its line";
      if (cell.row + cell.rows > grid.rows || cell.column + cell.columns > grid.columns) return "a cell is too large";
      for (int row = cell.row; row < cell.row + cell.rows; ++row) {
        for (int column = cell.column; column < cell.column + cell.columns; ++column) {
          auto place = taken[static_cast<std::size_t>(row)].begin() + column;
          if (*place) return fmt::format("two cells at row {}, column {}", row, column);
          *place = true;
        }
      }
    }
  }
  for (const SourceLine& line : source.lines) {
    if (line.text.find_first_of("\r\n") != std::string::npos) return "a line holds a break";
  }
  return {};
}

}  // namespace gouji::test
