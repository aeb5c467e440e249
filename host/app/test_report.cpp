#include "app/test_report.hpp"

#include <fmt/format.h>

#include "formats/json_writer.hpp"
#include "report/markup.hpp"

namespace gouji::app {
namespace {

std::string indented(const std::string& text, std::string_view indent) {
  std::string out(indent);
  for (const char c : text) {
    out += c;
    if (c == '\n') out += indent;
  }
  return out;
}

// Why a case did not pass, in several lines.
std::string reason_of(const CaseResult& one, Language language) {
  if (one.fault) return one.fault->text(language);
  const bool chinese = language == Language::chinese;
  return fmt::format("{}\n{}\n{}\n{}", chinese ? "应为：" : "expected:", indented(one.expected, "  "),
                     chinese ? "实为：" : "got:", indented(one.got, "  "));
}

std::string word_of(CaseStatus status) {
  switch (status) {
    case CaseStatus::pass: return "PASS";
    case CaseStatus::fail: return "FAIL";
    case CaseStatus::error: return "ERROR";
    case CaseStatus::skipped: return "SKIPPED";
  }
  return {};
}

bool is_trouble(const CaseResult& one) { return one.status == CaseStatus::fail || one.status == CaseStatus::error; }

std::string title_of(const CaseResult& one) {
  return one.name.empty() ? one.rule : fmt::format("{} · {}", one.rule, one.name);
}

}  // namespace

TestCounts counted(const PackCases& cases) {
  TestCounts counts;
  for (const CaseResult& one : cases.results) {
    switch (one.status) {
      case CaseStatus::pass: ++counts.passed; break;
      case CaseStatus::fail: ++counts.failed; break;
      case CaseStatus::error: ++counts.errors; break;
      case CaseStatus::skipped: ++counts.skipped; break;
    }
  }
  return counts;
}

std::string test_text(const PackCases& cases, Language language, bool every_case) {
  const bool chinese = language == Language::chinese;
  std::string out;
  for (const CaseResult& one : cases.results) {
    if (!every_case && (one.status == CaseStatus::pass)) continue;
    out += fmt::format("{:<7} {}  ({})\n", word_of(one.status), title_of(one), to_text(one.at));
    if (is_trouble(one)) out += indented(reason_of(one, language), "    ") + "\n";
  }
  for (const std::string& file : cases.without_cases) {
    out += chinese ? fmt::format("警告    {} 没有用例（旁边缺 .cases.toml）\n", file)
                   : fmt::format("warning {} has no cases (no .cases.toml beside it)\n", file);
  }
  const TestCounts counts = counted(cases);
  out += fmt::format("PASS {} · FAIL {} · ERROR {} · SKIPPED {}\n", counts.passed, counts.failed, counts.errors,
                     counts.skipped);
  if (cases.results.empty())
    return out + (chinese ? "结论：没有用例，什么也没有测试\n" : "verdict: no cases, nothing was tested\n");
  out += chinese ? (counts.good() ? "结论：用例全部符合\n" : "结论：有用例不符合\n")
                 : (counts.good() ? "verdict: all cases hold\n" : "verdict: some cases do not hold\n");
  return out;
}

std::string test_json(const PackCases& cases, Language language) {
  const TestCounts counts = counted(cases);
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.test.v1");
  json.key("summary");
  json.begin_object();
  json.member("pass", counts.passed);
  json.member("fail", counts.failed);
  json.member("error", counts.errors);
  json.member("skipped", counts.skipped);
  json.end_object();
  json.key("cases");
  json.begin_list();
  for (const CaseResult& one : cases.results) {
    json.begin_object();
    json.member("pack", one.pack);
    json.member("rule", one.rule);
    json.member("name", one.name);
    json.member("file", one.at.file);
    json.member("line", one.at.line);
    json.member("status", code_of(one.status));
    json.member("expected", one.expected.empty() ? std::nullopt : std::optional(one.expected));
    json.member("got", one.got.empty() ? std::nullopt : std::optional(one.got));
    json.member("error", one.fault ? std::optional(one.fault->text(language)) : std::nullopt);
    json.end_object();
  }
  json.end_list();
  json.key("without_cases");
  json.begin_list();
  for (const std::string& file : cases.without_cases) json.text(file);
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

std::string test_junit(const PackCases& cases, Language language) {
  const TestCounts counts = counted(cases);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format(
      "<testsuites>\n<testsuite name=\"gouji test\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
      cases.results.size(), counts.failed, counts.errors, counts.skipped);
  for (const CaseResult& one : cases.results) {
    out +=
        fmt::format("  <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"", report::markup_text(one.rule),
                    report::markup_text(one.name), report::markup_text(one.at.file), one.at.line);
    switch (one.status) {
      case CaseStatus::pass: out += "/>\n"; break;
      case CaseStatus::skipped: out += "><skipped/></testcase>\n"; break;
      case CaseStatus::fail:
        out += fmt::format("><failure>{}</failure></testcase>\n", report::markup_text(reason_of(one, language)));
        break;
      case CaseStatus::error:
        out += fmt::format("><error>{}</error></testcase>\n", report::markup_text(reason_of(one, language)));
        break;
    }
  }
  return out + "</testsuite>\n</testsuites>\n";
}

std::string test_tap(const PackCases& cases, Language language) {
  std::string out = fmt::format("TAP version 13\n1..{}\n", cases.results.size());
  int number = 0;
  for (const CaseResult& one : cases.results) {
    out += fmt::format("{}ok {} - {}{}\n", is_trouble(one) ? "not " : "", ++number, title_of(one),
                       one.status == CaseStatus::skipped ? " # SKIP todo" : "");
    if (is_trouble(one)) out += indented(reason_of(one, language), "# ") + "\n";
  }
  return out;
}

}  // namespace gouji::app
