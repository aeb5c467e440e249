// A profile and the figures of a run for people, on stderr.
#include <fmt/format.h>

#include <algorithm>

#include "formats/clean_text.hpp"
#include "report/profile_parts.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kMostRules = 20;  // lines
constexpr double kMega = 1e6;

double seconds_of(std::uint64_t nanoseconds) { return static_cast<double>(nanoseconds) / kPerSecond; }

// Three digits that say something: 12.3 s, 0.123 s.
std::string seconds_text(std::uint64_t nanoseconds) {
  const double seconds = seconds_of(nanoseconds);
  return fmt::format("{:.{}f}", seconds, seconds >= 100 ? 0 : seconds >= 10 ? 1 : seconds >= 1 ? 2 : 3);
}

std::string megabytes(std::uint64_t bytes) {
  const double mega = static_cast<double>(bytes) / kMega;
  return fmt::format("{:.{}f}", mega, mega >= 100 ? 0 : mega >= 1 ? 1 : 3);
}

std::string a_call(std::uint64_t sum, std::uint64_t calls) {
  if (calls == 0) return "-";
  const double each = static_cast<double>(sum) / static_cast<double>(calls);
  return fmt::format("{:.{}f}", each, each >= 100 ? 0 : 1);
}

std::string milliseconds(std::uint64_t nanoseconds) {
  const double each = static_cast<double>(nanoseconds) / kMega;
  return fmt::format("{:.{}f}", each, each >= 100 ? 0 : each >= 1 ? 1 : 3);
}

// Columns as wide as what stands in them; the first one's texts at the left, figures at the right.
class FigureColumns {
 public:
  void add(std::vector<std::string> cells) {
    widths_.resize(std::max(widths_.size(), cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) widths_[i] = std::max(widths_[i], text::display_width(cells[i]));
    lines_.push_back(std::move(cells));
  }
  void write(std::string& out) const {
    for (const auto& cells : lines_) {
      out += "  " + (cells.size() > 1 ? pad(cells.front(), widths_.front()) : cells.front());
      for (std::size_t i = 1; i < cells.size(); ++i) out += "  " + pad_left(cells[i], widths_[i]);
      out += '\n';
    }
  }

 private:
  std::vector<int> widths_;
  std::vector<std::vector<std::string>> lines_;
};

}  // namespace

std::string stats_text(const RunFacts& facts, Language language) {
  const double seconds = std::max(seconds_of(facts.nanoseconds), 1e-9);
  std::string out =
      fmt::format(fmt::runtime(say(language, "公开文本 {} 份（成批通过 {} 份）· 比较 {} 次 · 疑点 {}\n",
                                   "{} disclosures ({} of them passed in blocks) · {} comparisons · {} findings\n")),
                  facts.documents, facts.passed, facts.checks, facts.findings);
  out += fmt::format(fmt::runtime(say(language, "用时 {} 秒 · 每秒 {:.0f} 份 · 数据 {} MB，每秒 {} MB\n",
                                      "{} seconds · {:.0f} disclosures a second · {} MB of data, {} MB a second\n")),
                     seconds_text(facts.nanoseconds), static_cast<double>(facts.documents) / seconds,
                     megabytes(facts.bytes),
                     megabytes(static_cast<std::uint64_t>(static_cast<double>(facts.bytes) / seconds)));
  out += fmt::format(fmt::runtime(say(language, "工作进程 {} 个 · 内存最多：主进程 {} MB，一个工作进程 {} MB\n",
                                      "{} workers · memory at most: {} MB the main process, {} MB a worker\n")),
                     facts.workers, megabytes(facts.memory), megabytes(facts.worker_memory));
  return out;
}

std::string profile_text(const Profile& profile, const RunFacts& facts, Language language) {
  const auto head = [&](std::string_view chinese, std::string_view english) {
    return std::string(say(language, chinese, english));
  };
  const std::vector<PhaseTime> phases = phase_times(profile);
  std::uint64_t all = 0;
  for (const PhaseTime& one : phases) all += one.nanoseconds;
  const auto share = [&](std::uint64_t part) {
    return fmt::format("{:.1f}%", all == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(all));
  };
  std::string out = fmt::format(fmt::runtime(say(language, "\n各阶段（{} 个工作进程，用时 {} 秒，处理器 {} 秒）\n",
                                                 "\nPhases ({} workers, {} seconds, {} seconds of processor time)\n")),
                                facts.workers, seconds_text(facts.nanoseconds), seconds_text(profile.processor));
  FigureColumns columns;
  columns.add({head("阶段", "phase"), head("毫秒", "ms"), head("占比", "share")});
  for (const PhaseTime& one : phases)
    columns.add(
        {std::string(say(language, one.chinese, one.english)), milliseconds(one.nanoseconds), share(one.nanoseconds)});
  columns.write(out);
  if (!profile.kinds.empty()) {
    out += head("\n各类公开文本（逐份审核的）\n", "\nKinds of disclosures (those evaluated one by one)\n");
    FigureColumns kinds;
    kinds.add({head("类别", "kind"), head("规则包", "pack"), head("份数", "number"), head("毫秒", "ms"),
               head("占比", "share"), head("疑点", "findings")});
    for (const auto& [kind, nanoseconds, findings] : kind_times(profile))
      kinds.add({word_of_documents(kind->kind, language), clean_text(kind->pack), std::to_string(kind->documents),
                 milliseconds(nanoseconds), share(nanoseconds), std::to_string(findings)});
    kinds.write(out);
  }
  if (!profile.rules.empty()) {
    out += head("\n各种对象\n", "\nWhat rules look at\n");
    FigureColumns subjects;
    subjects.add({head("对象", "subject"), head("毫秒", "ms"), head("占比", "share"), head("次数", "calls")});
    for (const auto& [subject, nanoseconds, calls] : subject_times(profile))
      subjects.add({std::string(word_of(subject, language)), milliseconds(nanoseconds), share(nanoseconds),
                    std::to_string(calls)});
    subjects.write(out);
    const std::vector<RuleCost> rules = rules_of_all_kinds(profile);
    out += head("\n各条规则\n", "\nRules\n");
    FigureColumns lines;
    lines.add({head("规则", "rule"), head("毫秒", "ms"), head("占比", "share"), head("次数", "calls"),
               head("微秒/次", "µs a call"), head("步数/次", "steps a call"), head("读格/次", "cells a call"),
               head("字节/次", "bytes a call"), head("比较", "comparisons"), head("疑点", "findings")});
    for (std::size_t i = 0; i < std::min(rules.size(), kMostRules); ++i) {
      const RuleCost& rule = rules[i];
      const Cost& cost = rule.cost;
      lines.add({clean_text(rule.rule), milliseconds(cost.nanoseconds), share(cost.nanoseconds),
                 std::to_string(cost.calls), a_call(cost.nanoseconds / 1000, cost.calls),
                 a_call(cost.steps, cost.counted), a_call(cost.reads, cost.calls), a_call(cost.bytes, cost.calls),
                 std::to_string(cost.checks), std::to_string(rule.findings)});
    }
    lines.write(out);
    if (rules.size() > kMostRules)
      out += fmt::format(fmt::runtime(say(language, "  另有 {} 条，--profile=文件.json 全部列出\n",
                                          "  {} more; --profile=FILE.json lists all\n")),
                         rules.size() - kMostRules);
  }
  if (facts.passed > 0)
    out += fmt::format(fmt::runtime(say(language, "\n成批通过的 {} 份只在“成批通过”一行里，不分规则。\n",
                                        "\n{} disclosures passed in blocks: that is one phase, without rules.\n")),
                       facts.passed);
  return out;
}

}  // namespace gouji::report
