// A line a value: findings, scores and grades.
#include <fmt/format.h>

#include <numeric>
#include <set>

#include "formats/clean_text.hpp"
#include "report/whatif_parts.hpp"
#include "report/words.hpp"
#include "report/workbook.hpp"

namespace gouji {
namespace {

using report::Columns;
using report::say;

std::string average_of(const TrialCount& count) {
  return count.scores == 0 ? std::string() : (count.points / Exact(count.scores)).fixed(2);
}

std::set<std::string> moving(const WhatIfSweep& sweep, std::map<std::string, int> TrialCount::*counts) {
  std::set<std::string> names;
  for (const auto& [value, count] : sweep.rows) {
    for (const auto& [name, number] : count.*counts) names.insert(name);
  }
  return names;
}

int count_in(const std::map<std::string, int>& counts, const std::string& name) {
  const auto found = counts.find(name);
  return found == counts.end() ? 0 : found->second;
}

// Rules whose findings are not the same at every value.
std::set<std::string> moving_rules(const WhatIfSweep& sweep) {
  std::set<std::string> rules = moving(sweep, &TrialCount::findings);
  std::erase_if(rules, [&](const std::string& rule) {
    const int first = count_in(sweep.rows.front().second.findings, rule);
    for (const auto& [value, count] : sweep.rows) {
      if (count_in(count.findings, rule) != first) return false;
    }
    return true;
  });
  return rules;
}

// `faults`: with their column.
std::vector<Columns> sweep_lines(const WhatIfSweep& sweep, Language language, bool faults) {
  const auto rules = moving_rules(sweep);
  const auto grades = moving(sweep, &TrialCount::grades);
  Columns head = language == Language::english ? Columns{"trial", sweep.parameter.name, "findings", "average score"}
                                               : Columns{"试算", sweep.parameter.name, "疑点", "平均测算得分"};
  if (faults) head.insert(head.begin() + 3, std::string(say(language, "公式出错", "faults")));
  head.insert(head.end(), grades.begin(), grades.end());
  head.insert(head.end(), rules.begin(), rules.end());
  std::vector<Columns> lines{head};
  for (const auto& [value, count] : sweep.rows) {
    Columns line{std::string(report::kTrial), sweep.parameter.shown(value), std::to_string(count.total()),
                 average_of(count)};
    if (faults) line.insert(line.begin() + 3, std::to_string(count.faults));
    for (const std::string& grade : grades) line.push_back(std::to_string(count_in(count.grades, grade)));
    for (const std::string& rule : rules) line.push_back(std::to_string(count_in(count.findings, rule)));
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string sweep_text(const WhatIfSweep& sweep, const ReportOptions& options) {
  const Language language = options.language;
  report::Page page(options);
  page.line(fmt::format("{}{}{}", say(language, "试算：逐个取值  ", "Trial: value by value  "), sweep.parameter.name,
                        sweep.parameter.title.empty() ? "" : "  " + sweep.parameter.title),
            report::Ink::strong);
  std::string present;
  for (const std::string& one : sweep.parameter.present) present += (present.empty() ? "" : "，") + one;
  page.indented(2, std::string(say(language, "现值：", "now: ")) + present);
  if (sweep.faults() > 0)
    page.indented(2,
                  say(language, "有的取值使公式出错：那里的疑点和得分不全，先改好规则（gouji run --set 列出每一处）。",
                      "Some values make rules break off: there findings and scores are missing; mend the rule first "
                      "(gouji run --set lists each)."),
                  report::Ink::yellow);
  page.blank();
  report::write_columns(page, sweep_lines(sweep, language, sweep.faults() > 0), 2);
  return page.take();
}

std::string sweep_json(const WhatIfSweep& sweep) {
  JsonWriter json(true);
  report::begin_whatif(json, "sweep");
  report::parameter_member(json, sweep.parameter);
  json.key("values");
  json.begin_list();
  for (const auto& [value, count] : sweep.rows) {
    json.begin_object();
    json.member("value", sweep.parameter.written(value));
    json.member("findings", count.total());
    json.member("faults", count.faults);
    report::counts_member(json, "rules", count.findings);
    json.member("scores", count.scores);
    const std::string average = average_of(count);
    json.member("average_score", average.empty() ? std::nullopt : std::optional(average));
    report::counts_member(json, "grades", count.grades);
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

std::string sweep_xlsx(const WhatIfSweep& sweep, const ReportOptions& options) {
  report::Workbook book;
  const auto lines = sweep_lines(sweep, options.language, true);
  std::vector<report::Workbook::Column> columns;
  for (std::size_t i = 0; i < lines.front().size(); ++i) columns.push_back({lines.front()[i], i < 2 ? 14.0 : 16.0});
  book.list_sheet(say(options.language, "逐个取值", "Sweep"), columns);
  for (std::size_t i = 1; i < lines.size(); ++i) book.counts_line(lines[i], 2);
  book.line_chart(sweep.parameter.name, 1, {2});
  return book.finish(say(options.language, "试算", "trial"));
}

}  // namespace

int WhatIfSweep::faults() const {
  return std::accumulate(rows.begin(), rows.end(), 0, [](int sum, const auto& row) { return sum + row.second.faults; });
}

std::string render(const WhatIfSweep& sweep, Format format, const ReportOptions& options) {
  if (format == Format::json) return sweep_json(sweep);
  if (format == Format::csv) return report::columns_csv(sweep_lines(sweep, options.language, true));
  if (format == Format::xlsx) return sweep_xlsx(sweep, options);
  return sweep_text(sweep, options);
}

}  // namespace gouji
