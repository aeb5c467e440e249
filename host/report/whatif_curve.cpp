// Findings against the values of a parameter: the values themselves and the stretches between them, one line each.
#include <fmt/format.h>

#include <algorithm>

#include "formats/clean_text.hpp"
#include "report/whatif_parts.hpp"
#include "report/words.hpp"
#include "report/workbook.hpp"

namespace gouji {
namespace {

using report::Columns;
using report::Page;
using report::say;

constexpr std::size_t kLinesAround = 12;  // on a terminal, on each side of the present value
constexpr int kBar = 30;

// A stretch of values with the same results; a single value has both ends in it.
struct ValueRange {
  std::optional<Exact> low, high;
  bool with_low = false, with_high = false;
  TrialCount count;
  bool holds(const Exact& value) const {
    const bool over = !low || *low < value || (with_low && *low == value);
    return over && (!high || value < *high || (with_high && value == *high));
  }
};

std::vector<ValueRange> ranges_of(const ThresholdCurve& curve) {
  std::vector<ValueRange> all{{{}, {}, false, false, curve.before()}};
  const auto steps = curve.steps();
  for (const ThresholdCurve::Step& step : steps) {
    ValueRange& last = all.back();
    last.high = step.value;
    last.with_high = last.count.mark == step.at.mark;
    const bool with_next = step.at.mark == step.after.mark;
    if (!last.with_high && !with_next) all.push_back({step.value, step.value, true, true, step.at});
    all.push_back({step.value, {}, with_next && !all.back().with_high, false, step.after});
  }
  return all;
}

std::string range_text(const WhatIfCurve& curve, const ValueRange& one, Language language) {
  const NumberParameter& parameter = curve.parameter;
  if (!one.low && !one.high) return std::string(say(language, "任何取值", "any value"));
  if (one.low && one.high && *one.low == *one.high) return parameter.shown(*one.low);
  const auto end = [&](std::string_view open, std::string_view open_english, std::string_view closed,
                       std::string_view closed_english, bool with, const Exact& value) {
    return std::string(with ? say(language, closed, closed_english) : say(language, open, open_english)) +
           parameter.shown(value);
  };
  if (!one.low) return end("小于 ", "below ", "不超过 ", "up to ", one.with_high, *one.high);
  if (!one.high) return end("大于 ", "above ", "不小于 ", "from ", one.with_low, *one.low);
  const std::string_view with = say(language, "（含）", " (incl.)");
  return fmt::format("{}{} ~ {}{}", parameter.written(*one.low), one.with_low ? with : "", parameter.shown(*one.high),
                     one.with_high ? with : "");
}

std::string rule_changes(const std::map<std::string, int>& before, const std::map<std::string, int>& after) {
  std::string text;
  const auto add = [&](const std::string& rule, int gain) {
    if (gain != 0) text += fmt::format("{}{} {:+}", text.empty() ? "" : "，", rule, gain);
  };
  for (const auto& [rule, count] : after) {
    const auto old = before.find(rule);
    add(rule, old == before.end() ? count : count - old->second);
  }
  for (const auto& [rule, count] : before) {
    if (!after.contains(rule)) add(rule, -count);
  }
  return text;
}

std::vector<std::string> notes_of(const WhatIfCurve& curve, Language language) {
  std::vector<std::string> notes;
  const NumberParameter& parameter = curve.parameter;
  if (curve.rules.empty()) {
    notes.emplace_back(say(language, "这些公开文本上没有规则用到它。", "No rule reads it on these documents."));
  } else {
    std::string rules;
    for (const std::string& rule : curve.rules) rules += (rules.empty() ? "" : " ") + rule;
    notes.push_back(std::string(say(language, "用到它的规则：", "read by: ")) + rules);
  }
  const auto all = ranges_of(*curve.curve);
  const bool breaks = std::any_of(all.begin(), all.end(), [](const ValueRange& one) { return one.count.faults > 0; });
  if (curve.faults > 0)
    notes.push_back(language == Language::english
                        ? fmt::format("Now {} rule results are faults: what those rules would find is not counted; "
                                      "gouji run lists them.",
                                      curve.faults)
                        : fmt::format("现值有 {} 处公式出错，它们本来会发现的没有算在疑点里；gouji run 列出每一处。",
                                      curve.faults));
  else if (breaks)
    notes.emplace_back(say(language, "有的取值使公式出错（见“公式出错”一栏），那里的疑点不全。",
                           "Some values make rules break off (column “faults”): there findings are missing."));
  if (curve.scores)
    notes.emplace_back(say(language, "得分也随它变化：得分用 --sweep 或 --set 看。",
                           "Scores rest on it too: see them by --sweep or --set."));
  if (!curve.curve->exact())
    notes.push_back(
        language == Language::english
            ? fmt::format("Not exact for {} documents: their rules use it otherwise than in comparisons; tried "
                          "from {} to {} in steps of {}.",
                          curve.curve->inexact(), parameter.written(curve.curve->from()),
                          parameter.shown(curve.curve->to()), parameter.written(parameter.quantum))
            : fmt::format("有 {} 份公开文本的部分不是精确的：规则不是直接用它比较；从 {} 到 {} 每隔 {} 试了一次。",
                          curve.curve->inexact(), parameter.written(curve.curve->from()),
                          parameter.shown(curve.curve->to()), parameter.written(parameter.quantum)));
  return notes;
}

std::string present_text(const WhatIfCurve& curve) {
  std::string text;
  for (const std::string& one : curve.parameter.present) text += (text.empty() ? "" : "，") + one;
  return text;
}

Columns curve_heads(Language language) {
  if (language == Language::english) return {"trial", "value", "findings", "difference", "faults", "rules"};
  return {"试算", "取值", "疑点", "增减", "公式出错", "变化的规则"};
}

Columns range_line(const WhatIfCurve& curve, const ValueRange& one, const ValueRange* before, Language language) {
  return {std::string(report::kTrial),
          range_text(curve, one, language),
          std::to_string(one.count.total()),
          before == nullptr ? "" : fmt::format("{:+}", one.count.total() - before->count.total()),
          std::to_string(one.count.faults),
          before == nullptr ? "" : rule_changes(before->count.findings, one.count.findings)};
}

std::vector<Columns> curve_lines(const WhatIfCurve& curve, Language language) {
  std::vector<Columns> lines{curve_heads(language)};
  const auto all = ranges_of(*curve.curve);
  for (std::size_t i = 0; i < all.size(); ++i)
    lines.push_back(range_line(curve, all[i], i == 0 ? nullptr : &all[i - 1], language));
  return lines;
}

// A bar a line; the line of the present value is marked.
void write_bars(Page& page, const WhatIfCurve& curve, Language language) {
  const auto all = ranges_of(*curve.curve);
  std::size_t now = all.size() / 2;
  const bool one_value = curve.nearest.has_value();
  for (std::size_t i = 0; one_value && i < all.size(); ++i) {
    if (all[i].holds(curve.nearest->value)) now = i;
  }
  const std::size_t first = now > kLinesAround ? now - kLinesAround : 0;
  const std::size_t last = std::min(all.size(), now + kLinesAround + 1);
  int most = 1;
  for (std::size_t i = first; i < last; ++i) most = std::max(most, all[i].count.total());
  std::vector<Columns> lines{language == Language::english ? Columns{"trial", "value", "findings", ""}
                                                           : Columns{"试算", "取值", "疑点", ""}};
  for (std::size_t i = first; i < last; ++i) {
    const int count = all[i].count.total();
    std::string bar;
    for (int width = (count * kBar + most - 1) / most; width > 0; --width) bar += "█";
    if (one_value && i == now) bar += say(language, "  ← 现在", "  ← now");
    if (const int faults = all[i].count.faults; faults > 0)
      bar += language == Language::english ? fmt::format("  {} faults", faults) : fmt::format("  公式出错 {}", faults);
    lines.push_back({std::string(report::kTrial), range_text(curve, all[i], language), std::to_string(count), bar});
  }
  std::vector<Columns> shown = lines;
  for (Columns& line : shown) {  // figures stand at the right, bars at the left
    line[2] = report::pad_left(line[2], 6);
  }
  report::write_columns(page, shown, 4);
  const std::size_t more = all.size() - (last - first);
  if (more > 0)
    page.line(language == Language::english ? fmt::format("  … {} more lines: -f csv or -f xlsx lists all", more)
                                            : fmt::format("  …… 另有 {} 行，-f csv、-f xlsx 列出全部", more),
              report::Ink::faint);
}

std::string curve_text(const WhatIfCurve& curve, const ReportOptions& options) {
  const Language language = options.language;
  Page page(options);
  page.line(fmt::format("{}{}{}", say(language, "试算：疑点随参数变化的曲线  ", "Trial: findings against "),
                        curve.parameter.name, curve.parameter.title.empty() ? "" : "  " + curve.parameter.title),
            report::Ink::strong);
  page.indented(2, fmt::format("{}{}{}{}", say(language, "现值：", "now: "), present_text(curve),
                               say(language, "，疑点 ", ", findings "), curve.present));
  for (const std::string& note : notes_of(curve, language)) page.indented(2, note);
  if (curve.nearest) {
    for (const std::string& text : report::nearest_texts(*curve.nearest, language)) page.indented(2, text);
  } else {
    page.indented(2, say(language, "现值按年度或规则包不同，不止一个；下面是各年度统一取一个值的结果。",
                         "It has several present values; below it has one for all years and packs."));
  }
  page.blank();
  write_bars(page, curve, language);
  return page.take();
}

std::string curve_json(const WhatIfCurve& curve) {
  JsonWriter json(true);
  report::begin_whatif(json, "curve");
  report::parameter_member(json, curve.parameter);
  json.member("documents", static_cast<std::int64_t>(curve.curve->documents()));
  json.member("findings", curve.present);
  json.member("faults", curve.faults);
  json.member("exact", curve.curve->exact());
  json.member("inexact_documents", static_cast<std::int64_t>(curve.curve->inexact()));
  json.member("scores_rest_on_it", curve.scores);
  json.key("rules");
  json.begin_list();
  for (const std::string& rule : curve.rules) json.text(rule);
  json.end_list();
  json.key("nearest");
  if (curve.nearest)
    report::nearest_member(json, *curve.nearest);
  else
    json.null();
  report::counts_member(json, "before", curve.curve->before().findings);
  json.member("faults_before", curve.curve->before().faults);
  json.key("steps");
  json.begin_list();
  for (const ThresholdCurve::Step& step : curve.curve->steps()) {
    json.begin_object();
    json.member("value", curve.parameter.written(step.value));
    json.member("at", step.at.total());
    json.member("after", step.after.total());
    json.member("faults_at", step.at.faults);
    json.member("faults_after", step.after.faults);
    report::counts_member(json, "rules_at", step.at.findings);
    report::counts_member(json, "rules_after", step.after.findings);
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

std::string curve_xlsx(const WhatIfCurve& curve, const ReportOptions& options) {
  const Language language = options.language;
  report::Workbook book;
  const auto lines = curve_lines(curve, language);
  std::vector<report::Workbook::Column> columns;
  const std::vector<double> widths{8, 26, 10, 10, 10, 70};
  for (std::size_t i = 0; i < lines.front().size(); ++i) columns.push_back({lines.front()[i], widths.at(i)});
  book.list_sheet(say(language, "曲线", "Curve"), columns);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    // The figures are numbers, for the chart.
    book.counts_line(lines[i], 2);
  }
  book.line_chart(curve.parameter.name, 1, {2});
  book.plain_sheet(say(language, "说明", "Notes"), {18, 80});
  book.line({curve.parameter.name, curve.parameter.title}, report::Workbook::Style::title);
  book.line({std::string(say(language, "现值", "now")), present_text(curve)});
  book.line({std::string(say(language, "现在的疑点", "findings now")), std::to_string(curve.present)});
  for (const std::string& note : notes_of(curve, language)) book.line({std::string(report::kTrial), note});
  if (curve.nearest) {
    for (const std::string& text : report::nearest_texts(*curve.nearest, language))
      book.line({std::string(report::kTrial), text});
  }
  return book.finish(say(language, "试算", "trial"));
}

}  // namespace

std::string render(const WhatIfCurve& curve, Format format, const ReportOptions& options) {
  if (format == Format::json) return curve_json(curve);
  if (format == Format::csv) return report::columns_csv(curve_lines(curve, options.language));
  if (format == Format::xlsx) return curve_xlsx(curve, options);
  return curve_text(curve, options);
}

}  // namespace gouji
