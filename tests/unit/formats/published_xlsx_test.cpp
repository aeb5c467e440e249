#include <xlsxwriter.h>

#include <catch2/catch.hpp>

#include "unit/formats/office_fixtures.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

using Lines = std::vector<std::string>;

PublishedSource read_xlsx(const std::string& bytes) {
  PublishedSource source = read_published(bytes, "表.xlsx");
  CHECK(broken_rule(source).empty());
  CHECK(source.format == "xlsx");
  return source;
}

std::string notes_of(const PublishedSource& source) {
  std::string out;
  for (const SourceNote& note : source.notes) out += note.chinese + "\n" + note.english + "\n";
  return out;
}

}  // namespace

TEST_CASE("a workbook as a library writes it: titles, merged heads, formats, formulas, two sheets") {
  const TempFolder folder;
  const std::string path = (folder / "book.xlsx").string();
  lxw_workbook* book = workbook_new(path.c_str());
  lxw_format* money = workbook_add_format(book);
  format_set_num_format(money, "#,##0.00");
  lxw_worksheet* first = workbook_add_worksheet(book, "公开01");
  worksheet_merge_range(first, 0, 0, 0, 3, "收入决算表", nullptr);
  worksheet_write_string(first, 1, 3, "单位：万元", nullptr);
  worksheet_merge_range(first, 2, 0, 3, 0, "项目", nullptr);
  worksheet_merge_range(first, 2, 1, 2, 2, "决算数", nullptr);
  worksheet_merge_range(first, 2, 3, 3, 3, "备注", nullptr);
  worksheet_write_string(first, 3, 1, "小计", nullptr);
  worksheet_write_string(first, 3, 2, "基本", nullptr);
  worksheet_write_string(first, 4, 0, "合计", nullptr);
  worksheet_write_number(first, 4, 1, 0.1 + 0.2, nullptr);
  worksheet_write_formula_num(first, 4, 2, "=B5*10000", money, 3000);
  worksheet_write_boolean(first, 4, 3, 1, nullptr);
  lxw_worksheet* second = workbook_add_worksheet(book, "公开02");
  worksheet_write_string(second, 0, 0, "甲", nullptr);
  worksheet_write_string(second, 0, 1, "乙\n丙\t丁", nullptr);
  lxw_worksheet* hidden = workbook_add_worksheet(book, "底稿");
  worksheet_write_number(hidden, 0, 0, 42, nullptr);
  worksheet_hide(hidden);
  workbook_close(book);

  const PublishedSource source = read_xlsx(get(path));
  CHECK(flat(source) == Lines{"^收入决算表", "单位：万元", "#1 [0v2]项目 [1+2]决算数 [3v2]备注", "#1 [1]小计 [2]基本",
                              "#1 [0]合计 [1]0.3 [2]3,000.00 [3]TRUE", "", "^#2 [0]甲 [1]乙 丙 丁"});
  CHECK(source.lines[1].at.cell == "D2");
  CHECK(source.lines[1].at.sheet == "公开01");
  CHECK(source.grids[0].drawn);
  CHECK(source.grids[0].cells[6].at.cell == "B5");
  CHECK(notes_of(source).find("工作表“底稿”是隐藏的，没有读") != std::string::npos);
}

TEST_CASE("cells of every kind") {
  const std::string sheet =
      "<sheetData><row r=\"1\">"
      "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
      "<c r=\"C1\" t=\"e\"><v>#REF!</v></c><c r=\"D1\" t=\"str\"><f>A1</f><v>文字</v></c>"
      "<c r=\"E1\" s=\"1\"><v>0.96749999999999992</v></c><c r=\"F1\" s=\"2\"><v>44197</v></c>"
      "<c r=\"G1\" t=\"inlineStr\"><is><t>a_x000D_b_x005F_x0041_</t></is></c>"
      "<c r=\"H1\"><f>SUM(A1)</f></c></row></sheetData>";
  const PublishedSource source =
      read_xlsx(xlsx_of(sheet, {"0.00%", "yyyy-m-d"},
                        "<si><t xml:space=\"preserve\"> 甲 </t></si>"
                        "<si><r><t>乙</t></r><r><rPr/><t>丙</t></r><rPh><t>bing</t></rPh></si>"));
  CHECK(flat(source) == Lines{"^#1 [0]甲 [1]乙丙 [2]#REF! [3]文字 [4]96.75% [5]2021-1-1 [6]a b_x0041_"});
  CHECK(notes_of(source).find("公式没有保存结果，读作空白：H1") != std::string::npos);
}

TEST_CASE("blocks of a sheet, blank rows and what is hidden") {
  const std::string sheet =
      "<sheetViews><sheetView showZeros=\"0\"/></sheetViews>"
      "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>" +
      sheet_row(1, {"标题"}) + sheet_row(2, {"a", "b", "c"}) +
      "<row r=\"3\" hidden=\"1\"><c r=\"A3\"><v>0</v></c><c r=\"B3\"><v>1</v></c></row>" +
      sheet_row(5, {"x", "", "z"}) + sheet_row(8, {"二"}) + sheet_row(9, {"p", "q"}) +
      "<row r=\"10\"><c r=\"A10\" s=\"1\"><v>7</v></c><c r=\"B10\"><v>8</v></c></row></sheetData>"
      "<mergeCells count=\"1\"><mergeCell ref=\"A9:A10\"/></mergeCells>";
  const PublishedSource source = read_xlsx(xlsx_of(sheet, {";;;"}));
  CHECK(flat(source) == Lines{"^标题", "#1 [0]a [1]b [2]c", "#1 [0] [1]1 [2]", "#1 [0] [1] [2]", "#1 [0]x [1] [2]z", "",
                              "二", "#2 [0v2]p [1]q", "#2 [1]8"});
  const std::string notes = notes_of(source);
  CHECK(notes.find("隐藏的行，也读入了：3") != std::string::npos);
  CHECK(notes.find("隐藏的列，也读入了：B") != std::string::npos);
  CHECK(notes.find("用格式隐藏，读作空白：A10") != std::string::npos);
}

TEST_CASE("contents below merged cells are not shown and not passed over in silence") {
  const std::string sheet = "<sheetData>" + sheet_row(1, {"a", "b", "c"}) + sheet_row(2, {"d", "e", "f"}) +
                            "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>";
  const PublishedSource source = read_xlsx(xlsx_of(sheet));
  CHECK(flat(source) == Lines{"^#1 [0+2v2]a [2]c", "#1 [2]f"});
  CHECK(notes_of(source).find("盖住，没有读：B1 A2 B2") != std::string::npos);
}

TEST_CASE("prefixes, comments and rows without addresses do not disturb") {
  Parts parts = xlsx_parts("");
  parts.back().second =
      "<?xml version=\"1.0\"?><!-- > --><x:worksheet><x:sheetData><x:row><!-- </x:row> --><x:c><x:v>1</x:v></x:c>"
      "<x:c t=\"inlineStr\"><x:is><x:t><![CDATA[<row>]]></x:t></x:is></x:c></x:row>"
      "<x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  CHECK(flat(read_xlsx(zip_of(parts))) == Lines{"^#1 [0]1 [1]<row>", "#1 [0]2 [1]"});
}

TEST_CASE("workbooks that cannot be read say one thing") {
  const auto cells = [](const std::string& inside) {
    return "<sheetData><row r=\"1\">" + inside + "</row></sheetData>";
  };
  const auto without = [](const std::string& name) {
    Parts parts = xlsx_parts("<sheetData/>");
    std::erase_if(parts, [&](const auto& part) { return part.first == name; });
    return zip_of(parts);
  };
  const auto with_sheet = [](const std::string& xml) {
    Parts parts = xlsx_parts("");
    parts.back().second = xml;
    return zip_of(parts);
  };
  std::string merges = cells("<c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>1</v></c>") + "<mergeCells>";
  struct Case {
    std::string what, bytes, code, said;
  };
  const std::vector<Case> cases{
      {"cut off", xlsx_of(cells("<c><v>1</v></c>")).substr(0, 600), "import.damaged", "目录读不出来"},
      {"empty", xlsx_of("<sheetData/>"), "import.empty", "都是空的"},
      {"no sheet", without("xl/worksheets/s1.xml"), "import.damaged", "缺少“xl/worksheets/s1.xml”"},
      {"no workbook", without("xl/workbook.xml"), "import.damaged", "缺少"},
      {"no such string", xlsx_of(cells("<c r=\"A1\" t=\"s\"><v>7</v></c>")), "import.damaged", "第 7 个字符串不存在"},
      {"no such place", xlsx_of(cells("<c r=\"A0\"><v>7</v></c>")), "import.damaged", "没有“A0”"},
      {"too far right", xlsx_of(cells("<c r=\"XFE1\"><v>7</v></c>")), "import.damaged", "XFE1"},
      {"too far down", xlsx_of("<sheetData><row r=\"1048577\"/></sheetData>"), "import.damaged", "1048577"},
      {"bad merge", xlsx_of(cells("") + "<mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells>"), "import.damaged",
       "B2:A1"},
      {"broken XML", with_sheet("<worksheet><sheetData><row r=\"1\">"), "import.damaged", "不是完整的 XML"},
      {"crossed XML", with_sheet("<worksheet><sheetData><row><c></row></c></sheetData></worksheet>"), "import.damaged",
       "XML"},
      {"entities",
       with_sheet("<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><worksheet><sheetData/></worksheet>"),
       "import.damaged", "DTD"},
      {"password on members", zip_of(xlsx_parts("<sheetData/>"), "geheim"), "import.encrypted", "有密码"},
      {"one long string in many cells",
       xlsx_of(
           "<sheetData>" +
               [] {
                 std::string rows;
                 for (int row = 1; row <= 300; ++row)
                   rows += fmt::format("<row r=\"{0}\"><c r=\"A{0}\" t=\"s\"><v>0</v></c></row>", row);
                 return rows;
               }() +
               "</sheetData>",
           {}, "<si><t>" + std::string(1'000'000, 'a') + "</t></si>"),
       "import.too_much_inside", "256 MB"},
      {"far apart",
       xlsx_of("<sheetData>" +
               [] {
                 std::string rows;
                 for (int row = 1; row <= 300; ++row)
                   rows +=
                       fmt::format("<row r=\"{0}\"><c r=\"A{0}\"><v>1</v></c><c r=\"XFD{0}\"><v>1</v></c></row>", row);
                 return rows;
               }() +
               "</sheetData>"),
       "import.too_much_inside", "4000000 格"}};
  for (const Case& one : cases) {
    CAPTURE(one.what);
    const std::string said = fault_of([&] { read_published(one.bytes, "表.xlsx"); });
    INFO(said);
    CHECK(said.find("[" + one.code + "]") != std::string::npos);
    CHECK(said.find(one.said) != std::string::npos);
    CHECK(said.find("表.xlsx") != std::string::npos);
    CHECK(said.find("办法：") != std::string::npos);
  }
}

TEST_CASE("a cell of 100 MB, a bomb and a long cell are refused") {
  const auto cell = [](const std::string& text) {
    return xlsx_of("<sheetData><row><c t=\"inlineStr\"><is><t>" + text + "</t></is></c></row></sheetData>");
  };
  const auto code = [&](const std::string& text) { return fault_of([&] { read_published(cell(text), "表.xlsx"); }); };
  const std::string bomb = code(std::string(std::size_t{100} << 20U, 'a'));
  CHECK(bomb.find("import.too_much_inside") != std::string::npos);
  CHECK(bomb.find("压缩比至多 200") != std::string::npos);
  std::string words;
  for (int i = 0; words.size() < (std::size_t{1200} << 10U); ++i) words += fmt::format("{} ", i * 7919 % 100'003);
  CHECK(code(words).find("一格至多 1024 KB") != std::string::npos);
}

}  // namespace gouji::test
