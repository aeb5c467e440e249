#include "report/probe_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kMostRulesNamed = 3;
constexpr std::size_t kLongestRowName = 30;

std::string rate_text(const ProbeCount& count) { return count.rate().empty() ? "—" : count.rate() + "%"; }

std::string spot_table(const FigureSpot& spot, Language language) {
  ProbedTable table;
  table.part = spot.part;
  table.name = spot.table;
  return table_text(table, language);
}

std::string kinds_text(const std::vector<FaultKind>& kinds, Language language) {
  std::string text;
  for (const FaultKind kind : kinds) join(text, fault_kind_text(kind, language), say(language, "、", ", "));
  return text;
}

// 甲局-2020-部门决算 合计：28,507.51 写成 28,507.81
std::string example_text(const std::string& document, const FigureSpot& spot, const std::string& to,
                         Language language) {
  std::string text = document_name(document, language);
  if (!spot.form.empty()) text += " " + text::shorten(spot.form, kLongestRowName);
  if (!spot.row_name.empty() && spot.row_name != spot.form) text += " " + text::shorten(spot.row_name, kLongestRowName);
  text += fmt::format("{}{}", say(language, "：", ": "), spot.printed);
  if (!to.empty()) text += fmt::format(" {} {}", say(language, "写成", "as"), to);
  return text;
}

std::string rules_text(const std::vector<std::string>& rules, Language language) {
  std::string text;
  for (std::size_t i = 0; i < rules.size() && i < kMostRulesNamed; ++i) join(text, rules[i], say(language, "、", ", "));
  if (rules.size() > kMostRulesNamed)
    text += language == Language::chinese ? fmt::format(" 等 {} 条", rules.size())
                                          : fmt::format(" and {} more", rules.size() - kMostRulesNamed);
  return text;
}

Columns kind_line(std::string name, const ProbeCount& all, const ProbeCount& checked) {
  const auto severity = [&](Severity one) {
    return std::to_string(checked.severities.at(static_cast<std::size_t>(one)));
  };
  return {std::move(name),
          rate_text(checked),
          std::to_string(checked.faults),
          std::to_string(checked.noticed),
          std::to_string(checked.rounding),
          severity(Severity::error),
          severity(Severity::warning),
          severity(Severity::verify),
          rate_text(all)};
}

}  // namespace

std::string fault_kind_text(FaultKind kind, Language language) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, kFaultKinds> kWords{
      {{"一位数字写错", "one digit wrong"},
       {"两位数字颠倒", "two digits transposed"},
       {"正负号写错", "sign wrong"},
       {"小数点错一位", "decimal point one off"},
       {"大一万倍", "×10000 (yuan for 万元)"},
       {"小一万倍", "÷10000 (万元 for yuan)"},
       {"相邻两格对调", "two neighbours swapped"},
       {"填了上年的数", "last year's figure"},
       {"漏了一行", "a row left out"},
       {"一行重复", "a row twice"}}};
  const auto& [chinese, english] = kWords.at(static_cast<std::size_t>(kind));
  return std::string(say(language, chinese, english));
}

std::string blindness_text(Blindness blindness, Language language) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kWords{
      {{"", ""},
       {"没有规则读", "no rule reads it"},
       {"读了，没有勾稽关系", "read, but in no equation"},
       {"只列为提示", "told as a note only"},
       {"变成缺数无法审核", "cannot be checked any more"},
       {"在规则放过的范围内", "within what the rules let pass"}}};
  const auto& [chinese, english] = kWords.at(static_cast<std::size_t>(blindness));
  return std::string(say(language, chinese, english));
}

std::string table_text(const ProbedTable& table, Language language) {
  switch (table.part) {
    case FigurePart::table: return table.name;
    case FigurePart::form: return std::string(say(language, "自评表·表头", "self-evaluation · head"));
    case FigurePart::fund: return std::string(say(language, "自评表·资金", "self-evaluation · funds"));
    case FigurePart::indicator: return std::string(say(language, "自评表·指标", "self-evaluation · indicators"));
    case FigurePart::claim: return std::string(say(language, "文字说明", "narrative"));
  }
  return {};
}

std::vector<Columns> probe_kind_lines(const ProbedPack& pack, Language language) {
  const bool chinese = language == Language::chinese;
  std::vector<Columns> lines{
      chinese
          ? Columns{"种类", "发现率", "放入", "发现", "尾差内", "错误", "警告", "核实", "连同其余的"}
          : Columns{"kind", "rate", "faults", "noticed", "in rounding", "error", "warning", "verify", "all figures"}};
  const CountByKind all = pack.kinds(false), checked = pack.kinds(true);
  for (std::size_t i = 0; i < kFaultKinds; ++i) {
    if (all.at(i).faults == 0) continue;
    lines.push_back(kind_line(fault_kind_text(static_cast<FaultKind>(i), language), all.at(i), checked.at(i)));
  }
  lines.push_back(kind_line(std::string(say(language, "合计", "all")), total_of(all), total_of(checked)));
  return lines;
}

std::vector<Columns> probe_table_lines(const ProbedPack& pack, Language language) {
  const bool chinese = language == Language::chinese;
  const auto digit = static_cast<std::size_t>(FaultKind::digit);
  const bool digits = pack.kinds(false).at(digit).faults > 0;
  Columns head = chinese
                     ? Columns{"报表", "数", "规则读过", "有勾稽关系", "受审核", "放入", "尾差内", "发现率"}
                     : Columns{"table", "figures", "read", "in equations", "checked", "faults", "in rounding", "rate"};
  if (digits) head.push_back(fault_kind_text(FaultKind::digit, language));
  std::vector<Columns> lines{head};
  for (const ProbedTable& table : pack.tables) {
    const ProbeCount total = total_of(table.checked_kinds);
    Columns line{table_text(table, language),    std::to_string(table.figures),
                 std::to_string(table.read),     std::to_string(table.equated),
                 std::to_string(table.checked),  std::to_string(total.faults),
                 std::to_string(total.rounding), rate_text(total)};
    if (digits) line.push_back(rate_text(table.checked_kinds.at(digit)));
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<Columns> probe_blind_lines(const ProbedPack& pack, Language language, bool every_figure) {
  const bool chinese = language == Language::chinese;
  std::vector<Columns> lines{chinese ? Columns{"报表·栏", "数", "原因", "例"}
                                     : Columns{"place", "figures", "why", "such as"}};
  if (pack.blind.empty()) return {};
  std::vector<std::pair<std::pair<std::string, Blindness>, std::vector<const BlindFigure*>>> groups;
  for (const BlindFigure& figure : pack.blind) {
    const std::pair key{spot_table(figure.spot, language) + " · " + figure.spot.column_name, figure.blindness};
    auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == key; });
    if (found == groups.end()) found = groups.insert(groups.end(), {key, {}});
    found->second.push_back(&figure);
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  for (const auto& [key, figures] : groups) {
    std::string why = blindness_text(key.second, language);
    const std::string rules = rules_text(figures.front()->rules, language);
    for (std::size_t i = 0; i < (every_figure ? figures.size() : 1); ++i) {
      const BlindFigure& one = *figures[i];
      std::string example =
          example_text(one.document, one.spot, one.to, language) + "（" + kinds_text(one.kinds, language) + "）";
      if (!one.rules.empty()) example += " " + rules_text(one.rules, language);
      lines.push_back({i == 0 ? key.first : "", i == 0 ? std::to_string(figures.size()) : "", i == 0 ? why : "",
                       std::move(example)});
    }
  }
  return lines;
}

std::vector<Columns> probe_rounded_lines(const ProbedPack& pack, Language language) {
  if (pack.rounded.empty()) return {};
  std::vector<std::pair<std::string, std::pair<int, const RoundedFigure*>>> groups;
  for (const RoundedFigure& figure : pack.rounded) {
    const std::string key = spot_table(figure.spot, language) + " · " + figure.spot.column_name;
    auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == key; });
    if (found == groups.end()) found = groups.insert(groups.end(), {key, {0, &figure}});
    found->second.first += static_cast<int>(figure.kinds.size());
  }
  std::vector<Columns> lines{language == Language::chinese ? Columns{"报表·栏", "处", "印出的位数容许", "例"}
                                                           : Columns{"place", "faults", "digits allow", "such as"}};
  for (const auto& [key, group] : groups)
    lines.push_back({key, std::to_string(group.first), "±" + group.second->slack,
                     example_text(group.second->document, group.second->spot, group.second->to, language)});
  return lines;
}

std::string probe_scope_text(const ProbeReport& probe, const ProbedPack& pack, Language language) {
  const int faults = total_of(pack.kinds(false)).faults;
  if (language == Language::english)
    return fmt::format(
        "{} documents, {} figures ({} with an error or warning already: left alone), {} faults{}, seed {}",
        pack.documents, pack.figures, pack.accused, faults,
        probe.sample > 0 ? fmt::format(", at most {} of a kind in a table of a document", probe.sample) : "",
        probe.seed);
  return fmt::format("公开文本 {} 份，数 {} 个（{} 个已有错误或警告，不试），放入错误 {} 处{}，种子 {}", pack.documents,
                     pack.figures, pack.accused, faults,
                     probe.sample > 0 ? fmt::format("（每份每张表每种至多 {} 处）", probe.sample) : "", probe.seed);
}

std::string probe_result_text(const ProbedPack& pack, Language language) {
  const ProbeCount digit = pack.kinds(true).at(static_cast<std::size_t>(FaultKind::digit)), all = pack.measure();
  if (language == Language::english)
    return fmt::format("Result: {} notices {} of the faults in figures that carry a check ({} of those in one digit)",
                       pack.id, rate_text(all), rate_text(digit));
  return fmt::format("结论：{} 对受审核的数发现率 {}（一位数字写错 {}）", pack.id, rate_text(all),
                     rate_text(digit));
}

}  // namespace gouji::report
