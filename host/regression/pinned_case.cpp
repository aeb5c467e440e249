#include "regression/pinned_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "regression/case_match.hpp"
#include "regression/case_text.hpp"
#include "regression/document_slots.hpp"
#include "regression/expectation.hpp"
#include "regression/figure_spot.hpp"

namespace gouji {
namespace {

constexpr std::size_t kLongestPinName = 60;

bool finding_stays(const Finding& a, const Finding& b) {
  return a.outcome == b.outcome && a.severity == b.severity && a.case_name == b.case_name && a.row == b.row &&
         a.column == b.column && a.printed == b.printed && a.expected == b.expected;
}

bool score_stays(const Score& a, const Score& b) {
  return a.recomputed == b.recomputed && a.printed == b.printed && a.low == b.low && a.high == b.high &&
         a.grade == b.grade && a.lines.size() == b.lines.size();
}

// What a case takes for granted of the rule.
CaseDefaults defaults_of(const RuleBook& book, const PackChain& chain) {
  CaseDefaults defaults;
  for (const Rule& rule : book.rules()) defaults.on = &rule.on;
  for (const Scoring& scoring : book.scorings()) defaults.on = &scoring.on;
  const auto& provinces = chain.top().scope.provinces;
  if (!provinces.empty()) defaults.province = provinces.front();
  return defaults;
}

class Pinning {
 public:
  Pinning(const PackChain& chain, const RuleSubject& subject, const Verbs& verbs, script::Syntax& syntax,
          script::Limits limits, int rules_year, const PinnedResult& wanted)
      : subject_(subject),
        verbs_(verbs),
        rules_year_(rules_year),
        wanted_(wanted),
        book_(chain_of(chain, subject), verbs.catalogue, syntax, limits),
        defaults_(defaults_of(book_, chain)) {}

  Document shrunk(const Document& document) {
    if (!stays(document)) throw not_alone();
    Document small = reduced(document, [&](const Document& one) { return stays(one); });
    leave_unread_out(small);
    return small;
  }

  PinnedCase written(const Document& document, const std::string& name) {
    PinnedCase pinned;
    pinned.one.document = document;
    pinned.one.rules_year = rules_year_;
    const DocumentResult result = evaluated(document);
    pinned.one.expect = expectation_of(result, subject_.scoring);
    pinned.one.name = name.empty() ? usual_name() : name;
    pinned.text = case_as_toml(pinned.one, note(result), defaults_);
    if (!holds(pinned.text)) throw not_alone();
    return pinned;
  }

 private:
  DocumentResult evaluated(const Document& document) {
    EvaluateOptions options;
    options.rules_year = rules_year_;
    options.trace = options.equations = true;
    options.wanted = [&](const std::string& id) { return id == subject_.id; };
    return evaluate(document, book_, verbs_, options);
  }

  bool stays(const Document& document) {
    const DocumentResult got = evaluated(document);
    if (has_fault(got)) return false;
    if (wanted_.score != nullptr)
      return std::any_of(got.scores.begin(), got.scores.end(),
                         [&](const Score& one) { return score_stays(one, *wanted_.score); });
    return std::any_of(got.findings.begin(), got.findings.end(),
                       [&](const Finding& one) { return finding_stays(one, *wanted_.finding); });
  }

  void leave_unread_out(Document& document) {
    std::set<const Cell*> read;
    const DocumentResult result = evaluated(document);
    for (const EvaluationTrace& trace : result.traces) read.insert(trace.cells.begin(), trace.cells.end());
    std::vector<FigureSpot> unread;
    for (const FigureSpot& spot : figure_spots(document)) {
      if (!read.contains(&cell_at(document, spot))) unread.push_back(spot);
    }
    for (const FigureSpot& spot : unread) {
      Document without = document;
      clear_figure(without, spot);
      finish(without);
      if (stays(without)) document = std::move(without);
    }
  }

  // As it is written and read back, it gives what it says.
  bool holds(const std::string& text) {
    const std::string key = subject_.scoring ? "scoring" : "rule";
    const CaseFile file =
        read_cases_text(fmt::format("{} = \"{}\"\n{}", key, subject_.id, text), subject_.file->shown, defaults_);
    if (file.cases.size() != 1 || file.cases.front().broken) return false;
    const Case& again = file.cases.front();
    return case_holds(book_, verbs_, subject_, again) && stays(again.document);
  }

  std::string usual_name() const {
    if (wanted_.score != nullptr)
      return text::shorten(fmt::format("测算得分 {}", wanted_.score->recomputed), kLongestPinName);
    const Finding& finding = *wanted_.finding;
    std::string where = finding.row.value_or("");
    const std::string column = finding.column.value_or("");
    if (!column.empty()) where += (where.empty() ? "" : "·") + column;
    if (where.empty()) where = finding.title;
    if (finding.outcome != Outcome::finding)
      return text::shorten(where + "：" + std::string(chinese_of(finding.outcome)), kLongestPinName);
    if (!finding.printed.empty()) where += " " + finding.printed;
    if (!finding.expected.empty()) where += "，应为 " + finding.expected;
    return text::shorten(where, kLongestPinName);
  }

  // Where it comes from, the clause, and how far the figures may be apart.
  std::string note(const DocumentResult& result) const {
    std::string text = fmt::format("取自 {}（{}）", wanted_.document(), wanted_.fingerprint());
    for (const Rule& rule : book_.rules()) text += "；依据：" + rule.basis;
    for (const Scoring& scoring : book_.scorings()) text += "；依据：" + scoring.basis;
    text += "；容差：" + tolerance(result);
    return text::visible(text);
  }

  // Of the comparison that does not hold, else of the narrowest one.
  static std::string tolerance(const DocumentResult& result) {
    const EquationUse* chosen = nullptr;
    for (const EvaluationTrace& trace : result.traces) {
      for (const EquationUse& use : trace.equations) {
        if (chosen == nullptr || (chosen->holds && !use.holds) ||
            (chosen->holds == use.holds && use.slack < chosen->slack))
          chosen = &use;
      }
    }
    if (chosen == nullptr || chosen->slack.is_zero()) return "无";
    const Cell& cell = *chosen->cells.front();
    Unit unit = cell.has_figure() && cell.figure.unit.kind == chosen->kind ? cell.figure.unit : Unit();
    if (chosen->kind == UnitKind::ratio) unit = Unit::percent();
    const int exponent = unit.kind == UnitKind::ratio ? 0 : unit.exponent;
    const Exact own =
        exponent < 0 ? chosen->slack / Exact::decimal(1, -exponent) : chosen->slack * Exact::decimal(1, exponent);
    return fmt::format("±{}（印出位数的四舍五入）", script::number_text(own, unit, 0, 6, true));
  }

  Fault not_alone() const {
    return std::move(
        Fault("pin.not_alone",
              fmt::format("“{}”写不成用例：规则 {} 单独运行、或写成用例再读回来，得不到同样的结果",
                          wanted_.fingerprint(), subject_.id),
              fmt::format("{} cannot be a case: rule {} run alone, or the case read back, gives something else",
                          wanted_.fingerprint(), subject_.id))
            .hint("通用版式所读的、别的规则扣分的、存疑的结果写不成；可以照 gouji explain 的取数自己写一个",
                  "results of generic layouts, of points that other rules cost, of doubts cannot; write one by hand "
                  "from what gouji explain shows"));
  }

  const RuleSubject& subject_;
  const Verbs& verbs_;
  int rules_year_;
  const PinnedResult& wanted_;
  RuleBook book_;
  CaseDefaults defaults_;
};

}  // namespace

PinnedCase pinned_case(const PackChain& chain, const RuleSubject& subject, const Verbs& verbs, script::Syntax& syntax,
                       script::Limits limits, const Document& document, int rules_year, const PinnedResult& result,
                       const std::string& name) {
  Pinning pinning(chain, subject, verbs, syntax, limits, rules_year, result);
  return pinning.written(pinning.shrunk(document), name);
}

std::string with_pinned(const std::string& before, const std::string& shown, const RuleSubject& subject,
                        const PackChain& chain, const PinnedCase& pinned) {
  const std::string head = fmt::format("{} = \"{}\"\n", subject.scoring ? "scoring" : "rule", subject.id);
  const auto& provinces = chain.top().scope.provinces;
  const CaseDefaults defaults{nullptr, provinces.empty() ? std::string() : provinces.front()};
  const CaseFile file = read_cases_text(before.empty() ? head : before, shown, defaults);
  if (file.subject != subject.id) {
    throw std::move(Fault("pin.other_rule",
                          fmt::format("“{}”是规则 {} 的用例，不是 {} 的", shown, file.subject, subject.id),
                          fmt::format("{} holds cases of {}, not of {}", shown, file.subject, subject.id))
                        .at({shown, 1, 0})
                        .hint("不写 -o 就接在这条规则自己的用例后面", "without -o it goes to the rule's own cases"));
  }
  for (const Case& one : file.cases) {
    if (one.name != pinned.one.name) continue;
    throw std::move(Fault("pin.name_taken", fmt::format("已经有名为“{}”的用例，没有写入", one.name),
                          fmt::format("there is a case called “{}” already; nothing was written", one.name))
                        .at(one.at)
                        .hint("同一条结果不用固定两次；要另写一个，用 --name 取别的名称",
                              "a result need not be pinned twice; for another case give --name"));
  }
  const std::string text = with_case(before.empty() ? head : before, pinned.text);
  read_cases_text(text, shown, defaults);  // what cannot be read is not written
  return text;
}

}  // namespace gouji
