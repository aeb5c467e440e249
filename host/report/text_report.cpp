// What a policy clerk reads first: a block a document, then what could not be checked, then the sums and the verdict.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/handling_text.hpp"
#include "report/renderers.hpp"
#include "report/text_finding.hpp"
#include "report/text_scores.hpp"
#include "report/verdict.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kMany = 6;     // more findings of one rule in one document than this are drawn together
constexpr std::size_t kFull = 3;     // of which so many are shown in full
constexpr std::size_t kListed = 40;  // documents in the table at the end

class TextReport {
 public:
  TextReport(const RunResult& result, const ReportOptions& options)
      : result_(result), options_(options), page_(options) {}

  std::string write() {
    const std::vector<DocumentGroup> groups = by_document(result_);
    for (const DocumentGroup& group : groups) write_document(group);
    write_apart(Outcome::cannot_evaluate);
    write_apart(Outcome::fault);
    write_summary(groups);
    page_.line(verdict(result_, options_), verdict_ink());
    return page_.take();
  }

 private:
  std::string_view say(std::string_view chinese, std::string_view english) const {
    return report::say(options_.language, chinese, english);
  }

  std::string home_of(const Numbered& entry) const { return one_line(home_text(*entry.finding, options_.language)); }

  // "错误 2，核实 1"
  std::string counts_text(const Counts& counts) const {
    std::string text;
    const auto add = [&](std::string_view word, int count) {
      if (count == 0) return;
      if (!text.empty()) text += say("，", ", ");
      text += fmt::format("{} {}", word, count);
    };
    for (std::size_t i = 0; i < kSeverities; ++i) {
      add(word_of(static_cast<Severity>(i), options_.language), counts.severities.at(i));
    }
    for (const Outcome outcome : {Outcome::undetermined, Outcome::waived, Outcome::cannot_evaluate, Outcome::fault}) {
      add(word_of(outcome, options_.language), counts.of(outcome));
    }
    return text;
  }

  void write_document(const DocumentGroup& group) {
    std::vector<Numbered> open, undetermined, waived;
    for (const Numbered& entry : group.findings) {
      if (entry.finding->outcome == Outcome::finding) open.push_back(entry);
      if (entry.finding->outcome == Outcome::undetermined) undetermined.push_back(entry);
      if (entry.finding->outcome == Outcome::waived) waived.push_back(entry);
    }
    const bool scores =
        group.scores.size() <= kFull || std::any_of(group.scores.begin(), group.scores.end(),
                                                    [](const Score* score) { return score_is_notable(*score); });
    if (open.empty() && undetermined.empty() && waived.empty() && (group.scores.empty() || !scores)) return;

    page_.rule();
    const std::string name = one_line(document_name(group.document, options_.language));
    const std::string counts = counts_text(group.counts);
    page_.hanging("== ", Ink::faint, counts.empty() ? name : name + std::string(say("　", "  ")) + counts, Ink::strong);
    const std::string file = open.empty() ? std::string() : open.front().finding->file;
    if (!file.empty()) page_.indented(2, std::string(say("来源 ", "source ")) + one_line(file), Ink::faint);

    std::set<std::string> repeated;
    for (const RuleGroup& rule : by_rule(open)) {
      if (rule.findings.size() > kMany) repeated.insert(rule.rule);
    }
    write_by_home(open, repeated, file);
    for (const RuleGroup& rule : by_rule(open)) {
      if (repeated.contains(rule.rule)) write_repeated(rule, file);
    }
    if (!undetermined.empty())
      write_folded(std::string(word_of(Outcome::undetermined, options_.language)), undetermined, file);
    if (!waived.empty()) write_waived(waived, file);
    write_scores(page_, group.scores, options_);
    page_.blank();
  }

  // Findings under the form or table that they are about.
  void write_by_home(const std::vector<Numbered>& open, const std::set<std::string>& repeated,
                     const std::string& file) {
    std::vector<std::string> homes;
    for (const Numbered& entry : open) {
      if (repeated.contains(entry.finding->rule)) continue;
      const std::string home = home_of(entry);
      if (std::find(homes.begin(), homes.end(), home) == homes.end()) homes.push_back(home);
    }
    for (const std::string& home : homes) {
      page_.blank();
      page_.indented(2, home.empty() ? std::string(say("全文", "Whole document")) : home, Ink::strong);
      for (const Numbered& entry : open) {
        if (repeated.contains(entry.finding->rule) || home_of(entry) != home) continue;
        write_full(page_, entry, options_, false, file);
      }
    }
  }

  // One rule, many places: the first in full, the others on a line each; only notes are left to their numbers.
  void write_repeated(const RuleGroup& rule, const std::string& file) {
    page_.blank();
    const Finding& first = *rule.findings.front().finding;
    const std::string title = one_line(first.title.empty() ? first.rule : first.title);
    page_.indented(2,
                   options_.language == Language::english
                       ? fmt::format("{}: {} places ({})", title, rule.findings.size(), counts_text(rule.counts))
                       : fmt::format("{}　同一规则 {} 处（{}）", title, rule.findings.size(), counts_text(rule.counts)),
                   Ink::strong);
    std::vector<Numbered> left;
    for (std::size_t i = 0; i < rule.findings.size(); ++i) {
      const Numbered& entry = rule.findings[i];
      if (i < kFull) {
        write_full(page_, entry, options_, true, file);
      } else if (entry.finding->severity == Severity::note) {
        left.push_back(entry);
      } else {
        write_brief(page_, entry, options_, file);
      }
    }
    write_left(left);
  }

  void write_left(const std::vector<Numbered>& left) {
    if (left.empty()) return;
    page_.indented(8,
                   options_.language == Language::english
                       ? fmt::format("and {} more of the same: No. {}", left.size(), number_list(left, ", "))
                       : fmt::format("另有 {} 处同样情形，编号 {}", left.size(), number_list(left, "、")),
                   Ink::faint);
  }

  // What accuses nobody: rule by rule, three places each, the others by number.
  void write_folded(const std::string& heading, const std::vector<Numbered>& entries, const std::string& file) {
    page_.blank();
    page_.indented(2, heading, Ink::strong);
    for (const RuleGroup& rule : by_rule(entries)) {
      std::vector<Numbered> left;
      for (std::size_t i = 0; i < rule.findings.size(); ++i) {
        if (i < kFull || rule.findings.size() <= kMany) {
          write_brief(page_, rule.findings[i], options_, file);
        } else {
          left.push_back(rule.findings[i]);
        }
      }
      write_left(left);
    }
  }

  // Accepted explanations, each with who accepted it: a reader must be able to see what is no longer held against
  // anybody.
  void write_waived(const std::vector<Numbered>& waived, const std::string& file) {
    page_.blank();
    page_.indented(2,
                   options_.language == Language::english
                       ? fmt::format("Waived: {} (No. {})", waived.size(), number_list(waived, ", "))
                       : fmt::format("已说明 {} 处（编号 {}）", waived.size(), number_list(waived, "、")),
                   Ink::faint);
    for (std::size_t i = 0; i < waived.size() && (i < kFull || waived.size() <= kMany); ++i) {
      const std::string handled = handling_text(*waived[i].finding, options_.language);
      if (handled.empty()) continue;
      write_brief(page_, waived[i], options_, file);
      page_.indented(8, one_line(handled), Ink::faint);
    }
  }

  // Neither right nor wrong: kept apart from the findings, rule by rule over all documents.
  void write_apart(Outcome outcome) {
    std::vector<Numbered> entries;
    for (const Numbered& entry : numbered(result_)) {
      if (entry.finding->outcome == outcome) entries.push_back(entry);
    }
    if (entries.empty()) return;
    page_.rule();
    const bool fault = outcome == Outcome::fault;
    page_.line(
        options_.language == Language::english
            ? fmt::format("{}: {} — {}", fault ? "Script faults" : "Could not be evaluated", entries.size(),
                          fault ? "the rules have to be mended; what they would have found is not known"
                                : "figures are missing; this is no pass")
            : fmt::format("{} {} 处——{}", word_of(outcome, options_.language), entries.size(),
                          fault ? "规则本身有错，应先改规则；该项审核没有结果" : "缺少所需数据，没有结论，不等于通过"),
        fault ? Ink::red : Ink::strong);
    for (const RuleGroup& rule : by_rule(entries)) write_apart_rule(rule);
    page_.blank();
  }

  // The script's line and the caret under it, as they are: wrapping would move the caret.
  void write_excerpt(std::string_view excerpt) {
    while (!excerpt.empty()) {
      const std::size_t end = excerpt.find('\n');
      page_.line("    " + one_line(excerpt.substr(0, end)), Ink::faint);
      excerpt = end == std::string_view::npos ? std::string_view() : excerpt.substr(end + 1);
    }
  }

  void write_apart_rule(const RuleGroup& rule) {
    page_.blank();
    const Finding& first = *rule.findings.front().finding;
    std::string heading = one_line(rule.rule);
    if (!first.title.empty()) heading += " " + one_line(first.title);
    page_.indented(2, heading, Ink::strong);
    if (first.script) {
      std::string place = fmt::format("{}:{}", one_line(first.script->file), first.script->line);
      if (!first.script->limit.empty()) {
        place += fmt::format("{}{}{}", say("（超出限额：", " (limit: "), one_line(first.script->limit), say("）", ")"));
      }
      page_.indented(4, std::string(say("脚本 ", "script ")) + place, Ink::red);
      write_excerpt(first.script->excerpt);
      if (!first.remedy.empty()) page_.indented(4, std::string(say("办法：", "mend: ")) + one_line(first.remedy));
    }
    std::vector<Numbered> left;
    for (std::size_t i = 0; i < rule.findings.size(); ++i) {
      const Finding& finding = *rule.findings[i].finding;
      if (i >= kFull && rule.findings.size() > kMany) {
        left.push_back(rule.findings[i]);
        continue;
      }
      const std::string head = pad_left(fmt::format("{}", rule.findings[i].number), 6) + "  ";
      page_.hanging(head, Ink::faint,
                    one_line(document_name(finding.document, options_.language)) + "  " +
                        locus_text(finding, options_.language, true, "") + std::string(say("：", ": ")) +
                        message_of(finding, options_.language));
    }
    write_left(left);
  }

  void write_summary(const std::vector<DocumentGroup>& groups) {
    page_.rule();
    write_document_table(groups);
    const Summary& summary = result_.summary;
    std::string packs;
    for (const PackUsed& pack : result_.packs) {
      if (!packs.empty()) packs += say("，", ", ");
      packs += one_line(pack.id) + (pack.revision.empty() ? "" : " " + one_line(pack.revision));
    }
    std::string outcomes, severities;
    for (std::size_t i = 0; i < kOutcomes; ++i) {
      outcomes += fmt::format("{}{} {}", i == 0 ? "" : "  ", word_of(static_cast<Outcome>(i), options_.language),
                              summary.outcomes.at(i));
    }
    for (std::size_t i = 0; i < kSeverities; ++i) {
      severities += fmt::format("{}{} {}", i == 0 ? "" : "  ", word_of(static_cast<Severity>(i), options_.language),
                                summary.severities.at(i));
    }
    const int forms = evaluations_scored(result_);
    std::string scope = fmt::format("{} {}", say("公开文本", "documents"), summary.documents);
    if (forms > 0) scope += fmt::format("  {} {}", say("自评表", "self-evaluations"), forms);
    scope += fmt::format("  {} {}  {} {}", say("规则", "rules"), summary.rules, say("审核", "checks"), summary.checks);
    const auto row = [&](std::string_view chinese, std::string_view english, const std::string& text) {
      if (!text.empty()) page_.hanging(pad(say(chinese, english), 12), Ink::strong, text);
    };
    row("范围", "Scope", scope);
    row("结果", "Outcomes", outcomes);
    row("严重程度", "Severities", severities);
    row("规则包", "Packs", packs);
    const std::vector<std::string> decisions = decisions_lines(result_, options_.language);
    for (std::size_t i = 0; i < decisions.size(); ++i)
      page_.hanging(pad(i == 0 ? say("审核处理", "Decisions") : "", 12), Ink::strong, one_line(decisions[i]));
    if (options_.trial_year > 0) row("试算", "Trial", trial_mark(options_));
  }

  void write_document_table(const std::vector<DocumentGroup>& groups) {
    std::vector<const DocumentGroup*> listed;
    int widest = text::display_width(say("公开文本", "Document"));
    for (const DocumentGroup& group : groups) {
      if (group.findings.empty()) continue;
      listed.push_back(&group);
      widest = std::max(widest, text::display_width(one_line(document_name(group.document, options_.language))));
    }
    if (listed.size() < 2) return;
    widest = std::min(widest, 44);
    const auto row = [&](std::string_view name, const auto& cell, Ink ink) {
      std::string line = pad(fit(name, widest), widest);
      for (std::size_t i = 0; i < kSeverities; ++i) line += "  " + pad_left(cell(static_cast<Severity>(i)), 7);
      line += "  " + pad_left(cell(Outcome::cannot_evaluate), 15) + "  " + pad_left(cell(Outcome::fault), 12);
      page_.line(line, ink);
    };
    row(
        say("公开文本", "Document"), [&](auto what) { return std::string(word_of(what, options_.language)); },
        Ink::strong);
    for (std::size_t i = 0; i < std::min(listed.size(), kListed); ++i) {
      row(
          one_line(document_name(listed[i]->document, options_.language)),
          [&](auto what) { return fmt::format("{}", listed[i]->counts.of(what)); }, Ink::plain);
    }
    if (listed.size() > kListed) {
      page_.line(options_.language == Language::english ? fmt::format("and {} more documents", listed.size() - kListed)
                                                        : fmt::format("另有 {} 份公开文本", listed.size() - kListed));
    }
    page_.blank();
  }

  Ink verdict_ink() const {
    const int exit = exit_status(result_.summary, FailLevel::warning);
    if (exit == 0) return Ink::green;
    return exit == 2 ? Ink::yellow : Ink::red;
  }

  const RunResult& result_;
  const ReportOptions& options_;
  Page page_;
};

}  // namespace

std::string as_text(const RunResult& result, const ReportOptions& options) {
  return TextReport(result, options).write();
}

}  // namespace gouji::report
