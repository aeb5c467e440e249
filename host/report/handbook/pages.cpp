#include "report/handbook/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "packs/parameter_unit.hpp"
#include "report/handbook/rule_words.hpp"

namespace gouji::report {

const HandbookRule* rule_by_id(const Handbook& book, const std::string& id) {
  const auto found =
      std::find_if(book.rules.begin(), book.rules.end(), [&](const auto& one) { return one.rule.id == id; });
  return found == book.rules.end() ? nullptr : &*found;
}

const HandbookParameter* parameter_by_name(const Handbook& book, const std::string& name) {
  const auto found = std::find_if(book.parameters.begin(), book.parameters.end(),
                                  [&](const HandbookParameter& one) { return one.name == name; });
  return found == book.parameters.end() ? nullptr : &*found;
}

Span parameter_link(const Handbook& book, const std::string& name) {
  const HandbookParameter* parameter = parameter_by_name(book, name);
  return parameter == nullptr ? code(name) : link(name, parameter->page);
}

std::string title_of(const HandbookParameter& parameter) {
  for (const ParameterEntry& entry : parameter.entries) {
    if (!entry.title.empty()) return entry.title;
  }
  return {};
}

PageTable chain_table(const HandbookParameter& parameter) {
  PageTable table{{{{"规则包", "Pack"}, kWord},
                   {{"年度", "Years"}, kWord},
                   {{"取值", "Value"}},
                   {{"依据和理由", "Basis and reason"}},
                   {{"出处", "Set in"}}},
                  {},
                  false};
  for (const ParameterEntry& entry : parameter.entries) {
    Line why = plain(entry.basis);
    if (!entry.reason.empty()) why.push_back({"；理由：" + entry.reason});
    table.rows.push_back({{link(entry.pack, "packs#" + entry.pack)},
                          plain(entry.from_year == 0 ? "各年度" : year_from(entry.from_year)),
                          {strong(entry.text + unit_behind(entry))},
                          std::move(why),
                          {code(to_text(entry.at))}});
  }
  return table;
}

Both expected_words(const std::string& key) {
  struct Word {
    std::string_view key, chinese;
  };
  static constexpr std::array<Word, 27> kWords{
      {{"outcome", "结果"},      {"severity", "严重程度"}, {"kind", "公式类型"},
       {"table", "报表"},        {"evaluation", "自评表"}, {"row", "行"},
       {"column", "栏"},         {"printed", "填报数"},    {"expected", "应为"},
       {"difference", "差额"},   {"gap", "相差"},          {"case", "情形"},
       {"message", "消息含"},    {"remedy", "建议含"},     {"missing", "缺"},
       {"doubtful", "识别存疑"}, {"limit", "限额"},        {"line", "行号"},
       {"deduct", "扣分"},       {"group", "扣分组"},      {"recomputed", "测算得分"},
       {"low", "下限"},          {"high", "上限"},         {"grade", "等级"},
       {"lines", "项数"},        {"judged", "未重算项数"}, {"why", "原因"}}};
  for (const Word& word : kWords) {
    if (word.key == key) return {std::string(word.chinese), key};
  }
  return {key, ""};
}

}  // namespace gouji::report
