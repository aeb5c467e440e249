#include <catch2/catch.hpp>

#include "unit/formats/office_fixtures.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

using Lines = std::vector<std::string>;

PublishedSource read_docx(const std::string& bytes) {
  PublishedSource source = read_published(bytes, "文.docx");
  CHECK(broken_rule(source).empty());
  CHECK(source.format == "docx");
  return source;
}

std::string cell(const std::string& text, const std::string& properties = {}) {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph(text) + "</w:tc>";
}
std::string row(const std::string& cells, const std::string& properties = {}) {
  return "<w:tr><w:trPr>" + properties + "</w:trPr>" + cells + "</w:tr>";
}
std::string table(const std::string& rows) { return "<w:tbl>" + rows + "</w:tbl>"; }
const std::string kRestart = "<w:vMerge w:val=\"restart\"/>";
const std::string kOn = "<w:vMerge/>";
std::string wide(int columns) { return fmt::format("<w:gridSpan w:val=\"{}\"/>", columns); }

}  // namespace

TEST_CASE("paragraphs are lines: tabs, breaks, revisions, fields, boxes") {
  const std::string body = paragraph("一、概况") + "<w:p/>" +
                           "<w:p><w:r><w:t>部门：某局</w:t><w:tab/><w:t>单位：万元</w:t></w:r></w:p>"
                           "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>"
                           "<w:p><w:r><w:t>增加</w:t></w:r><w:ins><w:r><w:t>12</w:t></w:r></"
                           "w:ins><w:del><w:r><w:delText>13</w:delText></w:r></w:del>"
                           "<w:r><w:t>万元</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r></w:p>"
                           "<w:p><w:r><w:fldChar "
                           "w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>链接</"
                           "w:t></w:r></w:hyperlink>"
                           "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:noBreakHyphen/></w:r></w:p>"
                           "<w:sdt><w:sdtContent>" +
                           paragraph("控件") +
                           "</w:sdtContent></w:sdt>"
                           "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>" +
                           paragraph("框") +
                           "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:t>框</w:t></"
                           "mc:Fallback></mc:AlternateContent></w:r></w:p>";
  const PublishedSource source = read_docx(docx_of(body));
  CHECK(flat(source) ==
        Lines{"一、概况", "", "部门：某局\t单位：万元", "上", "下", "增加12万元", "链接☑-", "控件", "", "框"});
  CHECK(source.lines[2].at.line == 3);
  REQUIRE(source.notes.size() == 2);
  CHECK(source.notes[0].chinese.find("修订") != std::string::npos);
  CHECK(source.notes[1].chinese.find("隐藏的文字") != std::string::npos);
}

TEST_CASE("pages where the file says they begin") {
  const std::string body =
      paragraph("一") + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>" +
      "<w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p>" +
      "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>三</w:t></w:r></w:p>" +
      table(row(cell("a") + cell("b")) +
            row("<w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>c</w:t></w:r></w:p></w:tc>" + cell("d")));
  const PublishedSource source = read_docx(docx_of(body));
  CHECK(flat(source) == Lines{"一", "", "^二", "^三", "#1 [0]a [1]b", "^#1 [0]c [1]d"});
  CHECK(source.lines[0].at.page == 1);
  CHECK(source.lines[2].at.page == 2);
  CHECK(source.lines[5].at.page == 4);
  CHECK(read_docx(docx_of(paragraph("无页"))).lines[0].at.page == 0);
}

TEST_CASE("tables are grids: merged cells, missing ones, tables in tables") {
  const std::string merged =
      table(row(cell("项目", kRestart) + cell("金额", wide(2))) + row(cell("", kOn) + cell("预算") + cell("决算")) +
            row(cell("合计") + "<w:tc>" + paragraph("第一段") + paragraph("第二段") + "</w:tc>" + cell("")) +
            row(cell("后"), "<w:gridBefore w:val=\"2\"/>") + row(cell("x"), "<w:del/>"));
  CHECK(flat(read_docx(docx_of(merged))) ==
        Lines{"#1 [0v2]项目 [1+2]金额", "#1 [1]预算 [2]决算", "#1 [0]合计 [1]第一段 第二段 [2]", "#1 [2]后"});
  const std::string inner = table(row(cell("i") + cell("j")));
  CHECK(flat(read_docx(docx_of(table(row(cell("a") + "<w:tc>" + paragraph("b") + inner + "<w:p/></w:tc>")) +
                               paragraph("后")))) == Lines{"#1 [0]a [1]b", "", "#2 [0]i [1]j", "后"});
  CHECK(flat(read_docx(docx_of(table(row("<w:tc>" + paragraph("框内") + inner + "</w:tc>"))))) ==
        Lines{"框内", "#1 [0]i [1]j"});
  // A merged cell that goes on from nowhere, or that holds text of its own, stays a cell.
  CHECK(flat(read_docx(docx_of(table(row(cell("a", kOn) + cell("b")) + row(cell("c", kOn) + cell("d")))))) ==
        Lines{"#1 [0]a [1]b", "#1 [0]c [1]d"});
}

TEST_CASE("notes, heads and feet stand behind the text, once") {
  const std::string foot = "<w:ftr>" + paragraph("第 1 页") + "</w:ftr>";
  const PublishedSource source = read_docx(docx_of(
      paragraph("正文"),
      {{"footnotes", "<w:footnotes><w:footnote>" + paragraph("注：含 12.5 万元") + "</w:footnote></w:footnotes>"},
       {"header", "<w:hdr>" + paragraph("第 1 页") + "</w:hdr>"},
       {"footer", foot},
       {"comments", "<w:comments/>"}}));
  CHECK(flat(source) == Lines{"正文", "", "注：含 12.5 万元", "", "第 1 页"});
  CHECK(source.notes.back().chinese == "有批注，没有读");
}

TEST_CASE("Word files that cannot be read say one thing") {
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "<w:sdtContent>";
  std::string tables;
  for (int i = 0; i < 300; ++i) tables += "<w:tbl><w:tr><w:tc>" + paragraph("a") + "</w:tc><w:tc>";
  for (int i = 0; i < 300; ++i) tables += "</w:tc></w:tr></w:tbl>";
  std::string closing;
  for (int i = 0; i < 2000; ++i) closing += "</w:sdtContent>";
  Parts entities = docx_parts("");
  entities[2].second = "<!DOCTYPE x><w:document/>";
  Parts missing = docx_parts("");
  missing.erase(missing.begin() + 2);
  Parts picture = docx_parts("<w:p/>", {{"image", "x"}});
  struct Case {
    std::string what, bytes, code, said;
  };
  const std::vector<Case> cases{
      {"cut off", docx_of(paragraph("甲")).substr(0, 300), "import.damaged", "目录读不出来"},
      {"damaged in the middle",
       [] {
         std::string bytes = docx_of(paragraph(std::string(3000, 'a') + "甲乙丙丁戊"));
         const std::size_t at = bytes.find("word/document.xml") + 30;
         bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
         return bytes;
       }(),
       "import.damaged", "解不开"},
      {"no text", docx_of("<w:p/>"), "import.empty", "没有文字"},
      {"pictures only", zip_of(picture), "import.no_text", "OCR"},
      {"no document", zip_of(missing), "import.damaged", "缺少"},
      {"entities", zip_of(entities), "import.damaged", "DTD"},
      {"deep", docx_of(deep + paragraph("a") + closing), "import.damaged", "嵌套过深"},
      {"deep tables", docx_of(tables), "import.damaged", "嵌套过深"},
      {"bomb", docx_of(paragraph(std::string(std::size_t{20} << 20U, ' '))), "import.too_much_inside", "解压后过大"}};
  for (const Case& one : cases) {
    CAPTURE(one.what);
    const std::string said = fault_of([&] { read_published(one.bytes, "文.docx"); });
    INFO(said);
    CHECK(said.find("[" + one.code + "]") != std::string::npos);
    CHECK(said.find(one.said) != std::string::npos);
    CHECK(said.find("办法：") != std::string::npos);
  }
}

TEST_CASE("names that lead out of an archive are not followed") {
  Parts parts = docx_parts(paragraph("里面"));
  parts.emplace_back("../word/document.xml", "<w:document><w:body>" + paragraph("外面") + "</w:body></w:document>");
  parts.emplace_back("/etc/passwd", "x");
  CHECK(flat(read_docx(zip_of(parts))) == Lines{"里面"});
  Parts leading = docx_parts(paragraph("里面"));
  leading[1].second = relations_xml({{"officeDocument", "../../../etc/passwd"}});
  leading.emplace_back("etc/passwd.xml", "x");
  CHECK(fault_of([&] { read_published(zip_of(leading), "文.docx"); }).find("缺少“etc/passwd”") != std::string::npos);
}

}  // namespace gouji::test
