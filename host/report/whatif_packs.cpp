// Packs beside each other over the same documents: how far they differ, and the shortest description of why.
#include <fmt/format.h>

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

Columns pack_heads(Language language) {
  if (language == Language::english)
    return {"trial", "pack", "other pack", "results only here", "results only there", "scores differ", "grades differ"};
  return {"试算", "规则包", "另一个包", "只在前者的结果", "只在后者的结果", "得分不同", "等级不同"};
}

std::vector<Columns> matrix_of(const WhatIfPacks& packs, Language language) {
  std::vector<Columns> lines{pack_heads(language)};
  for (const PackPair& pair : packs.pairs) {
    lines.push_back({std::string(report::kTrial), pair.first, pair.second, std::to_string(pair.distance.findings_first),
                     std::to_string(pair.distance.findings_second), std::to_string(pair.distance.scores),
                     std::to_string(pair.distance.grades)});
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
  rules("正文不同的规则：", "rules of another text: ", pair.difference.texts);
  if (!pair.rest) return texts;
  const bool by_rules = !pair.difference.rules_first.empty() || !pair.difference.rules_second.empty() ||
                        !pair.difference.severities.empty() || !pair.difference.texts.empty();
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

std::string packs_text(const WhatIfPacks& packs, const ReportOptions& options) {
  const Language language = options.language;
  report::Page page(options);
  page.line(say(language, "试算：不看适用范围，各规则包审核同一批公开文本",
                "Trial: packs over the same documents, whatever their scope"),
            report::Ink::strong);
  page.indented(2, language == Language::english
                       ? fmt::format("{} documents, {} scores", packs.documents, packs.scores)
                       : fmt::format("公开文本 {} 份，得分 {} 个", packs.documents, packs.scores));
  page.blank();
  report::write_columns(page, matrix_of(packs, language), 3);
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
  const auto lines = matrix_of(packs, language);
  std::vector<report::Workbook::Column> columns;
  for (std::size_t i = 0; i < lines.front().size(); ++i) columns.push_back({lines.front()[i], i == 0 ? 8.0 : 18.0});
  book.list_sheet(say(language, "规则包对照", "Packs"), columns);
  for (std::size_t i = 1; i < lines.size(); ++i) book.counts_line(lines[i], 3);
  book.list_sheet(say(language, "差别的说明", "Why"), {{std::string(lines.front()[0]), 8},
                                                       {std::string(lines.front()[1]), 16},
                                                       {std::string(lines.front()[2]), 16},
                                                       {std::string(say(language, "说明", "description")), 100}});
  for (const PackPair& pair : packs.pairs) {
    for (const std::string& text : description_of(pair, pair.difference.rules_first.size() + 1000, language))
      book.line({std::string(report::kTrial), pair.first, pair.second, text});
  }
  return book.finish(say(language, "试算", "trial"));
}

}  // namespace

std::string render(const WhatIfPacks& packs, Format format, const ReportOptions& options) {
  if (format == Format::json) return packs_json(packs);
  if (format == Format::csv) return report::columns_csv(matrix_of(packs, options.language));
  if (format == Format::xlsx) return packs_xlsx(packs, options);
  return packs_text(packs, options);
}

}  // namespace gouji
