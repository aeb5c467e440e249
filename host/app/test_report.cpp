#include "app/test_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "formats/clean_text.hpp"
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
  const bool chinese = language == Language::chinese;
  std::string out;
  if (!one.expected.empty() || !one.got.empty()) {
    out = fmt::format("{}\n{}\n{}\n{}", chinese ? "应为：" : "expected:", indented(one.expected, "  "),
                      chinese ? "实为：" : "got:", indented(one.got, "  "));
  }
  if (!one.terms.empty()) {
    std::string terms = one.terms;
    while (terms.ends_with('\n')) terms.pop_back();
    out += fmt::format("\n{}\n{}", chinese ? "算到：" : "where:", indented(terms, "  "));
  }
  if (one.fault) out += (out.empty() ? "" : "\n") + one.fault->text(language);
  return out;
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

// A name on one line: a line of its own could pass for a result.
std::string on_one_line(std::string_view text) {
  std::string line = clean_text(text);
  for (char& c : line) c = c == '\n' || c == '\t' ? ' ' : c;
  return line;
}

// For TAP, where # opens a directive.
std::string tap_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string title_of(const CaseResult& one, bool name_pack) {
  return fmt::format("{}{}{}{}", name_pack ? one.pack + " · " : "", one.rule, one.name.empty() ? "" : " · ",
                     on_one_line(one.name));
}

std::string verdict_of(const TestCounts& counts, bool chinese) {
  if (counts.good()) return chinese ? "结论：用例全部符合\n" : "verdict: all cases hold\n";
  if (counts.failed == 0) return chinese ? "结论：有用例没法运行\n" : "verdict: some cases could not be run\n";
  if (counts.errors == 0) return chinese ? "结论：有用例不符合\n" : "verdict: some cases do not hold\n";
  return chinese ? "结论：有用例不符合，有的没法运行\n" : "verdict: some cases do not hold, some could not be run\n";
}

// A line a clause; a clause that no case is about is told as well.
std::string clauses_text(const TestRun& run, bool chinese) {
  std::string out = fmt::format("{}：{}{}\n", chinese ? "条文" : "clauses", run.kit->title,
                                run.kit->basis.empty() ? "" : fmt::format(" · {}", run.kit->basis));
  int widest = 0;
  for (const ClauseResult& one : run.clauses) widest = std::max(widest, text::display_width(one.clause.id));
  std::string pack;
  int covered = 0, held = 0;
  for (const ClauseResult& one : run.clauses) {
    if (one.pack != pack) out += fmt::format("  {}\n", pack = one.pack);
    const std::string gap(static_cast<std::size_t>(widest - text::display_width(one.clause.id)), ' ');
    const int all = one.passed + one.failed + one.errors;
    const std::string result = !one.covered() ? std::string(chinese ? "没有用例" : "no case")
                                              : fmt::format("{} {}/{}", one.holds() ? "PASS" : "FAIL", one.passed, all);
    covered += one.covered() ? 1 : 0;
    held += one.holds() ? 1 : 0;
    out += fmt::format("    {}{}  {:<9} {}\n", one.clause.id, gap, result, one.clause.text);
  }
  return out + (chinese ? fmt::format("条文 {}：有用例 {}，全部符合 {}\n", run.clauses.size(), covered, held)
                        : fmt::format("clauses {}: with cases {}, all hold {}\n", run.clauses.size(), covered, held));
}

// Tags and clauses, as JUnit has room for them.
std::string properties(const CaseResult& one) {
  std::string out;
  for (const auto& [name, texts] : {std::pair{"tag", &one.tags}, {"clause", &one.clauses}}) {
    for (const std::string& value : *texts)
      out += fmt::format("<property name=\"{}\" value=\"{}\"/>", name, report::markup_text(value));
  }
  return out.empty() ? out : fmt::format("<properties>{}</properties>", out);
}

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key);
  json.begin_list();
  for (const std::string& one : texts) json.text(one);
  json.end_list();
}

void write_clauses(JsonWriter& json, const TestRun& run) {
  if (!run.kit) return;
  json.key("kit");
  json.begin_object();
  json.member("id", run.kit->id);
  json.member("title", run.kit->title);
  json.member("basis", run.kit->basis);
  json.member("revision", run.kit->revision);
  json.end_object();
  json.key("clauses");
  json.begin_list();
  for (const ClauseResult& one : run.clauses) {
    json.begin_object();
    json.member("pack", one.pack);
    json.member("clause", one.clause.id);
    json.member("text", one.clause.text);
    json.member("pass", one.passed);
    json.member("fail", one.failed);
    json.member("error", one.errors);
    json.member("skipped", one.skipped);
    json.end_object();
  }
  json.end_list();
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

bool several_packs(const TestRun& run) {
  return std::any_of(run.clauses.begin(), run.clauses.end(),
                     [&](const ClauseResult& one) { return one.pack != run.clauses.front().pack; });
}

std::string test_line(const CaseResult& one, Language language, bool every_case, bool name_pack) {
  if (!every_case && one.status == CaseStatus::pass) return {};
  std::string out = fmt::format("{:<7} {}  ({})\n", word_of(one.status), title_of(one, name_pack), to_text(one.at));
  if (is_trouble(one)) out += indented(reason_of(one, language), "    ") + "\n";
  return out;
}

std::string test_end(const TestRun& run, Language language, bool without_cases) {
  const bool chinese = language == Language::chinese;
  std::string out = run.kit ? clauses_text(run, chinese) : std::string();
  for (const std::string& file : run.cases.without_cases) {
    if (!without_cases) break;
    out += chinese ? fmt::format("警告    {} 没有用例（旁边缺 .cases.toml）\n", file)
                   : fmt::format("warning {} has no cases (no .cases.toml beside it)\n", file);
  }
  const TestCounts counts = counted(run.cases);
  out += fmt::format("PASS {} · FAIL {} · ERROR {} · SKIPPED {}\n", counts.passed, counts.failed, counts.errors,
                     counts.skipped);
  if (run.cases.results.empty())
    return out + (chinese ? "结论：没有用例，什么也没有测试\n" : "verdict: no cases, nothing was tested\n");
  return out + verdict_of(counts, chinese);
}

std::string test_json(const TestRun& run, Language language) {
  const PackCases& cases = run.cases;
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
    json.member("name", clean_text(one.name));
    json.member("file", one.at.file);
    json.member("line", one.at.line);
    json.member("status", code_of(one.status));
    write_texts(json, "tags", one.tags);
    write_texts(json, "clauses", one.clauses);
    json.member("expected", one.expected.empty() ? std::nullopt : std::optional(one.expected));
    json.member("got", one.got.empty() ? std::nullopt : std::optional(one.got));
    json.member("terms", one.terms.empty() ? std::nullopt : std::optional(one.terms));
    json.member("error", one.fault ? std::optional(one.fault->text(language)) : std::nullopt);
    json.end_object();
  }
  json.end_list();
  json.key("without_cases");
  json.begin_list();
  for (const std::string& file : cases.without_cases) json.text(file);
  json.end_list();
  write_clauses(json, run);
  json.end_object();
  return json.take() + "\n";
}

std::string test_junit(const TestRun& run, Language language) {
  const PackCases& cases = run.cases;
  const TestCounts counts = counted(cases);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format(
      "<testsuites>\n<testsuite name=\"gouji test\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
      cases.results.size(), counts.failed, counts.errors, counts.skipped);
  for (const CaseResult& one : cases.results) {
    out += fmt::format("  <testcase classname=\"{}{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
                       several_packs(run) ? report::markup_text(one.pack) + "." : "", report::markup_text(one.rule),
                       report::markup_text(one.name), report::markup_text(one.at.file), one.at.line);
    std::string inside = properties(one);
    const std::string reason = is_trouble(one) ? report::markup_text(reason_of(one, language)) : std::string();
    if (one.status == CaseStatus::skipped) inside += "<skipped/>";
    if (one.status == CaseStatus::fail) inside += fmt::format("<failure>{}</failure>", reason);
    if (one.status == CaseStatus::error) inside += fmt::format("<error>{}</error>", reason);
    out += inside.empty() ? "/>\n" : fmt::format(">{}</testcase>\n", inside);
  }
  return out + "</testsuite>\n</testsuites>\n";
}

std::string test_tap(const TestRun& run, Language language) {
  const PackCases& cases = run.cases;
  std::string out = fmt::format("TAP version 13\n1..{}\n", cases.results.size());
  int number = 0;
  for (const CaseResult& one : cases.results) {
    out += fmt::format("{}ok {} - {}{}\n", is_trouble(one) ? "not " : "", ++number,
                       tap_text(title_of(one, several_packs(run))),
                       one.status == CaseStatus::skipped ? " # SKIP todo" : "");
    if (is_trouble(one)) out += indented(reason_of(one, language), "# ") + "\n";
  }
  return out;
}

}  // namespace gouji::app
