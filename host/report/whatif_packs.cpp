// Packs beside each other over the same documents: how far they differ, and the shortest description of why.
#include <fmt/format.h>

#include <algorithm>

#include "formats/clean_text.hpp"
#include "report/whatif_parts.hpp"
#include "report/words.hpp"
#include "report/workbook.hpp"

namespace gouji {
namespace {

using report::Columns;
using report::say;

constexpr std::size_t kNamed = 8;  // rules that are named one by one on a terminal

std::string listed_rules(const std::vector<std::string>& names, std::size_t most, Language language) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) text += (i == 0 ? "" : "、") + names[i];
  if (names.size() > most)
    text += language == Language::english ? fmt::format(" and {} more", names.size() - most)
                                          : fmt::format(" 等 {} 条", names.size());
  return text;
}

// `faults`: with their columns.
Columns pack_heads(Language language, bool faults) {
  Columns heads =
      language == Language::english
          ? Columns{"trial", "pack", "other pack", "only here", "only there", "scores differ", "grades differ"}
          : Columns{"试算", "规则包", "另一个包", "只在前者", "只在后者", "得分不同", "等级不同"};
  if (!faults) return heads;
  heads.emplace_back(say(language, "前者出错", "faults here"));
  heads.emplace_back(say(language, "后者出错", "faults there"));
  return heads;
}

std::vector<Columns> matrix_of(const WhatIfPacks& packs, Language language, bool with_faults) {
  std::vector<Columns> lines{pack_heads(language, with_faults)};
  const auto faults = [&](const std::string& pack) {
    return packs.faults.at(
        static_cast<std::size_t>(std::find(packs.packs.begin(), packs.packs.end(), pack) - packs.packs.begin()));
  };
  for (const PackPair& pair : packs.pairs) {
    lines.push_back({std::string(report::kTrial), pair.first, pair.second, std::to_string(pair.distance.findings_first),
                     std::to_string(pair.distance.findings_second), std::to_string(pair.distance.scores),
                     std::to_string(pair.distance.grades)});
    if (!with_faults) continue;
    lines.back().push_back(std::to_string(faults(pair.first)));
    lines.back().push_back(std::to_string(faults(pair.second)));
  }
  return lines;
}

// What makes the first give what the second gives, sentence by sentence.
std::vector<std::string> description_of(const PackPair& pair, std::size_t most, Language language) {
  const bool english = language == Language::english;
  std::vector<std::string> texts;
  if (pair.distance.total() == 0) {
    texts.emplace_back(say(language, "在这些公开文本上结果完全相同。", "The same results on these documents."));
    return texts;
  }
  for (const TriedSetting& one : pair.settings)
    texts.push_back(english ? fmt::format("in {}: {}", pair.first, report::setting_text(one))
                            : fmt::format("把 {} 的 {}", pair.first, report::setting_text(one)));
  const auto rules = [&](std::string_view chinese, std::string_view words, const std::vector<std::string>& names) {
    if (!names.empty())
      texts.push_back(fmt::format("{}{}", say(language, chinese, words), listed_rules(names, most, language)));
  };
  rules(fmt::format("只有 {} 有的规则：", pair.first), fmt::format("rules only of {}: ", pair.first),
        pair.difference.rules_first);
  rules(fmt::format("只有 {} 有的规则：", pair.second), fmt::format("rules only of {}: ", pair.second),
        pair.difference.rules_second);
  rules("严重程度不同的规则：", "rules of another severity: ", pair.difference.severities);
  std::vector<std::string> other_text;
  std::size_t same = 0;
  for (const std::string& rule : pair.difference.texts) {
    const auto found = pair.by_rule.find(rule);
    if (found == pair.by_rule.end()) {
      ++same;
      continue;
    }
    other_text.push_back(english ? fmt::format("{} ({} results differ)", rule, found->second)
                                 : fmt::format("{}（{} 处结果不同）", rule, found->second));
  }
  rules("正文不同、结果也不同的规则：", "rules of another text with other results: ", other_text);
  if (same > 0)
    texts.push_back(english ? fmt::format("rules of another text with the same results here: {}", same)
                            : fmt::format("正文不同、在这些公开文本上结果相同的规则：{} 条", same));
  rules("不同的计分公式：", "scoring scripts that differ: ", pair.difference.scorings);
  if (pair.left_out > 0)
    texts.push_back(english ? fmt::format("left aside below: {} results of those rules; parameters do not explain them",
                                          pair.left_out)
                            : fmt::format("下面不算这些规则的 {} 处结果：它们的不同不在参数", pair.left_out));
  if (!pair.rest) return texts;
  const bool by_rules = pair.left_out > 0;
  if (*pair.rest == 0) {
    texts.push_back(english ? fmt::format("that is all: {}{} then gives what {} gives", pair.first,
                                          by_rules ? " (those rules left aside)" : "", pair.second)
                            : fmt::format("仅此而已：{}{} 就得出 {} 的结果", by_rules ? "撇开上面列出的规则，" : "",
                                          pair.first, pair.second));
  } else {
    texts.push_back(english ? fmt::format("{} results still differ then", *pair.rest)
                            : fmt::format("这样之后仍有 {} 处结果不同，不是参数能说明的", *pair.rest));
  }
  return texts;
}

// A rule that broke off says nothing, and looks like one that found nothing.
std::vector<std::string> faults_of_packs(const WhatIfPacks& packs, Language language) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < packs.packs.size(); ++i) {
    if (packs.faults[i] == 0) continue;
    texts.push_back(language == Language::english
                        ? fmt::format("{}: {} rule results are faults, what those rules would find is missing; see "
                                      "gouji run --pack {}",
                                      packs.packs[i], packs.faults[i], packs.packs[i])
                        : fmt::format("{}：公式出错 {} 处，它们本来会发现的没有算在内；gouji run --pack {} 列出每一处",
                                      packs.packs[i], packs.faults[i], packs.packs[i]));
  }
  return texts;
}

std::string packs_text(const WhatIfPacks& packs, const ReportOptions& options) {
  const Language language = options.language;
  report::Page page(options);
  page.line(say(language, "试算：不看适用范围，各规则包审核同一批公开文本",
                "Trial: packs over the same documents, whatever their scope"),
            report::Ink::strong);
  page.indented(2, language == Language::english
                       ? fmt::format("{} documents, {} scores", packs.documents, packs.scores)
                       : fmt::format("公开文本 {} 份，得分 {} 个", packs.documents, packs.scores));
  for (const std::string& text : faults_of_packs(packs, language)) page.indented(2, text, report::Ink::yellow);
  page.blank();
  report::write_columns(page, matrix_of(packs, language, !faults_of_packs(packs, language).empty()), 3);
  for (const PackPair& pair : packs.pairs) {
    page.blank();
    page.line(fmt::format("{} {} → {}", report::kTrial, pair.first, pair.second), report::Ink::strong);
    for (const std::string& text : description_of(pair, kNamed, language)) page.hanging("  ", report::Ink::plain, text);
  }
  return page.take();
}

void names_member(JsonWriter& json, std::string_view name, const std::vector<std::string>& names) {
  json.key(name);
  json.begin_list();
  for (const std::string& one : names) json.text(clean_text(one));
  json.end_list();
}

std::string packs_json(const WhatIfPacks& packs) {
  JsonWriter json(true);
  report::begin_whatif(json, "packs");
  names_member(json, "packs", packs.packs);
  json.member("documents", static_cast<std::int64_t>(packs.documents));
  json.key("faults");
  json.begin_object();
  for (std::size_t i = 0; i < packs.packs.size(); ++i) json.member(clean_text(packs.packs[i]), packs.faults[i]);
  json.end_object();
  json.key("pairs");
  json.begin_list();
  for (const PackPair& pair : packs.pairs) {
    json.begin_object();
    json.member("first", pair.first);
    json.member("second", pair.second);
    json.member("findings_first", static_cast<std::int64_t>(pair.distance.findings_first));
    json.member("findings_second", static_cast<std::int64_t>(pair.distance.findings_second));
    json.member("scores", static_cast<std::int64_t>(pair.distance.scores));
    json.member("grades", static_cast<std::int64_t>(pair.distance.grades));
    report::settings_member(json, pair.settings);
    names_member(json, "rules_first", pair.difference.rules_first);
    names_member(json, "rules_second", pair.difference.rules_second);
    names_member(json, "severities", pair.difference.severities);
    names_member(json, "texts", pair.difference.texts);
    names_member(json, "scorings", pair.difference.scorings);
    json.key("differing_rules");
    json.begin_object();
    for (const auto& [rule, count] : pair.by_rule) json.member(rule, static_cast<std::int64_t>(count));
    json.end_object();
    json.member("left_out", static_cast<std::int64_t>(pair.left_out));
    json.key("rest");
    if (pair.rest)
      json.integer(static_cast<std::int64_t>(*pair.rest));
    else
      json.null();
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

std::string packs_xlsx(const WhatIfPacks& packs, const ReportOptions& options) {
  const Language language = options.language;
  report::Workbook book;
  const auto lines = matrix_of(packs, language, true);
  std::vector<report::Workbook::Column> columns;
  for (std::size_t i = 0; i < lines.front().size(); ++i) columns.push_back({lines.front()[i], i == 0 ? 8.0 : 18.0});
  book.list_sheet(say(language, "规则包对照", "Packs"), columns);
  for (std::size_t i = 1; i < lines.size(); ++i) book.counts_line(lines[i], 3);
  book.list_sheet(say(language, "差别的说明", "Why"), {{std::string(lines.front()[0]), 8},
                                                       {std::string(lines.front()[1]), 16},
                                                       {std::string(lines.front()[2]), 16},
                                                       {std::string(say(language, "说明", "description")), 100}});
  for (const std::string& text : faults_of_packs(packs, language))
    book.line({std::string(report::kTrial), "", "", text});
  for (const PackPair& pair : packs.pairs) {
    for (const std::string& text : description_of(pair, pair.difference.rules_first.size() + 1000, language))
      book.line({std::string(report::kTrial), pair.first, pair.second, text});
  }
  return book.finish(say(language, "试算", "trial"));
}

}  // namespace

std::string render(const WhatIfPacks& packs, Format format, const ReportOptions& options) {
  if (format == Format::json) return packs_json(packs);
  if (format == Format::csv) return report::columns_csv(matrix_of(packs, options.language, true));
  if (format == Format::xlsx) return packs_xlsx(packs, options);
  return packs_text(packs, options);
}

}  // namespace gouji
