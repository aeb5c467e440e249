#if __has_include(<catch2/catch.hpp>)
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif

#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "formats/xlsx_workbook.hpp"
#include "report/answer_sheet.hpp"
#include "report/markup.hpp"
#include "report/report.hpp"
#include "unit/base/parts.hpp"
#include "unit/report/golden.hpp"
#include "unit/report/sample.hpp"

using namespace gouji;

namespace {

constexpr std::array kAll{Format::text, Format::json, Format::ndjson, Format::csv,  Format::xlsx,
                          Format::md,   Format::html, Format::junit,  Format::sarif};

using gouji::test::count;
using gouji::test::has;

// RFC 4180, as a spreadsheet reads it.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t i = 3; i < text.size(); ++i) {
    const char c = text[i];
    std::string& cell = rows.back().back();
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\r') {
      REQUIRE(text.at(++i) == '\n');
      rows.push_back({""});
    } else {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

}  // namespace

TEST_CASE("formats have names") {
  CHECK(format_from("html") == Format::html);
  CHECK(format_from("jsonl") == Format::ndjson);
  CHECK_FALSE(format_from("pdf"));
}

TEST_CASE("every format takes an empty result, English, a trial and hostile texts, and gives the same bytes twice") {
  RunResult empty;
  for (const Format format : kAll) {
    for (const RunResult& result : {empty, sample::typical(), sample::hostile()}) {
      for (const Language language : {Language::chinese, Language::english}) {
        ReportOptions options;
        options.language = language;
        options.trial_year = language == Language::english ? 2021 : 0;
        const std::string once = render(result, format, options);
        CHECK_FALSE(once.empty());
        CHECK((once == render(result, format, options)));
      }
    }
  }
}

TEST_CASE("csv: the grid that reviewers know, with guarded cells") {
  const std::string text = render(sample::typical(), Format::csv, {});
  CHECK(text == sample::golden("typical.csv", text));
  CHECK(
      text.starts_with("\xEF\xBB\xBF编号,单位/公开文本,自评表,报表,行,栏,公式类型,严重程度,结果,公式含义,审核详情,"
                       "公式表达式,左值,右值,差额,可能原因,依据,修改建议,位置,规则编号,规则包,指纹\r\n"));
  const auto rows = read_csv(text);
  REQUIRE(rows.size() == 14);
  CHECK(rows[2][2] == "27 工作专班工作经费");
  CHECK(rows[3][14] == "-0.03%");  // a printed negative number is no formula
  CHECK(rows[12][7].empty());      // nothing is held against anybody
  CHECK(rows[13][18] == "rules/guizhou/rules/fund/rate.lua:14");
  for (const auto& row : read_csv(render(sample::hostile(), Format::csv, {}))) {
    CHECK(row.size() == 22);
    for (const std::string& cell : row) CHECK_FALSE(cell.starts_with("="));
  }
}

TEST_CASE("xlsx: a zip without a time of making") {
  const std::string bytes = render(sample::typical(), Format::xlsx, {});
  REQUIRE(bytes.starts_with("PK\x03\x04"));
  // Bytes 10 to 13 of a local header: time and date; the first day that zip knows.
  CHECK(bytes.substr(12, 2) == std::string("\x21\x00", 2));
  CHECK(has(bytes, "xl/worksheets/sheet3.xml"));
  CHECK(report::sheet_text("_x0041_ _xZ041_ x") == "_x005F_x0041_ _xZ041_ x");
  CHECK(report::sheet_text(std::string(40'000, 'a')).size() < 9'000);
}

TEST_CASE("md: nothing of a source becomes markup") {
  const std::string text = render(sample::typical(), Format::md, {});
  CHECK(text == sample::golden("typical.md", text));
  const std::string hostile = render(sample::hostile(), Format::md, {});
  CHECK(count(hostile, "<script") == count(hostile, "\\<script\\>"));
  CHECK_FALSE(has(hostile, "](http"));
  CHECK_FALSE(has(hostile, "\x1b"));
  CHECK(report::markdown_text("a|b\nwww.x") == "a\\|b www\\.x");
}

TEST_CASE("html: one file, no script, only escaped texts") {
  const std::string text = render(sample::typical(), Format::html, {});
  CHECK(has(text, "default-src 'none'"));
  CHECK(has(text, "<html lang=\"zh-CN\">"));
  CHECK(count(text, "<tr id=\"f") == 13);
  CHECK_FALSE(has(text, " style="));
  CHECK_FALSE(has(text, "http:"));
  const std::string hostile = render(sample::hostile(), Format::html, {});
  CHECK_FALSE(has(hostile, "<script"));
  CHECK(has(hostile, "&lt;script&gt;alert(&quot;1&quot;)"));
  CHECK_FALSE(has(hostile, "\xE2\x80\xAE"));
  CHECK_FALSE(has(hostile, "\x1b"));
  CHECK(count(hostile, "<table") == count(hostile, "</table>"));
}

TEST_CASE("junit: errors fail, faults are errors, what is not known is skipped") {
  const std::string text = render(sample::typical(), Format::junit, {});
  CHECK(text == sample::golden("typical.junit.xml", text));
  CHECK(has(text, "<testsuites name=\"gouji\" tests=\"13\" failures=\"5\" errors=\"1\" skipped=\"2\">"));
  CHECK(count(text, "<testsuite ") == 2);
  const std::string hostile = render(sample::hostile(), Format::junit, {});
  CHECK_FALSE(has(hostile, "<script"));
  CHECK_FALSE(has(hostile, "]]>"));
  CHECK_FALSE(has(hostile, "\x01"));
}

TEST_CASE("a trial marks every line") {
  ReportOptions options;
  options.trial_year = 2021;
  const auto rows = read_csv(render(sample::typical(), Format::csv, options));
  for (std::size_t i = 1; i < rows.size(); ++i) CHECK(rows[i][8].starts_with("试算（2021年规则）"));
  CHECK(has(render(sample::typical(), Format::text, options), "试算·错误"));
  CHECK(nlohmann::json::parse(render(sample::typical(), Format::json, options))["findings"][0]["trial_year"] == 2021);
}

TEST_CASE("xlsx: sheets of units have names of their own, answers are open and nothing is a formula") {
  RunResult result = sample::typical();
  const std::string unit = "一个名称很长很长很长很长很长很长很长很长很长很长很长的单位";
  for (std::size_t i = 0; i < result.findings.size(); ++i) result.findings[i].unit = unit + (i % 2 == 0 ? "甲" : "乙");
  const std::string bytes = render(result, Format::xlsx, {});
  CHECK(render(result, Format::xlsx, {}) == bytes);
  ZipArchive zip(bytes, "r.xlsx");
  std::set<std::string> names;
  for (const SheetEntry& sheet : open_workbook(zip).sheets) {
    CHECK(text::decode(sheet.name).size() <= 31);
    CHECK(names.insert(sheet.name).second);
    CHECK_FALSE(has(zip.read(sheet.part), "<f>"));
  }
  CHECK(names.size() == 5);
  CHECK(has(zip.read("xl/worksheets/sheet2.xml"), "<sheetProtection"));
  CHECK(has(zip.read("xl/worksheets/sheet2.xml"), "<dataValidations"));
  const report::AnswerSheets read = report::read_answers(bytes, "r.xlsx");
  CHECK(read.problems.empty());
  REQUIRE(read.rows.size() > result.findings.size());  // the whole list, and each unit's
  for (const report::AnswerRow& row : read.rows) CHECK(row.answer.silent());
  CHECK(read.rows.front().fingerprint == result.findings.front().fingerprint);
}
