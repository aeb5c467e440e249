// The import report for people: as text for a terminal, as a page to look at.
#if __has_include(<catch2/catch.hpp>)
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif

#include <fmt/format.h>
#include <pugixml.hpp>

#include <set>

#include "base/text.hpp"
#include "report/import_page.hpp"
#include "report/import_source_view.hpp"
#include "report/import_text.hpp"
#include "unit/base/parts.hpp"
#include "unit/import/small_source.hpp"

namespace gouji::report::test {
namespace {

using intake::Placement;
using intake::Target;
using intake::test::add_grid;
using intake::test::imported_of;
using intake::test::lines_of;
using intake::test::span;

constexpr const char* kHostile = "<script>alert(1)</script>\" onmouseover=\"x' & \xE2\x80\xAE";

using gouji::test::count;
using gouji::test::has;

intake::Imported sample(const std::string& name = "项目一") {
  PublishedSource source = lines_of({name + " 自评表 7", "", "合计 12.5 30 45", "电话：08512345678", "支出 99 万元"});
  add_grid(source, {{"收支表", "<", "<"}, {"项目", "金额", "备注"}, {"收入", "61", "62"}});
  Document document;
  document.id = "甲局-2023";
  document.unit = name;
  document.year = 2023;
  document.kind = "self_evaluation";
  Evaluation form;
  set_field(form.head, "name", name, Unit{});
  Record fund(RecordKind::fund);
  set_field(fund, "source", "合计", Unit{});
  set_field(fund, "executed", "30", Unit{});
  fund.doubtful["executed"] = "border between two cells not certain";
  fund.at = {3, 0, 0, "", ""};
  form.funds.push_back(fund);
  document.evaluations.push_back(form);
  const std::vector<Placement> placed{
      {{span(source, 1, "自评表 7")}, "", "", Target::other, ""},
      {{span(source, 3, "12.5")}, "资金 合计 · 全年预算数", "", Target::form, "自评表 " + name},
      {{span(source, 3, "30")},
       "资金 合计 · 全年执行数",
       "border between two cells not certain",
       Target::form,
       "自评表 " + name},
      {{span(source, 5, "99")}, "说明 支出 · 金额", "", Target::claim, ""},
      {{span(source, 8, "61")}, "表 收支表 收入 · 金额", "", Target::table, "收支表"},
  };
  intake::Imported imported = imported_of(source, placed, document);
  imported.report.layouts.push_back({"p/one", "p", "版式一", "第 1 行有标题", 1, 8});
  imported.report.tried.push_back({"p/one", "p", "版式一", 50, "第 1 行有标题", true, true});
  imported.report.tried.push_back({"p/two", "p", "版式二", 0, "", true, false});
  imported.report.worked_out.push_back({"年度", "2023"});
  return imported;
}

std::string page_of(const intake::Imported& imported, Language language = Language::chinese) {
  ImportPage page({language});
  const std::string section = page.section("甲.txt", imported);
  return page.opening() + section + page.closing();
}

}  // namespace

TEST_CASE("the text says which layout, which figures and why, within 80 columns") {
  const intake::Imported imported = sample();
  const std::string text = import_explained(imported.report, {Language::chinese, false, 0}, 100);  // not wrapped
  for (const char* part :
       {"数字 7 个：已归位 5，未归位 2，存疑 1", "p/one", "第 1 行有标题", "p/two 没有找到它要找的内容", "45（",
        "同一行的其他数已归位", "前面是 30（资金 合计 · 全年执行数）", "62（", "这一栏没有读；行“收入”；栏“备注”",
        "项目一 / 合计 / 全年执行数：“30” 与相邻单元格的分界不能确定", "年度 2023"}) {
    INFO(part);
    CHECK(has(text, part));
  }
  const std::string wrapped = import_explained(imported.report, {Language::chinese, false, 80}, 100);
  std::string_view rest = wrapped;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    CHECK(text::display_width(rest.substr(0, end)) <= 80);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const std::string english = import_explained(imported.report, {Language::english, false, 80}, 100);
  CHECK(has(english, "7 numbers: 5 placed, 2 not placed, 1 in doubt"));
  CHECK(has(english, "its column was not read"));
}

TEST_CASE("a summary is short and says what it leaves out") {
  intake::Imported imported = sample();
  const UnplacedNumber one = imported.report.unplaced[0];
  for (int i = 0; i < 20; ++i) {
    imported.report.unplaced.push_back(one);
    imported.report.unplaced.back().line = 100 + i;
  }
  const std::string text = import_summary(imported.report, {Language::chinese, false, 80});
  CHECK(count(text, "\n") < 20);
  CHECK(has(text, "… 另有 17 处"));
  CHECK_FALSE(has(text, "前面是"));
}

TEST_CASE("strict: the fault names the count and the first readings") {
  const Fault fault = doubtful_fault(sample().report, {Language::chinese, false, 80});
  CHECK(fault.code() == "import.doubtful");
  CHECK(has(fault.message(Language::chinese), "有 1 处"));
  CHECK(has(fault.excerpt(), "3 | 项目一 / 合计 / 全年执行数：“30” 与相邻单元格的分界不能确定"));
}

TEST_CASE("the page marks every number by what it became") {
  const std::string page = page_of(sample());
  for (const char* part :
       {"<i class=\"form\" id=\"s1-form\" tabindex=\"0\" data-w=\"自评表 项目一 · 资金 合计 · 全年预算数\">12.5</i>",
        "<i class=\"claim\" id=\"s1-claim\"", "<i class=\"table\" id=\"s1-table\"", "<i class=\"seen\" id=\"s1-seen\"",
        "<i class=\"unplaced\" id=\"s1-u0\"", "<i class=\"unplaced\" id=\"s1-u1\"",
        "<mark id=\"s1-doubtful\" tabindex=\"0\" data-w=\"资金 合计 · "
        "全年执行数；存疑：与相邻单元格的分界不能确定\"><i class=\"doubtful\"",
        "未归位：这一栏没有读 · 收入 · 备注", "<td colspan=\"3\">收支表</td>", "<a href=\"#s1-L3\">第3行</a>"}) {
    INFO(part);
    CHECK(has(page, part));
  }
  CHECK_FALSE(has(page, "08512345678"));
  CHECK(has(page, "***********"));
  CHECK(has(page_of(sample(), Language::english), "not placed: its column was not read"));
}

TEST_CASE("the page is well formed, its links lead somewhere, nothing comes from elsewhere") {
  for (const std::string& name : {std::string("项目一"), std::string(kHostile)}) {
    ImportPage made({Language::chinese});
    std::string sections = made.section(name, sample(name));
    sections += made.section("乙 & 丙.txt", sample(name));
    sections += made.section(name, Fault("import.no_layout", "没有版式认得" + name, "none " + name));
    const std::string page = made.opening() + sections + made.closing();
    std::string xml = page.substr(page.find("<body>"));
    xml.resize(xml.find("</html>"));
    const std::size_t script = xml.find("<script>");
    REQUIRE(count(xml, "<script") == 1);
    xml.erase(script, xml.find("</script>") + std::string_view("</script>").size() - script);
    for (const auto& [from, to] :
         {std::pair<std::string, std::string>{"<br>", "<br/>"}, {" hidden>", " hidden=\"\">"}}) {
      for (std::size_t at = xml.find(from); at != std::string::npos; at = xml.find(from, at + to.size()))
        xml.replace(at, from.size(), to);
    }
    pugi::xml_document document;
    const auto parsed = document.load_string(xml.c_str());
    INFO(parsed.description() << " " << xml.substr(static_cast<std::size_t>(parsed.offset), 80));
    REQUIRE(parsed);
    std::set<std::string> ids;
    for (const auto& node : document.select_nodes("//*[@id]")) {
      CHECK(ids.insert(node.node().attribute("id").value()).second);
    }
    for (const auto& node : document.select_nodes("//a")) {
      const std::string target = node.node().attribute("href").value();
      INFO(target);
      REQUIRE(target.starts_with("#"));
      CHECK(ids.contains(target.substr(1)));
    }
    CHECK(document.select_nodes("//*[@onmouseover]").empty());
    CHECK_FALSE(has(page, "\xE2\x80\xAE"));
    for (const char* from : {"http://", "https://", " src=", "@import", "url("}) CHECK_FALSE(has(page, from));
    CHECK(count(page, "sha256-") == 2);
  }
}

TEST_CASE("a line of a grid shows numbers outside of its cells, and holes as holes") {
  PublishedSource source = lines_of({});
  SourceGrid grid;
  grid.rows = 3;
  grid.columns = 3;
  grid.first_line = 1;
  grid.last_line = 3;
  source.lines = {
      {"甲\t1", {1, 0, 0, "", ""}, false}, {"2 外 3", {2, 0, 0, "", ""}, false}, {"乙", {3, 0, 0, "", ""}, false}};
  grid.cells = {
      {0, 0, 2, 1, 1, 0, 3, {}}, {0, 2, 1, 1, 1, 4, 5, {}}, {1, 1, 1, 1, 2, 0, 1, {}}, {2, 0, 1, 1, 3, 0, 3, {}}};
  source.grids.push_back(grid);
  const SourceView view = view_of_source(imported_of(source, {}), "", {});
  CHECK(has(view.html, "<td rowspan=\"2\">甲</td><td class=\"void\" colspan=\"1\"></td><td><i"));
  CHECK(count(view.html, "<tr") == 3);
  CHECK(has(view.html, ">3</i></td>"));
  CHECK(view.counts[static_cast<std::size_t>(Shade::unplaced)] == 3);
  CHECK(view.first[static_cast<std::size_t>(Shade::unplaced)] == "u0");
}

}  // namespace gouji::report::test
