#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>

#include "formats/document_grids.hpp"
#include "formats/exports.hpp"
#include "formats/import_report.hpp"
#include "unit/formats/random_disclosure.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

Document sample_document() {
  return read_disclosure(
      R"J({"schema":"gouji.disclosure.v1","unit":"<甲局>","year":2020,"kind":"final_accounts","money_unit":"万元",
    "tables":[{"name":"总表","number":"公开01表","columns":["金额"],"notes":["=注"],
      "rows":[{"label":"=HYPERLINK(\"x\")","cells":{"金额":"12.50"},"at":{"line":71,"to":74}},{"label":"缺","cells":{}},{"label":"负","cells":{"金额":"-3.10"},"doubtful":{"金额":"不清"}}]}],
    "evaluations":[{"scope":"project","name":"专班","indicators":[{"level3":"<b>","target":"≥1","at":{"sheet":"自评","cell":"B4"}}],
      "texts":[{"label":"结论","present":true,"chars":3,"text":"好"}]}],
    "claims":[{"kind":"change","amount":"1","base_year":2019}]})J",
      "x");
}

}  // namespace

TEST_CASE("CSV for people") {
  const Document document = sample_document();
  CHECK(export_csv({&document, 1}) ==
        "\xEF\xBB\xBF<甲局> 2020 年部门决算\r\n"
        "【基本情况】,\r\n项目,内容\r\n编号,甲局-2020-final_accounts\r\n单位,<甲局>\r\n年度,2020\r\n种类,"
        "部门决算\r\n金额单位,万元\r\n\r\n"
        "【总表】,公开01表　单位：万元\r\n项目,金额,存疑,原文位置\r\n\"'=HYPERLINK(\"\"x\"\")\",12.50,,第 71–74 "
        "行\r\n缺,,,\r\n负,-3.10,金额：不清,\r\n注：=注\r\n\r\n"
        "【自评表】,\r\n自评表,范围,名称,序号,文中自评得分,分值合计,总分,等级\r\n表1 专班,项目,专班,,,,,\r\n\r\n"
        "【指标】,\r\n自评表,一级指标,一级指标分值,二级指标,三级指标,年度指标值,实际完成值,分值,得分,未完成原因,"
        "原文位置\r\n表1 专班,,,,<b>,≥1,,,,,自评!B4\r\n\r\n"
        "【自评文字】,\r\n自评表,标题,有无,字数,内容\r\n表1 专班,结论,有,3,好\r\n\r\n"
        "【文字数】,\r\n章节,事项,类别,金额,对比年度\r\n,,增减,1,2019\r\n\r\n");
}

TEST_CASE("HTML holds no text that a browser would obey") {
  const Document document = sample_document();
  const std::string page = export_html({&document, 1});
  CHECK(page.find("<title>&lt;甲局&gt; 2020 年部门决算</title>") != std::string::npos);
  CHECK(page.find("<td>&lt;b&gt;</td>") != std::string::npos);
  CHECK(page.find("<td class=\"n\">12.50</td>") != std::string::npos);
  CHECK(page.find("<b>") == std::string::npos);
  CHECK(page.find("http://") == std::string::npos);
  const std::vector<Document> two{document, document};
  CHECK(export_html(two).find("<a href=\"#d2\">") != std::string::npos);
  CHECK(export_html({}).find("</html>") != std::string::npos);
}

TEST_CASE("exports of hostile documents are the same on every day and in every zone") {
  std::vector<Document> documents;
  for (unsigned seed = 1; seed < 20; ++seed) documents.push_back(read_disclosure(RandomDisclosure(seed).json(), "x"));
  const std::string book = export_xlsx(documents);
  CHECK(book.starts_with("PK"));
  ::setenv("TZ", "Asia/Shanghai", 1);
  ::tzset();
  CHECK(export_xlsx(documents) == book);
  ::unsetenv("TZ");
  ::tzset();
  CHECK(export_html(documents) == export_html(documents));
  CHECK(export_csv(documents) == export_csv(documents));
  CHECK(export_xlsx({}).starts_with("PK"));
}

TEST_CASE("a workbook that no spreadsheet could open is refused") {
  Document document = sample_document();
  document.tables.assign(1001, document.tables[0]);
  const std::string said = fault_of([&] { export_xlsx({&document, 1}); });
  CHECK(said.find("export.too_large") != std::string::npos);
  CHECK(said.find("-f ndjson") != std::string::npos);
}

TEST_CASE("places for people") {
  CHECK(shown_place({}).empty());
  CHECK(shown_place({71, 0, 0, "", ""}) == "第 71 行");
  CHECK(shown_place({71, 74, 3, "", ""}) == "第 3 页 第 71–74 行");
  CHECK(shown_place({0, 0, 0, "收入", "B4"}) == "收入!B4");
}

TEST_CASE("the import report says what became of every number") {
  ImportReport report;
  report.file = "a.md";
  report.sha256 = "00";
  report.bytes = 10;
  report.lines = 3;
  report.document = "甲";
  report.layouts.push_back({"guizhou/tables", "guizhou", "贵州报表", "表头", 1, 3});
  report.numbers = 5;
  report.placed = 4;
  report.kinds.date = 2;
  report.unplaced.push_back({2, "12.5", "amount", "其他收入 12.5", {}, {}, {}, {}, {}, {}});
  report.doubtful.push_back({3, "表1", "数量", "target", "50", "边框不清", "indicator", "年度指标值", {}});
  report.seconds = 0.0125;
  report.format = "markdown";
  report.tried.push_back({"guizhou/tables", "guizhou", "贵州报表", 60, "表头", true, true});
  report.seen = 1;
  report.parts.forms = 3;
  report.doubtful_numbers = 1;
  report.unplaced[0].reason = UnplacedReason::column_not_read;
  report.unplaced[0].before = Neighbour{1, "48", "资金 合计 · 全年预算数"};
  report.unplaced[0].head = "其他";
  report.unplaced[0].at.page = 3;
  report.twice.push_back({3, "9", {"指标 甲 · 得分", "说明 甲 · 金额"}, {}});
  report.worked_out.push_back({"年度", "2023"});
  report.notes.push_back({{}, "工作表“底稿”是隐藏的，没有读", "sheet 底稿 is hidden and was not read"});
  CHECK(
      import_report_json(report, false) ==
      R"({"schema":"gouji.import.v1","source":{"file":"a.md","sha256":"00","bytes":10,"lines":3,"format":"markdown"},"document":"甲",)"
      R"("layouts":[{"id":"guizhou/tables","pack":"guizhou","title":"贵州报表","why":"表头","from":1,"to":3}],)"
      R"("tried":[{"id":"guizhou/tables","pack":"guizhou","title":"贵州报表","score":60,"why":"表头","asked":true,"chosen":true}],)"
      R"("counts":{"numbers":5,"placed":4,"unplaced":1,"doubtful":1,"by_kind":{"date":2,"document_number":0,"list_number":0,"page_number":0,"phone":0},)"
      R"("seen":1,"by_target":{"forms":3,"tables":0,"claims":0,"facts":0,"other":0},"doubtful_numbers":1,"twice":1,"worked_out":1},)"
      R"("unplaced":[{"line":2,"text":"12.5","kind":"amount","near":"其他收入 12.5","reason":"column_not_read","why":"这一栏没有读",)"
      R"("before":{"line":1,"text":"48","what":"资金 合计 · 全年预算数"},"head":"其他","at":{"page":3}}],)"
      R"("doubtful":[{"line":3,"evaluation":"表1","row":"数量","field":"target","text":"50","reason":"边框不清","part":"indicator","label":"年度指标值"}],)"
      R"("twice":[{"line":3,"text":"9","as":["指标 甲 · 得分","说明 甲 · 金额"]}],"worked_out":[{"what":"年度","text":"2023"}],"notes":[{"text":"工作表“底稿”是隐藏的，没有读"}],"seconds":0.013})");
  CHECK(import_report_json(report, false, Language::english).find("\"why\":\"its column was not read\"") !=
        std::string::npos);
  CHECK(import_report_json({}, false).find("\"document\":null") != std::string::npos);
}

}  // namespace gouji::test
