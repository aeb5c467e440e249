#include "formats/xlsx_whole.hpp"

#include <fmt/format.h>

#include <string>

#include "base/fault.hpp"
#include "formats/xml_part.hpp"
#include "formats/zip_archive.hpp"

namespace gouji {

void need_whole_book(std::string_view bytes) {
  const std::string file = "xlsx";
  try {
    ZipArchive zip(bytes, file);
    for (const char* part : {"[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
                             "xl/workbook.xml", "xl/styles.xml", "xl/theme/theme1.xml", "xl/_rels/workbook.xml.rels"})
      xml::parse(zip.read(part), file, part);
    if (const std::string strings = "xl/sharedStrings.xml"; zip.has(strings))
      xml::for_each_piece(zip.read(strings), "sst", file, strings, [](const pugi::xml_node&) {});
    for (int number = 1;; ++number) {
      const std::string sheet = fmt::format("xl/worksheets/sheet{}.xml", number);
      if (number > 1 && !zip.has(sheet)) break;
      xml::for_each_piece(zip.read(sheet), "sheetData", file, sheet, [](const pugi::xml_node&) {});
      for (const auto& [id, relation] : xml::relations(zip, sheet)) {
        if (relation.type != "hyperlink") xml::parse(zip.read(relation.target), file, relation.target);
      }
    }
  } catch (const Fault& fault) {
    if (fault.code() == "import.too_much_inside") return;  // larger than we would read: its end was not looked at
    throw std::move(
        Fault("export.failed", "工作簿没有写全，没有写出", "the workbook came out incomplete and was not written")
            .hint("请核对临时文件夹（TMPDIR）的空间", "check the space of the temporary folder (TMPDIR)"));
  }
}

}  // namespace gouji
