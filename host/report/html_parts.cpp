#include "report/html_parts.hpp"

#include <fmt/format.h>

#include <optional>

#include "formats/clean_text.hpp"
#include "formats/html_page.hpp"
#include "report/html_style.hpp"
#include "report/markup.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

std::string_view css_class(const Finding& finding) {
  if (finding.outcome == Outcome::fault) return "error";
  return finding.outcome == Outcome::finding ? code_of(finding.severity) : "note";
}

// One line of the small list below a message; nothing for an empty text.
std::string term(std::string_view name, const std::string& text, bool code = false) {
  if (text.empty()) return {};
  const std::string escaped = markup_text(text);
  return fmt::format("<dt>{}</dt><dd>{}</dd>", name, code ? "<code>" + escaped + "</code>" : escaped);
}

std::string terms_of(const Finding& finding, const ReportOptions& options) {
  const auto say = [&](std::string_view chinese, std::string_view english) {
    return report::say(options.language, chinese, english);
  };
  std::string rule = finding.rule;
  if (!finding.title.empty()) rule += " " + finding.title;
  std::string terms = term(say("可能原因", "Likely cause"), cause_of(finding, options.language)) +
                      term(say("建议", "Remedy"), finding.remedy) + term(say("公式", "Formula"), finding.formula) +
                      term(say("代入", "Figures"), finding.formula_figures) +
                      term(say("依据", "Basis"), finding.basis) + term(say("规则", "Rule"), rule);
  for (const std::string& told : related_texts(finding, options.language)) terms += term(say("对照", "Beside"), told);
  if (finding.script) {
    terms += term(say("脚本", "Script"),
                  fmt::format("{}:{} {}", finding.script->file, finding.script->line, finding.script->limit), true);
  }
  terms += term(say("指纹", "Fingerprint"), finding.fingerprint, true);
  return "<dl>" + terms + "</dl>";
}

std::string finding_row(const Numbered& entry, const ReportOptions& options, bool one_document) {
  const Finding& finding = *entry.finding;
  std::string place = markup_text(cell_text(finding, options.language));
  if (!one_document) {
    const std::string home = markup_text(home_text(finding, options.language));
    place = markup_text(document_name(finding.document, options.language)) + (home.empty() ? "" : "<br>" + home) +
            (place.empty() ? "" : "<br>" + place);
  }
  const std::string source =
      one_document ? place_text(finding.at, options.language) : source_text(finding.file, finding.at, options.language);
  if (!source.empty()) place += "<div class=\"quiet\">" + markup_text(source) + "</div>";
  return fmt::format(
      "<tr id=\"f{0}\"><td class=\"no\">{0}</td><td><span class=\"tag {1}\">{2}</span></td><td>{3}</td>"
      "<td><p>{4}</p>{5}</td><td class=\"n\">{6}</td><td class=\"n\">{7}</td><td class=\"n\">{8}</td></tr>\n",
      entry.number, css_class(finding), markup_text(label_of(finding, options)), place,
      markup_text(message_of(finding, options.language)), terms_of(finding, options), markup_text(finding.printed),
      markup_text(finding.expected), markup_text(finding.difference));
}

std::string score_lines(const Score& score, const ReportOptions& options) {
  if (score.lines.empty()) return {};
  const auto say = [&](std::string_view chinese, std::string_view english) {
    return report::say(options.language, chinese, english);
  };
  std::string rows;
  for (const ScoreLine& line : score.lines) {
    rows += fmt::format(
        "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n",
        markup_text(line.item), markup_text(line.weight), markup_text(line.printed),
        line.judged ? std::string(say("未重算", "not recomputed")) : markup_text(line.recomputed),
        markup_text(line.formula));
  }
  return fmt::format(
      "<tr><td class=\"lines\" "
      "colspan=\"8\"><details{}><summary>{}</summary><table>{}<tbody>\n{}</tbody></table></details></td></tr>\n",
      score_is_notable(score) ? " open" : "",
      options.language == Language::english ? fmt::format("{} lines", score.lines.size())
                                            : fmt::format("逐项（{} 项）", score.lines.size()),
      html_head({{say("项目", "Item"), ""},
                 {say("分值", "Weight"), "n"},
                 {say("自评得分", "Printed"), "n"},
                 {say("测算得分", "Recomputed"), "n"},
                 {say("公式", "Formula"), ""}}),
      rows);
}

std::string score_row(const Score& score, const ReportOptions& options) {
  std::string range = score.low;
  if (score.low != score.high) range += "–" + score.high;
  std::string remark = trial_mark(options);
  if (score.grade_could_flip) {
    remark +=
        (remark.empty() ? "" : " ") + std::string(say(options.language, "尾差内等级可能变化", "grade could flip"));
  }
  std::string form = evaluation_text(score.evaluation_number, score.evaluation, options.language);
  if (form.empty()) form = say(options.language, "全文", "whole document");
  const auto figure = [](const std::string& text) { return "<td class=\"n\">" + markup_text(text) + "</td>"; };
  return fmt::format("<tr{}><td>{}</td>{}{}{}{}{}<td>{}</td><td>{}</td></tr>\n",
                     score_is_notable(score) ? " class=\"differs\"" : "", markup_text(form), figure(score.printed),
                     figure(score.recomputed), figure(range), figure(score_difference(score)),
                     figure(score.reviewed.value_or("")), markup_text(score.grade), markup_text(remark)) +
         score_lines(score, options);
}

}  // namespace

std::string html_head(const std::vector<std::pair<std::string_view, std::string_view>>& names_and_classes) {
  std::string out = "<thead><tr>";
  for (const auto& [name, css] : names_and_classes) {
    out += css.empty() ? fmt::format("<th>{}</th>", name) : fmt::format("<th class=\"{}\">{}</th>", css, name);
  }
  return out + "</tr></thead>";
}

std::string html_findings_table(const std::vector<Numbered>& findings, const ReportOptions& options,
                                bool one_document) {
  const auto say = [&](std::string_view chinese, std::string_view english) {
    return report::say(options.language, chinese, english);
  };
  std::string out = "<div class=\"scroll\"><table class=\"findings\">";
  out += html_head({{say("编号", "No."), "no w-no"},
                    {say("程度", "Severity"), "w-tag"},
                    {say("位置", "Place"), "w-place"},
                    {say("审核详情", "Detail"), ""},
                    {say("左值", "Left"), "n w-figure"},
                    {say("右值", "Right"), "n w-figure"},
                    {say("差额", "Difference"), "n w-figure"}});
  out += "<tbody>\n";
  std::optional<std::string> home;
  for (const Numbered& entry : findings) {
    const std::string next = home_text(*entry.finding, options.language);
    if (one_document && next != home) {
      out += fmt::format("<tr class=\"home\"><th colspan=\"7\">{}</th></tr>\n",
                         next.empty() ? std::string(say("全文", "Whole document")) : markup_text(next));
      home = next;
    }
    out += finding_row(entry, options, one_document);
  }
  return out + "</tbody></table></div>\n";
}

std::string html_scores(const RunResult& result, const ReportOptions& options) {
  const auto say = [&](std::string_view chinese, std::string_view english) {
    return report::say(options.language, chinese, english);
  };
  std::string out;
  for (const DocumentGroup& group : by_document(result)) {
    if (group.scores.empty()) continue;
    out +=
        "<h3>" + markup_text(document_name(group.document, options.language)) + "</h3>\n<div class=\"scroll\"><table>";
    out += html_head({{say("自评表", "Self-evaluation"), ""},
                      {say("自评得分", "Printed"), "n"},
                      {say("测算得分", "Recomputed"), "n"},
                      {say("范围", "Range"), "n"},
                      {say("差值", "Difference"), "n"},
                      {say("复核得分", "Reviewed"), "n"},
                      {say("等级", "Grade"), ""},
                      {say("说明", "Remark"), ""}});
    out += "<tbody>\n";
    for (const Score* score : group.scores) out += score_row(*score, options);
    out += "</tbody></table></div>\n";
  }
  return out;
}

std::string html_opening(std::string_view title, Language language, std::string_view style, std::string_view script) {
  if (style.empty()) style = kHtmlStyle;
  return html_page_opening(clean_text(title), say(language, "zh-CN", "en"), style, script);
}

}  // namespace gouji::report
