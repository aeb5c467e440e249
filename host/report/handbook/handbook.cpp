#include "report/handbook/handbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "report/handbook/pages.hpp"

namespace gouji::report {

bool RuleCount::touched() const {
  if (checks > 0 || explained > 0 || scores > 0) return true;
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    if (static_cast<Outcome>(i) != Outcome::not_applicable && outcomes.at(i) > 0) return true;
  }
  return false;
}

std::map<std::string, std::string> handbook_pages(const Handbook& book, PageForm form) {
  constexpr std::size_t kShownDigits = 12;  // of a digest: enough to tell two apart
  Site site;
  site.title = {"规则手册", "Rule handbook"};
  site.links = {{{"目录", "Topics"}, "index"},
                {{"按类型", "Kinds"}, "kinds"},
                {{"按严重程度", "Severities"}, "severities"},
                {{"参数", "Parameters"}, "parameters"},
                {{"规则包", "Packs"}, "packs"}};
  site.foot = "由规则包和样本生成，不要手改 Made from the packs and the samples. ";
  for (const auto& pack : book.packs)
    site.foot += fmt::format("{} {} {} · ", pack->id, pack->revision, pack->digest.substr(0, kShownDigits));
  site.foot += "数据 data " + book.data_digest.substr(0, kShownDigits);
  const std::string_view ending = form == PageForm::html ? ".html" : ".md";
  std::map<std::string, std::string> files;
  const auto add = [&](const std::string& name, std::string_view title, const std::function<void(PageWriter&)>& write) {
    const auto page = form == PageForm::html ? html_page(site, name, title) : markdown_page(site, name);
    write(*page);
    files.emplace(page_file(name, ending), page->take());
  };
  add("index", site.title.chinese, [&](PageWriter& page) { write_topics(book, page); });
  add("kinds", "按公式类型", [&](PageWriter& page) { write_kinds(book, page); });
  add("severities", "按严重程度", [&](PageWriter& page) { write_severities(book, page); });
  add("parameters", "参数", [&](PageWriter& page) { write_parameters(book, page); });
  add("packs", "规则包", [&](PageWriter& page) { write_packs(book, page); });
  for (const HandbookRule& entry : book.rules)
    add(entry.page, entry.rule.title, [&](PageWriter& page) { write_rule_page(book, entry, page); });
  for (const HandbookParameter& parameter : book.parameters)
    add(parameter.page, parameter.name, [&](PageWriter& page) { write_parameter_page(book, parameter, page); });
  return files;
}

}  // namespace gouji::report
