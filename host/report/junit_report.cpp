// JUnit XML for build servers: a suite a document, a case a finding. Errors and warnings fail, faults are errors,
// what could not be judged or was waived is skipped; 核实 and 提示 do not fail a build and stand in system-out.
#include <fmt/format.h>

#include "report/markup.hpp"
#include "report/numbers.hpp"
#include "report/renderers.hpp"
#include "report/text_finding.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

enum class Verdict { failure, error, skipped, passed };

Verdict verdict_of(const Finding& finding) {
  switch (finding.outcome) {
    case Outcome::fault: return Verdict::error;
    case Outcome::cannot_evaluate:
    case Outcome::undetermined:
    case Outcome::waived: return Verdict::skipped;
    case Outcome::pass:
    case Outcome::not_applicable: return Verdict::passed;
    case Outcome::finding: break;
  }
  const bool fails = finding.severity == Severity::error || finding.severity == Severity::warning;
  return fails ? Verdict::failure : Verdict::passed;
}

struct Sums {
  std::size_t tests = 0;
  int failures = 0, errors = 0, skipped = 0;
  void add(const std::vector<Numbered>& findings) {
    tests += findings.size();
    for (const Numbered& entry : findings) {
      const Verdict verdict = verdict_of(*entry.finding);
      failures += verdict == Verdict::failure ? 1 : 0;
      errors += verdict == Verdict::error ? 1 : 0;
      skipped += verdict == Verdict::skipped ? 1 : 0;
    }
  }
  std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", tests, failures, errors, skipped);
  }
};

std::string detail_of(const Finding& finding, const ReportOptions& options) {
  std::string text = message_of(finding, options.language);
  for (const std::string& part :
       {figures_text(finding, options.language), cause_of(finding, options.language), finding.remedy, finding.basis}) {
    if (!part.empty()) text += "\n" + part;
  }
  if (finding.script)
    text += fmt::format("\n{}:{} {}", finding.script->file, finding.script->line, finding.script->limit);
  return text;
}

std::string case_of(const Numbered& entry, const ReportOptions& options) {
  const Finding& finding = *entry.finding;
  const std::string label = label_of(finding, options);
  const std::string name =
      fmt::format("{} {} {}", entry.number, finding.rule, locus_text(finding, options.language, true, ""));
  std::string out = fmt::format("    <testcase classname=\"{}\" name=\"{}\">\n", markup_text(finding.document),
                                markup_text(one_line(name)));
  const std::string message = markup_text(one_line(label + " " + message_of(finding, options.language)));
  const std::string detail = markup_text(detail_of(finding, options));
  switch (verdict_of(finding)) {
    case Verdict::failure:
      out += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", code_of(finding.severity), message,
                         detail);
      break;
    case Verdict::error:
      out += fmt::format("      <error type=\"fault\" message=\"{}\">{}</error>\n", message, detail);
      break;
    case Verdict::skipped: out += fmt::format("      <skipped message=\"{}\"/>\n", message); break;
    case Verdict::passed:
      out += fmt::format("      <system-out>{}\n{}</system-out>\n", markup_text(label), detail);
      break;
  }
  return out + "    </testcase>\n";
}

}  // namespace

std::string as_junit(const RunResult& result, const ReportOptions& options) {
  const std::vector<DocumentGroup> groups = by_document(result);
  Sums sums;
  for (const DocumentGroup& group : groups) sums.add(group.findings);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites name=\"gouji\" {}>\n", sums.attributes());
  for (const DocumentGroup& group : groups) {
    Sums own;
    own.add(group.findings);
    out += fmt::format("  <testsuite name=\"{}\" {}>\n", markup_text(group.document), own.attributes());
    for (const Numbered& entry : group.findings) out += case_of(entry, options);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace gouji::report
