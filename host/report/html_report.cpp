// A report in one HTML file that a bureau can send, read on a screen or print: no script, nothing from elsewhere.
#include <fmt/format.h>

#include <algorithm>

#include "report/handling_text.hpp"
#include "report/html_parts.hpp"
#include "report/markup.hpp"
#include "report/renderers.hpp"
#include "report/verdict.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

class HtmlReport {
 public:
  HtmlReport(const RunResult& result, const ReportOptions& options) : result_(result), options_(options) {}

  std::string write() {
    const std::vector<DocumentGroup> groups = by_document(result_);
    const std::string_view title = say("预决算公开审核报告", "Audit of published budgets");
    out_ = html_opening(title, options_.language);
    out_ += fmt::format("<header>\n<h1>{}</h1>\n<p class=\"verdict {}\">{}</p>\n", title, verdict_class(),
                        markup_text(verdict(result_, options_)));
    write_tiles();
    out_ += "</header>\n<main>\n";
    write_documents(groups);
    write_findings(groups);
    write_apart(Outcome::cannot_evaluate,
                say("缺少所需数据，没有结论，不等于通过。", "Figures are missing; this is no pass."));
    write_apart(Outcome::fault, say("规则本身有错，应先改规则；该项审核没有结果。",
                                    "The rules have to be mended; what they would have found is not known."));
    write_rules();
    if (!result_.scores.empty()) {
      heading(say("得分", "Scores"));
      out_ += html_scores(result_, options_);
    }
    out_ += "</main>\n";
    write_footer();
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  std::string_view say(std::string_view chinese, std::string_view english) const {
    return report::say(options_.language, chinese, english);
  }
  template <class What>
  std::string_view word(What what) const {
    return word_of(what, options_.language);
  }
  void heading(std::string_view text) { out_ += fmt::format("<h2>{}</h2>\n", text); }

  std::string_view verdict_class() const {
    const int exit = exit_status(result_.summary, FailLevel::warning);
    if (exit == 0) return "pass";
    return exit == 2 ? "warning" : "error";
  }

  void write_tiles() {
    const Summary& summary = result_.summary;
    const auto tile = [&](std::string_view css, int count, std::string_view name) {
      out_ += fmt::format("<li{}><b>{}</b><span>{}</span></li>\n",
                          count > 0 && !css.empty() ? fmt::format(" class=\"{}\"", css) : "", count, name);
    };
    out_ += "<ul class=\"tiles\">\n";
    for (std::size_t i = 0; i < kSeverities; ++i) {
      const auto severity = static_cast<Severity>(i);
      tile(code_of(severity), summary.severities.at(i), word(severity));
    }
    for (const Outcome outcome : {Outcome::cannot_evaluate, Outcome::fault}) {
      tile(outcome == Outcome::fault ? "error" : "", summary.outcomes.at(static_cast<std::size_t>(outcome)),
           word(outcome));
    }
    tile("", summary.documents, say("公开文本", "documents"));
    const int forms = evaluations_scored(result_);
    if (forms > 0) tile("", forms, say("自评表", "self-evaluations"));
    out_ += "</ul>\n<p class=\"quiet\">";
    out_ += fmt::format("{} {}，{} {}", say("规则", "rules"), summary.rules, say("审核", "checks"), summary.checks);
    for (const Outcome outcome : {Outcome::pass, Outcome::undetermined, Outcome::not_applicable, Outcome::waived}) {
      out_ += fmt::format("{}{} {}", say("，", ", "), word(outcome),
                          summary.outcomes.at(static_cast<std::size_t>(outcome)));
    }
    out_ += "</p>\n";
  }

  std::string count_cell(int count) const {
    return fmt::format("<td class=\"n{}\">{}</td>", count == 0 ? " z" : "", count);
  }

  void write_documents(const std::vector<DocumentGroup>& groups) {
    if (groups.empty()) return;
    heading(say("各单位情况", "Documents"));
    out_ += "<div class=\"scroll\"><table>";
    out_ += html_head({{say("单位/公开文本", "Document"), ""},
                       {word(Severity::error), "n"},
                       {word(Severity::warning), "n"},
                       {word(Severity::verify), "n"},
                       {word(Severity::note), "n"},
                       {word(Outcome::cannot_evaluate), "n"},
                       {word(Outcome::fault), "n"}});
    out_ += "<tbody>\n";
    int index = 0;
    for (const DocumentGroup& group : groups) {
      ++index;
      out_ += is_linked(group)
                  ? fmt::format("<tr><td><a href=\"#d{}\">{}</a></td>", index,
                                markup_text(document_name(group.document, options_.language)))
                  : fmt::format("<tr><td>{}</td>", markup_text(document_name(group.document, options_.language)));
      for (std::size_t i = 0; i < kSeverities; ++i) out_ += count_cell(group.counts.severities.at(i));
      out_ += count_cell(group.counts.of(Outcome::cannot_evaluate)) + count_cell(group.counts.of(Outcome::fault)) +
              "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  static bool is_apart(const Finding& finding) {
    return finding.outcome == Outcome::cannot_evaluate || finding.outcome == Outcome::fault;
  }

  // Only documents with something else than what stands apart have a section of their own.
  static bool is_linked(const DocumentGroup& group) {
    return std::any_of(group.findings.begin(), group.findings.end(),
                       [](const Numbered& entry) { return !is_apart(*entry.finding); });
  }

  void write_findings(const std::vector<DocumentGroup>& groups) {
    heading(say("按单位查看", "Findings by unit"));
    bool any = false;
    int index = 0;
    for (const DocumentGroup& group : groups) {
      ++index;
      std::vector<Numbered> open;
      for (const Numbered& entry : group.findings) {
        if (!is_apart(*entry.finding)) open.push_back(entry);
      }
      if (open.empty()) continue;
      any = true;
      out_ += fmt::format("<section id=\"d{}\">\n<h3>{}</h3>\n", index,
                          markup_text(document_name(group.document, options_.language)));
      const std::string& file = open.front().finding->file;
      if (!file.empty())
        out_ += fmt::format("<p class=\"quiet\">{} {}</p>\n", say("来源", "Source"), markup_text(file));
      out_ += html_findings_table(open, options_, true) + "</section>\n";
    }
    if (!any) out_ += fmt::format("<p>{}</p>\n", say("没有疑点。", "Nothing was found."));
  }

  void write_apart(Outcome outcome, std::string_view meaning) {
    std::vector<Numbered> entries;
    for (const Numbered& entry : numbered(result_)) {
      if (entry.finding->outcome == outcome) entries.push_back(entry);
    }
    if (entries.empty()) return;
    heading(word(outcome));
    out_ += fmt::format("<p class=\"quiet\">{}</p>\n", meaning) + html_findings_table(entries, options_, false);
  }

  void write_rules() {
    const std::vector<RuleGroup> groups = by_rule(numbered(result_));
    if (groups.empty()) return;
    heading(say("按规则查看", "Findings by rule"));
    out_ += "<div class=\"scroll\"><table>";
    out_ += html_head({{say("公式含义", "Rule title"), ""},
                       {say("规则编号", "Rule"), ""},
                       {say("公式类型", "Kind"), ""},
                       {say("处数", "Count"), "n"},
                       {say("问题编号", "Finding No."), ""}});
    out_ += "<tbody>\n";
    for (const RuleGroup& group : groups) {
      const Finding& first = *group.findings.front().finding;
      std::string links;
      for (const Numbered& entry : group.findings) {
        links += fmt::format("{0}<a href=\"#f{1}\">{1}</a>", links.empty() ? "" : say("、", ", "), entry.number);
      }
      out_ += fmt::format("<tr><td>{}</td><td><code>{}</code></td><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n",
                          markup_text(first.title), markup_text(group.rule),
                          markup_text(kind_word(first.kind, options_.language)), group.findings.size(), links);
    }
    out_ += "</tbody></table></div>\n";
  }

  void write_footer() {
    out_ += "<footer>\n";
    for (const PackUsed& pack : result_.packs) {
      out_ += fmt::format("<div>{} {} {} <code>{}</code></div>\n", say("规则包", "Pack"), markup_text(pack.id),
                          markup_text(pack.revision), markup_text(pack.digest));
    }
    if (!result_.data_digest.empty()) {
      out_ += fmt::format("<div>{} <code>{}</code></div>\n", say("数据摘要", "Data digest"),
                          markup_text(result_.data_digest));
    }
    for (const std::string& line : decisions_lines(result_, options_.language))
      out_ += fmt::format("<div>{}</div>\n", markup_text(line));
    out_ += fmt::format(
        "<div>{}</div>\n</footer>\n",
        say("本报告所列均为疑点，经人工核实后方为问题。左值是所填的，右值是计算的、规定的或另一处所载的；差额 = "
            "左值 − 右值。",
            "What is listed here is to be confirmed by a person. Left is what was stated, right what "
            "was worked out, fixed or stated elsewhere. Difference = left − right."));
  }

  const RunResult& result_;
  const ReportOptions& options_;
  std::string out_;
};

}  // namespace

std::string as_html(const RunResult& result, const ReportOptions& options) {
  return HtmlReport(result, options).write();
}

}  // namespace gouji::report
