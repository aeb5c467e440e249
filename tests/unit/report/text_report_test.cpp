#if __has_include(<catch2/catch.hpp>)
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif

#include <sstream>

#include "base/text.hpp"
#include "report/terminal.hpp"
#include "report/verdict.hpp"
#include "unit/base/parts.hpp"
#include "unit/report/golden.hpp"
#include "unit/report/sample.hpp"

using namespace gouji;

namespace {
using gouji::test::has;
std::string last_line(std::string text) {
  text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}
}  // namespace

TEST_CASE("text: the reader sees findings, what could not be checked, sums and the verdict last") {
  const std::string text = render(sample::typical(), Format::text, {});
  CHECK(text == sample::golden("typical.txt", text));
  CHECK(last_line(text) ==
        "结论：发现错误 5 处、核实 1 处、提示 4 处；缺数无法审核 1 处；公式出错 1 处（2 份公开文本，5 张自评表）");
}

TEST_CASE("text: on a terminal the table of scores gives way to its width, figures stay whole") {
  RunResult result = sample::typical();
  REQUIRE(!result.scores.empty());
  result.scores.front().evaluation = "一个名称很长很长很长很长的项目支出绩效自评表";
  ReportOptions options;
  const auto rows = [&] {
    std::vector<std::string> lines;
    std::istringstream text(render(result, Format::text, options));
    bool inside = false;
    for (std::string line; std::getline(text, line);) {
      inside = line.starts_with("  得分 ") || (inside && line.starts_with("  "));
      if (inside) lines.push_back(line);
    }
    return lines;
  };
  const std::vector<std::string> wide = rows();
  REQUIRE(wide.size() > 1);
  options.width = 80;
  CHECK(rows() == wide);  // no terminal
  options.fit = true;
  const std::vector<std::string> narrow = rows();
  REQUIRE(narrow.size() == wide.size());
  CHECK(narrow != wide);
  for (const std::string& line : narrow) CHECK(text::display_width(line) <= 80);
  CHECK(has(narrow[0], "测算得分"));
}

TEST_CASE("text: English has a twin") {
  ReportOptions options;
  options.language = Language::english;
  const std::string text = render(sample::typical(), Format::text, options);
  CHECK(text == sample::golden("typical.en.txt", text));
  CHECK(has(text, "The total is 577.97"));
}

TEST_CASE("text: the verdict of a clean run, of an empty run and of a trial") {
  RunResult result;
  CHECK(last_line(render(result, Format::text, {})) == "结论：没有可审核的公开文本");
  sample::count(result, 5, 90, 4321);
  CHECK(last_line(render(result, Format::text, {})) == "结论：未发现疑点（5 份公开文本）");
  ReportOptions options;
  options.trial_year = 2023;
  CHECK(last_line(render(result, Format::text, options)) == "结论：试算（2023年规则），未发现疑点（5 份公开文本）");
}

TEST_CASE("text: no error of a repeated rule is left out, notes are drawn together") {
  RunResult result;
  for (int i = 0; i < 40; ++i) {
    Finding finding = sample::total_error();
    finding.message = "第" + std::to_string(i) + "个";
    finding.severity = i < 20 ? Severity::error : Severity::note;
    finding.rule = i < 20 ? "a.b" : "a.c";
    result.findings.push_back(finding);
  }
  sample::count(result, 1, 1, 40);
  const std::string text = render(result, Format::text, {});
  for (int i = 0; i < 20; ++i) CHECK(has(text, "第" + std::to_string(i) + "个"));
  CHECK(has(text, "另有 17 处同样情形，编号 24–40"));
  CHECK_FALSE(has(text, "第30个"));
}

TEST_CASE("text: scores that agree are counted, few are shown") {
  RunResult result;
  for (int i = 0; i < 3; ++i) result.scores.push_back(sample::score(std::to_string(i), "项目", "99.85", "99.850"));
  sample::count(result, 1, 1, 3);
  CHECK(has(render(result, Format::text, {}), "99.850"));
  result.scores.push_back(sample::score("9", "项目", "90", "89"));
  const std::string text = render(result, Format::text, {});
  CHECK_FALSE(has(text, "99.850"));
  CHECK(has(text, "89"));
  CHECK(has(text, "其余 3 张自评表的自评得分与测算得分一致"));
}

TEST_CASE("text: lines keep the width, colours come only when asked for") {
  ReportOptions options;
  options.width = 60;
  const std::string text = render(sample::typical(), Format::text, options);
  std::istringstream lines(text);
  int too_wide = 0;
  for (std::string line; std::getline(lines, line);) {
    // Tables keep their columns; everything that hangs under a head is wrapped.
    if (line.starts_with("         ")) too_wide += text::display_width(line) > 60 ? 1 : 0;
  }
  CHECK(too_wide == 0);
  CHECK_FALSE(has(text, "\x1b"));
  options.colour = true;
  const std::string coloured = render(sample::typical(), Format::text, options);
  CHECK(has(coloured, "\x1b[1;31m"));
}

TEST_CASE("text: wrapping") {
  using report::wrap;
  CHECK(wrap("合计应等于各分项之和，请核对。", 10) ==
        std::vector<std::string>{"合计应等于", "各分项之", "和，请核", "对。"});
  CHECK(wrap("one two three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("abcdefghij", 4) == std::vector<std::string>{"abcd", "efgh", "ij"});
  CHECK(wrap("", 8) == std::vector<std::string>{""});
  CHECK(wrap("a\nb", 0) == std::vector<std::string>{"a", "b"});
  CHECK(report::fit("自评得分合计", 7).ends_with("…"));
  CHECK(text::display_width(report::fit("自评得分合计", 7)) <= 7);
  CHECK(report::fit("自评得分", 8) == "自评得分");
}

TEST_CASE("text: a source cannot paint the terminal nor forge a verdict") {
  const std::string text = render(sample::hostile(), Format::text, {});
  CHECK_FALSE(has(text, "\x1b"));
  CHECK_FALSE(has(text, "\xE2\x80\xAE"));
  CHECK_FALSE(has(text, "\x01"));
  CHECK(text::decode(text).find(U'\r') == std::u32string::npos);
  std::istringstream lines(text);
  int verdicts = 0;
  for (std::string line; std::getline(lines, line);) verdicts += line.starts_with("结论：") ? 1 : 0;
  // Wrapped words may begin a line of the terminal only below an indent.
  CHECK(verdicts == 1);
}
