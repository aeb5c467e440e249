// The pages that lead to rules: by folder, kind, severity, parameter and pack; and the page of a parameter.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "model/years.hpp"
#include "report/handbook/pages.hpp"
#include "report/handbook/rule_words.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

int outcomes_of(const HandbookRule& entry, Outcome outcome) {
  int sum = 0;
  for (const RuleCount& count : entry.counts) sum += count.outcomes.at(static_cast<std::size_t>(outcome));
  return sum;
}

int checks_of(const HandbookRule& entry) {
  int sum = 0;
  for (const RuleCount& count : entry.counts) sum += entry.scoring ? count.scores : count.checks;
  return sum;
}

Line title_line(const HandbookRule& entry) {
  Line line{link(entry.rule.title, entry.page)};
  if (!entry.rule.english.title.empty()) line.push_back(below(entry.rule.english.title));
  return line;
}

Line severity_line(const HandbookRule& entry) {
  if (entry.scoring) return {quiet("测算得分")};
  return {tag(severity_words(entry.rule.severity).chinese, code_of(entry.rule.severity))};
}

PageTable rules_table(const std::vector<const HandbookRule*>& rules) {
  PageTable table{{{{"规则", "Rule"}},
                   {{"编号", "Id"}},
                   {{"类型", "Kind"}, kWord},
                   {{"程度", "Severity"}, kWord},
                   {{"比较", "Checks"}, kFigure},
                   {{"疑点", "Findings"}, kFigure}},
                  {},
                  true};
  for (const HandbookRule* entry : rules) {
    table.rows.push_back({title_line(*entry),
                          {code(entry->rule.id)},
                          plain(entry->scoring ? "" : entry->rule.kind),
                          severity_line(*entry),
                          plain(std::to_string(checks_of(*entry))),
                          plain(entry->scoring ? "" : std::to_string(outcomes_of(*entry, Outcome::finding)))});
  }
  return table;
}

// One section for each group in the order of their keys.
template <class Key>
void write_groups(const Handbook& book, PageWriter& page,
                  const std::function<std::optional<Key>(const HandbookRule&)>& key,
                  const std::function<Both(const Key&)>& words) {
  std::map<Key, std::vector<const HandbookRule*>> groups;
  for (const HandbookRule& entry : book.rules) {
    if (const auto group = key(entry)) groups[*group].push_back(&entry);
  }
  for (const auto& [group, rules] : groups) {
    Both title = words(group);
    title.chinese += fmt::format("（{}）", rules.size());
    page.heading(2, title);
    page.table(rules_table(rules));
  }
}

void write_broken(const Handbook& book, PageWriter& page) {
  if (book.broken.empty()) return;
  page.heading(2, {"没有装载的规则", "Rules that could not be loaded"});
  PageTable table{{{{"文件", "File"}}, {{"原因", "Why"}}}, {}, false};
  for (const auto& [file, why] : book.broken) table.rows.push_back({{code(file)}, plain(why)});
  page.table(table);
}

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, "、")); }

Fact scope_fact(const Pack& pack) {
  std::string words = joined(pack.scope.provinces);
  const auto add = [&](const std::string& part) {
    if (!part.empty()) words += (words.empty() ? "" : "；") + part;
  };
  add(joined(pack.scope.regions));
  std::vector<std::string> kinds;
  for (const std::string& kind : pack.scope.kinds) kinds.emplace_back(find_kind(kind)->chinese);
  add(joined(kinds));
  const Both years = years_words(pack.scope.from_year, pack.scope.to_year);
  if (!(pack.scope.from_year == 0 && pack.scope.to_year == kOpenYear)) add(years.chinese);
  return {{"适用范围", "Scope"}, {plain(words.empty() ? "全部" : words)}};
}

}  // namespace

void write_topics(const Handbook& book, PageWriter& page) {
  page.heading(1, {"规则手册", "Rule handbook"});
  int found = 0, cases = 0;
  std::size_t scorings = 0;
  for (const HandbookRule& entry : book.rules) {
    found += outcomes_of(entry, Outcome::finding);
    cases += static_cast<int>(entry.cases.size());
    scorings += entry.scoring ? 1U : 0U;
  }
  page.sentence(
      {fmt::format(
           "{} 个规则包，{} 条规则，{} 个计分公式，{} 个参数，{} 个用例。在 {} 份样本上比较 {} 次，疑点 {} 处。",
           book.packs.size(), book.rules.size() - scorings, scorings, book.parameters.size(), cases,
           book.documents.size(), book.checks, found),
       fmt::format("{} packs, {} rules, {} scorings, {} parameters, {} cases; {} samples, {} checks, {} findings.",
                   book.packs.size(), book.rules.size() - scorings, scorings, book.parameters.size(), cases,
                   book.documents.size(), book.checks, found)});
  page.search_box();
  write_broken(book, page);
  write_groups<std::string>(
      book, page, [](const HandbookRule& entry) { return std::optional(entry.topic); },
      [](const std::string& topic) {
        Both words = topic_words(topic);
        if (!topic.empty()) words.english += (words.english.empty() ? "" : " · ") + topic;
        return words;
      });
}

void write_kinds(const Handbook& book, PageWriter& page) {
  page.heading(1, {"按公式类型", "By kind"});
  page.search_box();
  write_groups<std::string>(
      book, page,
      [](const HandbookRule& entry) { return entry.scoring ? std::nullopt : std::optional(entry.rule.kind); },
      [](const std::string& kind) { return kind_words(kind); });
}

void write_severities(const Handbook& book, PageWriter& page) {
  page.heading(1, {"按严重程度", "By severity"});
  page.search_box();
  write_groups<Severity>(
      book, page,
      [](const HandbookRule& entry) { return entry.scoring ? std::nullopt : std::optional(entry.rule.severity); },
      [](const Severity& severity) { return severity_words(severity); });
}

void write_parameters(const Handbook& book, PageWriter& page) {
  page.heading(1, {fmt::format("参数（{}）", book.parameters.size()), "Parameters"});
  page.search_box();
  PageTable table{
      {{{"参数", "Parameter"}}, {{"取值", "Value"}}, {{"规则包", "Set by"}}, {{"用到它的规则", "Read by"}, kFigure}},
      {},
      true};
  for (const HandbookParameter& parameter : book.parameters) {
    const ParameterEntry& first = parameter.entries.front();
    const std::string unit = first.unit.empty() || first.value.brackets ? "" : " " + first.unit;
    std::vector<std::string> packs;
    for (const ParameterEntry& entry : parameter.entries) {
      if (packs.empty() || packs.back() != entry.pack) packs.push_back(entry.pack);
    }
    Line name{link(parameter.name, parameter.page)};
    if (const std::string title = title_of(parameter); !title.empty()) name.push_back(below(title));
    table.rows.push_back({std::move(name), plain(first.text + unit + (parameter.entries.size() > 1 ? " …" : "")),
                          plain(joined(packs)), plain(std::to_string(parameter.readers.size()))});
  }
  page.table(table);
}

void write_parameter_page(const Handbook& book, const HandbookParameter& parameter, PageWriter& page) {
  page.heading(1, {title_of(parameter).empty() ? parameter.name : title_of(parameter), ""});
  page.line({code(parameter.name)});
  page.sentence({"每一层的取值，下层在前；后面的包覆盖前面的，只对自己的地区。",
                 "Each layer's values, the lowest first; a pack overrides those that it builds on, for its own scope."},
                true);
  page.table(chain_table(parameter));
  page.heading(2, {"用到它的规则", "Read by"});
  std::vector<const HandbookRule*> readers;
  for (const std::string& reader : parameter.readers) {
    for (const HandbookRule& entry : book.rules) {
      if (entry.page == reader) readers.push_back(&entry);
    }
  }
  if (readers.empty()) {
    page.sentence({"样本和用例里没有规则读它。", "No rule read it on the samples or in cases."}, true);
    return;
  }
  page.table(rules_table(readers));
}

void write_packs(const Handbook& book, PageWriter& page) {
  page.heading(1, {"规则包", "Packs"});
  for (const auto& pack : book.packs) {
    page.heading(2, {pack->title, pack->id}, pack->id);
    std::vector<Fact> facts{{{"版本", "Revision"}, {plain(pack->revision)}}, scope_fact(*pack)};
    if (!pack->base.empty()) facts.push_back({{"基础包", "Builds on"}, {{link(pack->base, "packs#" + pack->base)}}});
    facts.push_back({{"文件夹", "Folder"}, {{code(pack->shown)}}});
    facts.push_back({{"摘要", "Digest"}, {{code(pack->digest)}}});
    page.facts(facts);
    PageTable overrides{
        {{{"规则", "Rule"}}, {{"怎样改", "Change"}}, {{"理由", "Reason"}}, {{"依据", "Basis"}}, {{"出处", "Set in"}}},
        {},
        false};
    for (const Override& change : pack->overrides) {
      const HandbookRule* rule = rule_by_id(book, change.rule);
      const Both action = action_words(change);
      overrides.rows.push_back({rule == nullptr ? Line{code(change.rule)} : Line{link(change.rule, rule->page)},
                                plain(action.chinese + " " + action.english),
                                plain(change.reason),
                                plain(change.basis),
                                {code(to_text(change.at))}});
    }
    if (!overrides.rows.empty()) {
      page.heading(3, {"改动的规则", "Overrides"});
      page.table(overrides);
    }
    PageTable values{{{{"参数", "Parameter"}}, {{"取值", "Value"}}, {{"理由", "Reason"}}}, {}, false};
    for (const HandbookParameter& parameter : book.parameters) {
      for (const ParameterEntry& entry : parameter.entries) {
        if (entry.pack != pack->id || entry.reason.empty()) continue;
        const std::string year = entry.from_year == 0 ? "" : "，" + year_from(entry.from_year);
        values.rows.push_back({{link(parameter.name, parameter.page)}, plain(entry.text + year), plain(entry.reason)});
      }
    }
    if (!values.rows.empty()) {
      page.heading(3, {"改动的参数", "Parameters it overrides"});
      page.table(values);
    }
    std::vector<const HandbookRule*> own;
    for (const HandbookRule& entry : book.rules) {
      if (entry.rule.pack == pack->id) own.push_back(&entry);
    }
    page.sentence({fmt::format("自己的规则 {} 条。", own.size()), fmt::format("{} rules of its own.", own.size())},
                  true);
    constexpr std::size_t kFew = 20;  // more are better looked up by topic
    if (!own.empty() && own.size() <= kFew) page.table(rules_table(own));
  }
}

}  // namespace gouji::report
