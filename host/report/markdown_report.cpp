// A report in one Markdown file: verdict, sums, findings by unit, by rule, scores.
#include <fmt/format.h>

#include "report/handling_text.hpp"
#include "report/markup.hpp"
#include "report/numbers.hpp"
#include "report/renderers.hpp"
#include "report/text_finding.hpp"
#include "report/verdict.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

class MarkdownReport {
 public:
  MarkdownReport(const RunResult& result, const ReportOptions& options) : result_(result), options_(options) {}

  std::string write() {
    const std::vector<DocumentGroup> groups = by_document(result_);
    out_ += "# " + std::string(say("预决算公开审核报告", "Audit of published budgets")) + "\n\n**" +
            markdown_text(verdict(result_, options_)) + "**\n";
    write_summary(groups);
    write_findings(groups);
    write_apart(Outcome::cannot_evaluate, say("没有结论，不等于通过。", "Figures are missing; this is no pass."));
    write_apart(Outcome::fault, say("规则本身有错，应先改规则；该项审核没有结果。",
                                    "The rules have to be mended; what they would have found is not known."));
    write_rules();
    write_scores();
    write_packs();
    return std::move(out_);
  }

 private:
  std::string_view say(std::string_view chinese, std::string_view english) const {
    return report::say(options_.language, chinese, english);
  }
  void heading(int level, std::string_view text) {
    out_ += fmt::format("\n{} {}\n\n", std::string(static_cast<std::size_t>(level), '#'), text);
  }
  void head_row(const std::vector<std::string>& heads) {
    row(heads);
    out_ += '|';
    for (std::size_t i = 0; i < heads.size(); ++i) out_ += " --- |";
    out_ += '\n';
  }
  // Cells are escaped by the caller.
  void row(const std::vector<std::string>& cells) {
    out_ += '|';
    for (const std::string& cell : cells) out_ += ' ' + cell + " |";
    out_ += '\n';
  }
  template <class What>
  std::string word(What what) const {
    return std::string(word_of(what, options_.language));
  }

  void write_summary(const std::vector<DocumentGroup>& groups) {
    const Summary& summary = result_.summary;
    heading(2, say("汇总", "Summary"));
    head_row({std::string(say("公开文本", "Documents")), std::string(say("自评表", "Self-evaluations")),
              std::string(say("规则", "Rules")), std::string(say("审核次数", "Checks"))});
    row({fmt::format("{}", summary.documents), fmt::format("{}", evaluations_scored(result_)),
         fmt::format("{}", summary.rules), fmt::format("{}", summary.checks)});
    out_ += '\n';
    std::vector<std::string> words, counts;
    for (std::size_t i = 0; i < kOutcomes; ++i) {
      words.push_back(word(static_cast<Outcome>(i)));
      counts.push_back(fmt::format("{}", summary.outcomes.at(i)));
    }
    head_row(words);
    row(counts);
    if (groups.empty()) return;
    out_ += '\n';
    head_row({std::string(say("单位/公开文本", "Document")), word(Severity::error), word(Severity::warning),
              word(Severity::verify), word(Severity::note), word(Outcome::cannot_evaluate), word(Outcome::fault)});
    for (const DocumentGroup& group : groups) {
      std::vector<std::string> cells{markdown_text(document_name(group.document, options_.language))};
      for (std::size_t i = 0; i < kSeverities; ++i) cells.push_back(fmt::format("{}", group.counts.severities.at(i)));
      cells.push_back(fmt::format("{}", group.counts.of(Outcome::cannot_evaluate)));
      cells.push_back(fmt::format("{}", group.counts.of(Outcome::fault)));
      row(cells);
    }
  }

  static bool is_apart(const Finding& finding) {
    return finding.outcome == Outcome::cannot_evaluate || finding.outcome == Outcome::fault;
  }

  void write_findings(const std::vector<DocumentGroup>& groups) {
    heading(2, say("按单位查看", "Findings by unit"));
    bool any = false;
    for (const DocumentGroup& group : groups) {
      bool open = false;
      for (const Numbered& entry : group.findings) {
        if (is_apart(*entry.finding)) continue;
        if (!open) {
          heading(3, markdown_text(document_name(group.document, options_.language)));
          head_row({std::string(say("编号", "No.")), std::string(say("严重程度", "Severity")),
                    std::string(say("位置", "Place")), std::string(say("审核详情", "Detail")),
                    std::string(say("左值", "Left")), std::string(say("右值", "Right")),
                    std::string(say("差额", "Difference")), std::string(say("依据与建议", "Basis and remedy"))});
        }
        open = any = true;
        finding_row(entry);
      }
    }
    if (!any) out_ += std::string(say("没有疑点。", "Nothing was found.")) + "\n";
  }

  void finding_row(const Numbered& entry) {
    const Finding& finding = *entry.finding;
    std::string advice = markdown_text(finding.basis);
    if (!finding.remedy.empty()) advice += (advice.empty() ? "" : " ") + markdown_text(finding.remedy);
    std::string detail = markdown_text(message_of(finding, options_.language));
    const std::string cause = cause_of(finding, options_.language);
    if (!cause.empty()) detail += " " + std::string(say("可能原因：", "Likely cause: ")) + markdown_text(cause);
    detail += beside(finding);
    row({fmt::format("{}", entry.number), markdown_text(label_of(finding, options_)),
         markdown_text(locus_text(finding, options_.language, true, finding.at.known() ? finding.file : "")), detail,
         markdown_text(finding.printed), markdown_text(finding.expected), markdown_text(finding.difference), advice});
  }

  std::string beside(const Finding& finding) const {
    std::string text;
    for (const std::string& told : related_texts(finding, options_.language))
      text += " " + std::string(say("对照：", "Beside: ")) + markdown_text(told);
    return text;
  }

  void write_apart(Outcome outcome, std::string_view meaning) {
    std::vector<Numbered> entries;
    for (const Numbered& entry : numbered(result_)) {
      if (entry.finding->outcome == outcome) entries.push_back(entry);
    }
    if (entries.empty()) return;
    heading(2, fmt::format("{} {}", word(outcome), entries.size()));
    out_ += std::string(meaning) + "\n\n";
    head_row({std::string(say("编号", "No.")), std::string(say("规则", "Rule")),
              std::string(say("单位/公开文本", "Document")), std::string(say("位置", "Place")),
              std::string(say("审核详情", "Detail"))});
    for (const Numbered& entry : entries) {
      const Finding& finding = *entry.finding;
      std::string place = locus_text(finding, options_.language, true, "");
      if (finding.script)
        place = fmt::format("{}:{} {}", finding.script->file, finding.script->line, finding.script->limit);
      row({fmt::format("{}", entry.number), markdown_text(finding.rule),
           markdown_text(document_name(finding.document, options_.language)), markdown_text(place),
           markdown_text(message_of(finding, options_.language)) + beside(finding)});
    }
  }

  void write_rules() {
    const std::vector<RuleGroup> groups = by_rule(numbered(result_));
    if (groups.empty()) return;
    heading(2, say("按规则查看", "Findings by rule"));
    head_row({std::string(say("规则编号", "Rule")), std::string(say("公式含义", "Rule title")),
              std::string(say("公式类型", "Kind")), std::string(say("处数", "Count")),
              std::string(say("问题编号", "Finding No."))});
    for (const RuleGroup& group : groups) {
      const Finding& first = *group.findings.front().finding;
      row({markdown_text(group.rule), markdown_text(first.title),
           markdown_text(kind_word(first.kind, options_.language)), fmt::format("{}", group.findings.size()),
           number_list(group.findings, say("、", ", "))});
    }
  }

  void write_scores() {
    if (result_.scores.empty()) return;
    heading(2, say("得分", "Scores"));
    head_row({std::string(say("单位/公开文本", "Document")), std::string(say("自评表", "Self-evaluation")),
              std::string(say("自评得分", "Printed")), std::string(say("测算得分", "Recomputed")),
              std::string(say("下限", "Low")), std::string(say("上限", "High")), std::string(say("差值", "Difference")),
              std::string(say("等级", "Grade")), std::string(say("说明", "Remark"))});
    for (const Score& score : result_.scores) {
      std::string remark = trial_mark(options_);
      if (score.grade_could_flip) {
        remark += (remark.empty() ? "" : " ") + std::string(say("尾差内等级可能变化", "grade could flip"));
      }
      row({markdown_text(document_name(score.document, options_.language)),
           markdown_text(evaluation_text(score.evaluation_number, score.evaluation, options_.language)),
           markdown_text(score.printed), markdown_text(score.recomputed), markdown_text(score.low),
           markdown_text(score.high), markdown_text(score_difference(score)), markdown_text(score.grade), remark});
    }
  }

  void write_packs() {
    heading(2, say("依据的规则包与数据", "Packs and data"));
    for (const PackUsed& pack : result_.packs) {
      out_ +=
          fmt::format("- {} {} {}\n", markdown_text(pack.id), markdown_text(pack.revision), markdown_text(pack.digest));
    }
    out_ += fmt::format("- {} {}\n", say("数据摘要", "data digest"), markdown_text(result_.data_digest));
    for (const std::string& line : decisions_lines(result_, options_.language))
      out_ += "- " + markdown_text(line) + "\n";
  }

  const RunResult& result_;
  const ReportOptions& options_;
  std::string out_;
};

}  // namespace

std::string as_markdown(const RunResult& result, const ReportOptions& options) {
  return MarkdownReport(result, options).write();
}

}  // namespace gouji::report
