#include "formats/xlsx_workbook.hpp"

#include "formats/published_faults.hpp"
#include "formats/xml_part.hpp"

namespace gouji {
namespace {

// r:id; a sheet has no other attribute of that local name but sheetId.
std::string relation_id(const pugi::xml_node& sheet) { return std::string(xml::attribute(sheet, "id")); }

}  // namespace

OpenedWorkbook open_workbook(ZipArchive& zip) {
  OpenedWorkbook opened;
  WorkbookParts& parts = opened.parts;
  parts.file = zip.file();
  std::string workbook = "xl/workbook.xml";
  for (const auto& [id, relation] : xml::relations(zip, "")) {
    if (relation.type == "officeDocument") workbook = relation.target;
  }
  const auto document = xml::parse(zip.read(workbook), parts.file, workbook);
  const auto relations = xml::relations(zip, workbook);
  const pugi::xml_node root = document->document_element();
  parts.since_1904 = xml::is_on(xml::attribute(xml::child(root, "workbookPr"), "date1904"));
  for (const pugi::xml_node& one : xml::child(root, "sheets").children()) {
    const auto found = relations.find(relation_id(one));
    if (found == relations.end()) throw refusals::missing_part(parts.file, std::string(xml::attribute(one, "name")));
    const std::string_view state = xml::attribute(one, "state");
    opened.sheets.push_back({std::string(xml::attribute(one, "name")), found->second.target,
                             state == "hidden" || state == "veryHidden", found->second.type == "worksheet"});
  }
  for (const auto& [id, relation] : relations) {
    if (relation.type == "sharedStrings") parts.strings = read_shared_strings(zip.read(relation.target), parts.file);
    if (relation.type == "styles")
      parts.styles = XlsxStyles(*xml::parse(zip.read(relation.target), parts.file, relation.target), parts.file);
  }
  return opened;
}

}  // namespace gouji
