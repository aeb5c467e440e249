#include "report/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/location.hpp"
#include "base/text.hpp"
#include "report/handling_text.hpp"
#include "report/numbers.hpp"
#include "report/sides.hpp"
#include "report/terminal.hpp"
#include "report/text_finding.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji {
namespace {

using report::Ink;

class Explanation {
 public:
  explicit Explanation(const ReportOptions& options)
      : options_(options), page_(options), columns_(options.language == Language::english ? 18 : 12) {}

  std::string_view say(std::string_view chinese, std::string_view english) const {
    return report::say(options_.language, chinese, english);
  }
  void title(const std::string& text) { page_.hanging("", Ink::plain, text, Ink::strong); }
  void item(std::string_view chinese, std::string_view english, const std::string& text) {
    if (!text.empty()) page_.hanging(report::pad(say(chinese, english), columns_), Ink::faint, clean(text));
  }
  void heading(std::string_view chinese, std::string_view english) {
    page_.blank();
    page_.line(say(chinese, english), Ink::strong);
  }
  void step(const std::string& text) { page_.indented(2, clean(text)); }
  void detail(const std::string& text) {
    if (!text.empty()) page_.indented(6, clean(text), Ink::faint);
  }
  void rows(const std::vector<std::vector<std::string>>& rows);
  void parameters(const std::vector<ParameterUse>& uses, const std::vector<std::string>& names);
  std::string take() { return page_.take(); }

 private:
  static std::string clean(const std::string& text) {
    std::string result;
    for (const std::string& part : report::wrap(text, 0)) {
      result += (result.empty() ? "" : "\n") + report::one_line(part);
    }
    return result;
  }
  const ReportOptions& options_;
  report::Page page_;
  int columns_;
};

// Aligned columns; the first row is the head.
void Explanation::rows(const std::vector<std::vector<std::string>>& rows) {
  std::vector<int> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], text::display_width(report::fit(report::one_line(row[i]), 40)));
    }
  }
  bool head = true;
  for (const auto& row : rows) {
    std::string line = "  ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool last = i + 1 == row.size();
      const std::string cell = report::one_line(row[i]);
      line += last ? cell : report::pad(report::fit(cell, 40), widths[i]) + "  ";
    }
    page_.hanging("", Ink::plain, line.substr(0, line.find_last_not_of(' ') + 1), head ? Ink::faint : Ink::plain);
    head = false;
  }
}

void Explanation::parameters(const std::vector<ParameterUse>& uses, const std::vector<std::string>& names) {
  if (uses.empty() && names.empty()) return;
  heading("参数", "Parameters");
  for (const ParameterUse& use : uses) {
    step(fmt::format("{} = {}{}", use.name, use.value, use.unit.empty() ? "" : " " + use.unit));
    if (!use.basis.empty()) detail(std::string(say("依据：", "basis: ")) + use.basis);
    if (!use.file.empty()) detail(std::string(say("出处：", "set in: ")) + to_text(Location{use.file, use.line, 0}));
    detail(use.chain);
  }
  for (const std::string& name : names) {
    const bool told = std::any_of(uses.begin(), uses.end(), [&](const ParameterUse& use) { return use.name == name; });
    if (!told) step(name);
  }
}

}  // namespace

std::string explain(const Finding& original, const ReportOptions& options) {
  const Finding finding = in_language(original, options.language);
  Explanation out(options);
  std::string label = report::label_of(finding, options);
  if (!finding.kind.empty()) label += " · " + report::kind_word(finding.kind, options.language);
  out.title(report::one_line(finding.title.empty() ? finding.rule : finding.title));
  out.item("规则", "rule", finding.rule + (finding.pack.empty() ? "" : " (" + finding.pack + ")"));
  out.item("结果", "outcome", label);
  out.item("公开文本", "document", report::document_name(finding.document, options.language));
  out.item("位置", "place", report::locus_text(finding, options.language, true, ""));
  out.item("审核详情", "detail", report::message_of(finding, options.language));
  const report::Sides sides = report::sides_of(finding, options.language);
  out.item(sides.left, sides.left, finding.printed);
  out.item(sides.right, sides.right, finding.expected);
  out.item("差额", "difference", finding.difference);
  out.item("处理", "decision", report::handling_text(finding, options.language));
  if (!finding.formula.empty() || !finding.formula_figures.empty()) {
    out.heading("公式", "Formula");
    if (!finding.formula.empty()) out.step(finding.formula);
    if (!finding.formula_figures.empty()) out.step(report::comparison_text(finding.formula_figures, options.language));
  }
  if (!finding.causes.empty()) {
    out.heading("可能原因", "Likely cause");
    if (finding.cause.empty())
      out.step(std::string(out.say("下列原因都能对上，不能断定：", "these fit; none can be told from the others:")));
    for (const Cause& cause : finding.causes) {
      const bool english = options.language == Language::english;
      out.step((english ? cause.text_english : cause.text) +
               fmt::format(fmt::runtime(out.say("（碰巧也对上的可能 {}）", " (by chance {})")), cause.chance));
    }
  }
  if (!finding.operands.empty()) {
    out.heading("取数", "Figures");
    std::vector<std::vector<std::string>> rows{
        {std::string(out.say("名称", "name")), std::string(out.say("印为", "printed")),
         std::string(out.say("取值", "value")), std::string(out.say("位置", "place"))}};
    for (const Operand& operand : finding.operands) {
      rows.push_back(
          {operand.name, operand.printed, operand.value,
           (operand.document.empty() ? "" : report::document_name(operand.document, options.language) + " ") +
               report::place_text(operand.at, options.language)});
    }
    out.rows(rows);
  }
  out.parameters(finding.parameter_uses, finding.parameters);
  if (!finding.basis.empty() || !finding.remedy.empty() || finding.script)
    out.heading("依据与建议", "Basis and remedy");
  out.item("依据", "basis", finding.basis);
  out.item("建议", "remedy", finding.remedy);
  if (finding.script) {
    out.item("脚本", "script", to_text(Location{finding.script->file, finding.script->line, 0}));
    out.item("超出限额", "limit", finding.script->limit);
  }
  out.heading("编码", "Ids");
  out.item("指纹", "fingerprint", finding.fingerprint);
  out.item("跨年键", "key", finding.key);
  return out.take();
}

std::string explain(const Score& score, const ReportOptions& options) {
  Explanation out(options);
  const std::string form = report::evaluation_text(score.evaluation_number, score.evaluation, options.language);
  const std::string trial = report::trial_mark(options);
  out.title(report::one_line(form.empty() ? report::document_name(score.document, options.language) : form));
  out.item("公开文本", "document", report::document_name(score.document, options.language));
  out.item("试算", "trial", trial);
  out.item("规则包", "pack", score.pack);
  out.item("自评得分", "printed", score.printed);
  out.item("测算得分", "recomputed",
           score.recomputed.empty() ? std::string(out.say("不能测算", "not recomputed")) : score.recomputed);
  if (score.low != score.high) out.item("范围", "range", score.low + "–" + score.high);
  out.item("差值", "difference", report::score_difference(score));
  out.item("复核得分", "reviewed", score.reviewed.value_or(""));
  std::string grade = score.grade;
  if (score.grade_could_flip) grade += out.say("（尾差内等级可能变化）", " (grade could flip)");
  out.item("等级", "grade", grade);
  if (!score.lines.empty()) {
    out.heading("逐项", "Lines");
    std::vector<std::vector<std::string>> rows{
        {std::string(out.say("项目", "item")), std::string(out.say("分值", "weight")),
         std::string(out.say("自评得分", "printed")), std::string(out.say("测算得分", "recomputed")),
         std::string(out.say("公式", "formula"))}};
    for (const ScoreLine& line : score.lines) {
      rows.push_back({line.item, line.weight, line.printed,
                      line.judged ? std::string(out.say("未重算", "not recomputed")) : line.recomputed, line.formula});
    }
    out.rows(rows);
  }
  out.parameters(score.parameter_uses, {});
  out.heading("编码", "Ids");
  out.item("指纹", "fingerprint", score.fingerprint);
  out.item("跨年键", "key", score.key);
  return out.take();
}

}  // namespace gouji
